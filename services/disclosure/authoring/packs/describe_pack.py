"""What a pack's README says of it that can be read off the pack: its words, how long data are kept, and its rows."""

from services.disclosure.authoring.explaining.say_conditions import said_of_all, said_of_span
from services.disclosure.authoring.explaining.tables import Table, markdown, table
from services.disclosure.authoring.packs.cover_rows import Coverage
from services.disclosure.authoring.packs.list_words import WordList, in_order, word_lists
from shared.policy_packs.lines import RetentionLine
from shared.policy_packs.model import Pack
from shared.policy_packs.rule import Rule


def describe_pack(pack: Pack, coverage: Coverage) -> str:
    """Return the generated part of the README, in Markdown."""
    tables = [
        *(_both_languages(one) for one in word_lists(pack)),
        _consent_kinds(pack),
        _delegations(pack),
        _retention(pack),
        _rights(pack),
        _rows(coverage),
    ]
    return "\n".join(["## Words and lines\n", *(markdown(one) for one in tables if one.rows)])


def _both_languages(words: WordList) -> Table:
    rows = ((f"`{word.code}`", word.name.en, word.name.da, *word.notes) for word in words.words)
    return table(words.title, ("code", "English", "Danish", *words.headings), rows)


def _consent_kinds(pack: Pack) -> Table:
    rows = (
        (
            f"`{one.id}`",
            one.says.en,
            in_order(one.purposes, pack.purposes),
            in_order(one.categories, pack.categories),
            ", ".join(one.texts),
            f"{', '.join(one.forms)}; by {', '.join(one.given_by)}",
            one.on_withdrawal.en if one.on_withdrawal else "",
            "told" if one.recall else "",
        )
        for one in pack.consent_kinds
    )
    columns = (
        *("id", "consent to", "purposes", "categories", "texts", "how"),
        *("announced consequence of withdrawal", "recipients at withdrawal"),
    )
    return table("What consent is asked for", columns, rows)


def _delegations(pack: Pack) -> Table:
    rows = (
        (
            f"`{rule.id}`",
            ", ".join(sorted(rule.delegation_kinds)) + (f" until {rule.custody_until}" if rule.custody_until else ""),
            in_order(rule.recipient_kinds, pack.recipient_kinds),
            in_order(rule.purposes, pack.purposes),
            in_order(rule.categories, pack.categories),
            _only(rule),
        )
        for rule in pack.rules
        if rule.step == "delegation"
    )
    return table("Delegations", ("rule", "delegation", "to", "purposes", "categories", "only when"), rows)


def _only(rule: Rule) -> str:
    return said_of_all(rule.when)


def _retention(pack: Pack) -> Table:
    rows = (
        (
            f"`{one.id}`",
            in_order(one.subject_roles, pack.subject_roles),
            in_order(one.categories, pack.categories),
            said_of_all(one.when),
            _kept(one),
            ", ".join(one.holds),
        )
        for one in pack.retention
    )
    return table("How long data are kept", ("line", "roles", "categories", "when", "until", "longer while"), rows)


def _kept(line: RetentionLine) -> str:
    return "; ".join(f"{said_of_span(one.span)} from {one.fact}" for one in line.keep)


def _rights(pack: Pack) -> Table:
    rows = (
        (
            f"`{one.id}`",
            one.right,
            in_order(one.subject_roles, pack.subject_roles),
            in_order(one.categories, pack.categories),
            said_of_all(one.when),
            f"{one.answer}, within {said_of_span(one.due)}",
        )
        for one in pack.rights
    )
    return table("How requests are answered", ("line", "right", "roles", "categories", "when", "answer"), rows)


def _rows(coverage: Coverage) -> Table:
    rows = (
        (one.row, f"Outside: {one.outside}" if one.outside is not None else _ids(one.encoded), str(one.cases or ""))
        for one in coverage.rows
    )
    return table("Rows", ("row", "encoded in", "cases"), rows)


def _ids(ids: tuple[str, ...]) -> str:
    return ", ".join(f"`{one}`" for one in ids)
