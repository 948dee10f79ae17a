"""A folder of packs with one small pack, which imports one rule of the law."""

from pathlib import Path

LAW = """
category_classes: {ordinary: [art6]}
references:
  G6b: {key: [art6], en: Contract, da: Kontrakt}
reasons:
  category-barred: {clerk: {en: It is barred., da: Det er spærret.}, subject: {en: No., da: Nej.}}
country_lists: {}
ages_of_consent: {health: [{from: 1900-01-01, age: 15}]}
"""
MODULE = """
recipient_kinds:
  subject: {is_subject: true, en: The person, da: Personen}
bases:
  - id: law.own-access
    says: {en: One's own., da: Egne.}
    from: 2018-05-25
    subject_roles: all
    to: [subject]
    purposes: [own-access]
    categories: all
    keys: {art6: [G6b]}
channels:
  electronic: {encrypted: true, private: true, en: Portal, da: Portal}
"""
PACK = """home: DK
controller: small
version: "1"
name: {en: Small, da: Lille}
imports: [common]
default_subject_role: customer
objections: {refusal: [G6b]}
subject_roles:
  customer: {en: Customer, da: Kunde, secrecy: false}
categories:
  contact: {class: ordinary, en: Contact, da: Kontakt}
purposes:
  own-access: {en: Access, da: Indsigt, consent_class: other, needs: all}
bases:
  - id: small.first
    says: {en: First., da: Første.}
    from: 2020-01-01
    subject_roles: [customer]
    to: [friend]
    purposes: [own-access]
    categories:
      - contact
    labels: []
    when: [{fact: a, is: true}]
    keys: {art6: [G6b]}
facts:
  a: {type: boolean, en: A is so, da: A er tilfældet}
recipient_kinds:
  friend: {country: DK, en: Friend, da: Ven}
"""
CASES = """
- case: Somebody asks for what is theirs
  rows: [SML-01]
  on: 2026-11-20
  check:
    recipient: {kind: subject, id: me}
    purpose: own-access
    items: [{category: contact}]
  expect: {outcome: permit, rule: law.own-access}
"""


def write_small_pack(folder: Path, *, pack: str = PACK, cases: str = CASES) -> Path:
    """Write the files; return the folder of the pack."""
    texts = {
        "law/law.yaml": LAW,
        "law/modules/common.yaml": MODULE,
        "small/pack.yaml": pack,
        "small/cases/cases.yaml": cases,
    }
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "small"
