"""A relay or a consumer as a process of its own: `python -m … relay|consume URL BOOTSTRAP TOPIC`."""

import os
import signal
import sys
import time
from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from shared.database import create_engine
from shared.messaging.consumer import Consumer, Handler, Record
from shared.messaging.positions import AppendedPositions, Place, Positions
from shared.messaging.relay import Relay, Stream
from shared.processes import run_until_stopped
from tests.contracts.messaging.things import take_in


def main() -> None:
    task, url, bootstrap, topic = sys.argv[1:]
    engine = create_engine(url)
    if task == "relay":
        run_until_stopped(Relay("things", engine, bootstrap, [Stream(topic, "things")]).run)
    else:
        handler, positions = KINDS[task]
        consumer = Consumer("things-consumer", engine, bootstrap, [topic], handler, positions)
        run_until_stopped(consumer.run)


def take_in_and_die(connection: sa.Connection, records: Sequence[Record]) -> None:
    """Die after the effect and before the commit."""
    take_in(connection, records)
    os.kill(os.getpid(), signal.SIGKILL)


def take_in_slowly(connection: sa.Connection, records: Sequence[Record]) -> None:
    """Leave time to be killed in the middle."""
    take_in(connection, records)
    time.sleep(0.05)


class DeadlyPositions:
    """Dies when all that is left to do is to remember the position."""

    def save(self, connection: sa.Connection, offsets: Mapping[Place, int]) -> None:
        os.kill(os.getpid(), signal.SIGKILL)


KINDS: dict[str, tuple[Handler, Positions]] = {
    "consume": (take_in, AppendedPositions()),
    "consume-slowly": (take_in_slowly, AppendedPositions()),
    "die-after-the-effect": (take_in_and_die, AppendedPositions()),
    "die-before-the-position": (take_in, DeadlyPositions()),
}


if __name__ == "__main__":
    main()
