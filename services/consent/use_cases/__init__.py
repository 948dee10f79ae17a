"""What the consent service can do, one file each."""
