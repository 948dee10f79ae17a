"""What a gate may do next, on its copy or on a strong read."""

from collections.abc import Iterator

from tests.protocol.consent_side import Move
from tests.protocol.world import FOR_EVER, Gate, Rule, Setting, Step, World


def moves_of_gate(place: int, world: World, setting: Setting) -> Iterator[Move]:
    """Take the next step of the check under way, fail to reach consent, or crash; then all locks are gone."""
    gate, clock = world.gates[place], world.now + setting.skews[place]
    for what, after in _STEPS[gate.step](gate, clock, world, setting):
        yield f"gate {place} {what}", _with_gate(world, place, after)
    if gate.step is Step.CHECKED and world.now < gate.deadline:
        late = world.effective and gate.version < setting.withdrawn
        yield (
            f"gate {place} commits on version {gate.version}",
            _with_gate(world, place, Gate())._replace(violated=late),
        )


Steps = Iterator[tuple[str, Gate]]


def _begin(_: Gate, clock: int, world: World, setting: Setting) -> Steps:
    until = world.heartbeat + setting.lease if setting.keeps(Rule.LEASE) else FOR_EVER
    if until > clock:
        locks = _locks(world, setting)
        yield "reads the copy", Gate(Step.DECIDED, world.copy, until, world.now, locks=locks)
    yield "asks consent", Gate(Step.ASKING, until=clock + setting.lease)


def _hear(gate: Gate, _clock: int, world: World, _setting: Setting) -> Steps:
    yield f"is told version {world.version}", Gate(Step.TOLD, world.version, gate.until)
    yield "crashes, or is told nothing", Gate()


def _begin_told(gate: Gate, clock: int, world: World, setting: Setting) -> Steps:
    if not setting.keeps(Rule.STRONG_READ_AGES_FROM_ASKING):
        gate = gate._replace(until=clock + setting.lease)
    if not setting.keeps(Rule.STRONG_READ_YIELDS_TO_COPY):
        yield "decides as told", gate._replace(step=Step.DECIDED, began=world.now)
    elif world.copy > gate.version:
        yield "finds a newer copy", Gate()
    else:
        yield "decides as told", gate._replace(step=Step.DECIDED, began=world.now, locks=_locks(world, setting))


def _check(gate: Gate, clock: int, _: World, setting: Setting) -> Steps:
    left = gate.until - clock
    if not setting.keeps(Rule.CLOCK_IS_READ_AGAIN):
        yield "goes on", Gate(Step.CHECKED, gate.version, deadline=FOR_EVER, locks=gate.locks)
    elif left > 0:
        deadline = gate.began + left if setting.keeps(Rule.DATABASE_REFUSES_LATE_COMMIT) else FOR_EVER
        yield "finds the lease good", Gate(Step.CHECKED, gate.version, deadline=deadline, locks=gate.locks)
    yield "crashes, or finds the lease over", Gate()


def _end(*_: object) -> Steps:
    yield "crashes, or is refused", Gate()


_STEPS = {
    Step.IDLE: _begin,
    Step.ASKING: _hear,
    Step.TOLD: _begin_told,
    Step.DECIDED: _check,
    Step.CHECKED: _end,
}


def without_hope(gate: Gate, clock: int, now: int, setting: Setting) -> bool:
    """Whether all that this check can come to is to be given up: then it may as well be given up at once."""
    if gate.step is Step.CHECKED:
        return gate.deadline <= now
    begun = gate.step is not Step.IDLE and setting.keeps(Rule.CLOCK_IS_READ_AGAIN)
    return begun and gate.until <= clock and setting.keeps(Rule.STRONG_READ_AGES_FROM_ASKING)


def _locks(world: World, setting: Setting) -> bool:
    """Whether the projector has to wait for this decision; for the first version under a new key, it waits for all."""
    if world.copy:
        return setting.keeps(Rule.COPY_IS_LOCKED)
    return setting.keeps(Rule.NEW_KEY_WAITS if setting.new_key else Rule.ABSENT_COPY_IS_LOCKED)


def _with_gate(world: World, place: int, gate: Gate) -> World:
    return world._replace(gates=(*world.gates[:place], gate, *world.gates[place + 1 :]))
