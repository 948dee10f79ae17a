"""Connections to another service that are kept, and never shared between threads."""

import threading

import requests


class SessionPerThread(threading.local):
    """`session` is the reading thread's own: requests does not promise that threads can share one."""

    def __init__(self) -> None:
        self.session = requests.Session()
