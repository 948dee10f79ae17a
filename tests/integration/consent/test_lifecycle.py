"""The life of consents, objections and delegations, in any order of events, against a plain model."""

from itertools import count

from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.integration.consent.lifecycle.machine import Lifecycle
from tests.integration.consent.service import Service
from tests.thoroughness import NEW_EXAMPLES, examples

# Looking for a shorter story takes minutes.
PHASES = (Phase.generate, Phase.shrink) if NEW_EXAMPLES else (Phase.generate,)


def test_whatever_happens_everything_stands_as_the_model_says(service: Service) -> None:
    numbers = count(4000)
    run_state_machine_as_test(
        lambda: Lifecycle(service, f"010511{next(numbers)}"),
        settings=settings(max_examples=examples(14), stateful_step_count=20, deadline=None, phases=PHASES),
    )
