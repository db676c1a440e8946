"""Överlämningen: receiver first, the sheet as it will be read, left with its flaws, received."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from tests.desk.sheet_case import sheet_desk, sheet_jour, whole_night
from tests.tui.night import Clock, a_child, a_desk, desk_on, new_vault
from tests.tui.pilot import Night, play
from tests.tui.test_case_screen import at_protection
from tests.tui.test_screen_kill import press_and_die

from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.desk.linking import open_linked
from jourstod.desk.sheets import hand_over, sheet_for
from jourstod.domain import events as ev
from jourstod.domain.decide.cases import Intake
from jourstod.domain.errors import StoreAway
from jourstod.domain.sheet import Sheet, texts


def _flat(text: str) -> str:
    return " ".join(text.split())


def _offered(desk: Desk, id: str) -> list[ev.HandoverOffered]:
    found = (entry.event for entry in desk.case(id).entries)
    return [event for event in found if isinstance(event, ev.HandoverOffered)]


def _left_by(desk: Desk) -> str:
    """A child's case left to the day unit by whoever sits at the desk."""
    id = a_child(desk)

    async def night(n: Night) -> None:
        await n.press("enter", "f6", "1", "1", "1")
        assert "Lämnat till" in n.text

    play(desk, night)
    return id


def test_the_receiver_is_chosen_first_own_namnd_first() -> None:
    desk = a_desk()
    a_child(desk)

    async def night(n: Night) -> None:
        await n.press("enter", "f6")
        assert "till vem" in n.lines[0]
        assert "Mottagningen" in n.lines[4]

    play(desk, night)


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 50)])
def test_the_sheet_stands_word_for_word_with_what_is_missing_beside_it(
    size: tuple[int, int],
) -> None:
    desk = a_desk()
    id = at_protection(desk)
    sheet = sheet_for(desk, id).sheet

    async def night(n: Night) -> None:
        await n.press("enter", "f6", "1")
        shown = _whole(n, "#sheet")
        assert [text for text in _read(sheet) if " ".join(text.split()) not in shown] == []
        assert "lämna över" in n.lines[-1]
        if size[0] < 100:
            assert "SAKNAS" not in n.text and "Tab" in n.lines[-1]
            await n.press("tab")
        assert "SAKNAS" in n.text

    play(desk, night, size=size)


def _read(sheet: Sheet) -> list[str]:
    """What the receiver reads, but for the minute it was made and how long something waited."""
    unsaid = {part.empty for part in (*sheet.first, *sheet.then) if part.lines}
    found = [text for place, text in texts(sheet) if place != "punkterna" and text not in unsaid]
    return [text for text in found if text and "kl." not in text and "väntat" not in text]


def _whole(n: Night, id: str) -> str:
    """Everything in a column, also what is out of sight, as one line."""
    from textual.widgets import Static

    content = n.screen.query_one(id, Static).content
    return " ".join(str(content).split())


def test_it_is_left_with_its_flaws_and_both_are_said() -> None:
    desk = a_desk()
    id = at_protection(desk)

    async def night(n: Night) -> None:
        await n.press("enter", "f6", "1", "1")
        assert "går att lämna över ändå" in n.text
        assert not _offered(desk, id)
        await n.press("1")
        assert "Lämnat till" in n.text and "F6 när någon har tagit emot" in _flat(n.text)

    play(desk, night)
    [offered] = _offered(desk, id)
    assert offered.receiver == "mottagning" and offered.flaws


