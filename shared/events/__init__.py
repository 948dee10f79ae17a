"""The contract between the services: topics and the envelope of an event."""
