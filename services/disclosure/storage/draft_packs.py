"""Draft packs: files that somebody tries out in the place of those of the pack in force."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any

from services.disclosure.domain.errors import DraftRefused
from services.disclosure.engine.compile import Policy, compile_policy
from shared.policy_packs.errors import PackError
from shared.policy_packs.load import LAW, load_pack
from shared.policy_packs.model import Pack
from shared.policy_packs.read_yaml import read_yaml

# Several times what the largest pack in use has. A draft is loaded while somebody waits, YAML lets a few lines stand
# for millions, every rule is held against every other, and who may receive is asked in every corner.
MOST_VALUES = 50_000
MOST_LINES = 1_000
MOST_CORNERS = 200_000
MOST_PLACES = 20_000_000


class DraftPacks:
    """Drafts over the packs of one folder, whose law they stand under."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def policy(self, controller: str, files: Mapping[str, str]) -> Policy:
        """Return the policy of a controller's pack with these files in it; an empty one takes a file away.

        Raises DraftRefused with every fault found.
        """
        _refuse_endless([_content(name, text) for name, text in files.items()])
        with TemporaryDirectory() as place:
            try:
                pack = load_pack(self._written(Path(place), controller, files), draft=True)
            except PackError as error:
                raise DraftRefused(error.faults) from None
            except (AssertionError, AttributeError, KeyError, TypeError, ValueError) as error:
                # A pack of one's own folder fails loudly; what somebody sent is refused, whatever it is.
                raise DraftRefused([f"The pack cannot be read: {type(error).__name__}."]) from None
        return _compiled(pack, controller)

    def _written(self, place: Path, controller: str, files: Mapping[str, str]) -> Path:
        (place / LAW).symlink_to((self._folder / LAW).resolve())
        draft = place / controller
        draft.mkdir()
        for path in (self._folder / controller).glob("*.yaml"):
            copyfile(path, draft / path.name)
        for name, text in files.items():
            if text.strip():
                (draft / name).write_text(text, encoding="utf-8")
            else:
                (draft / name).unlink(missing_ok=True)
        return draft


def _content(name: str, text: str) -> Any:
    try:
        return read_yaml(text)
    except ValueError as error:
        raise DraftRefused([f"{name}: is not YAML: {error}"]) from None


def _refuse_endless(contents: Sequence[Any]) -> None:
    if sum(_size(one, {}) for one in contents) > MOST_VALUES:
        raise DraftRefused([f"The files say more than {MOST_VALUES} things."])
    sections = [section for one in contents if isinstance(one, Mapping) for section in one.values()]
    if sum(len(section) for section in sections if isinstance(section, list)) > MOST_LINES:
        raise DraftRefused([f"The files have more than {MOST_LINES} rules and lines."])


def _size(content: Any, known: dict[int, int]) -> int:
    """How many values there are once every alias is written out, without writing any out."""
    if not isinstance(content, dict | list | tuple):
        return 1
    if id(content) not in known:
        inner = content.values() if isinstance(content, dict) else content
        known[id(content)] = 1 + sum(_size(one, known) for one in inner)
    return known[id(content)]


def _compiled(pack: Pack, controller: str) -> Policy:
    if pack.controller != controller:
        raise DraftRefused([f"pack.yaml: controller: must stay {controller}."])
    corners = len(pack.subject_roles) * len(pack.recipient_kinds) * len(pack.purposes)
    spoken = sum(
        len(rule.subject_roles) * len(rule.recipient_kinds) * len(rule.purposes) * len(rule.categories)
        for rule in pack.rules
    )
    if corners > MOST_CORNERS or corners * len(pack.categories) + spoken > MOST_PLACES:
        raise DraftRefused(["pack.yaml: has too many words and rules to be tried out while somebody waits."])
    return compile_policy(pack)
