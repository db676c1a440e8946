"""Facts about the check before use: what has an error is not used, what is sound is walked once."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.commands.station import SOUND, at_the_desk, sharp_home

from jourstod import checking
from jourstod.domain import checks
from jourstod.domain.findings import Finding
from jourstod.domain.rulebook import Rulebook


def test_a_routine_whose_krav_can_be_broken_is_not_used_at_night(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = sharp_home(tmp_path, monkeypatch)
    broken = SOUND.replace("lågt: skydd,", "lågt: uppgift,")
    (tmp_path / "routines" / "barn.yaml").write_text(broken, encoding="utf-8")
    with at_the_desk(home) as desk:
        taken = desk.current_book().routines["barn"]
    assert "tagen ur bruk" in taken.steps[taken.start].text


def test_routines_that_were_found_sound_are_not_walked_again_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = sharp_home(tmp_path, monkeypatch)
    walked: list[str] = []
    real = checks.check_all

    def counted(book: Rulebook) -> tuple[Finding, ...]:
        walked.append(book.bundle)
        return real(book)

    monkeypatch.setattr(checks, "check_all", counted)
    for _ in range(3):
        checking._checked.cache_clear()  # as in a new process
        with at_the_desk(home) as desk:
            assert not desk.current_book().routines["barn"].title.endswith("(tagen ur bruk)")
    assert len(walked) == 1
    _change_a_word(tmp_path / "routines" / "barn.yaml")
    checking._checked.cache_clear()
    with at_the_desk(home) as desk:
        desk.current_book()
    assert len(set(walked)) == 2


def _change_a_word(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace("Barn i fara", "Barn i nöd"), "utf-8")
