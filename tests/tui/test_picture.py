"""The picture in the README: drawn by the program, asks no other host, names no machine."""

from __future__ import annotations

import re
from pathlib import Path

PICTURE = Path(__file__).parents[2] / "docs" / "bild" / "arendet.svg"


def test_whoever_looks_at_it_asks_no_other_host_for_anything() -> None:
    svg = PICTURE.read_text(encoding="utf-8")
    assert set(re.findall(r"https?://[^\s\"'<>]+", svg)) == {"http://www.w3.org/2000/svg"}
    assert "@font-face" not in svg and "@import" not in svg
    assert not re.search(r"url\((?!#)", svg)


def test_it_shows_a_case_of_a_practice_night() -> None:
    svg = PICTURE.read_text(encoding="utf-8").replace("&#160;", " ")
    assert "ÖVN-2026-0001" in svg and "ÖVNING" in svg
    assert not re.search(r"/(home|root|tmp|work|Users)/", svg)
