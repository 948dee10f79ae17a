"""How the things in a receipt are said in English and Danish."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from services.consent.api import receipt_words as words
from shared.events.envelope import Document
from shared.policy_packs.name import Name
from shared.policy_packs.validity import COPENHAGEN


@dataclass(frozen=True, slots=True)
class Value:
    """One text of a row; its language where it is not the page's, and the moment it writes out, if it is one."""

    text: str
    language: str | None = None
    moment: str | None = None


class Phrases:
    """Says them in one of the two."""

    def __init__(self, language: str) -> None:
        self.language = language

    def recipient(self, recipient: Document) -> str:
        kind, known = self.named(recipient["dct:type"]), recipient.get("dct:identifier")
        said = f"{kind}: {known}" if known else self.sentence("all_of_kind", kind)
        country = recipient.get("dpv:hasCountry")
        return self.sentence("country", said, country.removeprefix("loc:")) if country else said

    def item(self, item: Document) -> str:
        return ", ".join([self.named(item), *self._narrowings(item)])

    def _narrowings(self, item: Document) -> Iterator[str]:
        for name in ("course", "episode"):
            if f"hjemmel:{name}" in item:
                yield self.sentence(name, item[f"hjemmel:{name}"])
        if "hjemmel:label" in item:
            yield self.sentence("label", self.named(item["hjemmel:label"]))
        for name in ("from", "until"):
            if day := item.get("hjemmel:period", {}).get(f"hjemmel:{name}"):
                yield self.sentence(name, self.day(date.fromisoformat(day)))

    def giver(self, giver: Document) -> str:
        if giver["@type"] == "dpv:DataController":
            return self.named(giver)
        authority = self.say(words.GIVERS[giver.get("hjemmel:authority", "self")])
        known = "hjemmel:authority" in giver and "dct:identifier" in giver
        return f"{authority}: {giver['dct:identifier']}" if known else authority

    def evidence(self, one: Document) -> str:
        return f"{self.say(words.EVIDENCE[one['hjemmel:kind']])}: {one['dct:identifier']}"

    def moment(self, text: str) -> Value:
        moment = datetime.fromisoformat(text).astimezone(COPENHAGEN)
        return Value(words.TIME[self.language].format(self.day(moment.date()), moment), moment=text)

    def last_day(self, text: str) -> str:
        return self.sentence("day", self.day(date.fromisoformat(text)))

    def day(self, day: date) -> str:
        month = words.MONTHS[self.language][day.month - 1]
        return words.DAY[self.language].format(day.day, month, day.year)

    def named(self, one: Mapping[str, Any]) -> str:
        name: str = one.get("skos:prefLabel", {}).get(self.language) or one["dct:identifier"]
        return name

    def sentence(self, name: str, *values: str) -> str:
        return self.say(words.SENTENCES[name]).format(*values)

    def say(self, name: Name) -> str:
        said: str = getattr(name, self.language)
        return said
