"""A protected address that somebody wrote in a note, too, is masked where a screen tells of it."""

from __future__ import annotations

from tests.desk.sheet_case import sheet_desk, sheet_jour, tell, whole_night

from jourstod.desk.command import new_command
from jourstod.domain.timeline import recent

ADDRESS = "Krongatan 12, Luleå"


def test_a_protected_address_in_a_note_is_masked_where_a_screen_tells_of_it() -> None:
    desk = sheet_desk(sheet_jour())
    child = whole_night(desk)
    tell(desk, child, "adress", text=ADDRESS)
    desk.acts.note(child, "Mormor väntar på Krongatan 12 i Luleå.", new_command())
    case = desk.case(child)
    told = repr(recent(case, desk.book(case), 10_000))
    assert "Mormor väntar på" in told
    assert "Krongatan" not in told and "Luleå" not in told
