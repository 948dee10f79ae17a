"""The disclosure service's database."""
