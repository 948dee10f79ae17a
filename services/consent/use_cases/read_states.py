"""Read everything that subjects have agreed to and refused, from the database itself."""

from collections.abc import Sequence
from datetime import datetime

from services.consent.use_cases.check_request import faults_of_moment, refuse
from services.consent.use_cases.find_subject import subjects_to_read
from services.consent.use_cases.present_state import past_states, present_states
from services.consent.use_cases.surroundings import Surroundings
from services.consent.use_cases.told_state import told_state
from shared.events.envelope import Document
from shared.subject_references import NamedSubject


def read_states(
    controller: str, subjects: Sequence[NamedSubject], as_of: datetime | None, surroundings: Surroundings
) -> Document:
    """Return each subject's state with every change answered so far; of an unknown one, version 0 and nothing in it.

    Whoever asks by reference is told under which keys there are states: that nothing is on record under a reference
    says that the person is not on record only when the person's references under all of these were asked for.
    With `as_of`, which is not in the future, each state is as it was recorded by that moment, with its version.
    """
    refuse(faults_of_moment("/as_of", as_of, surroundings))
    with surroundings.units.snapshot() as unit:
        asked = [reference for subject in subjects for reference in subject.references]
        found = unit.subjects.on_record(controller, asked)
        names = subjects_to_read(subjects, found)
        if as_of is None:
            states = present_states(unit, controller, names)
        else:
            states = past_states(unit, controller, names, as_of)
    return {"states": [told_state(state) for state in states], "reference_keys": sorted(found.keys)}
