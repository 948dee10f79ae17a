"""JSON Schemas of pack and case files, for editors: generated from the schemas that read those files."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from marshmallow import Schema, fields

from services.disclosure.authoring.cases.case_fields import ClaimedObligation, FactValue, Moment, WordOrMapping
from services.disclosure.authoring.cases.case_schema import CASE_SCHEMAS
from shared.policy_packs.field_types import CodesOrAll, OneOrMore, SpanField
from shared.policy_packs.rule import OPERATORS
from shared.policy_packs.schema import LawSchema, PackSchema
from shared.policy_packs.spans import SPAN

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_OPENAPI_PLACE = "#/components/schemas/"
_CODES = {"type": "array", "items": {"type": "string"}, "minItems": 1}
_OWN_FIELDS: Mapping[type, Mapping[str, Any]] = {
    CodesOrAll: {"oneOf": [{"const": "all"}, _CODES]},
    OneOrMore: {"oneOf": [{"type": "string"}, _CODES]},
    SpanField: {"type": "string", "pattern": re.sub(r"\?P<\w+>", "", SPAN.pattern)},
    Moment: {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}([T ].+)?$"},
    FactValue: {"type": ["boolean", "string", "array"], "items": {"type": "string"}},
    WordOrMapping: {"type": ["string", "object"]},
    ClaimedObligation: {
        "type": ["string", "object"],
        "required": ["kind"],
        "propertyNames": {"enum": list(ClaimedObligation.NAMES)},
    },
}


def write_editor_schemas(folder: Path) -> list[Path]:
    """Write every schema that is not there or not current into the folder of packs; return the files."""
    changed = []
    for name, text in editor_schemas().items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            changed.append(path)
    return changed


def editor_schemas() -> dict[str, str]:
    """Return the text of each schema by the name of its file."""
    schemas = {
        "pack.schema.json": _of_part(PackSchema, "A file of a policy pack, or a module of shared law"),
        "law.schema.json": _of_part(LawSchema, "A file of the law that every policy pack relies on"),
        "cases.schema.json": _of_cases("The cases beside a policy pack"),
    }
    return {name: json.dumps(schema, indent=2, ensure_ascii=False) + "\n" for name, schema in schemas.items()}


def _of_part(schema: type[Schema], title: str) -> dict[str, Any]:
    """A pack is joined from its files, so each of them may hold any of its sections."""
    defined = _definitions({"Root": schema})
    root = defined.pop("Root")
    root.pop("required", None)
    return {"$schema": _DIALECT, "title": title, **root, "$defs": defined}


def _of_cases(title: str) -> dict[str, Any]:
    """A case is told by what it asks; one that asks nothing is told what it could ask."""
    forms = [{"if": {"required": [key]}, "then": {"$ref": f"#/$defs/{key}"}} for key in CASE_SCHEMAS]
    one_question = {"oneOf": [{"required": [key]} for key in CASE_SCHEMAS]}
    items = {"type": "object", **one_question, "allOf": forms}
    return {
        "$schema": _DIALECT,
        "title": title,
        "type": "array",
        "items": items,
        "$defs": _definitions(CASE_SCHEMAS),
    }


def _definitions(schemas: Mapping[str, type[Schema]]) -> dict[str, Any]:
    plugin = MarshmallowPlugin(schema_name_resolver=_name)
    spec = APISpec(title="", version="", openapi_version="3.1.0", plugins=[plugin])
    converter: Any = plugin.converter
    converter.add_attribute_function(_beyond_apispec)
    for name, schema in schemas.items():
        spec.components.schema(name, schema=schema)
    text = json.dumps(spec.to_dict()["components"]["schemas"], sort_keys=True)
    defined: dict[str, Any] = json.loads(text.replace(_OPENAPI_PLACE, "#/$defs/"))
    for one in defined.values():
        if "kept_for" in one["properties"]:
            one["oneOf"] = _shapes_of_condition(one["properties"])
    return defined


def _name(schema: Any) -> str:
    """A schema that is used without some of its fields is another one."""
    if isinstance(schema, type):
        return schema.__name__.removesuffix("Schema")
    left_out = sorted(set(schema.exclude) - set(schema.opts.exclude))
    without = [f"Without{one.title().replace('_', '')}" for one in left_out]
    return "".join([type(schema).__name__.removesuffix("Schema"), *without])


def _beyond_apispec(_: Any, field: fields.Field[Any], ret: dict[str, Any], **__: Any) -> dict[str, Any]:
    """What apispec cannot know of our own fields, and leaves out about the keys of mappings."""
    ret.pop("default", None)
    found = dict(_OWN_FIELDS.get(type(field), {}))
    if isinstance(found.get("type"), str) and field.allow_none:
        found["type"] = [found["type"], "null"]
    if isinstance(field, fields.Dict):
        ret.pop("minLength", None)
        found |= _keys(getattr(field.key_field, "validate", None))
    return found


def _keys(validator: Any) -> dict[str, Any]:
    if hasattr(validator, "regex"):
        return {"propertyNames": {"pattern": validator.regex.pattern}}
    return {"propertyNames": {"enum": list(validator.choices)}} if hasattr(validator, "choices") else {}


def _shapes_of_condition(known: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One fact with one operator, or one of the others alone."""
    about_facts = [{"required": ["fact", name], "maxProperties": 2} for name in OPERATORS]
    alone = [name for name in ("any_of", "all_of", "age_from", "age_below") if name in known]
    return [*about_facts, *({"required": [name], "maxProperties": 1} for name in alone)]
