"""The consent service's command line."""

from services.consent.cli import commands

if __name__ == "__main__":
    commands(prog_name="python -m services.consent")
