"""The locked screen: nothing of any case until a passphrase has been written."""

from __future__ import annotations

from collections.abc import Sequence

from ..desk.desk import Desk
from ..domain.secret import Secret
from .ink import DIM, say
from .page_screen import HiddenScreen
from .secret_screen import Line, SecretScreen

LOCKED = "Låst. Enter låser upp."


class LockedScreen(HiddenScreen):
    """Lies on top of whatever was open; taken away by the one who sat here, or by a new one."""

    ABOUT_TITLE = "Låst skärm"
    ABOUT = ("Inget har stängts och inget är osparat. Lösenfrasen låser upp.",)
    line = say(LOCKED, DIM)

    def uncover(self) -> None:
        """Ask who it is: the same one goes on, another one begins at the board."""
        self.app.push_screen(UnlockScreen(self.front.handler.signature), self._answered)

    def _answered(self, opened: object) -> None:
        if isinstance(opened, Desk):
            self.jour.taken_over(opened)
        elif opened:
            self.dismiss(None)


class UnlockScreen(SecretScreen):
    """Signature and passphrase on top of a locked screen."""

    OF_NO_CASE = True
    ABOUT_TITLE = "Lås upp"

    def __init__(self, signature: str) -> None:
        lines = (Line("Signatur", hidden=False, text=signature), Line("Lösenfras"))
        intro = ("Någon annan kan logga in här: byt signatur med pil upp.",)
        super().__init__("Låst", lines, self._opened, intro, wait="Låser upp …")
        self._mine = signature

    def _opened(self, written: Sequence[str]) -> object:
        program = self.jour
        signature, passphrase = written[0].strip(), Secret.typed(written[1])
        if signature != self._mine and program.sign_in is not None:
            return program.sign_in(signature, passphrase)
        assert program.unlock is not None
        program.unlock(signature, passphrase)
        return True
