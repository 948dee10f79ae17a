"""Writes the configuration of the supervisor that starts, watches, restarts and stops the processes."""

import os
import shlex
from collections.abc import Iterable
from itertools import groupby

from deploy.local.folders import Folders
from deploy.local.processes import Process, Tier

CONFIGURATION_FILE = "supervisor.conf"
_LOG_BYTES = "20MB"


def write_configuration(folders: Folders, processes: list[Process]) -> None:
    """Write the configuration for these processes."""
    sections = [_supervisor(folders), *(_program(process, folders) for process in processes)]
    tiers = groupby(sorted(processes, key=lambda process: process.tier), key=lambda process: process.tier)
    sections += [_group(tier, members) for tier, members in tiers]
    (folders.run / CONFIGURATION_FILE).write_text("\n".join(sections))


def _supervisor(folders: Folders) -> str:
    return f"""\
[unix_http_server]
file={_escaped(folders.supervisor_socket)}
chmod=0700

[supervisord]
logfile={_escaped(folders.log("supervisor"))}
logfile_maxbytes={_LOG_BYTES}
logfile_backups=1
pidfile={_escaped(folders.run / "supervisor.pid")}
{"user=root" if os.geteuid() == 0 else ""}

[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface
"""


def _program(process: Process, folders: Folders) -> str:
    # A process that ends is started again at once; one that ends within its first second waits a second longer each
    # time, and is never given up.
    return f"""\
[program:{process.name}]
command={_escaped(shlex.join(process.command))}
directory={_escaped(process.folder)}
environment={",".join(f'{name}="{_escaped(value)}"' for name, value in process.environment.items())}
{f"user={process.user}" if process.user else ""}
autostart={"false" if process.tier is Tier.APPLICATION else "true"}
autorestart=true
startsecs=1
startretries=1000000
stopsignal={process.stop_signal}
stopwaitsecs={process.stop_seconds}
stopasgroup={str(process.whole_group).lower()}
killasgroup={str(process.whole_group).lower()}
redirect_stderr=true
stdout_logfile={_escaped(folders.log(process.name))}
stdout_logfile_maxbytes={_LOG_BYTES}
stdout_logfile_backups=1
"""


def _group(tier: Tier, members: Iterable[Process]) -> str:
    """Group the members of a tier: they stop together, and tiers one after the other, the highest first."""
    return f"""\
[group:{tier.name.lower()}]
programs={",".join(process.name for process in members)}
priority={int(tier)}
"""


def _escaped(value: object) -> str:
    """Double the percent sign, the one character that means something in every value of this file."""
    return str(value).replace("%", "%%")
