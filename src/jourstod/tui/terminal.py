"""The terminal of the program: when it is gone, what is written is kept and the program ends.

A closed window usually ends the program with a signal. Where none comes (nohup, some remote
sessions) the toolkit reads the end of the keys over and over, and the processor is never idle.
"""

from __future__ import annotations

import os
import select
from threading import Thread
from time import sleep
from typing import TYPE_CHECKING, cast

from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from .app import JourApp

GRACE = 5.0
"""Seconds the program has to end in order; what it has confirmed and drafted is saved already."""
NO_TERMINAL = 1
"""The exit code."""


class TerminalDriver(LinuxDriver):
    """Reads keys and writes the screen, and notices when there is nobody at the other end."""

    _watched = False

    def start_application_mode(self) -> None:
        """Also begin to watch the terminal."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if not self._watched and self.input_tty and hasattr(select, "poll"):
            self._watched = True
            Thread(target=self._watch, name="terminal-watch", daemon=True).start()

    def _watch(self) -> None:
        poll = select.poll()
        poll.register(self.fileno, 0)  # nothing is waited for but its end, which is always told
        [(_, told), *_] = poll.poll()
        if told & (select.POLLHUP | select.POLLERR):
            self._end()

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except OSError:
            self._end()

    def _end(self) -> None:
        """Called beside the program's own loop, once or twice."""
        self.exit_event.set()  # nobody reads keys any more
        _show_nowhere()
        app = cast("JourApp", self._app)
        app.call_later(_leave, app)
        Thread(target=_end_hard, name="terminal-end", daemon=True).start()


def _show_nowhere() -> None:
    """What is still on its way to the screen goes nowhere, and cannot fail the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for screen in (1, 2):
        os.dup2(nowhere, screen)
    os.close(nowhere)


def _leave(app: JourApp) -> None:
    """Keep the drafts and end; the place stays, so that the next start goes on there."""
    if not app.at_rest:
        app.set_timer(0.02, lambda: _leave(app))
        return
    app.keeper.flush()
    app.exit(return_code=NO_TERMINAL)


def _end_hard() -> None:
    """Ending in order writes to the terminal too, and may wait for it for ever."""
    sleep(GRACE)
    os._exit(NO_TERMINAL)
