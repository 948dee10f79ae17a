"""A receipt as rows to be printed: from the document that was signed and nothing else."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from services.consent.api import receipt_words as words
from services.consent.api.receipt_phrases import Phrases, Value
from services.consent.use_cases.receipts.read_receipt import Receipt
from services.consent.use_cases.receipts.receipt_frame import event_of
from shared.events.envelope import Document


@dataclass(frozen=True, slots=True)
class Row:
    """A term and what is said of it."""

    term: str
    values: tuple[Value, ...]


class ReceiptPage:
    """What the page says, in one language."""

    def __init__(self, receipt: Receipt, language: str) -> None:
        self.language = language
        self._say = Phrases(language)
        self._document = receipt.document
        self._record = receipt.document["dpv:hasRecordOfActivity"]
        self._event = event_of(self._record)
        self._process = self._record["dpv:hasProcess"]
        self._key_id = receipt.key_id

    @property
    def title(self) -> str:
        return self._say.say(words.TITLES[str(self._event.get("hjemmel:kind") or self._event["@type"])])

    @property
    def controller(self) -> str:
        return self._say.named(self._record["dpv:hasDataController"])

    @property
    def notes(self) -> tuple[str, str]:
        return self._say.sentence("then"), self._say.sentence("signed")

    def sections(self) -> Iterator[tuple[str, str, list[Row]]]:
        """Give each part that has anything to say: its name, its heading and its rows."""
        for name, rows in (
            ("event", self._of_event()),
            ("about", self._of_process()),
            ("lasting", self._of_lifetime()),
            ("after", self._of_what_follows()),
            ("proof", self._of_proof()),
            ("receipt", self._of_receipt()),
        ):
            if found := [row for row in rows if row.values]:
                yield name, self._say.say(words.HEADINGS[name]), found

    def _of_event(self) -> Iterator[Row]:
        event = self._event
        yield self._row("at", self._say.moment(event["dpv:isIndicatedAtTime"]))
        yield self._row("by", self._say.giver(event["dpv:isIndicatedBy"]))
        yield self._row("channel", self._say.say(words.CHANNELS[event["dpv:hasIndicationMethod"]]))
        yield self._row("asked_by", event.get("hjemmel:askedBy"))
        yield self._row("form", *self._form())
        yield self._row("exemption", event.get("hjemmel:formExemption"))
        yield self._row("renews", self._consent_named("dct:replaces"))
        yield self._row("renewal_of", self._consent_named("hjemmel:renewalOf"))
        yield self._row("follows", self._consent_named("hjemmel:follows"))
        if "dct:date" in self._record:
            yield self._row("consent_of", self._say.moment(self._record["dct:date"]))
        recorded, client = self._say.moment(event["hjemmel:recordedAt"]), event["dpv:isImplementedByEntity"]
        yield self._row("recorded", self._say.sentence("recorded_by", recorded.text, client["dct:identifier"]))

    def _form(self) -> Iterator[str]:
        if "hjemmel:form" in self._event:
            yield self._say.say(words.FORMS[self._event["hjemmel:form"]])
        if "dpv:hasConsentControl" in self._record:
            yield self._say.say(words.EXPRESSIONS[self._process["dpv:hasLegalBasis"]["@type"]])

    def _consent_named(self, term: str) -> str | None:
        named: str | None = self._record.get(term)
        return named and named.removeprefix("urn:uuid:")

    def _of_process(self) -> Iterator[Row]:
        basis = self._process.get("dpv:hasLegalBasis", self._record)
        yield self._row("kind", self._say.named(basis["dct:type"]) if "dct:type" in basis else None)
        yield self._row("purposes", *self._some_or_all("dpv:hasPurpose", self._say.named, "all_purposes"))
        yield self._row("recipients", *self._some_or_all("dpv:hasRecipient", self._say.recipient, "all_recipients"))
        yield self._row("items", *self._some_or_all("dpv:hasPersonalData", self._say.item, "all_items"))
        yield self._row("ways", *map(self._say.named, self._process.get("hjemmel:channel", [])))
        yield self._row("course", self._record.get("hjemmel:course"))
        role = self._record.get("hjemmel:subjectRole")
        yield self._row("role", role and self._say.named(role))
        yield self._row("law", *map(self._say.named, basis.get("dct:references", [])))

    def _of_lifetime(self) -> Iterator[Row]:
        duration = self._event.get("dpv:hasDuration")
        if duration is not None:
            timed = duration["@type"] == "dpv:UntilTimeDuration"
            yield self._row("until", self._say.last_day(duration["rdf:value"]) if timed else self._say.sentence("open"))
            yield self._row("why", self._say.say(words.LIFETIMES[duration["hjemmel:reason"]]))
        kept = self._record.get("dpv:hasStorageCondition", [])
        yield self._row("kept", *(one["dct:description"][self.language] for one in kept))

    def _of_what_follows(self) -> Iterator[Row]:
        control = self._record.get("dpv:hasConsentControl")
        if control is not None:
            ways = [self._say.say(words.CHANNELS[code]).lower() for code in control["dpv:hasIndicationMethod"]]
            yield self._row("next", self._say.sentence("withdraw", ", ".join(ways)))
        else:
            yield self._row("next", self._say.sentence(self._what_next()))
        announced = (control or self._event).get("dpv:hasConsequence", [])
        consequences = announced if isinstance(announced, list) else [announced]
        yield self._row("consequence", *(one["dct:description"][self.language] for one in consequences))

    def _what_next(self) -> str:
        if "hjemmel:kind" in self._event:
            return "particular-situation" if self._event["hjemmel:kind"] == "particular-situation" else "objected"
        said = {"dpv:ConsentInvalidated": "invalid", "dpv:ConsentRefused": "refused"}.get(self._event["@type"])
        return said or str(self._event["hjemmel:reach"])

    def _of_proof(self) -> Iterator[Row]:
        notice = self._record.get("dpv:hasNotice")
        if notice is not None:
            said = (notice["dct:identifier"], notice["schema:version"], notice["dct:language"])
            words_shown = (Value(said, language) for language, said in notice.get("dct:description", {}).items())
            yield self._row("text", self._say.sentence("text", *said), *words_shown)
        yield self._row("evidence", *map(self._say.evidence, self._event.get("dct:source", [])))

    def _of_receipt(self) -> Iterator[Row]:
        yield self._row("number", self._document["dct:identifier"])
        yield self._row("record", self._record["dct:identifier"])
        yield self._row("subject", self._record["dpv:hasDataSubject"]["dct:identifier"])
        yield self._row("key", self._key_id)

    def _some_or_all(self, dimension: str, say: Callable[[Document], str], everything: str) -> list[str]:
        named = self._process.get(dimension)
        return [self._say.sentence(everything)] if named is None else [say(one) for one in named]

    def _row(self, term: str, *values: str | Value | None) -> Row:
        told = tuple(Value(one) if isinstance(one, str) else one for one in values if one is not None)
        return Row(self._say.say(words.TERMS[term]), told)
