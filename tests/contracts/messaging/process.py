"""A relay or a consumer as a process of its own: `python -m … relay|consume URL BOOTSTRAP TOPIC`."""

import os
import signal
import sys
import time
from collections.abc import Sequence

import sqlalchemy as sa

from shared.database import create_engine
from shared.messaging.consumer import Consumer, Record
from shared.messaging.positions import AppendedPositions
from shared.messaging.relay import Relay, Stream
from shared.processes import run_until_stopped
from tests.contracts.messaging.things import take_in


def main() -> None:
    task, url, bootstrap, topic = sys.argv[1:]
    engine = create_engine(url)
    if task == "relay":
        run_until_stopped(Relay("things", engine, bootstrap, [Stream(topic, "things")]).run)
    else:
        handler = {"consume": take_in, "consume-and-die": take_in_and_die, "consume-slowly": take_in_slowly}[task]
        consumer = Consumer("things-consumer", engine, bootstrap, [topic], handler, AppendedPositions())
        run_until_stopped(consumer.run)


def take_in_and_die(connection: sa.Connection, records: Sequence[Record]) -> None:
    """Die after the effect and before the commit."""
    take_in(connection, records)
    os.kill(os.getpid(), signal.SIGKILL)


def take_in_slowly(connection: sa.Connection, records: Sequence[Record]) -> None:
    """Leave time to be killed in the middle."""
    take_in(connection, records)
    time.sleep(0.05)


if __name__ == "__main__":
    main()
