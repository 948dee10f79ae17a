"""What a printed receipt says of its own in English and Danish; names of purposes and the like are the pack's."""

from collections.abc import Mapping

from shared.policy_packs.name import Name

LANGUAGES = ("da", "en")
"""The first is that of whoever states none that is here."""

TITLES: Mapping[str, Name] = {
    "dpv:ConsentGiven": Name(en="Receipt for a consent", da="Kvittering for samtykke"),
    "dpv:RenewedConsentGiven": Name(en="Receipt for a renewed consent", da="Kvittering for fornyet samtykke"),
    "dpv:ConsentRevoked": Name(
        en="Receipt: a consent ended by the controller", da="Kvittering: samtykke bragt til ophør af den dataansvarlige"
    ),
    "dpv:ConsentInvalidated": Name(en="Receipt: a consent was not valid", da="Kvittering: samtykke var ikke gyldigt"),
    "dpv:ConsentRefused": Name(en="Receipt: a consent was refused", da="Kvittering: nej til at give samtykke"),
    "dpv:ConsentWithdrawn": Name(
        en="Receipt for the withdrawal of a consent", da="Kvittering for tilbagekaldelse af samtykke"
    ),
    "refusal": Name(en="Receipt for a refusal", da="Kvittering for et nej til videregivelse"),
    "lookup-refusal": Name(en="Receipt for a refusal of look-ups", da="Kvittering for et nej til opslag"),
    "marketing": Name(en="Receipt for an objection to marketing", da="Kvittering for et nej til markedsføring"),
    "restriction": Name(
        en="Receipt for a request to restrict processing", da="Kvittering for ønske om begrænset behandling"
    ),
    "particular-situation": Name(en="Receipt for an objection", da="Kvittering for indsigelse"),
}

HEADINGS: Mapping[str, Name] = {
    "event": Name(en="What happened", da="Hvad der skete"),
    "about": Name(en="What it is about", da="Hvad det handler om"),
    "lasting": Name(en="How long it holds", da="Hvor længe det gælder"),
    "after": Name(en="What you can do", da="Hvad du kan gøre"),
    "proof": Name(en="Words and evidence", da="Ordlyd og dokumentation"),
    "receipt": Name(en="About this receipt", da="Om denne kvittering"),
}

TERMS: Mapping[str, Name] = {
    "at": Name(en="When", da="Hvornår"),
    "channel": Name(en="How", da="Hvordan"),
    "form": Name(en="Form", da="Form"),
    "exemption": Name(en="Why an oral consent was enough", da="Hvorfor et mundtligt samtykke var nok"),
    "asked_by": Name(en="Asked by", da="Spurgt af"),
    "by": Name(en="By whom", da="Af hvem"),
    "recorded": Name(en="Recorded", da="Registreret"),
    "renews": Name(en="In the place of consent", da="I stedet for samtykke"),
    "renewal_of": Name(en="Asked to renew", da="Bedt om at forny"),
    "follows": Name(en="After the refusal of consent", da="Efter et nej til samtykke"),
    "kind": Name(en="Consent", da="Samtykke"),
    "ways": Name(en="Only what is sent by", da="Kun det, der sendes med"),
    "consent_of": Name(en="The consent was given", da="Samtykket blev givet"),
    "purposes": Name(en="Purposes", da="Formål"),
    "recipients": Name(en="Recipients", da="Modtagere"),
    "items": Name(en="Data", da="Oplysninger"),
    "course": Name(en="Course", da="Forløb"),
    "role": Name(en="As", da="Som"),
    "law": Name(en="Law", da="Retsgrundlag"),
    "until": Name(en="Until", da="Indtil"),
    "why": Name(en="Why", da="Hvorfor"),
    "kept": Name(en="How long data are kept", da="Hvor længe oplysninger opbevares"),
    "next": Name(en="From now on", da="Herefter"),
    "consequence": Name(en="What a withdrawal leads to", da="Hvad en tilbagekaldelse medfører"),
    "text": Name(en="Consent text", da="Samtykketekst"),
    "evidence": Name(en="Evidence", da="Dokumentation"),
    "controller": Name(en="Controller", da="Dataansvarlig"),
    "subject": Name(en="Reference to the person", da="Henvisning til personen"),
    "number": Name(en="Number of the receipt", da="Kvitteringens nummer"),
    "record": Name(en="Number of what was recorded", da="Nummer på det registrerede"),
    "key": Name(en="Signed with key", da="Underskrevet med nøgle"),
}

FORMS: Mapping[str, Name] = {
    "written": Name(en="In writing", da="Skriftligt"),
    "electronic": Name(en="Electronically", da="Elektronisk"),
    "oral": Name(en="Orally", da="Mundtligt"),
}

EXPRESSIONS: Mapping[str, Name] = {
    "dpv:ExplicitlyExpressedConsent": Name(en="Expressly", da="Udtrykkeligt"),
    "dpv:ExpressedConsent": Name(en="Unambiguously", da="Utvetydigt"),
}

CHANNELS: Mapping[str, Name] = {
    "self-service": Name(en="Self-service", da="Selvbetjening"),
    "desk": Name(en="In person", da="Personligt fremmøde"),
    "phone": Name(en="By telephone", da="Telefon"),
    "letter": Name(en="By letter", da="Brev"),
    "digital-post": Name(en="By Digital Post", da="Digital Post"),
    "system": Name(en="Through another system", da="Gennem et andet system"),
}

