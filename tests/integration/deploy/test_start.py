"""Starts that cannot work, and set-ups that were cut off."""

import socket

from deploy.local.cluster import create_cluster
from deploy.local.folders import Folders
from tests.integration.deploy.local_stack import LocalStack
from tests.servers import session


def test_a_taken_port_ends_the_start_with_a_sentence(local_stack: LocalStack) -> None:
    port = local_stack.environment["HJEMMEL_DISCLOSURE_PORT"]
    with socket.create_server(("127.0.0.1", int(port))):
        refused = local_stack("run", "--detach")
    assert refused.returncode == 1
    assert f"Port {port} is taken" in refused.stdout
    assert "HJEMMEL_DISCLOSURE_PORT" in refused.stdout
    assert "Traceback" not in refused.stdout


def test_nothing_to_stop_is_no_error(local_stack: LocalStack) -> None:
    stopped = local_stack("stop")
    assert (stopped.returncode, stopped.stdout) == (0, "Nothing was running.\n")


def test_status_of_nothing_says_how_to_start(local_stack: LocalStack) -> None:
    status = local_stack("status")
    assert (status.returncode, status.stdout) == (1, "Hjemmel is not running; start it with: make run\n")


def test_a_token_for_nobody_is_refused_with_the_list(local_stack: LocalStack) -> None:
    refused = local_stack("token", "nobody")
    assert refused.returncode == 1
    assert "use one of: claims-system, coaching-platform, compliance-officer" in refused.stdout


def test_a_cluster_whose_making_was_cut_off_is_made_anew() -> None:
    folders = Folders(session.own_folder() / "data")
    half_made = folders.data / "postgresql.unfinished"
    half_made.mkdir(parents=True)
    (half_made / "PG_VERSION").write_text("18\n")
    folders.run.mkdir()
    create_cluster(folders)
    assert (folders.cluster / "global" / "pg_control").exists()
    assert not half_made.exists()
