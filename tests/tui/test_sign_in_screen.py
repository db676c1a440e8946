"""Signing in at the screen: at the start of a locked store, and in somebody else's place."""

from __future__ import annotations

from tests.tui.night import a_desk
from tests.tui.pilot import Night, play, typed
from textual import events

from jourstod.desk.desk import Desk
from jourstod.domain.errors import NoRight
from jourstod.domain.secret import Secret
from jourstod.tui.secret_screen import FirstSignIn

PHRASE = "gröna hästar äter sent"


class Doorman:
    """Lets in whoever knows the passphrase."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, bytes]] = []

    def __call__(self, signature: str, passphrase: Secret) -> Desk:
        self.asked.append((signature, passphrase.reveal()))
        if passphrase.reveal().decode() != PHRASE:
            raise NoRight("Fel signatur eller lösenfras.")
        return a_desk()


async def enter(n: Night, *lines: str) -> None:
    for line in lines:
        await n.write(line)
        await n.press("enter")
    await n.settle()


def test_the_right_passphrase_leads_to_the_board_and_a_wrong_one_says_so() -> None:
    doorman = Doorman()

    async def night(n: Night) -> None:
        assert "Logga in" in n.text and "AB" in n.text
        assert "Nattens ärenden" not in n.text
        await enter(n, "fel")
        assert "Fel signatur eller lösenfras." in n.text
        await enter(n, PHRASE)
        assert "Nattens ärenden" in n.text

    play(None, night, first=lambda: FirstSignIn(doorman, "AB"))
    assert doorman.asked == [("AB", b"fel"), ("AB", PHRASE.encode())]


def test_the_signature_can_be_changed_and_the_passphrase_is_never_painted() -> None:
    doorman = Doorman()

    async def night(n: Night) -> None:
        await n.press("up", "backspace", "backspace")
        await n.write("CD")
        await n.press("enter")
        await n.write("häst")
        assert "häst" not in n.text and "****" in n.text
        await n.press("backspace", "f9")
        assert "***" not in n.text
        await n.press("f9")
        n.app.post_message(events.Paste("fel\nrad\x1b"))
        await n.settle()
        await n.press("enter")
        await n.settle()
        assert "Fel signatur" in n.text
        assert "***" not in n.text

    play(None, night, first=lambda: FirstSignIn(doorman, "AB"))
    assert doorman.asked == [("CD", "häsfelrad".encode())]


def test_what_is_typed_after_the_last_enter_is_no_part_of_the_passphrase() -> None:
    doorman = Doorman()

    async def night(n: Night) -> None:
        await n.rush(*typed(PHRASE), "enter", "x", "y")
        await n.settle()
        assert "Nattens ärenden" in n.text

    play(None, night, first=lambda: FirstSignIn(doorman, "AB"))
    assert doorman.asked == [("AB", PHRASE.encode())]


def test_nothing_leads_past_the_first_sign_in() -> None:
    async def night(n: Night) -> None:
        await n.press("escape", "enter", "f8")
        await n.press("escape")
        assert "Den raden behövs." in n.text or "Logga in" in n.text
        assert "Nattens ärenden" not in n.text

    play(None, night, first=lambda: FirstSignIn(Doorman(), "AB"))


def test_at_the_shift_change_somebody_else_signs_in_with_the_own_passphrase() -> None:
    doorman = Doorman()

    async def night(n: Night) -> None:
        n.app.sign_in = doorman
        await n.press("s", "2")
        assert "Vem sätter sig här" in n.text and "Lösenfras" in n.text
        await enter(n, "CD", "fel")
        assert "Fel signatur" in n.text
        await enter(n, PHRASE)
        assert "Nattens ärenden" in n.text

    play(a_desk(), night, seat=lambda _: a_desk())
    assert [who for who, _ in doorman.asked] == ["CD", "CD"]
