"""What consent, its relay, the broker and the projector may do next."""

from collections.abc import Iterator

from tests.protocol.world import Heartbeat, Record, Relay, Rule, Setting, World

Move = tuple[str, World]


def moves_of_consent(world: World, setting: Setting) -> Iterator[Move]:
    """A withdrawal is committed once, and answered once it is effective."""
    if world.version < setting.withdrawn and world.now <= setting.last_withdrawal:
        yield "consent commits the withdrawal", world._replace(version=setting.withdrawn, withdrawn_at=world.now)
    elif world.version == setting.withdrawn and not world.effective:
        if _confirmed(world, setting):
            yield "consent answers: confirmed", _answered(world)
        margin = setting.margin if setting.keeps(Rule.MARGIN) else 0
        if world.now >= world.withdrawn_at + setting.lease + margin:
            yield "consent answers: lease passed", _answered(world)


def _answered(world: World) -> World:
    return world._replace(effective=True, withdrawn_at=-1)


def _confirmed(world: World, setting: Setting) -> bool:
    if setting.keeps(Rule.CONFIRMED_BY_COPY):
        return world.copy >= setting.withdrawn
    return setting.withdrawn in world.unread


def moves_of_relay(world: World, setting: Setting) -> Iterator[Move]:
    """It reads the outbox, sends the states, sends a heartbeat, and keeps its cursor; it may crash in between."""
    relay = world.relay
    if not relay.reading:
        if world.version > _cursor(world) or world.now > _last_claim(world):
            read = Relay(_cursor(world), world.topic, reading=True, claim=world.now, upto=world.version)
            yield "relay reads the outbox", world._replace(relay=read)
        return
    yield "relay crashes", world._replace(relay=Relay(relay.cursor, relay.topic))
    if len(world.unread) >= setting.most_unread:
        return
    if not relay.sent:
        yield from _send_states(world, setting)
    else:
        yield "relay sends a heartbeat", _done(_with_heartbeat(world, setting))


def _cursor(world: World) -> int:
    """A relay that meets another topic than its cursor is about sends everything again."""
    return world.relay.cursor if world.relay.topic == world.topic else 0


def _last_claim(world: World) -> int:
    return max([world.heartbeat, *(one.claim for one in world.unread if isinstance(one, Heartbeat))])


def _send_states(world: World, setting: Setting) -> Iterator[Move]:
    relay = world.relay
    states = tuple(range(relay.cursor + 1, relay.upto + 1))
    if not setting.keeps(Rule.HEARTBEAT_FOLLOWS_STATES):
        early = _with_heartbeat(world, setting)
        yield "relay sends a heartbeat, then crashes", early._replace(relay=Relay(relay.cursor, relay.topic))
    sent = world._replace(unread=world.unread + states, relay=relay._replace(sent=True))
    yield f"relay sends states {list(states)}", sent


def _with_heartbeat(world: World, setting: Setting) -> World:
    claim = world.relay.claim if setting.keeps(Rule.HEARTBEAT_CLAIMS_WHAT_WAS_READ) else world.now
    return world._replace(unread=(*world.unread, Heartbeat(claim, world.relay.topic)))


def _done(world: World) -> World:
    """Keep the cursor, unless the topic turns out to have been replaced while sending."""
    relay = world.relay
    cursor = relay.upto if relay.topic == world.topic else 0
    return world._replace(relay=Relay(cursor, world.topic))


def moves_of_broker(world: World, setting: Setting) -> Iterator[Move]:
    if world.topic < setting.losses:
        yield "broker loses everything", world._replace(topic=world.topic + 1, unread=())


def moves_of_projector(world: World, setting: Setting) -> Iterator[Move]:
    """It commits what it reads, record by record; a crash before that changes nothing."""
    for place, record in enumerate(world.unread):
        if place == 0 or (isinstance(record, Heartbeat) and not setting.keeps(Rule.PROJECTOR_KEEPS_ORDER)):
            left = world._replace(unread=world.unread[:place] + world.unread[place + 1 :])
            yield from _taken_in(left, record, setting)


def _taken_in(world: World, record: Record, setting: Setting) -> Iterator[Move]:
    if isinstance(record, Heartbeat):
        good = record.topic == world.topic or not setting.keeps(Rule.HEARTBEAT_NAMES_ITS_TOPIC)
        heartbeat = max(world.heartbeat, record.claim) if good else world.heartbeat
        yield f"projector commits heartbeat {record.claim}", world._replace(heartbeat=heartbeat)
    elif record > world.copy or not setting.keeps(Rule.NEWEST_VERSION_STAYS):
        if not any(gate.locks for gate in world.gates):
            yield f"projector commits version {record}", world._replace(copy=record)
    else:
        yield f"projector passes over version {record}", world
