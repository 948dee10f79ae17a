"""What the disclosure service can do, one file each."""
