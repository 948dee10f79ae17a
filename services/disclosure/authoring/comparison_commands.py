"""The command that compares what a gate has recorded with what a folder of packs would answer."""

import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID

import click

from services.disclosure.authoring.cases.say_flip import say_flip
from services.disclosure.authoring.simulation_commands import FOLDER, Moment, packs_to_try
from services.disclosure.engine.compile import Policy, compile_policy
from services.disclosure.use_cases.compare_decisions import Page, compare_decisions
from services.disclosure.use_cases.keep_simulation import Simulation, answer_and_keep
from services.disclosure.use_cases.ports import Recorded, Units
from services.disclosure.use_cases.request_identity import RequestIdentity
from shared.clock import now
from shared.events.envelope import Document
from shared.identifiers import new_id

AT_ONCE = 1_000
CLIENT = "command-line"


def recorded_comparison(open_units: Callable[[], Units]) -> click.Command:
    """Return the command; the database is opened when it is used."""

    @click.command("compare-recorded")
    @click.argument("packs", type=FOLDER)
    @click.option("--controller", required=True, help="Whose decisions.")
    @click.option("--from", "since", required=True, type=Moment(), help="Decided at this moment or later.")
    @click.option("--to", "until", required=True, type=Moment(), help="Decided before this moment.")
    def compare_recorded(packs: Path, controller: str, since: datetime, until: datetime) -> None:
        """Say which recorded answers a folder of packs would flip; exits 1 if one does. Kept as simulations."""
        loaded = packs_to_try(packs)
        if controller not in loaded:
            raise click.ClickException(f"no pack is loaded for “{controller}”")
        _run(Recorded(controller, since, until), compile_policy(loaded[controller]), open_units())

    return compare_recorded


def _run(recorded: Recorded, policy: Policy, units: Units) -> None:
    compared = flipped = untold = 0
    for page in _pages(recorded, policy, units):
        for flip in page["flipped"]:
            click.echo("\n".join(say_flip(f"{flip['decision_id']} {flip['purpose']}", flip)))
        for told in page["not_compared"]:
            click.echo(f"«{told['decision_id']}» cannot be compared: {told['because']}")
        compared += page["compared"]
        flipped += len(page["flipped"])
        untold += len(page["not_compared"])
    click.echo(f"{compared} compared, {flipped} with something that flips, {untold} not compared")
    sys.exit(1 if flipped else 0)


def _pages(recorded: Recorded, policy: Policy, units: Units) -> Iterator[Document]:
    after: str | None = None
    while True:
        page = Page(recorded, UUID(after) if after else None, AT_ONCE)
        answer = _kept(page, policy, units)
        yield answer
        after = answer["next"]
        if after is None:
            return


def _kept(page: Page, policy: Policy, units: Units) -> Document:
    recorded = page.recorded
    question = {
        "kind": "comparison",
        "controller": recorded.controller,
        "since": recorded.since.isoformat(),
        "until": recorded.until.isoformat(),
        "after": str(page.after) if page.after else None,
    }

    def simulation() -> Simulation:
        return Simulation(recorded.controller, None, question, compare_decisions(page, policy, units))

    return answer_and_keep(simulation, RequestIdentity(CLIENT, request_id=str(new_id()), traceparent=""), units, now)
