"""Föredragning of a real night: the child's own words, and why nobody is asked to consent."""

from __future__ import annotations

from pathlib import Path

import pytest

from jourstod.bootstrap import open_house, play_night
from jourstod.domain.briefing import Briefing, briefing
from jourstod.reading.folder import shipped_routines

NIGHT = shipped_routines() / "prov" / "flicka-pa-hotell.yaml"


@pytest.fixture(scope="module")
def read_aloud(tmp_path_factory: pytest.TempPathFactory) -> Briefing:
    home: Path = tmp_path_factory.mktemp("home")
    numbers, _ = play_night(home, NIGHT)
    house = open_house(home, practice=True)
    try:
        case = house.desk.case(house.desk.find(numbers[0]))
        return briefing(case, house.desk.book(case), "barn «Maja»")
    finally:
        house.close()


def _part(found: Briefing, heading: str) -> str:
    return "\n".join(next(part.lines for part in found.parts if part.heading == heading))


def test_the_childs_words_and_will_are_read_to_the_one_who_decides(read_aloud: Briefing) -> None:
    said = _part(read_aloud, "Vad de själva säger")
    assert "«Inte hem. Pappa får pengarna.»" in said
    assert "Vad barnet vill: ”«Sova. Inte att pappa vet.»”" in said


def test_why_the_vardnadshavare_is_not_asked_is_read_with_its_reason(read_aloud: Briefing) -> None:
    why = _part(read_aloud, "Varför inte samtycke")
    assert "Vad vårdnadshavaren får veta: Får inte informeras ännu. Han kan varna mannen" in why
