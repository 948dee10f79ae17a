"""Change nothing that has changed since the caller read it, where the caller asks for that."""

from services.consent.domain.errors import ChangedSince


def require_version(expected: tuple[str, ...] | None, version: object) -> None:
    """Refuse a change of a thing that has another version than one of these; without any, whatever it has.

    To be asked once nobody else can change the thing.
    """
    if expected is not None and str(version) not in expected:
        raise ChangedSince
