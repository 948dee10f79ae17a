"""What two or more of the services use today, and nothing else."""
