"""Who may call what."""

from shared.web.authentication import AccessTable, Scope

CHECK = Scope("disclosure:check")
READ = Scope("disclosure:read")
SIMULATE = Scope("disclosure:simulate")
READ_COPY = Scope("consent-copy:read")
READ_PERMITS = Scope("consent-permits:read")

ACCESS: AccessTable = {
    "disclosure-checks.ask": CHECK,
    "disclosure-checks.ask_many": CHECK,
    "disclosure-checks.read": READ,
    "simulations.simulate": SIMULATE,
    "simulations.what_may_go": SIMULATE,
    "simulations.who_may_receive": SIMULATE,
    "simulations.compare": SIMULATE,
    "policy-packs.read_all": READ,
    "policy-packs.read": READ,
    "consent-copies.read_version": READ_COPY,
    "consent-permits.search": READ_PERMITS,
}
