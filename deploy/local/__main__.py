"""Run a command of the embedded stack: python -m deploy.local --help."""

import errno
import sys

from deploy.local.cli import cli
from deploy.local.errors import StackError

_DISK_IS_FULL = {errno.ENOSPC, errno.EDQUOT}


def main() -> None:
    """Run the command; what the reader can put right is said in a sentence, without a traceback."""
    try:
        cli()
    except StackError as error:
        sys.exit(str(error))
    except OSError as error:
        if error.errno not in _DISK_IS_FULL:
            raise
        sys.exit("The disk is full; make room, or name a folder on another disk with HJEMMEL_DATA, and start again.")


if __name__ == "__main__":
    main()