def test_a_file_has_only_the_number_in_its_name_and_nobody_else_can_read_it(
    tmp_path: Path,
) -> None:
    desk = a_desk()
    a_child(desk)

    async def night(n: Night) -> None:
        await n.press("enter", "f6", "1", "2", "2", "enter")
        assert "Sparat:" in n.text and "inte lämnat" in _flat(n.text)
        await n.press("1", "3")
        assert "Filen:" in n.text

    play(desk, night, home=tmp_path)
    files = sorted((tmp_path / "blad").iterdir())
    assert [path.name for path in files] == ["ÖVN-2026-0001-2.html", "ÖVN-2026-0001.html"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert stat.S_IMODE((tmp_path / "blad").stat().st_mode) == 0o700
    assert "Förhandsvisning" in files[1].read_text()
    assert "Förhandsvisning" not in files[0].read_text()


def test_a_folder_that_cannot_be_written_leaves_nothing_and_says_so(tmp_path: Path) -> None:
    desk = a_desk()
    id = a_child(desk)
    (tmp_path / "blad").write_text("ingen mapp")

    async def night(n: Night) -> None:
        await n.press("enter", "f6", "1", "1", "2")
        assert "Inte lämnat." in n.text and "ÖVERLÄMNING" in n.text.upper()

    play(desk, night, home=tmp_path)
    assert not _offered(desk, id)


def test_a_store_that_is_away_leaves_nothing_and_the_same_sheet_goes_through_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = a_desk()
    id = a_child(desk)
    real = desk.do
    tried: list[str] = []

    def away(case: str, command: object, *rest: object, **more: object) -> object:
        tried.append(command.id)  # type: ignore[attr-defined]
        if len(tried) == 1:
            raise StoreAway("Disken är full.")
        return real(case, command, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(desk, "do", away)

    async def night(n: Night) -> None:
        await n.press("enter", "f6", "1", "1", "1")
        assert "Inte lämnat. Disken är full." in n.text
        await n.press("1", "1")
        assert "Lämnat till" in n.text

    play(desk, night)
    assert len(_offered(desk, id)) == 1
    assert tried[0] == tried[1]


def test_everything_is_received_in_the_receivers_own_words_never_by_the_sender() -> None:
    clock = Clock()
    vault = new_vault(clock)
    id = _left_by(desk_on(vault, clock))
    desk = desk_on(vault, clock)

    async def night(n: Night) -> None:
        await n.press("enter", "f6", "1", "1")
        await n.write("AB")
        await n.press("enter")
        await n.write("ringa polisen")
        await n.press("enter", "1", "enter")
        assert "lämnade" in n.text.lower() or "själv" in n.text
        await n.press("up", "up", "backspace", "backspace")
        await n.write("Dag Ek")
        await n.press("enter", "enter", "enter")
        assert "Allt är mottaget." in n.text

    play(desk, night)
    assert all(h.received for h in desk.case(id).handovers.values())
    [handover] = desk.case(id).handovers.values()
    assert handover.item("ärendet").receiver == "Dag Ek"
    assert handover.item("ärendet").words == "ringa polisen"


def test_one_item_comes_back_to_the_jour_with_a_question() -> None:
    clock = Clock()
    vault = new_vault(clock)
    id = _left_by(desk_on(vault, clock))
    desk = desk_on(vault, clock)

    async def night(n: Night) -> None:
        await n.press("enter", "f6", "1", "3")
        await n.write("Dag Ek")
        await n.press("enter")
        await n.write("vem ringer")
        await n.press("enter")
        assert "åter till jouren, Dag Ek (registrerat av AB): ”vem ringer”" in n.text
        await n.press("escape", "escape")
        assert "1 åter" in n.text

    play(desk, night)
    assert desk.board()[0].returned
    assert desk.case(id).handovers


def test_free_text_goes_outside_only_when_the_passage_is_picked() -> None:
    desk = sheet_desk(sheet_jour())
    id = whole_night(desk)

    async def night(n: Night) -> None:
        await n.press("enter", "f6", "6")
        assert "Polisen" in n.lines[0]
        assert "LÄMNAS INTE UT" in n.text
        assert "Patrullen kom." not in _whole(n, "#sheet")
        await n.press("3")
        while "➤   lämnas inte" not in n.text or "Patrullen" not in _after(n.text, "➤"):
            await n.press("down")
        await n.press("enter")
        assert "tas med" in n.text
        await n.press("escape")
        assert "Patrullen kom." in _whole(n, "#sheet")
        await n.press("1", "1")
        assert "Varför lämnas det utan samtycke" in n.text
        await n.write("Fara för liv")
        await n.press("enter")
        assert "Kvittot står i loggen." in n.text

    play(desk, night)
    [receipt] = [e.event for e in desk.case(id).entries if isinstance(e.event, ev.DisclosureMade)]
    assert (receipt.receiver, receipt.reason) == ("polisen", "Fara för liv")


def _after(text: str, mark: str) -> str:
    """The two lines that follow a mark."""
    return "".join(text.partition(mark)[2].splitlines()[:2])


def test_the_journal_text_is_shown_before_it_is_marked_as_entered() -> None:
    desk = a_desk()
    id = a_child(desk)
    paste = sheet_for(desk, id, "journal").sheet.paste

    async def night(n: Night) -> None:
        await n.press("enter", "f8")
        await n.write("journalen")
        await n.press("enter")
        assert " ".join(paste.split()) in _whole(n, "#sheet")
        assert desk.case(id).journal_upto == 0
        await n.press("1")
        await n.write("Viva")
        await n.press("enter")
        assert "Införd i journalen." in n.text

    play(desk, night)
    assert desk.case(id).journal_upto > 0


def test_a_kill_on_the_sheet_and_the_next_program_goes_on_with_the_same_receiver() -> None:
    clock = Clock()
    vault = new_vault(clock)
    id = a_child(desk_on(vault, clock))
    press_and_die(desk_on(vault, clock), "enter", "f6", "2")
    shown = press_and_die(desk_on(vault, clock), "f6")
    assert "nästa pass" in shown
    press_and_die(desk_on(vault, clock), "f6", "1")
    press_and_die(desk_on(vault, clock), "f6", "1", "1")
    assert [event.receiver for event in _offered(desk_on(vault, clock), id)] == ["jouren"]


def test_what_the_receiver_said_is_kept_through_a_kill() -> None:
    clock = Clock()
    vault = new_vault(clock)
    _left_by(desk_on(vault, clock))
    press_and_die(desk_on(vault, clock), "enter", "f6", "1", "1", "D", "a", "g", "enter", "r")
    shown = press_and_die(desk_on(vault, clock), "f6", "1", "1")
    assert "Dag" in shown and " r" in shown


def test_a_sheet_that_grew_old_while_it_was_read_is_shown_anew_before_it_is_left() -> None:
    clock = Clock()
    vault = new_vault(clock)
    mine, theirs = desk_on(vault, clock), desk_on(vault, clock, "CD")
    id = a_child(mine)

    async def night(n: Night) -> None:
        await n.press("enter", "f6", "1")
        theirs.acts.note(id, "Patrullen är framme.", new_command())
        await n.press("1", "1")
        assert not _offered(mine, id)
        assert "läs bladet igen" in _flat(n.text) or "läs det igen" in _flat(n.text)
        assert "Patrullen är framme." in _whole(n, "#sheet")

    play(mine, night)


def test_those_that_belong_together_are_left_together_each_with_its_own_sheet() -> None:
    desk = sheet_desk(sheet_jour())
    id = whole_night(desk)
    sibling = open_linked(desk, id, Intake("soder", "Ali", "anmälan"), "syskon", new_command())

    async def night(n: Night) -> None:
        while "Maja" not in n.text:
            await n.settle()
        await n.press("f")
        await n.write("1")
        await n.press("enter")
        await n.press("f6", "1", "5")
        assert "Lämna 2 blad tillsammans" in n.lines[0]
        assert "ÖVN-2026-0002 till M" in n.text
        await n.press("1")
        assert "Lämnat: ÖVN-2026-0001 till M" in n.text

    play(desk, night)
    assert [len(desk.case(one).handovers) for one in (id, sibling)] == [1, 1]


def test_what_was_disclosed_is_read_again_as_it_was_left() -> None:
    desk = sheet_desk(sheet_jour())
    id = whole_night(desk)
    cut = sheet_for(desk, id, "polisen")
    hand_over(desk, id, cut, new_command(), "text", "Fara för liv")

    async def night(n: Night) -> None:
        await n.press("enter", "f8")
        await n.write("kvitt")
        await n.press("enter")
        assert "skäl: Fara för liv" in n.text and "stämmer med kvittensen" in n.text
        await n.press("1")
        assert "UPPGIFTER TILL POLISEN" in n.text.upper()

    play(desk, night)


def test_a_refusal_stands_on_top_also_while_the_store_is_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Once the line about the database hid it, and the sheet looked as if it had been left."""
    desk = a_desk()
    id = a_child(desk)

    def away(*_: object, **__: object) -> object:
        raise StoreAway("Databasen svarar inte.")

    async def night(n: Night) -> None:
        await n.press("enter", "f6", "1", "1")
        monkeypatch.setattr(desk, "do", away)
        monkeypatch.setattr(type(desk), "is_away", True)
        await n.press("1")
        n.screen._tick()
        await n.settle()
        assert "Inte lämnat. Databasen svarar inte." in n.text
        assert "Skärmen visar det som var sant sist." in n.text
        monkeypatch.setattr(type(desk), "is_away", False)
        n.screen._tick()
        await n.settle()
        assert "Inte lämnat." in n.text and "sant sist" not in n.text

    play(desk, night)
    assert not _offered(desk, id)
