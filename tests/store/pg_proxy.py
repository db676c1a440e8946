"""A cable between station and server that is cut on command: before a commit arrives, or after."""

from __future__ import annotations

import shutil
import socket
import tempfile
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Literal

Cut = Literal["", "before", "after", "all"]


class Cable:
    """Carries bytes between a socket of its own and the server's; `cut` says when it breaks.

    `before`: the word never reaches the server. `after`: it does, and the answer is lost. `all`:
    nothing comes through. A cut happens once, then the cable is whole again, except for `all`.
    """

    def __init__(self, server: Path) -> None:
        self._server = server
        self._folder = Path(tempfile.mkdtemp(prefix="cable", dir="/tmp"))
        self.cut: Cut = ""
        self.word = b""
        self.then_all = False
        self.cuts = 0
        self._links: list[_Link] = []
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(self._folder / server.name))
        self._listening.listen(64)
        Thread(target=self._accept, daemon=True).start()

    @property
    def host(self) -> str:
        """What stands as host in the address of one who goes through the cable."""
        return str(self._folder)

    def arm(self, how: Cut, word: bytes, *, then_all: bool = False) -> None:
        """Cut it at the next question with that word in it, and leave it cut if asked to."""
        self.word, self.then_all, self.cut = word, then_all, how

    def pull(self) -> None:
        """Cut it, also where nothing is on its way."""
        self.cut = "all"
        for link in self._links:
            link.break_()
        self._links.clear()

    def close(self) -> None:
        """Take the cable away."""
        self._listening.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _accept(self) -> None:
        while True:
            try:
                station, _ = self._listening.accept()
            except OSError:
                return
            if self.cut == "all":
                station.close()
                continue
            server = socket.socket(socket.AF_UNIX)
            server.connect(str(self._server))
            link = _Link(self, station, server)
            self._links.append(link)
            Thread(target=link.to_server, daemon=True).start()
            Thread(target=link.to_station, daemon=True).start()


class _Link:
    """One connection over the cable."""

    def __init__(self, cable: Cable, station: socket.socket, server: socket.socket) -> None:
        self._cable, self._station, self._server = cable, station, server
        self._losing = False

    def to_server(self) -> None:
        while data := _received(self._station):
            cut = self._cable.cut
            if cut == "all" or (cut == "before" and self._cable.word in data):
                self.break_()
                break
            if cut == "after" and self._cable.word in data:
                self._losing = True
            _send(self._server, data)
        _end(self._server)

    def to_station(self) -> None:
        while data := _received(self._server):
            if self._losing or self._cable.cut == "all":
                self.break_()
                break
            _send(self._station, data)
        _end(self._station)

    def break_(self) -> None:
        """Both ends are closed."""
        if self._cable.cut != "all":
            self._cable.cut = "all" if self._cable.then_all else ""
        self._cable.cuts += 1
        _end(self._station)
        _end(self._server)


def _received(one: socket.socket) -> bytes:
    try:
        return one.recv(65536)
    except OSError:
        return b""


def _send(one: socket.socket, data: bytes) -> None:
    with suppress(OSError):
        one.sendall(data)


def _end(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
