"""Keys of references, the same in every process of a test."""

from shared.subject_references import SubjectKeys


def keys(*key_ids: str) -> SubjectKeys:
    """Return keys with these ids, the current one first; k1 is the one that services under test are set up with."""
    return SubjectKeys(
        {key_id: bytes.fromhex("5e" * 32) if key_id == "k1" else key_id.encode() * 16 for key_id in key_ids}
    )
