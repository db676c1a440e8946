"""Facts about Rutiner line by line: read, seen, counted, compared, and put on paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.desk.sample import BARN, Jour, open_child, reply
from tests.text.lines import typed


def test_a_routine_is_read_step_by_step_with_every_answer_and_where_it_leads() -> None:
    told = typed(Jour(), "r", "1", "1", "", "", "5", "<")
    assert "1  Inkommande · 5 steg, 1 fas · från 2026-01-01 · granskas 2027-06-01 · Jouren" in told
    assert "Steg 1 av 5 · De första 60 sekunderna · Fråga" in told
    assert "Är någon i fara just nu?" in told
    assert "1  Ja\n" in told
    assert "→ steg 2 Larma" in told
    assert "Steg 2 av 5" in told
    assert "Steg 3 av 5" not in told
    assert "Här slutar rutinen." in told
    assert "Det var sista steget." in told


def test_a_number_that_is_no_step_is_said_and_read_again() -> None:
    told = typed(Jour(), "r", "1", "1", "99", "2")
    assert "«99» är inget steg. Rutinen har 5." in told
    assert "Steg 2 av 5" in told


def test_the_map_and_the_krav_are_lines_to_hear() -> None:
    told = typed(Jour(), "r", "2", "2", "", "3", "")
    assert "Här börjar rutinen." in told
    assert "Steg 7 Slut: Ingen skyddsbedömning är gjord." in told
    assert max(map(len, told.split("· kartan ·")[1].split("===")[1].splitlines()[:20])) <= 80


def test_the_use_is_told_without_whoever_it_was() -> None:
    jour = Jour()
    for signature in ("QX7", "ZW8", "VK9", "QX7", "ZW8"):
        desk = jour.desk(signature, signature)
        reply(desk, open_child(desk, alias="Hemliga Maja"), "fara", "nej")
    told = typed(jour, "r", "1", "5", "")
    page = told.split(" · så används den · ")[1]
    assert "Fara · Inkommande: visat 5, besvarat 5" in page
    for secret in ("QX7", "ZW8", "VK9", "Hemliga", "ÖVN-2026"):
        assert secret not in page.split("Vad vill du göra")[0]


def test_another_version_is_compared_in_words() -> None:
    jour = Jour()
    assert "ingen annan version" in typed(jour, "r", "2", "4", "")
    open_child(jour.desk())
    jour.shelf.files["barn.yaml"] = BARN.replace("Hur allvarligt är hotet?", "Hur farligt?")
    told = typed(jour, "r", "2", "4", "1", "")
    assert "Barn i fara: " in told
    assert "Hur farligt?" in told


@pytest.mark.parametrize(
    ("choice", "name"),
    [("6", "inkommande.pdf"), ("7", "inkommande.html"), ("8", "inkommande-faltkort.pdf")],
)
def test_the_paper_goes_to_the_folder_that_is_said(tmp_path: Path, choice: str, name: str) -> None:
    folder = tmp_path / "papper"
    told = typed(Jour(), "r", "1", choice, str(folder))
    assert f"På papper: {folder / name}" in told
    assert (folder / name).stat().st_size > 1000


def test_a_routine_with_an_error_is_listed_with_what_is_wrong() -> None:
    jour = Jour()
    jour.desk().pin_current()
    held = jour.shelf.current()
    jour.shelf.current = lambda: held  # type: ignore[method-assign]
    jour.shelf.files["trasig.yaml"] = BARN.replace("rutin: barn", "rutin: trasig").replace(
        "börjar: hot", "börjar: finns_inte"
    )
    told = typed(jour, "r", "3")
    assert "3  trasig · används inte: den har ett fel · OBS: har fel" in told
    assert "trasig.yaml:" in told
    assert "finns_inte" in told
