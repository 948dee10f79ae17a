"""How events reach the log: through Kafka, and no other way."""
