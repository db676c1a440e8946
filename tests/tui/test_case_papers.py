"""Facts about papers from the screens: the case, and all of them, saved for their owner only."""

from __future__ import annotations

import stat
from pathlib import Path

from tests.tui.night import a_child, a_desk
from tests.tui.pilot import Night, play


def test_the_case_is_put_on_paper_by_its_number_only(tmp_path: Path) -> None:
    desk = a_desk()
    id = a_child(desk)

    async def night(n: Night) -> None:
        await n.press("enter", "f8")
        await n.write("papper")
        await n.press("enter")
        assert "1 ärende på papper:" in " ".join(n.text.split())

    play(desk, night, home=tmp_path)
    [made] = (tmp_path / "papper").iterdir()
    assert made.name == f"{desk.case(id).number}.pdf"
    assert stat.S_IMODE(made.stat().st_mode) == 0o600


def test_all_cases_are_put_on_paper_at_the_change_of_shift(tmp_path: Path) -> None:
    desk = a_desk()
    numbers = {desk.case(a_child(desk)).number for _ in range(2)}

    async def night(n: Night) -> None:
        place = 5 if "Någon annan sätter sig här" in await opened(n) else 4
        await n.press(str(place))
        assert "2 ärenden på papper:" in " ".join(n.text.split())

    async def opened(n: Night) -> str:
        await n.press("s")
        return n.text

    play(desk, night, home=tmp_path)
    assert {path.stem for path in (tmp_path / "papper").iterdir()} == numbers


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    desk = a_desk()
    a_child(desk)
    (tmp_path / "papper").write_text("ingen mapp")

    async def night(n: Night) -> None:
        await n.press("enter", "f8")
        await n.write("papper")
        await n.press("enter")
        assert "kan inte användas" in " ".join(n.text.split())

    play(desk, night, home=tmp_path)
