"""Events between the services: outbox, relay and consumer over the Kafka protocol."""
