"""The first line of each file of a pack, by which editors find its JSON Schema."""

from collections.abc import Iterator
from pathlib import Path

from shared.policy_packs.load import LAW

_SAYS = "# yaml-language-server: $schema="


def add_schema_lines(packs: Path) -> list[Path]:
    """Put the line into every file that lacks it or names another schema; return the files changed."""
    changed = []
    for path, schema in files_with_schema(packs):
        text = path.read_text(encoding="utf-8")
        wanted = schema_line(path, schema, packs)
        if not text.startswith(wanted):
            first, _, rest = text.partition("\n")
            path.write_text(wanted + (rest if first.startswith(_SAYS) else text), encoding="utf-8")
            changed.append(path)
    return changed


def schema_line(path: Path, schema: str, packs: Path) -> str:
    way_up = "../" * (len(path.relative_to(packs).parts) - 1)
    return f"{_SAYS}{way_up}{schema}\n"


def files_with_schema(packs: Path) -> Iterator[tuple[Path, str]]:
    """Every file of a folder of packs, with the name of the schema it must satisfy."""
    for pack in sorted(packs.glob("*/pack.yaml")):
        yield from ((path, "pack.schema.json") for path in sorted(pack.parent.glob("*.yaml")))
        yield from ((path, "cases.schema.json") for path in sorted(pack.parent.glob("cases/**/*.yaml")))
    yield from ((path, "law.schema.json") for path in sorted((packs / LAW).glob("*.yaml")))
    yield from ((path, "pack.schema.json") for path in sorted((packs / LAW).glob("modules/*.yaml")))
