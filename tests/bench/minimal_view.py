"""The baseline: the least that answering durably can be, by hand, in the same server.

One Flask view that parses the body, reads one row, inserts one row, commits and answers; no sign-in, no
validation, no decision.
"""

import json
import os
import threading
import uuid

import psycopg
from flask import Flask, Response, request

app = Flask(__name__)
_threads = threading.local()


@app.post("/minimal")
def minimal() -> Response:
    question = json.loads(request.get_data())
    connection = _connection()
    state = connection.execute("SELECT state FROM bench_states WHERE subject = %s", (question["key"],)).fetchone()
    answer = json.dumps({"id": str(uuid.uuid4()), "known": state is not None, "padding": "x" * 900})
    connection.execute("INSERT INTO bench_answers (payload) VALUES (%s)", (answer.encode(),))
    connection.commit()
    return Response(answer, 201, mimetype="application/json")


def _connection() -> "psycopg.Connection[tuple[str]]":
    if not hasattr(_threads, "connection"):
        _threads.connection = psycopg.connect(os.environ["BENCH_DATABASE"])
    connection: psycopg.Connection[tuple[str]] = _threads.connection
    return connection
