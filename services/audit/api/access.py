"""Who may call what. A caller sees the entries of the controllers that its token is bound to, and no others."""

from shared.web.authentication import AccessTable, Scope

READ = Scope("audit:read")

ACCESS: AccessTable = {
    "entries.search": READ,
    "entries.show": READ,
    "completeness.report": READ,
}
