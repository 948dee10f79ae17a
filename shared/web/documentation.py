"""A readable page of a service's operations, made from its routes without any script."""

from collections.abc import Iterator
from typing import NamedTuple

from flask import Blueprint, current_app, render_template_string

from shared.web.authentication import AccessTable, Scope

_PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ title }}</title></head>
<body>
<h1>{{ title }}</h1>
<p>Every operation needs an access token with the scope named beside it.
The same for machines: <a href="/openapi.json">/openapi.json</a></p>
<table border="1" cellpadding="6">
<caption>Operations</caption>
<thead><tr><th scope="col">Method</th><th scope="col">Path</th><th scope="col">What it does</th>
<th scope="col">Scope</th></tr></thead>
<tbody>
{% for operation in operations %}
<tr><td>{{ operation.method }}</td><td><code>{{ operation.path }}</code></td><td>{{ operation.purpose }}</td>
<td><code>{{ operation.scope }}</code></td></tr>
{% endfor %}
</tbody>
</table>
</body>
</html>
"""


class Operation(NamedTuple):
    """One line of the page."""

    path: str
    method: str
    purpose: str
    scope: str


def documentation_blueprint(access: AccessTable) -> Blueprint:
    """Return /docs."""
    blueprint = Blueprint("documentation", __name__)

    @blueprint.get("/docs")
    def docs() -> str:
        return render_template_string(
            _PAGE, title=current_app.config["API_TITLE"], operations=sorted(_operations(access))
        )

    return blueprint


def _operations(access: AccessTable) -> Iterator[Operation]:
    for rule in current_app.url_map.iter_rules():
        needed = access.get(rule.endpoint)
        if isinstance(needed, Scope):
            purpose = (current_app.view_functions[rule.endpoint].__doc__ or "").partition("\n")[0]
            for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
                yield Operation(rule.rule, method, purpose, _scope_of(needed))


def _scope_of(needed: Scope) -> str:
    return needed.name if needed.own is None else f"{needed.name}, or {needed.own} for one's own"
