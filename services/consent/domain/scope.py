"""What a consent reaches: recipients, purposes and data items, and any part of these."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from services.consent.domain.period import Period

ANY_CATEGORY = "*"


@dataclass(frozen=True, slots=True)
class Recipient:
    """One recipient or, without an id, every recipient of the kind; with a country, only there."""

    kind: str
    id: str | None = None
    country: str | None = None

    def contains(self, other: "Recipient") -> bool:
        return self.common_with(other) == other

    def common_with(self, other: "Recipient") -> "Recipient | None":
        pairs = ((self.id, other.id), (self.country, other.country))
        if self.kind != other.kind or any(map(_differ, pairs)):
            return None
        return Recipient(self.kind, self.id or other.id, self.country or other.country)


@dataclass(frozen=True, slots=True)
class Item:
    """Data of a category; course, episode, label and the period they are from each narrow it when stated."""

    category: str
    course: str | None = None
    episode: str | None = None
    label: str | None = None
    period: Period | None = None

    def contains(self, other: "Item") -> bool:
        return self.common_with(other) == other

    def common_with(self, other: "Item") -> "Item | None":
        if ANY_CATEGORY not in (self.category, other.category) and self.category != other.category:
            return None
        pairs = list(zip(self.narrowings(), other.narrowings(), strict=True))
        period = self.period or other.period
        if self.period and other.period:
            period = self.period.common_with(other.period)
            if period is None:
                return None
        if any(map(_differ, pairs)):
            return None
        category = other.category if self.category == ANY_CATEGORY else self.category
        course, episode, label = (mine or theirs for mine, theirs in pairs)
        return Item(category, course, episode, label, period)

    def narrowings(self) -> tuple[str | None, str | None, str | None]:
        return self.course, self.episode, self.label


def _differ(pair: tuple[str | None, str | None]) -> bool:
    mine, theirs = pair
    return bool(mine and theirs) and mine != theirs


_Narrowable = TypeVar("_Narrowable", Recipient, Item)


@dataclass(frozen=True, slots=True)
class Cell:
    """The smallest thing a consent permits: one recipient, one purpose, one item."""

    recipient: Recipient
    purpose: str
    item: Item

    def cut_at(self, days: Iterable[date]) -> list["Cell"]:
        """Return the same as cells of data from periods that follow one another, cut at those of the days inside."""
        periods = (self.item.period or Period()).cut_at(days)
        return [replace(self, item=replace(self.item, period=one)) for one in periods]


@dataclass(frozen=True, slots=True)
class Scope:
    """Every recipient may have every item for every purpose listed; nothing else widens it."""

    recipients: tuple[Recipient, ...]
    purposes: tuple[str, ...]
    items: tuple[Item, ...]

    def bound_to(self, course: str | None) -> "Scope":
        """Return the scope with each item that names no course tied to the consent's own."""
        return replace(self, items=tuple(replace(item, course=item.course or course) for item in self.items))

    def as_part(self) -> "Part":
        return Part(self.recipients, self.purposes, self.items)

    def __iter__(self) -> Iterator[Cell]:
        return (Cell(r, p, i) for r in self.recipients for p in self.purposes for i in self.items)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of what could pass: a dimension left out means all of it, so an empty part is the whole.

    A consent names no channels, so a part with channels is one of every cell: what goes by these channels.
    """

    recipients: tuple[Recipient, ...] | None = None
    purposes: tuple[str, ...] | None = None
    items: tuple[Item, ...] | None = None
    channels: tuple[str, ...] | None = None

    def contains(self, cell: Cell) -> bool:
        return (
            (self.recipients is None or any(r.contains(cell.recipient) for r in self.recipients))
            and (self.purposes is None or cell.purpose in self.purposes)
            and (self.items is None or any(i.contains(cell.item) for i in self.items))
        )

    def covers(self, other: "Part") -> bool:
        """Return whether all of another part lies in this one, judged by words alone; the parts' lists one by one."""
        return (
            self.reaches_channels_of(other)
            and _covers(self.recipients, other.recipients)
            and (self.purposes is None or (other.purposes is not None and set(other.purposes) <= set(self.purposes)))
            and _covers(self.items, other.items)
        )

    def cuts(self) -> Iterator[date]:
        """Give the days at which periods named here begin and end."""
        periods = (one.period for one in self.items or () if one.period is not None)
        return (day for period in periods for day in (period.begins, period.ends) if day is not None)

    def reaches_channels_of(self, other: "Part") -> bool:
        return self.channels is None or (other.channels is not None and set(other.channels) <= set(self.channels))

    def common_with(self, scope: Scope) -> Scope:
        """Return what this part and a scope have in common, no wider than either; perhaps nothing."""
        return Scope(
            recipients=_common(self.recipients, scope.recipients),
            purposes=tuple(p for p in scope.purposes if self.purposes is None or p in self.purposes),
            items=_common(self.items, scope.items),
        )


WHOLE = Part()


def _covers(mine: tuple[_Narrowable, ...] | None, theirs: tuple[_Narrowable, ...] | None) -> bool:
    if mine is None or theirs is None:
        return mine is None
    return all(any(one.contains(other) for one in mine) for other in theirs)


def _common(named: tuple[_Narrowable, ...] | None, whole: tuple[_Narrowable, ...]) -> tuple[_Narrowable, ...]:
    if named is None:
        return whole
    pairs = ((mine, theirs) for mine in named for theirs in whole)
    return tuple(dict.fromkeys(found for mine, theirs in pairs if (found := mine.common_with(theirs))))
