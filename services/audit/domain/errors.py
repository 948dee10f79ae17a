"""Errors that use cases of the audit log raise."""


class EntryNotFound(Exception):
    """No entry of this id belongs to a controller that the caller may see."""


class EntriesRefused(Exception):
    """The database refused the content of at least one of the entries handed to it; none of them was stored."""
