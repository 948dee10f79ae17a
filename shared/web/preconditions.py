"""A change of what the caller has read, and of nothing newer: entity tags and If-Match (RFC 9110, section 13.1.1)."""

import re
from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields

from shared.web.idempotency import IdempotencyHeader
from shared.web.schema import WholeMatch

_TAG = '(?:W/)?"[!#-~]{0,100}"'
_TAGS = WholeMatch(rf"^(?:\*|{_TAG}(?:[ \t]*,[ \t]*{_TAG}){{0,19}})$", error='Entity tags such as "3", or *.')
# A weak tag says that two things are alike enough, and never that they are the same.
_STRONG = re.compile(r'(?:^|[ \t,])"([^"]*)"')

ETAG = {"ETag": {"description": "Its version; what it stands as moves with the clock.", "schema": {"type": "string"}}}
"""The header, as documents of operations that read a thing name it."""


def _match() -> fields.String:
    description = (
        "The ETag of what was read. If the thing has changed since, 412, and nothing is recorded; "
        "left out, whatever has become of it."
    )
    return fields.String(data_key="If-Match", validate=_TAGS, metadata={"description": description})


class IfMatchHeader(Schema):
    """Other headers are not its business."""

    class Meta:
        unknown = "exclude"

    match = _match()


class ChangeHeader(IdempotencyHeader):
    """A change that may be repeated, and may depend on what was read."""

    match = _match()


def expected_versions(headers: Mapping[str, str]) -> tuple[str, ...] | None:
    """Return the versions of which one is expected; None when any will do."""
    said = headers.get("match", "*")
    return None if said == "*" else tuple(sorted(set(_STRONG.findall(said))))


def entity_tag_of(answer: Mapping[str, Any]) -> dict[str, str]:
    """Return the header of an answer that tells its version; one that was kept from before tells none."""
    return entity_tag(answer["version"]) if "version" in answer else {}


def entity_tag(version: object) -> dict[str, str]:
    """Return the header that names a version."""
    return {"ETag": f'"{version}"'}
