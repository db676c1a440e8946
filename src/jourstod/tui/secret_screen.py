"""Pages where a passphrase is written: never shown, never kept as a draft, never copied."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from textual import events
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from ..desk.desk import Desk
from ..domain.errors import JourError
from ..domain.secret import Secret
from . import symbols
from .base_screen import JourScreen
from .ink import ACCENT, CHOSEN, DIM, STRONG, page, row, say, wrapped
from .program import seat

SignIn = Callable[[str, Secret], Desk]
_LONGEST = 500


@dataclass(slots=True, repr=False)
class Line:
    """One line to write; a hidden one shows a star for each sign."""

    label: str
    hidden: bool = True
    text: str = ""

    @property
    def shown(self) -> str:
        """What stands on the screen."""
        return "*" * len(self.text) if self.hidden else self.text


class SecretScreen(JourScreen):
    """Lines of which some are hidden. Dismissed with what `act` gave, None when it was left.

    `act` gets the lines as written and may refuse; the hidden ones are then empty again.
    """

    TELLS_OF_THE_STORE = False
    ABOUT_TITLE = "Lösenfras"
    ABOUT = (
        "Det du skriver visas som stjärnor och sparas inte. Enter går vidare, på sista raden görs "
        "det. Pil upp går tillbaka en rad.",
        "Har du glömt lösenfrasen kan en arbetsledare ge dig en ny.",
    )

    def __init__(
        self,
        title: str,
        lines: Sequence[Line],
        act: Callable[[Sequence[str]], object],
        intro: Sequence[str] = (),
        wait: str = "",
    ) -> None:
        super().__init__()
        self.heading, self.fields, self.act = title, tuple(lines), act
        self.intro, self.wait = tuple(intro), wait
        self.busy = False
        """Between the last Enter and what it leads to: no key changes what was confirmed."""
        self.at = next((n for n, line in enumerate(lines) if not line.text), 0)

    def body(self) -> Iterable[Widget]:
        """The lines."""
        scroll = VerticalScroll(Static(id="list"), classes="body scroll pane")
        scroll.can_focus = False
        yield scroll

    def title_line(self) -> Content:
        """What is asked."""
        return say(self.heading, STRONG)

    def keys(self) -> Sequence[tuple[str, str]]:
        """Keys."""
        back = (("Esc", "tillbaka"),) if len(self.app.screen_stack) > 2 else ()
        return (("Enter", "nästa rad, sist klart"), ("↑↓", "rad"), *back)

    def paint(self) -> None:
        """Labels, and what is written below each."""
        width = self.size.width - 4
        lines = [line for part in self.intro for line in wrapped(part, width)]
        lines += [say("")] if lines else []
        for number, field in enumerate(self.fields):
            here = number == self.at
            lines.append(row((f"{symbols.NOW if here else ' '} ", ACCENT), (field.label, STRONG)))
            lines.append(row(("  ", DIM), (f"{field.shown}{'_' if here else ''}", CHOSEN)))
        self.show("list", page(lines))

    def on_key(self, event: events.Key) -> None:
        """Signs are written; Enter and the arrows move."""
        field = self.fields[self.at]
        if self.busy:
            event.stop()
            return
        if event.key == "enter":
            self._confirm()
        elif event.key in ("up", "down"):
            self.at = min(max(self.at + (1 if event.key == "down" else -1), 0), self._last)
        elif event.key == "backspace":
            field.text = field.text[:-1]
        elif event.key == "escape" and len(self.app.screen_stack) > 2:
            self.dismiss(None)
        elif event.is_printable and event.character:
            self._write(event.character)
        else:
            return
        event.stop()
        self._painted_again()

    def on_paste(self, event: events.Paste) -> None:
        """A password manager pastes."""
        event.stop()
        if self.busy:
            return
        self._write("".join(sign for sign in event.text if sign.isprintable()))
        self._painted_again()

    @property
    def _last(self) -> int:
        return len(self.fields) - 1

    def _write(self, signs: str) -> None:
        field = self.fields[self.at]
        field.text = (field.text + signs)[:_LONGEST]

    def _confirm(self) -> None:
        if not self.fields[self.at].text.strip():
            self.tell("Den raden behövs.")
        elif self.at < self._last:
            self.at += 1
        elif self.wait:
            self.tell(self.wait)
            self.busy = True
            self.call_after_refresh(self._do)
        else:
            self._do()

    def _do(self) -> None:
        self.busy = False
        try:
            given = self.act([field.text for field in self.fields])
        except JourError as refusal:
            self._empty()
            self.tell(refusal.sentence)
            self._painted_again()
            return
        self._empty()
        self.dismiss(given)

    def _empty(self) -> None:
        for field in self.fields:
            if field.hidden:
                field.text = ""
        self.at = next((n for n, line in enumerate(self.fields) if line.hidden), 0)

    def _painted_again(self) -> None:
        if self.is_current:
            self.paint()


def sign_in_screen(sign_in: SignIn, signature: str, title: str = "Logga in") -> SecretScreen:
    """Signature and passphrase; dismissed with the desk."""

    def act(lines: Sequence[str]) -> Desk:
        return sign_in(lines[0].strip(), Secret.typed(lines[1]))

    lines = (Line("Signatur", hidden=False, text=signature), Line("Lösenfras"))
    return SecretScreen(title, lines, act, wait="Låser upp …")


class FirstSignIn(SecretScreen):
    """The sign-in a locked store begins with: the board opens when it is done."""

    def __init__(self, sign_in: SignIn, signature: str) -> None:
        asked = sign_in_screen(sign_in, signature)
        super().__init__(asked.heading, asked.fields, asked.act, wait=asked.wait)

    def dismiss(self, result: object = None):  # type: ignore[no-untyped-def]
        """Stays beneath; somebody sits at a desk now."""
        if isinstance(result, Desk):
            seat(self.jour, result)
