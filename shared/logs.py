"""Structured logs: constant messages, data in fields, never an identifier of a person."""

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from contextlib import suppress
from typing import Any, TextIO, cast

import orjson
import structlog

from shared.personal_identifiers import SIGN_BETWEEN

# Six digits of a date, perhaps a sign between, and four more: what a CPR number looks like wherever it turns up. In a
# replacement number the day may be raised by 60, or two letters stand in the eighth and ninth place.
_CPR_NUMBER = re.compile(
    rf"(?<![0-9A-Fa-f])[0-36-9]\d[01]\d{{3}}{SIGN_BETWEEN}\d(?:\d{{2}}|[A-Za-z]{{2}})\d(?![0-9A-Fa-f])"
)
_MASK = "[identifier]"


def configure_logs(service: str, level: str) -> None:
    """Send every log line of this process to standard error as one JSON object."""
    structlog.configure(
        processors=[
            _name_service(service),
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            mask_identifiers,
            structlog.processors.JSONRenderer(serializer=_to_json),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.WriteLoggerFactory(cast(TextIO, _NeverFails(sys.stderr))),
        cache_logger_on_first_use=True,
    )
    _take_in_library_logs()


class _NeverFails:
    """A stream whose reader may be gone or whose disk may be full: a line is lost then, never an answer."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> None:
        with suppress(OSError):
            self._stream.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._stream.flush()


def _name_service(service: str) -> structlog.typing.Processor:
    def add(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        return {"service": service, **event}

    return add


def _take_in_library_logs() -> None:
    """Libraries log through the standard module; only what somebody should act on is let through."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, structlog.processors.add_log_level],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                mask_identifiers,
                structlog.processors.JSONRenderer(serializer=_to_json),
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)


def _to_json(event: Any, **_: object) -> str:
    return orjson.dumps(event, default=str).decode()


def mask_identifiers(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Replace whatever looks like a CPR number, should one ever reach a log line."""
    return {key: _masked(value) for key, value in event.items()}


def _masked(value: Any) -> Any:
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, Mapping):
        return {without_identifiers(str(key)): _masked(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_masked(inner) for inner in value]
    return without_identifiers(value if isinstance(value, str) else repr(value))


def without_identifiers(text: str) -> str:
    """Return a text with a mask in place of whatever looks like a CPR number."""
    return _CPR_NUMBER.sub(_MASK, text)
