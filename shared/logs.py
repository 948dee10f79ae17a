"""Structured logs: constant messages, data in fields, never an identifier of a person."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

# Six digits of a date, an optional hyphen and four more: what a CPR number looks like wherever it turns up.
_CPR_NUMBER = re.compile(r"(?<![0-9A-Fa-f])[0-3]\d[01]\d{3}-?\d{4}(?![0-9A-Fa-f])")
_MASK = "[identifier]"


def configure_logs(service: str, level: str) -> None:
    """Send every log line of this process to standard error as one JSON object."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            mask_identifiers,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    structlog.contextvars.bind_contextvars(service=service)
    _take_in_library_logs()


def _take_in_library_logs() -> None:
    """Libraries log through the standard module; only what somebody should act on is let through."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, structlog.processors.add_log_level],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                mask_identifiers,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)


def mask_identifiers(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Replace whatever looks like a CPR number, should one ever reach a log line."""
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = without_identifiers(value)
    return event


def without_identifiers(text: str) -> str:
    """Return a text with a mask in place of whatever looks like a CPR number."""
    return _CPR_NUMBER.sub(_MASK, text)
