"""Liveness, readiness and metrics."""

import os
import struct
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor

from flask import Blueprint, Response, jsonify
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

CHECK_SECONDS = 2.0

Check = Callable[[], None]
"""Returns when the dependency is there, raises when it is not."""


def health_blueprint(required: Mapping[str, Check], observed: Mapping[str, Check]) -> Blueprint:
    """Return /livez, /readyz and /metrics; what is only observed is shown, but the service is ready without it."""
    blueprint = Blueprint("health", __name__)
    checks = {**required, **observed}
    pool = ThreadPoolExecutor(max_workers=2 * len(checks) or 1, thread_name_prefix="readiness")

    @blueprint.get("/livez")
    def livez() -> Response:
        return jsonify(status="alive")

    @blueprint.get("/readyz")
    def readyz() -> tuple[Response, int]:
        running = {name: pool.submit(check) for name, check in checks.items()}
        deadline = time.monotonic() + CHECK_SECONDS
        found = {name: _outcome(future, deadline) for name, future in running.items()}
        ready = all(found[name] == "up" for name in required)
        return jsonify(status="ready" if ready else "not-ready", dependencies=found), 200 if ready else 503

    @blueprint.get("/metrics")
    def metrics() -> Response:
        return Response(_measured(), content_type=CONTENT_TYPE_LATEST)

    return blueprint


def _outcome(future: Future[None], deadline: float) -> str:
    try:
        future.result(timeout=max(0.0, deadline - time.monotonic()))
    except TimeoutError:
        # One that has not begun, because earlier ones still hang, need not begin any more.
        future.cancel()
        return "timed-out"
    except Exception as error:
        return f"down: {type(error).__name__}"
    return "up"


def _measured() -> bytes:
    deadline = time.monotonic() + CHECK_SECONDS
    while True:
        try:
            return generate_latest(_registry())
        except struct.error:
            # A process that has just begun has made its file and not yet written to it.
            if time.monotonic() > deadline:
                raise
            time.sleep(0.01)


def _registry() -> CollectorRegistry:
    """Under several gunicorn workers the numbers of all of them are added up from their common folder."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry
