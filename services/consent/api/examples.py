"""A body for each operation that takes one, as the OpenAPI document shows it. Nobody in them exists."""

from typing import Any

Example = dict[str, Any]

_PERSON: Example = {"controller": "aleris", "subject": {"cpr": "0201401000"}}
_TEXT: Example = {"id": "insurer-payment", "version": "3", "language": "da"}
_SCOPE: Example = {
    "recipients": [{"kind": "insurer", "id": "insurer-a", "country": "DK"}],
    "purposes": ["insurance-payment"],
    "items": [{"category": "dx", "course": "K1"}, {"category": "notes", "course": "K1"}],
}
_PROOF: Example = {"kind": "scan", "reference": "archive:5f2c"}

CONSENT: Example = {
    **_PERSON,
    "given_at": "2026-02-01T10:00:00+01:00",
    "given_by": {"authority": "self"},
    "form": "written",
    "channel": "desk",
    "text": _TEXT,
    "course": "K1",
    "scope": _SCOPE,
    "evidence": [_PROOF],
}
REFUSED_CONSENT: Example = {
    **_PERSON,
    "asked_by": "ward-12",
    "refused_at": "2026-02-01T10:00:00+01:00",
    "refused_by": {"authority": "self"},
    "form": "oral",
    "channel": "desk",
    "text": _TEXT,
    "scope": _SCOPE,
}
LIST: Example = {**_PERSON, "limit": 20}
LIST_AS_OF: Example = {**LIST, "as_of": "2026-02-01T10:00:00+01:00"}
WITHDRAWAL: Example = {"channel": "phone", "part": {"items": [{"category": "notes"}]}}
OBJECTION: Example = {
    **_PERSON,
    "kind": "particular-situation",
    "channel": "phone",
    "part": {"recipients": [{"kind": "own-gp"}]},
}
ANSWER_TO_OBJECTION: Example = {"answer": "upheld", "grounds": "Nothing weighs more than what was said."}
LIFT: Example = {"channel": "desk", "lifted_by": {"authority": "self"}}
DELEGATION: Example = {
    **_PERSON,
    "kind": "grant",
    "delegate": {"kind": "relative", "cpr": "0507401005"},
    "given_by": {"authority": "self"},
    "powers": ["view", "withdraw"],
    "from": "2026-02-01",
    "until": "2027-02-01",
    "channel": "self-service",
}
STEP: Example = {"channel": "desk", "evidence": [_PROOF]}
END: Example = {**STEP, "ended_by": {"authority": "self"}}
DEATH: Example = {**_PERSON, "died_on": "2026-02-20", "evidence": [_PROOF]}
NOTHING_TO_SAY: Example = {}
RECALLS: Example = {"controller": "aleris", "status": "open", "limit": 20}
RECALL_SENT: Example = {"channel": "letter", "evidence": [_PROOF]}
RECALL_ANSWER: Example = {"channel": "letter", "answer": "erased", "answered_by": "privacy-desk"}
EXPIRING: Example = {"controller": "aleris", "within_days": 30}
ASK_AGAIN: Example = {"controller": "aleris"}
STATES: Example = {"controller": "aleris", "subjects": [_PERSON["subject"]]}
WEBHOOK: Example = {
    "controller": "aleris",
    "url": "https://receiver.example/consents",
    "event_types": ["ConsentGiven", "ConsentWithdrawn"],
}
REDELIVERY: Example = {"deliveries": ["5e3b9a0e-0000-7000-8000-000000000001"]}
NDJSON_LINES = (
    '{"source_id":"A-17","subject":{"cpr":"0201401000"},"given_at":"2026-02-01T10:00:00+01:00",'
    '"given_by":{"authority":"self"},"form":"written","channel":"desk",'
    '"text":{"id":"insurer-payment","version":"3","language":"da"},'
    '"scope":{"recipients":[{"kind":"insurer"}],"purposes":["insurance-payment"],"items":[{"category":"dx"}]}}\n'
)
CSV_LINES = (
    "source_id,subject/cpr,given_at,given_by/authority,form,channel,text/id,text/version,text/language,"
    "scope/recipients/0/kind,scope/purposes/0,scope/items/0/category\n"
    "A-17,0201401000,2026-02-01T10:00:00+01:00,self,written,desk,insurer-payment,3,da,"
    "insurer,insurance-payment,dx\n"
)
