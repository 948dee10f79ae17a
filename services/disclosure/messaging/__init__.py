"""What the disclosure service hears from Kafka."""
