"""Runs the provider under gunicorn, bound to loopback whatever the environment says."""

from flask import Flask
from gunicorn.app.base import BaseApplication

from deploy.identity_provider.application import create_app
from deploy.identity_provider.settings import Settings


class _Server(BaseApplication):  # type: ignore[misc]
    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        self.cfg.set("bind", f"127.0.0.1:{self._settings.port}")
        self.cfg.set("worker_class", "gthread")
        self.cfg.set("threads", 4)
        self.cfg.set("graceful_timeout", 2)
        self.cfg.set("control_socket_disable", True)
        self.cfg.set("proc_name", "hjemmel-identity-provider")

    def load(self) -> Flask:
        return create_app(self._settings)


def serve(settings: Settings) -> None:
    """Serve until told to stop."""
    _Server(settings).run()
