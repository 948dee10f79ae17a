"""A TCP proxy on loopback that a test can cut and slow down."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread


class TcpProxy:
    """Passes bytes on to a port, late by `delay` seconds; while it is cut, nobody is let in and nobody stays."""

    def __init__(self, port: int, target: int) -> None:
        self.port = port
        self.delay = 0.0
        self._target = target
        self._cut = False
        self._open: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever)
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(10)

    @contextmanager
    def cut(self) -> Iterator[None]:
        """End every connection and take no new one."""
        self._cut = True
        self._loop.call_soon_threadsafe(self._abort_all)
        try:
            yield
        finally:
            self._cut = False

    @contextmanager
    def slow(self, seconds: float) -> Iterator[None]:
        """Pass everything on so much later."""
        self.delay = seconds
        try:
            yield
        finally:
            self.delay = 0.0

    def end(self) -> None:
        """Listen no more."""
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            if self._cut:
                raise ConnectionRefusedError
            there_reader, there_writer = await asyncio.open_connection("127.0.0.1", self._target)
        except OSError:
            writer.transport.abort()
            return
        ends = {writer, there_writer}
        self._open |= ends
        await asyncio.gather(self._pass_on(reader, there_writer), self._pass_on(there_reader, writer))
        self._open -= ends

    async def _pass_on(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        try:
            while data := await source.read(65_536):
                await asyncio.sleep(self.delay)
                sink.write(data)
                await sink.drain()
        except OSError:
            pass
        finally:
            sink.transport.abort()

    def _abort_all(self) -> None:
        for writer in self._open:
            writer.transport.abort()

    async def _end(self) -> None:
        self._server.close()
        self._abort_all()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        await asyncio.wait(others, timeout=5) if others else None
