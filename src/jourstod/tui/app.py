"""The app: one desk, its screens, themes, and what happens when something unexpected does."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual.binding import Binding, BindingType

from ..domain.errors import JourError, StoreAway
from ..domain.mode import PRACTICE
from ..domain.people import Handler
from . import incidents, themes
from .base_screen import Deed, JourScreen
from .drafts import BeforeTheStore, Commands, Keeper, Pages
from .in_turn import InTurn
from .reading_ahead import read_ahead

if TYPE_CHECKING:
    from ..desk.desk import Desk
    from ..desk.front import FrontDesk
    from ..desk.notebook import Notebook
    from .secret_screen import SignIn

PLACE = "place"
"""Where in the program the handler is, so that a new start comes back to it."""
LOOK = "look"
"""The chosen theme, remembered per handler."""


class JourApp(InTurn):
    """The program on a screen. Holds nothing that the notebook or the store does not hold too."""

    TITLE = "jourstod"
    CSS_PATH = "jourstod.tcss"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "jour_help", show=False, priority=True),
        Binding("f8", "everything", show=False, priority=True),
        Binding("f9", "hide", show=False, priority=True),
        Binding("ctrl+q", "leave", show=False, priority=True),
        Binding("ctrl+c", "nothing", show=False, priority=True),
    ]

    def __init__(
        self,
        desk: Desk | FrontDesk | None,
        *,
        whole: Callable[[], Desk] | None = None,
        first: Callable[[], JourScreen] | None = None,
        home: Path | None = None,
        seat: Callable[[Handler], Desk] | None = None,
        sandbox: Callable[[str], Desk] | None = None,
    ) -> None:
        super().__init__()
        self.animation_level = "none"
        self.home, self.seat, self.sandbox, self._first = home, seat, sandbox, first
        self.sign_in: SignIn | None = None
        self.front: FrontDesk | None = None
        self._whole: Callable[[], Desk] | None = None
        self._painted = False
        self.refused: JourError | None = None  # why it could not go on after its first screen
        self.commands = Commands()
        self.keeper = self._keeping(BeforeTheStore(home))
        for theme in themes.THEMES:
            self.register_theme(theme)
        self.set_reactive(InTurn.theme, themes.DARK)  # before any style is read: not read twice
        self.stylesheet.set_variables(self.get_css_variables())
        if desk is not None:
            self.sit(desk, whole)

    # --- who sits here ----------------------------------------------------------------------

    @property
    def desk(self) -> Desk:
        """The desk; asked for only when somebody sits at it, and read in the first time."""
        if self._whole is not None:
            self.front, self._whole = self._whole(), None
        return cast("Desk", self.front)

    @property
    def _notebook(self) -> Notebook:
        assert self.front is not None
        return self.front.notebook

    @property
    def practice(self) -> bool:
        """Whether the store says övning: marked on every screen."""
        return self.front is not None and self.front.mode == PRACTICE

    def sit(self, desk: Desk | FrontDesk, whole: Callable[[], Desk] | None = None) -> None:
        """Somebody sits down; `whole` gives the rest of a desk of which only the front is there."""
        self.front, self._whole = desk, whole
        self.commands = Commands()
        self.keeper = self._keeping(desk.notebook)
        kept = _quietly(lambda: desk.notebook.text(LOOK))
        self.theme = kept if kept in (themes.DARK, themes.LIGHT) else themes.DARK
        if self._painted:
            self._read_ahead()

    def _keeping(self, pages: Pages) -> Keeper:
        return Keeper(pages, lambda flush: self.set_timer(0.2, flush), self._draft_not_kept)

    def _draft_not_kept(self, away: StoreAway) -> None:
        if isinstance(screen := self.screen, JourScreen):
            screen.tell(f"Utkastet är inte sparat, bara på skärmen. {away.sentence}")

    # --- where we are -------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Open the first screen, or the one where the last start ended abruptly."""
        self.watch_over()
        if self.front is None:
            assert self._first is not None
            self.push_screen(self._first())
        else:
            self.open_board()

    def painted(self) -> None:
        """The first screen is painted: read in the rest before a key is pressed."""
        if not self._painted:
            self._painted = True
            self.set_timer(0.05, self.settled)

    def settled(self) -> None:
        """What is there now stays; looking through it for garbage would only make keys late."""
        try:
            if self._whole is not None:
                _quietly(lambda: self.desk.mode)
        except JourError as refusal:
            self.refused = refusal
            self.exit(1)
        gc.freeze()
        gc.enable()
        self._read_ahead()

    def _read_ahead(self) -> None:
        if self.front is not None and self.refused is None:
            read_ahead(self.desk)

    def open_board(self) -> None:
        """Nattens ärenden, and upon it the case or call that was open when the program died."""
        from .board_screen import BoardScreen

        kept = _quietly(lambda: self._notebook.text(PLACE))
        self.push_screen(BoardScreen())
        try:
            place = json.loads(kept) if kept else {}
        except ValueError:
            place = {}
        if place.get("case"):
            self.open_case(str(place["case"]))
        elif place.get("call"):
            self.open_call(str(place["call"]))

    def at(self, **place: str) -> None:
        """Remember where we are; nothing for the board."""
        _quietly(lambda: self._notebook.save(PLACE, json.dumps(place) if place else ""))

    def open_case(self, case_id: str) -> None:
        """Open Ärendet."""
        from .case_screen import CaseScreen
        from .protected import turned_away

        try:
            self.desk.case(case_id)
        except JourError as refusal:
            if isinstance(self.screen, JourScreen):
                turned_away(self.screen, case_id, refusal)
            return
        self.at(case=case_id)
        gc.freeze()  # the folded case lives as long as it is open
        below = {"case": self.screen.case_id} if isinstance(self.screen, CaseScreen) else {}
        self.push_screen(CaseScreen(case_id), lambda _: self.at(**below))

    def open_call(self, call_id: str = "") -> None:
        """Open Nytt samtal: a call going on, or a fresh one."""
        from .call_screen import CallScreen

        notebook = self.desk.notebook
        try:
            call = notebook.call(call_id) or notebook.new_call(self.desk.clock())
        except StoreAway as away:
            if isinstance(self.screen, JourScreen):
                self.screen.tell(f"Lagret nås inte, så samtalet kan inte sparas. {away.sentence}")
            return
        self.at(call=call.id)
        self.push_screen(CallScreen(call), self._call_left)

    def _call_left(self, next_case: object) -> None:
        self.at()
        if isinstance(next_case, str) and next_case:
            self.open_case(next_case)

    # --- for every screen -----------------------------------------------------------------------

    def action_jour_help(self) -> None:
        """F1: help for this screen."""
        from .help import help_screen
        from .page_screen import HiddenScreen

        screen = self.screen
        if isinstance(screen, JourScreen) and not isinstance(screen, HiddenScreen):
            self.push_screen(help_screen(screen))

    def action_hide(self) -> None:
        """F9: hide everything at once, and show it again, with the passphrase if there is one."""
        from .lock_screen import UnlockScreen
        from .page_screen import HiddenScreen

        if isinstance(self.screen, HiddenScreen):
            self.screen.uncover()
        elif isinstance(self.screen, UnlockScreen):
            self.pop_screen()
        else:
            self.cover()

    def action_everything(self) -> None:
        """F8: all that can be done here."""
        from .menu_screen import EverythingScreen
        from .page_screen import HiddenScreen

        screen = self.screen
        if not isinstance(screen, JourScreen) or isinstance(
            screen, EverythingScreen | HiddenScreen
        ):
            return

        def do(chosen: object) -> None:
            if isinstance(chosen, Deed):
                chosen.do()

        self.push_screen(EverythingScreen([*screen.deeds(), *self.deeds()]), do)

    def deeds(self) -> Sequence[Deed]:
        """What can be done on every screen."""
        return (
            Deed("Hjälp om den här sidan", "F1", self.action_jour_help),
            Deed("Dölj skärmen", "F9", self.action_hide),
            Deed("Byt mellan mörkt och ljust", "", self.change_look),
            Deed("Avsluta programmet", "Ctrl+Q", self.action_leave),
        )

    def change_look(self) -> None:
        """Dark to light and back, remembered."""
        self.theme = themes.other(self.theme)
        if self.front is not None:
            _quietly(lambda: self._notebook.save(LOOK, self.theme))

    def action_leave(self) -> None:
        """Leave the program; everything is saved already."""
        self.keeper.flush()
        if self.front is not None:
            self.at()
        self.exit(0)

    def action_nothing(self) -> None:
        """Ctrl+C: neither copies nor ends anything."""

    def copy_to_clipboard(self, text: str) -> None:
        """Kept inside the program: the terminal's clipboard may belong to another machine."""
        self._clipboard = text

    # --- the unexpected ---------------------------------------------------------------------------

    def _handle_exception(self, error: Exception) -> None:
        """End with an incident number; no traceback, since its variables hold names."""
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        number = incidents.record(error, self.home)
        self._exit_renderables.append(Text(incidents.sentence(number, self.home)))
        self._close_messages_no_wait()


def _quietly(act: Callable[[], str | None]) -> str:
    """Do something that may wait: where we are and the look are no case data."""
    try:
        return act() or ""
    except StoreAway:
        return ""
