"""What goes wrong when a policy pack is loaded."""

from collections.abc import Sequence


class PackError(Exception):
    """A pack does not load; every fault is a sentence that names its file and place."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)
