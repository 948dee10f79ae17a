"""Commands for people who write policy packs; none of them needs a server."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table as Shown

from services.disclosure.authoring.cases.read_cases import CaseError
from services.disclosure.authoring.explaining.checks_to_explain import questions_in
from services.disclosure.authoring.explaining.explain_question import explain_question
from services.disclosure.authoring.explaining.tables import Table
from services.disclosure.authoring.packs.compare_words import difference_table, differing_words
from services.disclosure.authoring.packs.cover_rows import coverage_table, totals
from services.disclosure.authoring.packs.editor_schemas import write_editor_schemas
from services.disclosure.authoring.packs.lint_pack import lint_pack
from services.disclosure.authoring.packs.list_words import word_tables
from services.disclosure.authoring.packs.pack_folders import coverage_of, pack_folders, shortest
from services.disclosure.authoring.packs.pack_readmes import is_current, readme_of, written_readme
from services.disclosure.authoring.packs.schema_lines import add_schema_lines
from services.disclosure.authoring.simulation_commands import FOLDER
from services.disclosure.engine.compile import compile_policy
from shared.clock import now
from shared.policy_packs.errors import PackError
from shared.policy_packs.load import PACKS_FOLDER, load_pack, load_packs
from shared.policy_packs.nearest import Unknown

_NO_TERMINAL = 160
_SIMILAR = 0.5

_folder = click.option("--packs", "folder", default=PACKS_FOLDER, type=FOLDER, help="Folder of policy packs.")


@click.group()
def packs() -> None:
    """Look over, explain and describe policy packs; no server is needed."""


@packs.command()
@_folder
@click.argument("controller", required=False)
def coverage(folder: Path, controller: str | None) -> None:
    """Show where each row a pack declares is encoded and by how many cases it is proven."""
    found = [_or_faults(coverage_of, one) for one in _folders(folder, controller)]
    _print(coverage_table(one) for one in found if one.rows)
    click.echo("\n".join(totals(one) for one in found))
    sys.exit(1 if any(one.gaps for one in found) else 0)


@packs.command()
@_folder
@click.argument("pack", required=False)
def lint(folder: Path, pack: str | None) -> None:
    """Print every fault of a pack (a controller, or a folder) with its file and line, then advice."""
    by_path = pack is not None and (Path(pack) / "pack.yaml").exists()
    found = [lint_pack(one) for one in ([Path(str(pack))] if by_path else _folders(folder, pack))]
    faults = [line for one in found for line in one.faults]
    advice = [line for one in found for line in one.advice]
    for line in (*faults, *(f"{line} (advice)" for line in advice)):
        click.echo(line)
    click.echo(f"{len(found)} looked over, {len(faults)} faults, {len(advice)} pieces of advice")
    sys.exit(1 if faults else 0)


@packs.command()
@_folder
@click.argument("question", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def explain(folder: Path, question: Path) -> None:
    """Show how each check in a file is decided: a case, several, or a bare check."""
    known = _or_faults(load_packs, folder)
    try:
        asked = questions_in(question, known, now())
    except CaseError as error:
        raise click.ClickException(str(error)) from None
    for said, one in asked:
        click.echo(one.name)
        _print(explain_question(said, one, compile_policy(known[one.controller])))


@packs.command()
@_folder
@click.argument("controller")
@click.option("--lang", default="en", type=click.Choice(["en", "da"]), help="Language of the meanings.")
def vocabulary(folder: Path, controller: str, lang: str) -> None:
    """List every word a controller's checks and cases may use, with its meaning."""
    for one in _folders(folder, controller):
        _print(word_tables(_or_faults(load_pack, one), lang))


@packs.command()
@_folder
def differences(folder: Path) -> None:
    """List the words that two packs have in common and do not say the same of."""
    known = [_or_faults(load_pack, one) for one in _folders(folder, None)]
    _print([difference_table(differing_words(known))])


@packs.command()
@_folder
@click.argument("controller", required=False)
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if something would be written.")
def readme(folder: Path, controller: str | None, check: bool) -> None:
    """Write the generated part of each pack's README."""
    stale = [one for one in _folders(folder, controller) if not _or_faults(is_current, one)]
    for one in stale:
        click.echo(f"{readme_of(one)} is {'out of date' if check else 'written'}")
        if not check:
            readme_of(one).write_text(written_readme(one), encoding="utf-8")
    sys.exit(1 if check and stale else 0)


@packs.command()
@_folder
def schemas(folder: Path) -> None:
    """Write the JSON Schemas by which editors complete and check pack files, and name them in those files."""
    _folders(folder, None)
    for path in (*write_editor_schemas(shortest(folder)), *add_schema_lines(shortest(folder))):
        click.echo(f"{path} is written")


def _folders(folder: Path, controller: str | None) -> list[Path]:
    found = pack_folders(shortest(folder), controller)
    if not found:
        raise click.ClickException(_no_pack(controller, folder))
    return found


def _no_pack(controller: str | None, folder: Path) -> str:
    known = [one.name for one in pack_folders(shortest(folder), None)]
    if controller is not None and (folder / controller).is_dir() and not (folder / controller / "pack.yaml").exists():
        return f"{shortest(folder / controller)} is no pack: it has no file pack.yaml."
    if controller is None or not known:
        return f"There is no pack in {shortest(folder)}."
    sentence = f"There is no pack {controller} in {shortest(folder)}."
    return Unknown(sentence, controller, known, _SIMILAR, f"There are {', '.join(known)}.").with_nearest()


def _or_faults(read: Callable[[Path], Any], path: Path) -> Any:
    try:
        return read(path)
    except PackError as error:
        raise click.ClickException(str(error)) from None


def _print(tables: Iterable[Table]) -> None:
    # What is said in a pack may look like rich's own markup.
    console = Console(width=None if sys.stdout.isatty() else _NO_TERMINAL, markup=False, highlight=False)
    for one in tables:
        shown = Shown(
            *one.columns,
            title=one.title,
            title_justify="left",
            show_lines=any("\n" in "".join(row) for row in one.rows),
        )
        for row in one.rows:
            shown.add_row(*row)
        console.print(shown)
