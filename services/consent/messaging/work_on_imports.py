"""The process that works through imports."""

import time
from collections.abc import Callable
from datetime import timedelta
from threading import Event as Flag

from services.consent.use_cases.import_next_lines import Worked
from shared.messaging.running import keep_running
from shared.metrics import IMPORTED_LINES

PAUSE_SECONDS = 0.5
LOOK_BACK_SECONDS = 60 * 60.0
# No reception takes so long: whoever began one then has broken off.
BROKEN_OFF = timedelta(days=1)


class ImportWork:
    """Of several, all may run: each takes lines that no other one is working on."""

    def __init__(
        self,
        next_lines: Callable[[str | None], Worked | None],
        forget: Callable[[timedelta], None],
    ) -> None:
        self._next_lines = next_lines
        self._forget = forget
        self._looked_back = float("-inf")

    def run(self, stop: Flag) -> None:
        """Work until told to stop."""
        keep_running("consent-imports", self._session, stop)

    def once(self, import_id: str | None = None) -> bool:
        """Decide some lines, of this import if one is named; return whether there were any to be taken."""
        worked = self._next_lines(import_id)
        if worked is None:
            return False
        for line in worked.decided:
            if line.outcome is not None and not worked.on.dry_run:
                IMPORTED_LINES.labels(controller=worked.on.controller, outcome=line.outcome.value).inc()
        return True

    def _session(self, stop: Flag) -> None:
        while not stop.is_set():
            self._look_back()
            if not self.once():
                stop.wait(PAUSE_SECONDS)

    def _look_back(self) -> None:
        if time.monotonic() - self._looked_back > LOOK_BACK_SECONDS:
            self._forget(BROKEN_OFF)
            self._looked_back = time.monotonic()
