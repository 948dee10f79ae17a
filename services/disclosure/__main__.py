"""The disclosure service's command line."""

from services.disclosure.cli import commands

if __name__ == "__main__":
    commands(prog_name="python -m services.disclosure")
