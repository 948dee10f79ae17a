"""Plays the day: wishes are recorded, questions asked, answers counted and found again in the audit log."""

import random
import time
from collections.abc import Callable, Iterator
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from deploy.demo.audit_trail import wait_for_entries
from deploy.demo.journeys import read_journeys
from deploy.demo.outcomes import Outcomes
from deploy.demo.patients import Patient, patients_of
from deploy.local.api import Api
from deploy.local.errors import StackError
from deploy.local.settings import Settings
from deploy.local.wishes import record_wishes
from shared.clock import now, timestamp

_BATCH = 100
_SINGLES = 400
_AUDIT_SECONDS = 60
# A gate may answer from a copy of consent state that is this old, so what was recorded just now counts after it.
_LEASE_SECONDS = 2.5

Checks = list[dict[str, Any]]


def play_day(settings: Settings, console: Console) -> None:
    """Play the day and print what came of it; raise StackError if a decision is missing from the log."""
    began = now()
    patients = patients_of(began.date(), read_journeys())
    api = Api(settings, "demo")
    with _progress(console) as progress:
        _record_wishes(api, patients, progress)
        time.sleep(_LEASE_SECONDS)
        outcomes = _ask(api, _checks(patients), progress)
        task = progress.add_task("Found in the audit log", total=len(outcomes.decision_ids))
        found = _mover(progress, task)
        missing = wait_for_entries(api, outcomes.decision_ids, timestamp(began), _AUDIT_SECONDS, found)
    api.close()
    console.print(outcomes.table())
    _report(console, outcomes, missing)


def _progress(console: Console) -> Progress:
    columns = (TextColumn("{task.description:<24}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=console)


def _mover(progress: Progress, task: Any) -> Callable[[int], None]:
    return lambda completed: progress.update(task, completed=completed)


def _record_wishes(api: Api, patients: list[Patient], progress: Progress) -> None:
    day = now().date()
    for patient in progress.track(patients, description="Patients' wishes"):
        record_wishes(api, patient.journey.wishes, patient.cpr, day, f"demo-{day}-{patient.number}")


def _checks(patients: list[Patient]) -> Checks:
    """Write the day's questions, in the order in which a day brings them: none."""
    moment = timestamp(now())
    checks = [check for patient in patients for check in patient.journey.checks_about(patient.cpr, moment)]
    random.Random(1).shuffle(checks)  # noqa: S311 (a demo, not a secret)
    return checks


def _ask(api: Api, checks: Checks, progress: Progress) -> Outcomes:
    outcomes = Outcomes()
    task = progress.add_task("Disclosure checks", total=len(checks))
    for check, decision in _answers(api, checks):
        outcomes.add(check, decision)
        progress.advance(task)
    return outcomes


def _answers(api: Api, checks: Checks) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Ask some one at a time, as clinical systems do, and the rest in batches, as mail-outs and invoicing do."""
    for check in checks[:_SINGLES]:
        yield check, api.post("disclosure", "/v1/disclosure-checks", check)
    for start in range(_SINGLES, len(checks), _BATCH):
        batch = checks[start : start + _BATCH]
        answer = api.post("disclosure", "/v1/disclosure-checks/batch", {"checks": batch})
        yield from zip(batch, answer["decisions"], strict=True)


def _report(console: Console, outcomes: Outcomes, missing: set[str]) -> None:
    asked = len(outcomes.decision_ids)
    console.print(f"{asked} decisions were answered; the audit log holds {asked - len(missing)} of them.")
    if missing:
        raise StackError(f"{len(missing)} decisions did not reach the audit log within {_AUDIT_SECONDS} seconds.")
