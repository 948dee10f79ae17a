"""A controller's words in a receipt: each code with what its policy pack calls it in English and Danish."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from services.consent.domain.period import Period
from services.consent.domain.scope import ANY_CATEGORY, Item, Part, Recipient, Scope
from services.consent.use_cases.documents import stated
from services.consent.use_cases.receipts.terms import ARTICLES, EVERYTHING, SPECIAL_CATEGORY_KEY
from shared.events.envelope import Document
from shared.policy_packs.lines import ConsentKind
from shared.policy_packs.model import Pack
from shared.policy_packs.name import Name

DENMARK = "DK"


@dataclass(frozen=True, slots=True)
class PackWords:
    """A word that the pack does not have any longer stands as its code alone."""

    pack: Pack

    def controller(self) -> Document:
        return {"@type": "dpv:DataController", **_named(self.pack.controller, self.pack.name)}

    def jurisdictions(self) -> list[str]:
        """Return the countries of the legal entities that are the controller; it is Danish if the pack names none."""
        return [
            f"loc:{code}" for code in sorted({entity.country for entity in self.pack.entities.values()} or {DENMARK})
        ]

    def process(self, said: Scope | Part) -> Document:
        """Return what may be done, or may not; a dimension that a part leaves out is not there, and means all of it."""
        channels = said.channels if isinstance(said, Part) else None
        parts = {
            "hjemmel:channel": self.channels(channels),
            "dpv:hasPurpose": said.purposes and [self._purpose(code) for code in said.purposes],
            "dpv:hasPersonalData": said.items and [self._item(item) for item in said.items],
            "dpv:hasRecipient": said.recipients and [self._recipient(one) for one in said.recipients],
        }
        return {"@type": "dpv:Process", **stated(parts)}

    def channels(self, codes: Iterable[str] | None) -> list[Document] | None:
        """Return the only ways of sending that are meant; None if all are."""
        return None if codes is None else [_named(code, _name(self.pack.channels, code)) for code in codes]

    def laws(self, codes: Iterable[str]) -> list[Document]:
        known = self.pack.legal_references
        return [stated({"@id": ARTICLES.get(code)}) | _named(code, _name(known, code)) for code in codes]

    def kind(self, code: str | None) -> ConsentKind | None:
        return next((kind for kind in self.pack.consent_kinds if kind.id == code), None)

    def named_kind(self, code: str) -> Document:
        kind = self.kind(code)
        return _named(code, kind.says if kind else None)

    def role(self, code: str | None) -> Document | None:
        """Return the role in which the person spoke; None where nobody said."""
        return _named(code, _name(self.pack.subject_roles, code)) if code else None

    def keeping(self, scope: Scope, role: str | None) -> list[Document]:
        """Return what the pack says of how long data of these categories are kept, of somebody in this role."""
        categories = {item.category for item in scope.items}
        return [
            {"@type": "dpv:StorageDuration", "dct:identifier": line.id, "dct:description": in_both(line.says)}
            for line in self.pack.retention
            if (role or self.pack.default_subject_role) in line.subject_roles
            and (ANY_CATEGORY in categories or not categories.isdisjoint(line.categories))
        ]

    def _purpose(self, code: str) -> Document:
        return {"@type": "dpv:Purpose", **_named(code, _name(self.pack.purposes, code))}

    def _recipient(self, recipient: Recipient) -> Document:
        kind = _named(recipient.kind, _name(self.pack.recipient_kinds, recipient.kind))
        country = recipient.country and f"loc:{recipient.country}"
        narrowings = stated({"dct:identifier": recipient.id, "dpv:hasCountry": country})
        return {"@type": "dpv:Recipient", **narrowings, "dct:type": kind}

    def _item(self, item: Item) -> Document:
        category = _named(item.category, EVERYTHING.get(item.category) or _name(self.pack.categories, item.category))
        label = item.label and _named(item.label, self.pack.labels.get(item.label))
        narrowings = {
            "hjemmel:course": item.course,
            "hjemmel:episode": item.episode,
            "hjemmel:label": label,
            "hjemmel:period": item.period and _period(item.period),
        }
        return {"@type": self._type_of(item.category), **category, **stated(narrowings)}

    def _type_of(self, category: str) -> str:
        found = self.pack.categories.get(category)
        special = found and SPECIAL_CATEGORY_KEY in self.pack.category_classes.get(found.category_class, ())
        return "dpv:SpecialCategoryPersonalData" if special else "dpv:PersonalData"


def in_both(name: Name) -> Document:
    """Return a name as a map from language to words."""
    return {"da": name.da, "en": name.en}


def _name(words: Mapping[str, object], code: str) -> Name | None:
    return getattr(words.get(code), "name", None)


def _period(period: Period) -> Document:
    days = {"hjemmel:from": period.begins, "hjemmel:until": period.ends}
    return {name: day.isoformat() for name, day in days.items() if day is not None}


def _named(code: str, name: Name | None) -> Document:
    return stated({"dct:identifier": code, "skos:prefLabel": name and in_both(name)})
