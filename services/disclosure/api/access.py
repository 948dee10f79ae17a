"""Who may call what: one line for each operation."""

from shared.web.authentication import AccessTable, Scope

ACCESS: AccessTable = {
    "disclosure-checks.create_disclosure_check": Scope("disclosure:check"),
    "disclosure-checks.create_disclosure_checks": Scope("disclosure:check"),
    "disclosure-checks.read_disclosure_check": Scope("disclosure:read"),
    "policy-packs.list_policy_packs": Scope("disclosure:read"),
    "policy-packs.read_policy_pack": Scope("disclosure:read"),
}
