"""Keys of receipts: what they sign, what they recognise, how one follows another."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jws
from joserfc.jwk import ECKey, OctKey, OKPKey

from services.consent.use_cases.receipts.receipt_keys import InvalidReceiptKeys, NotGenuine, ReceiptKeys
from tests.unit.consent.receipts.documents import new_keys

KEYS = new_keys()
PAYLOAD = b'{"what":"was agreed"}'
RECEIPT = KEYS.sign(PAYLOAD)
BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def header_of(receipt: str) -> dict[str, Any]:
    said = receipt.partition(".")[0]
    found: dict[str, Any] = json.loads(urlsafe_b64decode(said + "=" * (-len(said) % 4)))
    return found


def key_set(*keys: Any) -> str:
    return json.dumps({"keys": list(keys)})


def a_key(**said: Any) -> dict[str, Any]:
    return {**OKPKey.generate_key("Ed25519").as_dict(private=True), **said}


def forged(header: dict[str, Any], key: Any, algorithm: str) -> str:
    return jws.serialize_compact(header, PAYLOAD, key, algorithms=[algorithm])


def signed_by_ours(**said: Any) -> str:
    header = {**header_of(RECEIPT), **said}
    return jws.serialize_compact(header, PAYLOAD, KEYS._signing, algorithms=["Ed25519"])


def test_the_same_words_get_the_same_bytes() -> None:
    assert KEYS.sign(PAYLOAD) == RECEIPT
    assert KEYS.verify(RECEIPT) == (PAYLOAD, KEYS.signing_key_id)


def test_the_header_names_algorithm_key_and_what_it_is() -> None:
    [public] = KEYS.public()["keys"]
    thumbprint = OKPKey.import_key(public).thumbprint()
    assert header_of(RECEIPT) == {
        "alg": "Ed25519",
        "kid": thumbprint,
        "typ": "consent-receipt+jws",
        "cty": "ld+json",
    }


def test_public_keys_hold_nothing_private() -> None:
    assert [set(key) for key in KEYS.public()["keys"]] == [{"kty", "crv", "x", "kid", "use", "alg"}]


@given(place=st.integers(0, len(RECEIPT) - 1), other=st.sampled_from(BASE64URL + ".!=+/ é\n"))
def test_a_receipt_with_any_other_character_anywhere_is_not_genuine(place: int, other: str) -> None:
    changed = RECEIPT[:place] + other + RECEIPT[place + 1 :]
    if changed != RECEIPT:
        with pytest.raises(NotGenuine):
            KEYS.verify(changed)


@given(place=st.integers(0, len(RECEIPT)), other=st.sampled_from(BASE64URL + ".!=\n"), times=st.integers(1, 4))
def test_a_receipt_with_anything_put_in_is_not_genuine(place: int, other: str, times: int) -> None:
    with pytest.raises(NotGenuine):
        KEYS.verify(RECEIPT[:place] + other * times + RECEIPT[place:])


@pytest.mark.parametrize("part", [0, 1, 2])
def test_a_part_of_another_receipt_does_not_fit(part: int) -> None:
    other_keys = new_keys()
    both = ReceiptKeys(key_set(*KEYS.public()["keys"], *other_keys.public()["keys"]))
    parts, others = RECEIPT.split("."), other_keys.sign(b"{}").split(".")
    parts[part] = others[part]
    with pytest.raises(NotGenuine, match="signature does not fit"):
        both.verify(".".join(parts))


@given(st.text())
def test_no_text_makes_it_fail_otherwise(text: str) -> None:
    with pytest.raises(NotGenuine):
        KEYS.verify(text)


@given(st.binary(), st.binary())
def test_no_three_parts_make_it_fail_otherwise(header: bytes, signature: bytes) -> None:
    parts = (urlsafe_b64encode(part).decode().rstrip("=") for part in (header, PAYLOAD, signature))
    with pytest.raises(NotGenuine):
        KEYS.verify(".".join(parts))


def test_the_signature_of_an_unknown_key_is_not_accepted() -> None:
    with pytest.raises(NotGenuine, match="a key that is not among these"):
        KEYS.verify(new_keys().sign(PAYLOAD))


def test_another_algorithm_is_not_accepted_even_under_the_name_of_our_key() -> None:
    named = {"kid": KEYS.signing_key_id, "typ": "consent-receipt+jws", "cty": "ld+json"}
    public = json.dumps(KEYS.public()["keys"][0]).encode()
    none = urlsafe_b64encode(json.dumps({"alg": "none", **named}).encode()).decode().rstrip("=")
    for receipt in (
        forged({"alg": "HS256", **named}, OctKey.import_key(public), "HS256"),
        forged({"alg": "ES256", **named}, ECKey.generate_key("P-256"), "ES256"),
        f"{none}.{RECEIPT.split('.')[1]}.AAAA",
    ):
        with pytest.raises(NotGenuine):
            KEYS.verify(receipt)


@pytest.mark.parametrize("said", [{"typ": "JWT"}, {"cty": "json"}, {"kid": "another"}])
def test_what_our_key_signed_as_something_else_is_no_receipt(said: dict[str, Any]) -> None:
    with pytest.raises(NotGenuine):
        KEYS.verify(signed_by_ours(**said))


def test_a_new_key_signs_from_then_on_and_older_receipts_stay_genuine() -> None:
    second = ReceiptKeys(KEYS.with_new_key())
    third = ReceiptKeys(second.with_new_key())
    assert third.verify(RECEIPT) == (PAYLOAD, KEYS.signing_key_id)
    newest = third.sign(PAYLOAD)
    assert newest != RECEIPT
    assert third.verify(newest) == (PAYLOAD, third.signing_key_id)
    assert [key["kid"] for key in third.public()["keys"]] == [
        third.signing_key_id,
        second.signing_key_id,
        KEYS.signing_key_id,
    ]
    with pytest.raises(NotGenuine):
        KEYS.verify(newest)


def test_an_older_key_loses_its_private_part() -> None:
    first, older = json.loads(KEYS.with_new_key())["keys"]
    assert ("d" in first, "d" in older) == (True, False)


WRONG_SETS = {
    "nothing": ("", "not a JWK set"),
    "a list": ("[]", "not a JWK set"),
    "no list of keys": ('{"keys": {}}', "holds no key"),
    "no key": ('{"keys": []}', "holds no key"),
    "text": (key_set("k"), "no JWK of Ed25519"),
    "a short key": (key_set({"kty": "OKP", "crv": "Ed25519", "x": "AA"}), "no JWK of Ed25519"),
    "half a key": (key_set({"kty": "OKP", "crv": "Ed25519"}), "no JWK of Ed25519"),
    "a key to agree on keys": (key_set(OKPKey.generate_key("X25519").as_dict(private=True)), "no JWK of Ed25519"),
    "a key of ECDSA": (key_set(ECKey.generate_key("P-256").as_dict(private=True)), "no JWK of Ed25519"),
    "a name of its own": (key_set(a_key(kid="mine")), "no JWK of Ed25519"),
    "halves of two keys": (key_set(a_key(x=a_key()["x"])), "no JWK of Ed25519"),
}


@pytest.mark.parametrize("wrong", WRONG_SETS)
def test_keys_that_cannot_be_used_are_refused_with_a_reason_and_no_key_material(wrong: str) -> None:
    text, why = WRONG_SETS[wrong]
    with pytest.raises(InvalidReceiptKeys, match=why) as refused:
        ReceiptKeys(text)
    if '"d"' in text:
        assert json.loads(text)["keys"][0]["d"] not in str(refused.value)


def test_public_keys_alone_do_not_sign() -> None:
    with pytest.raises(InvalidReceiptKeys, match="cannot sign"):
        ReceiptKeys(json.dumps(KEYS.public())).require_signing()
    assert KEYS.require_signing() is KEYS
