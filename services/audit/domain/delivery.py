"""One message as the broker handed it over, not yet understood."""

from collections.abc import Mapping
from typing import Protocol


class Delivery(Protocol):
    """A message with the place it was read from; offsets mean something only together with the topic's id."""

    @property
    def topic(self) -> str: ...

    @property
    def topic_id(self) -> str: ...

    @property
    def partition(self) -> int: ...

    @property
    def offset(self) -> int: ...

    @property
    def key(self) -> bytes | None: ...

    @property
    def value(self) -> bytes: ...

    @property
    def headers(self) -> Mapping[str, bytes]: ...
