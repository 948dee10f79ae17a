"""Webhooks are told of every change: by a real process, to real receivers."""

import base64
import hmac

from tests.integration.consent.conftest import Start
from tests.integration.consent.service import Service
from tests.integration.consent.test_changes import everything, ids, write
from tests.integration.consent.webhooks import deliveries, register, statuses, told
from tests.servers.processes import free_port, wait_for
from tests.servers.receiver import Receiver, running_receiver
from tests.servers.service_client import body_of


def test_a_receiver_is_told_of_each_event_once_as_the_feed_shows_it(
    service: Service, receiver: Receiver, start: Start
) -> None:
    service.give()
    webhook = register(service, f"{receiver.url}/consents")
    start()
    consent = service.give()
    service.withdraw(consent)
    told(receiver, 2)
    wait_for(lambda: statuses(service, webhook) == {"delivered"})
    # What was committed before the registration is not told.
    sent = [
        bytes(row.payload)
        for row in service.rows("SELECT payload FROM outbox WHERE controller IS NOT NULL ORDER BY seq")
    ]
    assert sorted(message.body for message in receiver.messages) == sorted(sent[1:])
    assert {message.path for message in receiver.messages} == {"/consents"}


def test_each_message_is_signed_with_the_secret_that_was_shown(
    service: Service, receiver: Receiver, start: Start
) -> None:
    secret = base64.b64decode(register(service, receiver.url)["secret"].removeprefix("whsec_"))
    start()
    service.give()
    told(receiver, 1)
    (message,) = receiver.messages
    signed = f"{message.id}.{message.headers['webhook-timestamp']}.".encode() + message.body
    expected = base64.b64encode(hmac.digest(secret, signed, "sha256")).decode()
    assert message.headers["webhook-signature"] == f"v1,{expected}"
    assert message.headers["Content-Type"] == "application/json"
    assert [message.id] == ids(everything(service))


def test_a_webhook_is_told_only_of_the_types_it_asked_for(service: Service, receiver: Receiver, start: Start) -> None:
    register(service, receiver.url, event_types=["ConsentWithdrawn", "ObjectionRaised"])
    start()
    service.withdraw(service.give())
    service.object_to({})
    told(receiver, 2)
    wanted = {change["id"] for change in everything(service) if change["type"] != "ConsentGiven"}
    assert set(receiver.ids()) == wanted


def test_another_controllers_changes_are_not_told(service: Service, receiver: Receiver, start: Start) -> None:
    register(service, receiver.url)
    start()
    with service.runtime_engine() as engine, engine.begin() as connection:
        write(connection, "clinic")
    service.give()
    told(receiver, 1)
    assert receiver.ids() == ids(everything(service))


def test_what_a_receiver_refuses_is_tried_again_and_every_attempt_is_shown(
    service: Service, receiver: Receiver, start: Start
) -> None:
    answers = iter([500, 429])
    receiver.answer = lambda _: next(answers, 204)
    webhook = register(service, receiver.url)
    start()
    service.give()
    wait_for(lambda: statuses(service, webhook) == {"delivered"})
    (delivery,) = deliveries(service, webhook)
    assert [attempt["status_code"] for attempt in delivery["attempts"]] == [500, 429, 204]
    assert [attempt["outcome"] for attempt in delivery["attempts"]] == ["refused", "refused", "delivered"]
    assert receiver.ids() == [delivery["event"]] * 3


def test_what_is_given_up_is_a_dead_letter_until_somebody_asks_for_it_again(
    service: Service, receiver: Receiver, start: Start
) -> None:
    receiver.answer = lambda _: 503
    webhook = register(service, receiver.url)
    start()
    service.give()
    wait_for(lambda: deliveries(service, webhook, "status=dead-letter"))
    (dead,) = deliveries(service, webhook, "status=dead-letter")
    assert len(dead["attempts"]) == service.settings.webhook_most_tries
    receiver.answer = lambda _: 204
    again = service.post(f"/v1/webhooks/{webhook['id']}/redeliveries", {"deliveries": [dead["id"]]})
    assert body_of(again, 202)["deliveries"][0]["id"] == dead["id"]
    wait_for(lambda: statuses(service, webhook) == {"delivered"})
    assert set(receiver.ids()) == {dead["event"]}
    (asked,) = service.rows("SELECT delivery_id::text, asked_by FROM webhook_redeliveries")
    assert (asked.delivery_id, asked.asked_by) == (dead["id"], "desk-screen")


def test_what_was_delivered_can_be_sent_again_under_the_same_id(
    service: Service, receiver: Receiver, start: Start
) -> None:
    webhook = register(service, receiver.url)
    start()
    service.give()
    wait_for(lambda: statuses(service, webhook) == {"delivered"})
    (delivery,) = deliveries(service, webhook)
    service.post(f"/v1/webhooks/{webhook['id']}/redeliveries", {"deliveries": [delivery["id"]]})
    wait_for(lambda: len(receiver.ids()) == 2)
    assert receiver.ids() == [delivery["event"]] * 2


def test_deliveries_are_listed_newest_first_page_by_page(service: Service, receiver: Receiver, start: Start) -> None:
    webhook = register(service, receiver.url)
    start()
    for _ in range(5):
        service.give()
    told(receiver, 5)
    path, found, query = f"/v1/webhooks/{webhook['id']}/deliveries", [], "limit=2"
    while query:
        answer = body_of(service.get(f"{path}?{query}"))
        found += [delivery["event"] for delivery in answer["deliveries"]]
        query = answer["next_cursor"] and f"limit=2&cursor={answer['next_cursor']}"
    assert found == ids(everything(service))[::-1]


def test_a_receiver_that_was_away_is_told_when_it_is_back(service: Service, start: Start) -> None:
    webhook = register(service, f"http://localhost:{free_port()}/")
    start(webhook_first_wait_seconds=3600)
    service.give()
    wait_for(lambda: any(delivery["attempts"] for delivery in deliveries(service, webhook)))
    (delivery,) = deliveries(service, webhook)
    assert (delivery["status"], delivery["attempts"][0]["outcome"]) == ("waiting", "unreachable")


def test_a_paused_webhook_misses_nothing(service: Service, receiver: Receiver, start: Start) -> None:
    webhook = register(service, receiver.url)
    with running_receiver() as other:
        register(service, other.url)
        service.post(f"/v1/webhooks/{webhook['id']}/pause", {})
        start()
        service.give()
        told(other, 1)
        assert receiver.ids() == []
        service.post(f"/v1/webhooks/{webhook['id']}/resume", {})
        told(receiver, 1)
        service.post(f"/v1/webhooks/{webhook['id']}/end", {})
        service.give()
        told(other, 2)
    assert len(receiver.ids()) == 1


def test_where_http_to_loopback_is_not_allowed_nothing_is_sent(
    service: Service, receiver: Receiver, start: Start
) -> None:
    webhook = register(service, receiver.url)
    start(development=False)
    service.give()
    wait_for(lambda: statuses(service, webhook) == {"dead-letter"})
    assert {a["outcome"] for a in deliveries(service, webhook)[0]["attempts"]} == {"forbidden-address"}
    assert receiver.ids() == []
