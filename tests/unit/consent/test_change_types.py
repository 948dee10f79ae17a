"""Whoever registers a webhook can ask for each type of event there is."""

import re
from pathlib import Path

from services.consent import use_cases
from services.consent.domain.codes import CHANGES

EVENT_TYPE = re.compile(r'"((?:Consent|Objection|Delegation|Recall|Death)[A-Z]\w+)"')


def test_every_type_of_event_that_is_sent_can_be_asked_for() -> None:
    (folder,) = use_cases.__path__
    code = "".join(file.read_text() for file in Path(folder).glob("*.py"))
    assert set(EVENT_TYPE.findall(code)) == set(CHANGES)
