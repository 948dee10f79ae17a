"""What the audit service can do, one file each."""
