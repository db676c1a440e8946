"""Nytt samtal: time runs, one line and the number first; digits set the few facts that matter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget
from textual.widgets import Static

from ..desk.calls import RING, first_facts, to_ring
from ..desk.notebook import Call
from ..domain.answer_keys import ON_A_PAGE
from ..domain.errors import JourError, StoreAway
from ..domain.facts import Fact
from . import call_end, symbols
from .base_screen import Deed, JourScreen
from .ink import ACCENT, CHOSEN, DIM, STRONG, WARN, page, row, say, wrapped
from .writing import Writing

ROWS = (("number", "Ring tillbaka på"), ("line", "Vad som sägs"))


class CallScreen(JourScreen):
    """A call going on. Dismissed with the id of the case it became, or "" """

    OF_NO_CASE = True
    ABOUT_TITLE = "Nytt samtal"
    ABOUT = (
        "Skriv numret att ringa tillbaka på, Enter, och sedan fritt på en rad. Pil ned går till "
        "uppgifterna: siffran sätter, samma siffra igen tar bort. Inget är obligatoriskt.",
        "Tab växlar mellan samtal som pågår. Esc går till tavlan; samtalet ligger kvar.",
        "F6 när samtalet är slut: rådgivning, hör till ett ärende, nytt ärende, annan kommun, "
        "felringning. Blir det inget ärende stryks allt du skrivit. Är det tyst och du anar fara: "
        "välj nytt ärende.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "other", show=False),
        Binding("shift+tab", "other", show=False),
        Binding("f2", "fresh", show=False),
        Binding("f4", "reach", show=False),
        Binding("f6", "end", show=False),
    ]

    def __init__(self, call: Call) -> None:
        super().__init__()
        self.call = call
        self.facts: tuple[Fact, ...] = ()
        self.at = 0
        """The row: 0 the number, 1 the line, then the facts."""

    def body(self) -> Iterable[Widget]:
        """Two fields, then the facts."""
        scroll = VerticalScroll(
            Static(id="intro"), CallLine("number"), CallLine("line"), Static(id="facts"),
            classes="body scroll pane",
        )  # fmt: skip
        scroll.can_focus = False
        yield scroll

    def title_line(self) -> Content:
        """The call's length so far, which is why one looks here."""
        began = datetime.fromisoformat(self.call.started)
        gone = max(0, int((self.desk.clock() - began).total_seconds()))
        minutes, seconds = divmod(gone, 60)
        return row(("Nytt samtal", STRONG), (f"  {minutes:02}:{seconds:02}", ACCENT))

    def warning_lines(self, width: int) -> Sequence[Content]:
        """Whom to ring before anything else, as soon as an answer says so."""
        number = to_ring(self.desk.current_book(), self.call)
        return wrapped(f"! {RING.format(number=number)}", width, WARN) if number else ()

    def keys(self) -> Sequence[tuple[str, str]]:
        """What acts now."""
        digits = (("1-9", "sätt"),) if self.at > 1 else ()
        return (
            *digits, ("↑↓ Enter", "rad"), ("F6", "samtalet är slut"), ("Tab", "annat samtal"),
            ("F2", "ett samtal till"), ("F4", "vem når jag"), ("Esc", "tavlan"),
        )  # fmt: skip

    def deeds(self) -> Sequence[Deed]:
        """The same in words."""
        return (
            Deed("Samtalet är slut", "F6", self.action_end),
            Deed("Ett samtal till", "F2", self.action_fresh),
            Deed("Annat samtal som pågår", "Tab", self.action_other),
            Deed("Vem når jag, vem får besluta", "F4", self.action_reach),
        )

    def on_mount(self) -> None:
        """The facts to ask for come from the rulebook in use."""
        self.facts = first_facts(self.desk.current_book())
        self._show_call()

    def _show_call(self) -> None:
        for name, _ in ROWS:
            self.query_one(f"#{name}", CallLine).field.show(getattr(self.call, name))
        self._go(0 if not self.call.number else 1)

    def paint(self) -> None:
        """Rows and facts."""
        others = [c for c in self.desk.notebook.calls() if c.id != self.call.id]
        told = f"{len(others)} samtal till pågår (Tab)." if others else ""
        self.show("intro", page([say(told, ACCENT), ""] if told else []))
        for number, (name, label) in enumerate(ROWS):
            self.query_one(f"#{name}", CallLine).label(label, self.at == number)
        self.show("facts", page(["", *self._fact_lines(self.size.width - 4)]))

    def _fact_lines(self, width: int) -> list[Content]:
        return [line for number in range(len(self.facts)) for line in self._fact(number, width)]

    def _fact(self, number: int, width: int) -> list[Content]:
        """A fact's heading and its answers."""
        fact, here = self.facts[number], self.at == number + 2
        mark = symbols.NOW if here else " "
        heading = row((f"{mark} ", ACCENT), (fact.heading, STRONG if here else DIM))
        return [heading, *_choices(fact, self.call.fact(fact.id), here, width)]

    def on_key(self, event: events.Key) -> None:
        """Digits and arrows among the facts."""
        if event.key == "escape":
            self._leave()
        elif event.key in ("up", "down", "enter"):
            self._go(self.at + (-1 if event.key == "up" else 1))
        elif event.key.isdigit() and self.at > 1:
            self._set(self.facts[self.at - 2], event.key)
        else:
            return
        event.stop()

    def _set(self, fact: Fact, key: str) -> None:
        value = dict(_keyed(fact)).get(key)
        if value is None:
            return
        self.untell()
        told = "" if self.call.fact(fact.id) == value else value
        self._keep(self.call.with_fact(fact.id, told))
        if told and self.at + 1 < 2 + len(self.facts):
            self.at += 1
        self._repaint_rows()

    def _go(self, number: int) -> None:
        self.at = min(max(0, number), 1 + len(self.facts))
        if self.at < 2:
            self.query_one(f"#{ROWS[self.at][0]}", CallLine).field.focus()
        else:
            self.set_focus(None)
        if self.is_mounted and self.size.width:
            self._repaint_rows()

    def _repaint_rows(self) -> None:
        self._head()
        self.paint()
        self._keys()
        # Twice: the first refresh may come before the rows have their new height.
        self.call_after_refresh(self.call_after_refresh, self._bring_in_sight)

    def _bring_in_sight(self) -> None:
        """Scroll to the row that has the keys, with all its answers."""
        scroll = self.query_one(".scroll")
        if self.at < len(ROWS):
            shown = self.query_one(f"#{ROWS[self.at][0]}").virtual_region
        else:
            place, width = self.query_one("#facts").virtual_region, self.size.width - 4
            above = 1 + sum(len(self._fact(n, width)) for n in range(self.at - 2))
            height = len(self._fact(self.at - 2, width))
            shown = Region(0, place.y + above, place.width, height)
        scroll.scroll_to_region(shown, animate=False, force=True)

    def on_writing_written(self, event: Writing.Written) -> None:
        """Kept at each key press."""
        event.stop()
        number, line = (self.query_one(f"#{name}", CallLine).field.text for name, _ in ROWS)
        if (number, line) != (self.call.number, self.call.line):
            self._keep(replace(self.call, number=number, line=line))

    def on_writing_confirmed(self, event: Writing.Confirmed) -> None:
        """Enter: the next row."""
        event.stop()
        self._go(self.at + 1)

    def on_writing_moved(self, event: Writing.Moved) -> None:
        """Arrows: another row."""
        event.stop()
        self._go(self.at + event.step)

    def on_writing_left(self, event: Writing.Left) -> None:
        """Esc."""
        event.stop()
        self._leave()

    def _keep(self, call: Call) -> None:
        self.call = call
        try:
            self.desk.notebook.keep_call(call)
        except StoreAway as away:
            self.tell(f"Samtalet är inte sparat, bara på skärmen. {away.sentence}")

    def _leave(self) -> None:
        self._keep(self.call)
        self.dismiss("")

    def action_other(self) -> None:
        """Tab: the next call, nothing to save first."""
        try:
            calls = list(self.desk.notebook.calls())
        except JourError:
            return
        ids = [call.id for call in calls]
        if len(ids) < 2 or self.call.id not in ids:
            self.tell("Det finns inget annat samtal. F2 börjar ett till.")
            return
        self._switch(calls[(ids.index(self.call.id) + 1) % len(ids)])

    def action_fresh(self) -> None:
        """F2: one more call."""
        call = self.attempt(lambda: self.desk.notebook.new_call(self.desk.clock()))
        if call is not None:
            self._switch(call)

    def _switch(self, call: Call) -> None:
        self._keep(self.call)
        self.call = call
        self.jour.at(call=call.id)
        self.untell()
        self._show_call()
        self.repaint()

    def action_reach(self) -> None:
        """F4."""
        from .reach import reach_screen

        self.app.push_screen(reach_screen(self.desk, None))

    def action_end(self) -> None:
        """F6: what did the call become."""
        self._keep(self.call)
        call_end.begin(self, self.call)


