"""Access tokens for the command line, from the running identity provider."""

import requests

from deploy.identity_provider.directory import CONSOLE, read_directory
from deploy.identity_provider.grant_types import CLIENT_CREDENTIALS, PERSONA
from deploy.local.errors import StackError
from deploy.local.folders import Folders
from deploy.local.settings import Settings


def fetch_token(settings: Settings, name: str) -> str:
    """Return an access token that speaks for a client or persona, or raise StackError."""
    directory = read_directory()
    if name not in directory.names:
        raise StackError(f"There is nobody called {name!r}; use one of: {', '.join(directory.names)}.")
    if name in directory.clients:
        return _ask(settings, name, {"grant_type": CLIENT_CREDENTIALS})
    return _ask(settings, CONSOLE, {"grant_type": PERSONA, "persona": name})


def _ask(settings: Settings, client: str, form: dict[str, str]) -> str:
    url = f"{settings.url('identity')}/token"
    with requests.Session() as session:
        session.trust_env = False
        try:
            response = session.post(url, data=form, auth=(client, _secret(settings, client)), timeout=10)
            response.raise_for_status()
        except requests.HTTPError as error:
            raise StackError(f"The identity provider at {url} refused: {error.response.text.strip()}") from None
        except requests.RequestException:
            raise StackError(f"The identity provider at {url} does not answer; start it with: make run") from None
    return str(response.json()["access_token"])


def _secret(settings: Settings, client: str) -> str:
    file = Folders(settings.data).secrets / "clients" / client
    if not file.exists():
        raise StackError(f"There is no stack in {settings.data} yet; start one with: make run")
    return file.read_text().strip()
