"""The window of the terminal: one title whatever is shown in it, and nothing left in it after."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

TITLE = "\x1b[22;2t\x1b]2;jourstod\x07"
"""Keep the title there was, and set ours: a shell writes its last command line there."""
FORMER_TITLE = "\x1b[23;2t"
SWEPT = "\x1b[H\x1b[2J\x1b[3J"
"""The screen, and all that can be scrolled back to."""
_OFFER = (
    "Det som stod här går att bläddra tillbaka till i fönstret. Enter rensar det, n låter det stå: "
)


@contextmanager
def titled(screen: TextIO) -> Iterator[None]:
    """The window is called «jourstod» while the block runs; a file gets nothing."""
    if not screen.isatty():
        yield
        return
    _write(screen, TITLE)
    try:
        yield
    finally:
        _write(screen, FORMER_TITLE)


def offer_to_sweep(keys: TextIO, screen: TextIO) -> None:
    """Offer to clear the window of what was written line by line; no answer at all clears it."""
    if not (keys.isatty() and screen.isatty()):
        return
    _write(screen, _OFFER)
    try:
        left = keys.readline().strip().casefold() == "n"
    except (OSError, KeyboardInterrupt):
        left = False
    if not left:
        _write(screen, SWEPT)


def sweep(screen: TextIO) -> None:
    """Clear the window and all that can be scrolled back to; a file is left alone."""
    if screen.isatty():
        _write(screen, SWEPT)


def _write(screen: TextIO, signs: str) -> None:
    with suppress(OSError, ValueError):  # a terminal that is gone shows nothing more
        screen.write(signs)
        screen.flush()
