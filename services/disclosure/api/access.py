"""Who may call what."""

from shared.web.authentication import AccessTable, Scope

CHECK = Scope("disclosure:check")
READ = Scope("disclosure:read")

ACCESS: AccessTable = {
    "disclosure-checks.ask": CHECK,
    "disclosure-checks.ask_many": CHECK,
    "disclosure-checks.read": READ,
    "policy-packs.read_all": READ,
    "policy-packs.read": READ,
}
