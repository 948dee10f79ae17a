"""What a rule rests on in law for data of a category, and whether an objection can reach that."""

from shared.policy_packs.model import Pack
from shared.policy_packs.rule import LOCKS, Rule


def basis_of(rule: Rule, category: str, pack: Pack) -> tuple[str, ...]:
    """Return the keys that the category's class asks for, and the secrecy key wherever the rule names one."""
    slots = pack.category_classes[pack.categories[category].category_class] | {"secrecy"}
    return tuple(code for slot in LOCKS if slot in slots for code in rule.keys.get(slot, ()))


def is_open_to_objection(basis: tuple[str, ...], pack: Pack) -> bool:
    """Return whether an objection under article 21(1) GDPR reaches what rests on this, by law or by promise."""
    return any(code in pack.open_to_objection or pack.legal_references[code].open_to_objection for code in basis)
