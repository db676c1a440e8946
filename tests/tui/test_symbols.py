"""Signs: letters of ASCII where the terminal has nothing else; å ä ö are letters everywhere."""

from __future__ import annotations

import pytest

from jourstod.tui import symbols


@pytest.mark.parametrize(
    ("environment", "plain"),
    [
        ({"LANG": "sv_SE.UTF-8"}, False),
        ({"LANG": "C"}, True),
        ({"LANG": "sv_SE.UTF-8", "LC_ALL": "C"}, True),
        ({"LANG": "sv_SE.ISO-8859-1"}, True),
        ({"LANG": "sv_SE.UTF-8", "TERM": "linux"}, True),
        ({"LANG": "C", "JOURSTOD_ASCII": "0"}, False),
        ({"LANG": "sv_SE.UTF-8", "JOURSTOD_ASCII": "1"}, True),
    ],
)
def test_the_terminal_says_whether_signs_are_letters(
    environment: dict[str, str], plain: bool
) -> None:
    assert symbols.plain_wanted(environment) is plain


def test_letters_of_swedish_are_shown_as_they_are_also_in_ascii() -> None:
    symbols.use_plain(True)
    try:
        assert symbols.shown("✓ å ä ö » …") == 'x å ä ö " ~'
    finally:
        symbols.use_plain(False)
