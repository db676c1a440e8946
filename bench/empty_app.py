"""The baseline of the screens: an empty Textual app that paints one of two texts at a key press.

Run as a program: `python -m bench.empty_app TEXT TEXT`.
"""

from __future__ import annotations

import sys

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Static


class EmptyApp(App[None]):
    """One Static, no store, no routine."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, texts: tuple[str, str]) -> None:
        super().__init__()
        self.animation_level = "none"
        self._texts = texts

    def compose(self) -> ComposeResult:
        """The text."""
        yield Static(self._texts[0], markup=False)

    def on_key(self, event: events.Key) -> None:
        """The other text."""
        self._texts = self._texts[1], self._texts[0]
        self.query_one(Static).update(self._texts[0])


if __name__ == "__main__":
    EmptyApp((sys.argv[1], sys.argv[2])).run()
