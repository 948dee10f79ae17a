"""What an entry of the audit log is, and what may become one. Pure."""