GIVERS: Mapping[str, Name] = {
    "self": Name(en="The person", da="Personen selv"),
    "custody": Name(en="A holder of custody", da="En indehaver af forældremyndigheden"),
    "representative": Name(en="A representative", da="En repræsentant"),
}

LIFETIMES: Mapping[str, Name] = {
    "one-calendar-year": Name(
        en="A consent for other purposes than treatment lapses one year after it was given.",
        da="Et samtykke til andet end behandling bortfalder et år efter, at det er givet.",
    ),
    "stated-end": Name(en="The consent itself says so.", da="Det står i samtykket."),
    "course": Name(
        en="It lives as long as its course of treatment.", da="Det gælder, så længe behandlingsforløbet varer."
    ),
    "until-withdrawn": Name(en="It holds until it is withdrawn.", da="Det gælder, indtil det trækkes tilbage."),
}

EVIDENCE: Mapping[str, Name] = {
    "scan": Name(en="Scan", da="Scanning"),
    "signature": Name(en="Signature", da="Underskrift"),
    "recording": Name(en="Recording", da="Optagelse"),
    "note": Name(en="Note", da="Notat"),
}

SENTENCES: Mapping[str, Name] = {
    "all_purposes": Name(en="All purposes", da="Alle formål"),
    "all_recipients": Name(en="All recipients", da="Alle modtagere"),
    "all_items": Name(en="All data", da="Alle oplysninger"),
    "all_of_kind": Name(en="{} (any)", da="{} (enhver)"),
    "course": Name(en="course {}", da="forløb {}"),
    "episode": Name(en="episode {}", da="episode {}"),
    "country": Name(en="{}, in {}", da="{}, i {}"),
    "from": Name(en="from {}", da="fra {}"),
    "until": Name(en="before {}", da="før {}"),
    "label": Name(en="marked “{}”", da="mærket “{}”"),
    "day": Name(en="{}, that day not included", da="{}, den dag ikke medregnet"),
    "open": Name(en="No day is set", da="Ingen dato er fastsat"),
    "recorded_by": Name(en="{} by {}", da="{} af {}"),
    "text": Name(en="{}, version {}, language {}", da="{}, version {}, sprog {}"),
    "withdraw": Name(
        en="You can withdraw the consent, or a part of it, at any time and in any way: {}. "
        "What was sent before stays lawful.",
        da="Du kan altid trække samtykket eller en del af det tilbage på enhver måde: {}. "
        "Det, der er sendt inden da, er fortsat lovligt.",
    ),
    "whole": Name(
        en="Nothing more is sent on the strength of the consent. What was sent before stays lawful.",
        da="Der sendes ikke mere med hjemmel i samtykket. Det, der er sendt inden da, er fortsat lovligt.",
    ),
    "part": Name(
        en="Nothing more is sent on the strength of the part that was withdrawn. What was sent before stays lawful. "
        "The rest of the consent keeps its dates.",
        da="Der sendes ikke mere med hjemmel i den del, der er trukket tilbage. Det, der er sendt inden da, er fortsat "
        "lovligt. Resten af samtykket beholder sine datoer.",
    ),
    "invalid": Name(
        en="Nothing is sent on the strength of it. It never counted.",
        da="Der sendes ikke noget med hjemmel i det. Det har aldrig været gyldigt.",
    ),
    "refused": Name(
        en="Nothing is sent on the strength of a consent. What the law allows without your consent is not stopped by "
        "this; you can object to that. You can consent later if you wish.",
        da="Der sendes ikke noget med hjemmel i et samtykke. Det, loven tillader uden dit samtykke, standses ikke "
        "heraf; det kan du gøre indsigelse imod. Du kan give samtykke senere, hvis du ønsker det.",
    ),
    "particular-situation": Name(
        en="The controller answers: the processing stops, or you are told which compelling grounds prevail.",
        da="Den dataansvarlige svarer: Behandlingen ophører, eller du får at vide, hvilke vægtige grunde der går "
        "forud.",
    ),
    "objected": Name(
        en="It stands until you take it back in so many words; no consent takes it away.",
        da="Det gælder, indtil du udtrykkeligt tager det tilbage; intet samtykke ophæver det.",
    ),
    "then": Name(
        en="This receipt says what was recorded at that time. It does not say how things stand today.",
        da="Denne kvittering siger, hvad der blev registreret dengang. Den siger ikke, hvordan det står til i dag.",
    ),
    "signed": Name(
        en="The same receipt exists as a signed file, which anybody can check with the controller's public keys.",
        da="Den samme kvittering findes som underskrevet fil, som enhver kan efterprøve med den dataansvarliges "
        "offentlige nøgler.",
    ),
}

MONTHS: Mapping[str, tuple[str, ...]] = {
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    "da": (
        *("januar", "februar", "marts", "april", "maj", "juni"),
        *("juli", "august", "september", "oktober", "november", "december"),
    ),
}

DAY: Mapping[str, str] = {"en": "{} {} {}", "da": "{}. {} {}"}
TIME: Mapping[str, str] = {"en": "{} at {:%H:%M}", "da": "{} kl. {:%H.%M}"}
