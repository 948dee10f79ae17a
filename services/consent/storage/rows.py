"""Rows and the domain's values, each from the other."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from services.consent.domain.consent import (
    Consent,
    Consequence,
    Evidence,
    Giver,
    Grant,
    ImportedFrom,
    Recorded,
    Text,
    Withdrawal,
)
from services.consent.domain.objection import Answer, Lift, Objection
from services.consent.storage.scope_rows import part_from, scope_from
from services.consent.use_cases.documents import plain
from shared.policy_packs.name import Name
from shared.policy_packs.validity import Validity

Row = sa.Row[Any]
Values = dict[str, Any]


def consent_values(consent: Consent) -> Values:
    grant = consent.grant
    return {
        "id": consent.id,
        "controller": consent.controller,
        "subject": consent.subject,
        "given_at": grant.given_at,
        "given_by_authority": grant.given_by.authority,
        "given_by_reference": grant.given_by.reference,
        "form": grant.form,
        "form_exemption": grant.form_exemption,
        "channel": grant.channel,
        **text_values(grant.text),
        "expression": grant.expression,
        "kind": grant.kind,
        "renews": grant.renews,
        "follows": grant.follows,
        "subject_role": grant.subject_role,
        "course": grant.course,
        "stated_end": grant.stated_end,
        "scope": plain(grant.scope),
        "evidence": evidence_values(grant.evidence),
        "valid_until": consent.validity.until,
        "valid_until_reason": consent.validity.reason,
        "import_source": consent.imported and consent.imported.source,
        "import_source_id": consent.imported and consent.imported.id,
        **recorded_values(consent.recorded),
    }


def consent_from(row: Row, withdrawals: Sequence[Withdrawal]) -> Consent:
    return Consent(
        id=row.id,
        controller=row.controller,
        subject=row.subject,
        grant=_grant_from(row),
        validity=_validity_from(row),
        recorded=recorded_from(row),
        withdrawals=tuple(withdrawals),
        imported=ImportedFrom(row.import_source, row.import_source_id) if row.import_source else None,
        subject_born=row.subject_born,
        subject_died=row.subject_died,
    )


def _validity_from(row: Row) -> Validity:
    """A version before migration 0021 may go on recording while that runs, and gives the course for a stated end."""
    stated = row.valid_until_reason == "course" and row.valid_until is not None
    return Validity(row.valid_until, "stated-end" if stated else row.valid_until_reason)


def withdrawal_values(withdrawal: Withdrawal) -> Values:
    return {
        "id": withdrawal.id,
        "at": withdrawal.at,
        "part": plain(withdrawal.part),
        "channel": withdrawal.channel,
        "how": withdrawal.how,
        **said_by_values("withdrawn_by", withdrawal.withdrawn_by),
        "shown_sha256": withdrawal.shown_sha256,
        "evidence": evidence_values(withdrawal.evidence),
        "consequences": [plain(one) for one in withdrawal.consequences],
        **recorded_values(withdrawal.recorded),
    }


def withdrawal_from(row: Row) -> Withdrawal:
    return Withdrawal(
        id=row.id,
        at=row.at,
        part=part_from(row.part),
        channel=row.channel,
        recorded=recorded_from(row),
        how=row.how,
        evidence=evidence_from(row.evidence),
        withdrawn_by=giver_from(row.withdrawn_by_authority, row.withdrawn_by_reference),
        shown_sha256=row.shown_sha256,
        consequences=tuple(Consequence(one["kind"], Name(**one["says"])) for one in row.consequences or ()),
    )


def objection_values(objection: Objection) -> Values:
    return {
        "id": objection.id,
        "controller": objection.controller,
        "subject": objection.subject,
        "kind": objection.kind,
        "raised_at": objection.raised_at,
        **said_by_values("raised_by", objection.raised_by),
        "subject_role": objection.subject_role,
        "channel": objection.channel,
        "part": plain(objection.part),
        "evidence": evidence_values(objection.evidence),
        **recorded_values(objection.recorded),
    }


def objection_from(row: Row, lift: Lift | None, answer: Answer | None) -> Objection:
    return Objection(
        id=row.id,
        controller=row.controller,
        subject=row.subject,
        kind=row.kind,
        raised_at=row.raised_at,
        channel=row.channel,
        part=part_from(row.part),
        recorded=recorded_from(row),
        evidence=evidence_from(row.evidence),
        lift=lift,
        answer=answer,
        raised_by=giver_from(row.raised_by_authority, row.raised_by_reference),
        subject_born=row.subject_born,
        subject_role=row.subject_role,
    )


def lift_values(lift: Lift) -> Values:
    return {
        "at": lift.at,
        **said_by_values("lifted_by", lift.lifted_by),
        "channel": lift.channel,
        "evidence": evidence_values(lift.evidence),
        **recorded_values(lift.recorded),
    }


def lift_from(row: Row) -> Lift:
    lifted_by = giver_from(row.lifted_by_authority, row.lifted_by_reference)
    return Lift(row.at, row.channel, recorded_from(row), evidence_from(row.evidence), lifted_by)


def answer_values(answer: Answer) -> Values:
    said = {"at": answer.at, "answer": answer.answer, "grounds": answer.grounds}
    return said | recorded_values(answer.recorded)


def answer_from(row: Row) -> Answer:
    return Answer(row.at, row.answer, row.grounds, recorded_from(row))


def said_by_values(name: str, giver: Giver | None) -> Values:
    authority, reference = (giver.authority, giver.reference) if giver else (None, None)
    return {f"{name}_authority": authority, f"{name}_reference": reference}


def giver_from(authority: str | None, reference: str | None) -> Giver | None:
    return Giver(authority, reference) if authority else None


def evidence_values(evidence: Sequence[Evidence]) -> list[Values]:
    return [plain(one) for one in evidence]


def evidence_from(rows: Sequence[Values]) -> tuple[Evidence, ...]:
    return tuple(Evidence(**one) for one in rows)


def recorded_values(recorded: Recorded) -> Values:
    by = {"recorded_by": recorded.by, "recorded_by_staff": recorded.staff}
    return {"recorded_at": recorded.at, **by, "state_version": recorded.state_version}


def text_values(text: Text) -> Values:
    return {
        "text_id": text.id,
        "text_version": text.version,
        "text_language": text.language,
        "text_sha256": text.sha256,
    }


def text_from(row: Row) -> Text:
    return Text(row.text_id, row.text_version, row.text_language, row.text_sha256)


def _grant_from(row: Row) -> Grant:
    return Grant(
        given_at=row.given_at,
        given_by=Giver(row.given_by_authority, row.given_by_reference),
        form=row.form,
        form_exemption=row.form_exemption,
        channel=row.channel,
        text=text_from(row),
        course=row.course,
        stated_end=row.stated_end,
        scope=scope_from(row.scope),
        evidence=evidence_from(row.evidence),
        expression=row.expression,
        kind=row.kind,
        renews=row.renews,
        follows=row.follows,
        subject_role=row.subject_role,
    )


def recorded_from(row: Row) -> Recorded:
    return Recorded(row.recorded_at, row.recorded_by, row.state_version, row.recorded_by_staff)
