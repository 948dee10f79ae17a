"""The people of the history test: each is asked about, says no once, and is asked about for a little longer."""

import threading
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import product
from random import Random
from typing import Any

from shared.clock import now, timestamp
from tests.journeys.client import INSURER, a_check

PEOPLE = product(range(40, 100), range(1000, 4000))
"""Years and serial numbers of CPR numbers of people born in that year of the twentieth century."""
GP = {"kind": "own-gp", "id": "gp-12"}
KINDS = ("takes back a part", "takes back the whole", "objects", "objects as the first thing heard of them")


@dataclass(slots=True)
class Life:
    """`reference` is known once the consent service has said it; `seen_permitted`, once a gate has permitted all."""

    cpr: str
    kind: str
    reference: str = ""
    consent: str = ""
    seen_permitted: threading.Event = field(default_factory=threading.Event)

    @property
    def gives_consent(self) -> bool:
        return self.kind != KINDS[3]

    def check(self, *, strongly: bool) -> dict[str, Any]:
        """Return the body of the check that is asked over and over again."""
        consistency = {"consistency": "strong"} if strongly else {}
        if self.gives_consent:
            return a_check({"cpr": self.cpr}, ["dx", "proc"], **consistency)
        return a_check({"cpr": self.cpr}, ["disch"], recipient=GP, purpose="treatment", **consistency)

    def no(self) -> tuple[str, dict[str, Any], frozenset[str]]:
        """Return the path and body of the withdrawal or objection, and the categories that it takes away."""
        if self.kind.startswith("takes back"):
            whole = self.kind == KINDS[1]
            part = {} if whole else {"items": [{"category": "dx"}]}
            categories = frozenset({"dx", "proc"} if whole else {"dx"})
            return f"/v1/consents/{self.consent}/withdrawals", {"channel": "phone", "part": part}, categories
        recipient = INSURER if self.gives_consent else GP
        refusal = {
            "controller": "aleris",
            "subject": {"cpr": self.cpr},
            "kind": "refusal",
            "channel": "phone",
            "part": {"recipients": [{"kind": recipient["kind"]}]},
        }
        return "/v1/objections", refusal, frozenset({"dx", "proc"} if self.gives_consent else {"disch"})


def next_life(chance: Random) -> Life:
    year, number = next(PEOPLE)
    return Life(f"0101{year}{number}", chance.choice(KINDS))


def a_consent(life: Life) -> dict[str, Any]:
    """Return the body of the consent that a life begins with."""
    return {
        "controller": "aleris",
        "subject": {"cpr": life.cpr},
        "given_at": timestamp(now() - timedelta(days=1)),
        "given_by": {"authority": "self"},
        "form": "written",
        "channel": "desk",
        "text": {"id": "insurer-payment", "version": "1", "language": "da"},
        "scope": {
            "recipients": [{"kind": "insurer", "id": "insurer-a"}],
            "purposes": ["insurance-payment"],
            "items": [{"category": category} for category in ("dx", "proc")],
        },
    }
