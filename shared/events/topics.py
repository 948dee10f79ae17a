"""Every topic, what it carries, and how many partitions it has."""

CONSENT_STATES = "consent.states.v1"
"""The whole state of one subject, one record per version, and heartbeats. Read by disclosure."""

CONSENT_CHANGES = "consent.changes.v1"
"""Each consent given or withdrawn, each objection raised or lifted. Read by audit."""

DISCLOSURE_DECISIONS = "disclosure.decisions.v1"
"""Each decision of every outcome. Read by audit."""

PARTITIONS = 4
"""Partitions of each topic. The key is the subject's reference, so one subject's events keep their order."""
