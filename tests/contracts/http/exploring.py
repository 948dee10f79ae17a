"""schemathesis: sends what a document allows and what it does not, and holds every answer against the document."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import schemathesis
from hypothesis import strategies
from schemathesis.core import NOT_SET
from schemathesis.core.failures import AcceptedNegativeData, Failure
from schemathesis.core.parameters import ParameterLocation
from schemathesis.engine import events, from_schema
from schemathesis.generation.meta import TestPhase
from schemathesis.hooks import unregister

from tests.contracts.http.known_words import in_known_words
from tests.contracts.http.worlds import World
from tests.thoroughness import NEW_EXAMPLES, examples

# What each `format` of ours stands for; those of JSON Schema itself the library knows.
for name, texts in {
    "cpr": ["0201401000", "050740-1005"],
    "country": ["DK", "GB"],
    "x-ecpr": ["0203291WQ3"],
    "d-ecpr": ["0203290WQ3"],
    "administrative": ["6203290003"],
}.items():
    schemathesis.openapi.format(name, strategies.sampled_from(texts))

KEPT_OF = 12
"""Of so many systematic cases one is tried in every run."""

CHECKS = {
    # What makes sense to a document may make none to a policy pack, a course of events or a calendar: that is 422.
    "positive_data_acceptance": {"enabled": False},
    # Sends its probes with settings that the library's own way to an application in this process does not take.
    # That every operation needs its scope is in tests/integration/*/test_access.py.
    "ignored_auth": {"enabled": False},
    "negative_data_rejection": {"expected-statuses": ["400", "401", "403", "404", "405", "413", "415", "422"]},
}

IMPORTS = "POST /v1/consent-imports"
MAY_BE_LEFT_OUT = ("POST /v1/entries/search", "POST /v1/deaths/{death_id}/retraction")
"""Operations whose body may be left out; the library takes that for bad input all the same."""


@schemathesis.serializer("application/x-ndjson", "text/csv")
def as_text(_: Any, value: Any) -> bytes:
    return value if isinstance(value, bytes) else (value if isinstance(value, str) else json.dumps(value)).encode()


def explore(world: World) -> tuple[list[str], Counter[int]]:
    """Return what is wrong with the service's answers, and how often each status was answered."""
    app = world.client.app
    schema = schemathesis.openapi.from_wsgi("/openapi.json", app, config=_config(world))
    schema.hook(_some_of_very_many())
    schema.hook(filter_failure)
    wrong: list[str] = []
    statuses: Counter[int] = Counter()
    with _asking_about(world):
        for event in from_schema(schema).execute():
            if isinstance(event, events.NonFatalError | events.FatalError):
                wrong.append(f"could not be tried: {getattr(event, 'value', None) or event.exception!r}")
            if isinstance(event, events.ScenarioFinished):
                wrong += _failures(event)
                answers = (found.response for found in event.recorder.interactions.values())
                statuses.update(answer.status_code for answer in answers if answer)
    return wrong, statuses


def _config(world: World) -> schemathesis.Config:
    return schemathesis.Config.from_dict(
        {
            "headers": {"Authorization": f"Bearer {world.client.token}"},
            "continue-on-failure": True,
            "checks": CHECKS,
            "phases": {"examples": {"enabled": NEW_EXAMPLES}, "stateful": {"enabled": NEW_EXAMPLES}},
            "generation": {"max-examples": examples(3), "deterministic": not NEW_EXAMPLES},
        }
    )


def filter_failure(_: Any, failure: Failure, case: schemathesis.Case, __: schemathesis.Response) -> bool:
    """Leave out what is none: a file is text whatever it holds, and what is wrong with it is told line by line."""
    left_out = case.operation.label in MAY_BE_LEFT_OUT and case.body is NOT_SET
    is_fine = left_out or case.operation.label == IMPORTS
    return not (is_fine and isinstance(failure, AcceptedNegativeData))


def _some_of_very_many() -> Callable[[Any, schemathesis.Case], bool]:
    """Return a filter that lets a part of the library's systematic cases pass, unless there is time for all of them."""
    seen: Counter[str] = Counter()

    def filter_case(_: Any, case: schemathesis.Case) -> bool:
        if NEW_EXAMPLES or case.meta is None or case.meta.phase.name is not TestPhase.COVERAGE:
            return True
        seen[case.operation.label] += 1
        return seen[case.operation.label] % KEPT_OF == 1

    return filter_case


def _failures(event: events.ScenarioFinished) -> Iterator[str]:
    for checks in event.recorder.checks.values():
        for check in checks:
            if (found := check.failure_info) is not None:
                yield f"{event.recorder.label}: {check.name}: {found.failure.message}\n{found.code_sample}"


@contextmanager
def _asking_about(world: World) -> Iterator[None]:
    """Let most requests be about what is on record, and in the words of the pack: others are answered early."""

    def before_call(_: Any, case: schemathesis.Case, kwargs: dict[str, Any]) -> None:
        # Meant for sockets; the way to an application in this process refuses it.
        kwargs.pop("max_redirects", None)
        if case.meta is None or not case.meta.is_negative_at(ParameterLocation.PATH):
            for name in case.path_parameters.keys() & world.ids.keys():
                case.path_parameters[name] = world.ids[name]
        if case.meta is not None and case.meta.generation.mode.is_positive:
            case.body = in_known_words(case.body)

    schemathesis.hook(before_call)
    try:
        yield
    finally:
        unregister(before_call)
