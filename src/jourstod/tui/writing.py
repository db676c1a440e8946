"""Writing: the one text field of every screen; Enter confirms, Ctrl+J breaks the line."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea

from ..domain.clean import clean
from . import symbols


class Writing(TextArea, inherit_bindings=False):
    """A field that grows with its text, keeps nothing itself, and takes only harmless text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "cursor_left", show=False),
        Binding("right", "cursor_right", show=False),
        Binding("ctrl+left", "cursor_word_left", show=False),
        Binding("ctrl+right", "cursor_word_right", show=False),
        Binding("home", "cursor_line_start", show=False),
        Binding("end", "cursor_line_end", show=False),
        Binding("shift+left", "cursor_left(True)", show=False),
        Binding("shift+right", "cursor_right(True)", show=False),
        Binding("shift+home", "cursor_line_start(True)", show=False),
        Binding("shift+end", "cursor_line_end(True)", show=False),
        Binding("backspace", "delete_left", show=False),
        Binding("delete", "delete_right", show=False),
        Binding("ctrl+w,ctrl+backspace", "delete_word_left", show=False),
        Binding("ctrl+u", "delete_to_start_of_line", show=False),
        Binding("ctrl+z", "undo", show=False),
        Binding("ctrl+y", "redo", show=False),
    ]

    class Written(Message):
        """The text changed."""

    class Confirmed(Message):
        """Enter: the text is what was meant."""

    class Left(Message):
        """Esc: back to the digits; the text stays as a draft."""

    class Moved(Message):
        """Up or down past the edge: to the field before (-1) or after (+1)."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(
            "",
            id=id,
            soft_wrap=True,
            show_line_numbers=False,
            tab_behavior="focus",
            highlight_cursor_line=False,
            compact=True,
        )
        self.cursor_blink = False

    def show(self, text: str) -> None:
        """Put a text in the field, with the cursor after it."""
        if self.text != text:
            self.load_text(clean(text, lines=True))
        self.move_cursor(self.document.end)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Say that the text changed, under this widget's own name."""
        event.stop()
        self.post_message(self.Written())

    async def _on_key(self, event: events.Key) -> None:
        if event.key in _ASIDE:
            event.stop()
            event.prevent_default()
            self._aside(event.key)
        elif event.key == "ctrl+j":
            event.stop()
            event.prevent_default()
            self.insert("\n")
        elif event.is_printable and event.character and not clean(event.character):
            event.stop()
            event.prevent_default()
        else:
            await super()._on_key(event)

    def _aside(self, key: str) -> None:
        if key == "enter":
            self.post_message(self.Confirmed())
        elif key == "escape":
            self.post_message(self.Left())
        elif key == "up":
            self._up_or_out()
        elif key == "down":
            self._down_or_out()

    def _up_or_out(self) -> None:
        if self.get_cursor_up_location() == self.cursor_location or self.cursor_at_first_line:
            self.post_message(self.Moved(-1))
        else:
            self.action_cursor_up()

    def _down_or_out(self) -> None:
        if self.get_cursor_down_location() == self.cursor_location or self.cursor_at_last_line:
            self.post_message(self.Moved(1))
        else:
            self.action_cursor_down()

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        pasted = clean(event.text, lines=True)
        result = self._replace_via_keyboard(pasted, *self.selection)
        if result:
            self.move_cursor(result.end_location)


_ASIDE = ("enter", "escape", "up", "down")


def hint(text: str) -> str:
    """A hint for an empty field, in signs the terminal has."""
    return symbols.shown(text)
