"""What this service calls."""
