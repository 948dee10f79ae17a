"""Start the development identity provider: python -m deploy.identity_provider."""

import sys

from environs import EnvError

from deploy.identity_provider.serve import serve
from deploy.identity_provider.settings import NotADevelopmentMachine, Settings


def main() -> None:
    """Serve until told to stop, or refuse in a sentence."""
    try:
        settings = Settings.from_environment()
    except (NotADevelopmentMachine, EnvError) as refusal:
        sys.exit(str(refusal))
    serve(settings)


if __name__ == "__main__":
    main()
