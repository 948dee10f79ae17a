"""A small world in which a subject withdraws: what each process knows, and the rules that can be broken."""

from enum import Enum, IntEnum, auto
from typing import NamedTuple

FOR_EVER = 99
NEVER = -FOR_EVER


class Rule(Enum):
    """The rules of the protocol, each of which is needed."""

    HEARTBEAT_CLAIMS_WHAT_WAS_READ = auto()
    """The relay reads its clock before it reads the outbox, not when it sends the heartbeat."""
    HEARTBEAT_FOLLOWS_STATES = auto()
    """Everything that a heartbeat vouches for is sent before it."""
    HEARTBEAT_NAMES_ITS_TOPIC = auto()
    """A heartbeat that was meant for a topic that has since been lost convinces nobody."""
    PROJECTOR_KEEPS_ORDER = auto()
    """The projector never keeps a heartbeat before the states that come before it."""
    NEWEST_VERSION_STAYS = auto()
    """An older version, sent again, changes nothing."""
    LEASE = auto()
    """A copy is relied on for one lease from its heartbeat."""
    CLOCK_IS_READ_AGAIN = auto()
    """The gate reads its clock again before it commits, and starts anew when the lease is over."""
    DATABASE_REFUSES_LATE_COMMIT = auto()
    """The database ends a transaction that asks to commit after the lease; the gate may have been stopped meanwhile."""
    COPY_IS_LOCKED = auto()
    """The projector cannot replace a copy that a decision under way relies on."""
    ABSENT_COPY_IS_LOCKED = auto()
    """Nor can it bring the first version to where a decision under way found nothing."""
    NEW_KEY_WAITS = auto()
    """Nor under a key of references that is new, under which that decision did not look for its subject."""
    STRONG_READ_YIELDS_TO_COPY = auto()
    """A decision on a strong read, too, locks the copy, and starts anew when that is newer."""
    STRONG_READ_AGES_FROM_ASKING = auto()
    """The lease of a strong read runs from when it was asked for, not from when its answer is used."""
    CONFIRMED_BY_COPY = auto()
    """A withdrawal is confirmed once the projector has committed it, not once the broker has it."""
    MARGIN = auto()
    """What has not been confirmed is effective one lease and one clock margin after its commit."""


class Setting(NamedTuple):
    """How long and wide the world is, in ticks of true time, and which rule is broken in it."""

    known: int
    """The version that consent starts with; one more withdraws. Any lower version would still permit."""
    copied: int
    """The version that the gates' database starts with; 0 is none."""
    skews: tuple[int, ...] = (-1, 1)
    """How far each gate's clock is from consent's; as many gates as skews, all on one database."""
    lease: int = 2
    margin: int = 1
    last_withdrawal: int = 1
    end: int = 5
    most_unread: int = 3
    losses: int = 0
    """How often the broker may lose everything."""
    new_key: bool = False
    """Whether the first version is under a key that no gate has heard of: what it locks then are other names."""
    broken: Rule | None = None

    @property
    def withdrawn(self) -> int:
        return self.known + 1

    def keeps(self, rule: Rule) -> bool:
        return self.broken is not rule


class Step(IntEnum):
    """How far a check has come: asked of consent, told by it, decided, found good by the gate's clock."""

    IDLE = 0
    ASKING = 1
    TOLD = 2
    DECIDED = 3
    CHECKED = 4


class Gate(NamedTuple):
    """A process that decides one check after another: on which version, and until when it may rely on it."""

    step: Step = Step.IDLE
    version: int = 0
    until: int = 0
    began: int = 0
    """When its transaction began, by true time, for which the database counts the ticks."""
    deadline: int = 0
    locks: bool = False


class Relay(NamedTuple):
    """What it has read and not yet sent in full; `cursor` is kept through crashes, with the topic it is about."""

    cursor: int
    topic: int = 0
    reading: bool = False
    claim: int = 0
    upto: int = 0
    sent: bool = False


class Heartbeat(NamedTuple):
    claim: int
    topic: int


Record = int | Heartbeat
"""A version of the subject's state, or a heartbeat."""


class World(NamedTuple):
    """Everything at one moment. `unread` is what the broker holds that the projector has not committed."""

    now: int
    version: int
    withdrawn_at: int
    effective: bool
    relay: Relay
    topic: int
    """Which topic of the name the broker has: one more after each loss."""
    unread: tuple[Record, ...]
    copy: int
    heartbeat: int
    gates: tuple[Gate, ...]
    violated: bool = False


def beginning(setting: Setting) -> World:
    """Everything known has been published; what has been copied is up to the setting."""
    return World(
        now=0,
        version=setting.known,
        withdrawn_at=-1,
        effective=False,
        relay=Relay(cursor=setting.copied),
        topic=0,
        unread=(),
        copy=setting.copied,
        heartbeat=0 if setting.known == setting.copied else NEVER,
        gates=(Gate(),) * len(setting.skews),
    )
