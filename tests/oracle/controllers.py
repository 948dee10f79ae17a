"""The controllers whose packs are shipped."""

from shared.policy_packs.load import PACKS_FOLDER

CONTROLLERS = sorted(path.parent.name for path in PACKS_FOLDER.glob("*/pack.yaml"))
