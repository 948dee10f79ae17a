"""Which partition a subject's events are in."""

from kafka.partitioner.default import murmur2

from shared.events.topics import PARTITIONS


def partition_of(key: str) -> int:
    """Return the partition that Kafka's own default partitioner gives a key, in every client language."""
    digest: int = murmur2(key.encode())
    return (digest & 0x7FFFFFFF) % PARTITIONS
