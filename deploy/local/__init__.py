"""The embedded stack: everything Hjemmel needs, on one machine, started by one command."""
