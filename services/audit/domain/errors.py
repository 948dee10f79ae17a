"""Why a request cannot be done, or a batch not stored as it is."""


class EntryNotFound(Exception):
    """No entry of the caller's controllers has this id."""


class EntriesRefused(Exception):
    """The database refused the content of at least one of the entries handed to it; none of them was stored."""
