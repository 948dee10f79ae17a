"""Commands that try something out: no server is needed, except to compare what was recorded."""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path

import click
import orjson
import yaml

from services.disclosure.authoring.cases.compare_case_files import compare_case_files
from services.disclosure.authoring.cases.open_checks import OpenCheck
from services.disclosure.authoring.cases.read_cases import CaseError
from services.disclosure.authoring.cases.tried_questions import TriedQuestion, tried_questions
from services.disclosure.domain.errors import AskedTooWidely
from services.disclosure.use_cases.given_state import given_moment
from services.disclosure.use_cases.list_what_may_go import list_what_may_go
from services.disclosure.use_cases.list_who_may_receive import list_who_may_receive
from services.disclosure.use_cases.simulate_check import simulate_check
from shared.clock import now
from shared.events.envelope import Document
from shared.policy_packs.errors import PackError
from shared.policy_packs.load import PACKS_FOLDER, load_packs
from shared.policy_packs.model import Pack

NOON = time(12)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


class Moment(click.ParamType[datetime]):
    """A day, which means its noon, or a moment; one without a zone is Danish time."""

    name = "moment"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return the moment, or say what is wrong."""
        try:
            return given_moment(value, NOON)
        except ValueError:
            self.fail(f"{value!r} is no day such as 2026-11-20, and no moment.", param, ctx)


@click.command()
@click.argument("question", type=FILE)
@click.option("--at", type=Moment(), help="The moment it is asked for, in the place of the file's `on`.")
@click.option("--packs", default=PACKS_FOLDER, type=FOLDER, help="Folder of policy packs, with their law.")
def simulate(question: Path, at: datetime | None, packs: Path) -> None:
    """Answer a check with what a case file gives on file."""
    _print(_answers(question, at, packs, lambda tried: simulate_check(tried.check, tried.premises)))


@click.command("what-may-go")
@click.argument("question", type=FILE)
@click.option("--at", type=Moment(), help="The moment it is asked for, in the place of the file's `on`.")
@click.option("--packs", default=PACKS_FOLDER, type=FOLDER, help="Folder of policy packs, with their law.")
def what_may_go(question: Path, at: datetime | None, packs: Path) -> None:
    """Answer for every category and form: a check without items; `item` says what they have in common."""

    def answer(tried: TriedQuestion) -> Document:
        return list_what_may_go(tried.check, tried.check.items[0], tried.premises)

    _print(_answers(question, at, packs, answer, OpenCheck(category=True)))


@click.command("who-may-receive")
@click.argument("question", type=FILE)
@click.option("--at", type=Moment(), help="The moment it is asked for, in the place of the file's `on`.")
@click.option("--packs", default=PACKS_FOLDER, type=FOLDER, help="Folder of policy packs, with their law.")
def who_may_receive(question: Path, at: datetime | None, packs: Path) -> None:
    """Answer for every recipient kind and purpose: a check with one `item`, its recipient and purpose left out."""

    def answer(tried: TriedQuestion) -> Document:
        return list_who_may_receive(tried.check, tried.said, tried.premises)

    _print(_answers(question, at, packs, answer, OpenCheck(recipient_and_purpose=True)))


@click.command()
@click.argument("old", type=FOLDER)
@click.argument("new", type=FOLDER)
@click.argument("cases", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def compare(old: Path, new: Path, cases: tuple[Path, ...]) -> None:
    """Say which answers to the cases flip from one folder of packs to another; exits 1 if one does."""
    lines, flipped = compare_case_files(cases, packs_to_try(old), packs_to_try(new))
    click.echo("\n".join(lines))
    sys.exit(1 if flipped else 0)


SIMULATIONS = (simulate, what_may_go, who_may_receive, compare)


def _answers(
    question: Path,
    at: datetime | None,
    packs: Path,
    answer: Callable[[TriedQuestion], Document],
    open_check: OpenCheck | None = None,
) -> list[Document]:
    try:
        found = list(tried_questions(question, packs_to_try(packs), now(), open_check))
    except CaseError as error:
        raise click.ClickException(str(error)) from None
    except (ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise click.ClickException(f"{question}: cannot be read: {type(error).__name__}: {error}") from None
    try:
        return [answer(_moved(tried, at)) for tried in found]
    except AskedTooWidely as error:
        raise click.ClickException(str(error)) from None


def _moved(tried: TriedQuestion, at: datetime | None) -> TriedQuestion:
    return replace(tried, premises=replace(tried.premises, at=at.astimezone(UTC))) if at else tried


def _print(answers: list[Document]) -> None:
    """Write plain values as YAML, the form of the questions."""
    plain = [orjson.loads(orjson.dumps(answer)) for answer in answers]
    click.echo(yaml.safe_dump_all(plain, allow_unicode=True, sort_keys=False), nl=False)


def packs_to_try(folder: Path) -> dict[str, Pack]:
    """Load packs that need not be ready to be in force; every fault is told."""
    try:
        return load_packs(folder, draft=True)
    except PackError as error:
        raise click.ClickException(str(error)) from None
