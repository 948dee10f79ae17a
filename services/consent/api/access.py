"""Who may call what."""

from shared.web.authentication import PUBLIC, AccessTable, Scope

READ = Scope("consent:read")
WRITE = Scope("consent:write")
READ_STATE = Scope("consent-state:read")
READ_CHANGES = Scope("consent-changes:read")
MANAGE_WEBHOOKS = Scope("consent-webhooks:manage")

ACCESS: AccessTable = {
    "consents.give": WRITE,
    "consents.read": READ,
    "consents.history": READ,
    "consents.search": READ,
    "consents.withdraw": WRITE,
    "reminders.expiring": READ,
    "reminders.ask_again": READ,
    "objections.object_to": WRITE,
    "objections.search": READ,
    "objections.answer": WRITE,
    "objections.lift": WRITE,
    "delegations.request": WRITE,
    "delegations.search": READ,
    "delegations.accept": WRITE,
    "delegations.decline": WRITE,
    "delegations.end": WRITE,
    "receipts.of_grant": READ,
    "receipts.of_withdrawal": READ,
    "receipts.of_objection": READ,
    "receipts.keys": PUBLIC,
    "states.read": READ_STATE,
    "changes.read": READ_CHANGES,
    "webhooks.register": MANAGE_WEBHOOKS,
    "webhooks.listed": MANAGE_WEBHOOKS,
    "webhooks.read": MANAGE_WEBHOOKS,
    "webhooks.pause": MANAGE_WEBHOOKS,
    "webhooks.resume": MANAGE_WEBHOOKS,
    "webhooks.end": MANAGE_WEBHOOKS,
    "webhooks.deliveries": MANAGE_WEBHOOKS,
    "webhooks.redeliver": MANAGE_WEBHOOKS,
}
