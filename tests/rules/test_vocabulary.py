"""Lists that people rely on are complete."""

import subprocess

import yaml
from prometheus_client import Counter, Gauge, Histogram

from shared import metrics
from shared.events import topics
from tests.rules.tracked_files import REPOSITORY, text_files


def _metrics() -> list[Counter | Gauge | Histogram]:
    return [metric for metric in vars(metrics).values() if isinstance(metric, Counter | Gauge | Histogram)]


def test_every_metric_says_what_it_counts() -> None:
    assert _metrics()
    assert [metric._name for metric in _metrics() if len(metric._documentation) < 20] == []


def test_metrics_are_declared_in_one_file_only() -> None:
    declaring = [
        name
        for name, text in text_files()
        if name.endswith(".py") and not name.startswith("tests/") and "from prometheus_client import" in text
        if any(f"{kind}(" in text for kind in ("Counter", "Gauge", "Histogram", "Summary"))
    ]
    assert declaring == ["shared/metrics.py"]


def test_topic_names_are_written_in_one_file_only() -> None:
    names = [value for value in vars(topics).values() if isinstance(value, str) and value.endswith(".v1")]
    assert len(names) == 3
    elsewhere = [
        name
        for name, text in text_files()
        if name.endswith(".py") and name.startswith(("services/", "shared/")) and name != "shared/events/topics.py"
        if any(f'"{topic}"' in text for topic in names)
    ]
    assert elsewhere == []


def test_every_make_target_has_a_line_in_its_help() -> None:
    makefile = (REPOSITORY / "Makefile").read_text()
    targets = {line.removeprefix(".PHONY: ").strip() for line in makefile.splitlines() if line.startswith(".PHONY: ")}
    # Under `make test` this is a make within make, which would report its comings and goings.
    command = ["make", "--no-print-directory", "help"]
    printed = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout
    explained = {line.split()[1] for line in printed.splitlines() if len(line.split()) > 3}
    assert explained == targets
    assert {"help", "setup", "run", "stop", "status", "logs", "token", "demo", "test", "lint", "format"} <= targets


def test_every_reason_code_has_four_sentences_in_two_languages() -> None:
    reasons = yaml.safe_load((REPOSITORY / "shared/policy_packs/law/reasons.yaml").read_text())["reasons"]
    assert reasons
    assert {code for code, sentences in reasons.items() if len(_sentences(sentences)) != 4} == set()


def _sentences(node: object) -> list[str]:
    if isinstance(node, dict):
        return [sentence for inner in node.values() for sentence in _sentences(inner)]
    return [node] if isinstance(node, str) and node.strip() else []
