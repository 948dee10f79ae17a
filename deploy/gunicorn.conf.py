"""How gunicorn serves a service: addresses and sizes come from the environment."""  # noqa: N999 (gunicorn's own name)

import os

from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker
from prometheus_client import multiprocess

bind = os.environ.get("WEB_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "8"))
worker_class = "gthread"

# Every worker listens on its own socket; with a shared one, keep-alive connections pile up at whoever accepts first.
reuse_port = True
http_parser = "fast"
keepalive = 15

# The application starts in each worker, so that no connection or thread is made before the fork.
preload_app = False
graceful_timeout = int(os.environ.get("WEB_GRACEFUL_SECONDS", "30"))
control_socket_disable = True

# The application writes its own structured line per request.
accesslog = None
errorlog = "-"


def child_exit(_server: Arbiter, worker: Worker) -> None:
    """Take a worker that is gone out of the gauges that count only living processes."""
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
