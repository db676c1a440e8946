"""Form: fields to write one after another, all in sight, with one text field that moves."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from ..desk.forms import Blank
from . import symbols
from .drafts import Draft
from .ink import ACCENT, CHOSEN, DIM, STRONG, WARN, fit, page, row, say, wrapped
from .writing import Writing


class Form(Vertical, can_focus=True):
    """Shows blanks and writes into a draft; knows nothing of what it is for."""

    DEFAULT_CSS = "Form { height: auto; display: none; } Form.-shown { display: block; }"

    class Changed(Message):
        """Something was written or picked: whoever owns the draft keeps it."""

    class Done(Message):
        """The last field was confirmed and nothing that is needed is missing."""

    class Left(Message):
        """Esc."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.blanks: tuple[Blank, ...] = ()
        self.draft = Draft()
        self.missing = ""

    def compose(self) -> ComposeResult:
        yield Static(id="before")
        yield Writing(id="field")
        yield Static(id="after")

    @property
    def active(self) -> Blank | None:
        """The blank being written."""
        return next((b for b in self.blanks if b.id == self.draft.at), None)

    def ask(self, blanks: tuple[Blank, ...], draft: Draft) -> None:
        """Show these blanks with what the draft holds, and go on where it stopped."""
        same = self.has_class("-shown") and blanks == self.blanks and draft is self.draft
        self.blanks, self.draft = blanks, draft
        if self.active is None:
            draft.at = blanks[0].id if blanks else ""
        self.set_class(bool(blanks), "-shown")
        if blanks and not same:
            self.missing = ""
            self._show()

    def put_away(self) -> None:
        """Hide the form; the draft is left as it is."""
        self.blanks = ()
        self.remove_class("-shown")
        self.query_one(Writing).remove_class("-shown")

    def go_to(self, id: str) -> None:
        """Make another blank the active one."""
        self.draft.at = id
        self._show()
        self.post_message(self.Changed())

    def _show(self) -> None:
        blank = self.active
        if blank is None:
            return
        field = self.query_one(Writing)
        field.set_class(not blank.choices, "-shown")
        self._paint()
        if blank.choices:
            self.focus()
        else:
            field.show(self.draft.written.get(blank.id, ""))
            field.placeholder = symbols.shown(blank.hint)
            field.focus()
        # Twice: the first refresh may come before the lines above have their new height.
        self.call_after_refresh(self.call_after_refresh, self._bring_in_sight)

    def _bring_in_sight(self) -> None:
        """Scroll to the blank being written: a field that has the focus already does not move."""
        if not self.is_attached or not self.children:
            return  # the page was left meanwhile
        field = self.query_one(Writing)
        shown = field if field.has_class("-shown") else self.query_one("#before", Static)
        shown.scroll_visible(animate=False)

    def _paint(self) -> None:
        number = next(n for n, b in enumerate(self.blanks) if b.id == self.draft.at)
        before = [line for b in self.blanks[:number] for line in self._written(b)]
        before += self._heading(self.blanks[number])
        after = [line for b in self.blanks[number + 1 :] for line in self._written(b)]
        self.query_one("#before", Static).update(page(before))
        self.query_one("#after", Static).update(page(after))

    def _heading(self, blank: Blank) -> list[Content]:
        mark = say(f"{symbols.NOW} ", ACCENT)
        need = say("  behövs", WARN) if self.missing == blank.id else say("")
        first, *rest = wrapped(blank.label, self._width - 4, STRONG)
        lines = [row(mark, first, need), *(row("  ", part) for part in rest)]
        if blank.choices:
            lines.append(_picked(blank, self.draft.written.get(blank.id, ""), self._width))
        return lines

    def _written(self, blank: Blank) -> list[Content]:
        value = " ".join(blank.words(self.draft.written.get(blank.id, "")).split())
        star = " (behövs)" if blank.required and not value else ""
        room = max(20, self._width - 3)
        label = fit(blank.label + star, room // 2 if value else room)
        return [
            row(
                "  ",
                (label, DIM),
                "  " if value else "",
                (fit(value, room - len(label) - 2), STRONG),
            )
        ]

    @property
    def _width(self) -> int:
        return self.size.width or min(76, self.app.size.width)

    def on_resize(self) -> None:
        """The width is known now, or another."""
        if self.active is not None:
            self._paint()

    def on_writing_written(self, event: Writing.Written) -> None:
        """Put what is written in the draft, whatever blank is active when this is heard."""
        event.stop()
        blank = self.active
        if blank is None or blank.choices:
            return
        text = self.query_one(Writing).text
        if self.draft.written.get(blank.id, "") != text:
            self.draft.written[blank.id] = text
            self.post_message(self.Changed())

    def on_writing_confirmed(self, event: Writing.Confirmed) -> None:
        """Enter: the next blank, or done."""
        event.stop()
        self.next()

    def on_writing_moved(self, event: Writing.Moved) -> None:
        """Up or down: another blank."""
        event.stop()
        self._move(event.step)

    def on_writing_left(self, event: Writing.Left) -> None:
        """Esc: the owner decides where to."""
        event.stop()
        self.post_message(self.Left())

    def on_key(self, event: events.Key) -> None:
        """Digits, arrows, Enter and Esc while a blank with choices is active."""
        blank = self.active
        if blank is None or not blank.choices or not self.has_focus:
            return
        if event.key.isdigit() and 0 < int(event.key) <= len(blank.choices):
            self.draft.written[blank.id] = blank.choices[int(event.key) - 1][0]
            self.post_message(self.Changed())
            self.next()
        elif event.key == "enter":
            self.next()
        elif event.key in ("up", "down"):
            self._move(-1 if event.key == "up" else 1)
        elif event.key == "escape":
            self.post_message(self.Left())
        else:
            return
        event.stop()

    def next(self) -> None:
        """Confirm the active blank."""
        ids = [blank.id for blank in self.blanks]
        number = ids.index(self.draft.at)
        if number + 1 < len(ids):
            self.go_to(ids[number + 1])
            return
        lacking = [b.id for b in self.blanks if b.required and not self._has(b)]
        if lacking:
            self.missing = lacking[0]
            self.go_to(lacking[0])
        else:
            self.post_message(self.Done())

    def _move(self, step: int) -> None:
        ids = [blank.id for blank in self.blanks]
        number = ids.index(self.draft.at) + step
        if 0 <= number < len(ids):
            self.go_to(ids[number])

    def _has(self, blank: Blank) -> bool:
        return bool(self.draft.written.get(blank.id, "").strip())


def _picked(blank: Blank, value: str, width: int) -> Content:
    parts: list[Content] = [say("  ")]
    for number, (id, words) in enumerate(blank.choices, start=1):
        style = CHOSEN if id == value else STRONG
        parts += [say(f" {number} ", ACCENT), say(words, style), say("  ")]
    return row(*parts)