class CallLine(Vertical):
    """A label and the field under it."""

    DEFAULT_CSS = "CallLine { height: auto; }"

    def __init__(self, name: str) -> None:
        super().__init__(id=name)
        self.field = Writing()
        self.field.add_class("-shown")

    def compose(self) -> ComposeResult:
        """Label, field."""
        yield Static()
        yield self.field

    def label(self, text: str, here: bool) -> None:
        """Show the label, marked when the field has the keys."""
        mark = symbols.NOW if here else " "
        content = row((f"{mark} ", ACCENT), (text, STRONG if here else DIM))
        self.query_one(Static).update(content)


def _keyed(fact: Fact) -> list[tuple[str, str]]:
    """Digit and value id; 9 is «vet inte»."""
    plain = [(str(n), c.id) for n, c in enumerate(fact.choices[: ON_A_PAGE + 1], start=1)]
    return [*plain, ("9", "vet_inte")]


def _choices(fact: Fact, value: str, here: bool, width: int) -> list[Content]:
    """The answers of a fact on as few lines as they need."""
    lines, line = [], row("    ")
    for key, id in _keyed(fact):
        chosen = id == value
        mark = f"{symbols.DONE} " if chosen else ""
        style = CHOSEN if chosen else (STRONG if here else DIM)
        piece = row((f"{key} ", ACCENT if here else DIM), (f"{mark}{fact.label(id)}", style), "   ")
        if line.cell_length + piece.cell_length > width and line.cell_length > 4:
            lines.append(line)
            line = row("    ")
        line = row(line, piece)
    return [*lines, line]
