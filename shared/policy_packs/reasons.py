"""The sentences behind the reason codes, for clerks and for the people the data are about."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared.policy_packs.name import Name
from shared.policy_packs.read_yaml import read_yaml


@dataclass(frozen=True, slots=True)
class ReasonSentences:
    clerk: Name
    subject: Name


def load_reasons(packs_folder: Path) -> dict[str, ReasonSentences]:
    content: dict[str, Any] = read_yaml((packs_folder / "law" / "reasons.yaml").read_text(encoding="utf-8"))
    return {
        code: ReasonSentences(Name(**said["clerk"]), Name(**said["subject"]))
        for code, said in content["reasons"].items()
    }
