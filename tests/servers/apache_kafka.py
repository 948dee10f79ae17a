"""Apache Kafka itself for tests, in KRaft mode on this machine; one for all tests of the session."""

import os
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

from kafka.errors import KafkaError, UnknownTopicOrPartitionError

from shared.messaging.kafka_clients import open_admin
from tests.servers import session
from tests.servers.processes import free_port, wait_for, wait_for_port

REPOSITORY = Path(__file__).resolve().parents[2]
POM = REPOSITORY / "tests" / "kafka" / "pom.xml"
LIBRARIES = REPOSITORY / ".cache" / "kafka"

PROPERTIES = """\
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller_port}
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller_port}
advertised.listeners=PLAINTEXT://127.0.0.1:{port}
controller.listener.names=CONTROLLER
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs={data}
offsets.topic.replication.factor=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
group.initial.rebalance.delay.ms=0
"""


class KafkaMissing(Exception):
    """There is no Java or no Maven here, or Maven could not fetch the libraries."""


class ApacheKafka:
    """The session's broker. Tests share it, so each names topics of its own."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.bootstrap = f"127.0.0.1:{port}"

    def lose_everything(self, topics: list[str]) -> None:
        """Delete these topics with all they hold."""
        admin = open_admin(self.bootstrap)
        with suppress(UnknownTopicOrPartitionError):
            admin.delete_topics(topics)
        admin.close()


def shared_apache_kafka() -> ApacheKafka:
    """Return the session's broker, started by whoever asks first, or raise KafkaMissing."""
    port_file = session.folder() / "kafka.port"
    with session.lock("kafka"):
        if not port_file.exists():
            broker = ApacheKafka(_start(_fetch_libraries()))
            wait_for_port(broker.port, "Apache Kafka listens")
            wait_for(lambda: _answers(broker), "Apache Kafka answers")
            port_file.write_text(str(broker.port))
    return ApacheKafka(int(port_file.read_text()))


def _fetch_libraries() -> Path:
    """Fetch the jars named in the pom unless they are there; they are kept between sessions."""
    if not shutil.which("java") or not shutil.which("mvn"):
        raise KafkaMissing("Java and Maven are needed to run Apache Kafka")
    wanted, unfinished = LIBRARIES / "complete.xml", LIBRARIES.with_name(f"kafka.{os.getpid()}")
    if not wanted.exists() or wanted.read_text() != POM.read_text():
        _copy_dependencies(unfinished)
        (unfinished / "complete.xml").write_text(POM.read_text())
        shutil.rmtree(LIBRARIES, ignore_errors=True)
        unfinished.rename(LIBRARIES)
    return LIBRARIES


def _copy_dependencies(target: Path) -> None:
    command = ["mvn", "-q", "-B", "-f", str(POM), "dependency:copy-dependencies", f"-DoutputDirectory={target}"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        shutil.rmtree(target, ignore_errors=True)
        raise KafkaMissing(f"Maven could not fetch Apache Kafka: {result.stdout[-500:]}")


def _start(libraries: Path) -> int:
    port, data = free_port(), session.folder() / "kafka"
    properties = session.folder() / "kafka.properties"
    properties.write_text(PROPERTIES.format(port=port, controller_port=free_port(), data=data))
    java = ["java", "-Xmx768m", "-cp", f"{libraries}/*"]
    storage = [*java, "kafka.tools.StorageTool"]
    cluster = subprocess.run([*storage, "random-uuid"], capture_output=True, text=True, check=True).stdout.split()[-1]
    subprocess.run([*storage, "format", "-t", cluster, "-c", str(properties)], capture_output=True, check=True)
    session.keep("kafka", [*java, "kafka.Kafka", str(properties)], signal.SIGKILL)
    return port


def _answers(broker: ApacheKafka) -> bool:
    try:
        open_admin(broker.bootstrap).close()
    except KafkaError:
        return False
    return True
