"""The three services; they meet only through HTTP and Kafka."""
