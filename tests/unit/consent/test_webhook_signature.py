"""Signatures are those of Standard Webhooks, so that receivers can check them with its libraries."""

import base64

from services.consent.domain.webhook_signature import secret_of, secret_text, signed_headers

KEY = b"k" * 32


def test_the_specifications_own_example_is_signed_as_it_says() -> None:
    secret = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    headers = signed_headers(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    assert headers == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_each_webhook_has_a_secret_of_its_own_that_nobody_can_tell_without_the_key() -> None:
    secrets = {secret_of(key, webhook) for key in (KEY, b"x" * 32) for webhook in ("w-1", "w-2")}
    assert len(secrets) == 4
    assert {len(secret) for secret in secrets} == {32}


def test_a_secret_is_written_as_receivers_read_it() -> None:
    secret = secret_of(KEY, "w-1")
    prefix, _, text = secret_text(secret).partition("_")
    assert (prefix, base64.b64decode(text)) == ("whsec", secret)
