"""No identifier of a person reaches a log line."""

import json
import subprocess
import sys

import pytest

from shared.logs import mask_identifiers

CPR = "010101-1234"


@pytest.mark.parametrize("written", [CPR, "0101011234", f"subject {CPR}, again {CPR}", f"cpr={CPR};", f"/people/{CPR}"])
def test_what_looks_like_a_cpr_number_is_masked(written: str) -> None:
    masked = mask_identifiers(None, "info", {"event": written})["event"]
    assert CPR not in masked
    assert "0101011234" not in masked
    assert "[identifier]" in masked


@pytest.mark.parametrize("sign", " -.:/_+")
def test_a_sign_between_day_of_birth_and_serial_number_hides_nothing(sign: str) -> None:
    masked = mask_identifiers(None, "info", {"event": f"of 010101{sign}1234 it is said"})
    assert masked["event"] == "of [identifier] it is said"


@pytest.mark.parametrize(
    "kept", ["01a1fd9c-26e7-77c0-9a91-b0c57307340f", "2026-11-20T09:30:00.123456Z", "1795256231911"]
)
def test_what_only_resembles_one_is_kept(kept: str) -> None:
    assert mask_identifiers(None, "info", {"event": kept})["event"] == kept


@pytest.mark.parametrize("value", [["010101-1234"], {"cpr": "010101-1234"}, ("x", {"y": ["010101-1234"]})])
def test_identifiers_inside_values_are_masked_too(value: object) -> None:
    masked = mask_identifiers(None, "info", {"event": "x", "value": value})
    assert CPR not in json.dumps(masked, default=str)


SPEAKING = """
import logging
from shared.logs import configure_logs
import structlog
configure_logs("small", "info")
structlog.get_logger().info("said", subject="010101-1234")
structlog.get_logger().debug("not said")
logging.getLogger("a.library").warning("about %s", "010101-1234")
try:
    int("010101-1234")
except ValueError:
    structlog.get_logger().exception("failed")
    logging.getLogger("a.library").exception("failed with 0101011234")
"""


def test_every_line_of_a_process_is_masked_json_and_says_which_service() -> None:
    spoken = subprocess.run([sys.executable, "-c", SPEAKING], capture_output=True, text=True, check=True)
    lines = [json.loads(line) for line in spoken.stderr.splitlines()]
    assert len(lines) == 4
    assert CPR not in spoken.stderr
    assert "0101011234" not in spoken.stderr
    assert lines[0]["service"] == "small"
    assert lines[0]["event"] == "said"
    assert spoken.stdout == ""
