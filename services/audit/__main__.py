"""The audit service's command line."""

from services.audit.cli import commands

if __name__ == "__main__":
    commands(prog_name="python -m services.audit")
