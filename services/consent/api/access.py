"""Who may call what. A person who signed in has the scope OWN, and reaches nobody else."""

from services.consent.api.import_lines import MEDIA_TYPES
from shared.web.authentication import PUBLIC, AccessTable, Scope

OWN = "consent:self"
READ = Scope("consent:read")
WRITE = Scope("consent:write")
READ_OWN = Scope("consent:read", own=OWN)
WRITE_OWN = Scope("consent:write", own=OWN)
READ_STATE = Scope("consent-state:read")
READ_CHANGES = Scope("consent-changes:read")
MANAGE_WEBHOOKS = Scope("consent-webhooks:manage")
IMPORT = Scope("consent-imports:manage")
IMPORT_LINES = Scope("consent-imports:manage", media_types=MEDIA_TYPES)

ACCESS: AccessTable = {
    "consents.give": WRITE_OWN,
    "consents.read": READ_OWN,
    "consents.history": READ_OWN,
    "consents.search": READ_OWN,
    "consents.withdraw": WRITE_OWN,
    "withdrawal-previews.preview": WRITE_OWN,
    "refused.record": WRITE_OWN,
    "recalls.search": READ_OWN,
    "recalls.read": READ_OWN,
    "recalls.sent": WRITE,
    "recalls.answer": WRITE,
    "consent-texts.listed": READ_OWN,
    "reminders.expiring": READ,
    "reminders.ask_again": READ,
    "objections.object_to": WRITE_OWN,
    "objections.search": READ_OWN,
    "objections.read": READ_OWN,
    "objections.answer": WRITE,
    "objections.lift": WRITE_OWN,
    "delegations.request": WRITE,
    "delegations.search": READ_OWN,
    "delegations.read": READ_OWN,
    "delegations.accept": WRITE,
    "delegations.decline": WRITE,
    "delegations.end": WRITE_OWN,
    "deaths.record": WRITE,
    "deaths.search": READ,
    "deaths.read": READ,
    "deaths.retract": WRITE,
    "receipts.of_grant": READ_OWN,
    "receipts.of_withdrawal": READ_OWN,
    "receipts.of_objection": READ_OWN,
    "receipts.keys": PUBLIC,
    "states.read": READ_STATE,
    "changes.read": READ_CHANGES,
    "imports.receive": IMPORT_LINES,
    "imports.read": IMPORT,
    "imports.lines": IMPORT,
    "webhooks.register": MANAGE_WEBHOOKS,
    "webhooks.listed": MANAGE_WEBHOOKS,
    "webhooks.read": MANAGE_WEBHOOKS,
    "webhooks.pause": MANAGE_WEBHOOKS,
    "webhooks.resume": MANAGE_WEBHOOKS,
    "webhooks.end": MANAGE_WEBHOOKS,
    "webhooks.deliveries": MANAGE_WEBHOOKS,
    "webhooks.redeliver": MANAGE_WEBHOOKS,
}
