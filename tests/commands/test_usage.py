"""Facts about the command line: Swedish refusals, exit code 2, and a quick version."""

from __future__ import annotations

import subprocess
import sys

import pytest

from jourstod import __version__
from jourstod.cli import main
from jourstod.commands.parser import swedish

ENGLISH = ("usage:", "error:", "invalid", "required", "options", "show this", "positional")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("repotr",), "«repotr» är inget kommando. Menade du «report»?"),
        (("report", "1", "--format", "fax"), "«fax» är inget att välja efter --format."),
        (("report", "1", "--to"), "Efter --to ska det stå något."),
        (("cases", "--snabbt"), "Det här hör inte till kommandot: --snabbt."),
        (("log",), "Det här saknas: KOMMANDO."),
    ],
)
def test_wrong_usage_is_told_in_swedish_and_exits_with_two(
    words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(words)
    told = capsys.readouterr().err
    assert stopped.value.code == 2
    assert said in told
    assert not [word for word in ENGLISH if word in told]


@pytest.mark.parametrize(
    "message",
    [
        "argument KOMMANDO: invalid choice: 'caes' (choose from 'cases', 'log')",
        "argument KOMMANDO: invalid choice: 'caes' (choose from cases, log)",
        "argument KOMMANDO: invalid choice: 'caes', maybe you meant 'cases'? (choose from cases)",
    ],
)
def test_a_wrong_choice_is_understood_as_every_python_says_it(message: str) -> None:
    assert swedish(message).startswith("«caes» är inget kommando. Menade du «cases»?")


def test_a_refusal_that_is_not_known_is_still_swedish() -> None:
    assert swedish("something new went wrong") == "Kommandot går inte att förstå."


@pytest.mark.parametrize("words", [(), ("report",), ("log", "verify"), ("routine", "check")])
def test_every_help_is_swedish(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main((*words, "--help"))
    told = capsys.readouterr().out
    assert stopped.value.code == 0
    assert told.startswith("Så här skrivs det: jourstod")
    assert not [word for word in ENGLISH if word in told]


def test_the_version_is_told_without_a_parser_a_store_or_a_screen() -> None:
    program = (
        "import sys; from jourstod.cli import main; sys.argv = ['jourstod', '--version']; main();"
        "print(sorted({'jourstod.commands', 'jourstod.domain', 'argparse', 'textual', 'apsw',"
        " 'yaml', 'transitions'} & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert told.stdout == f"jourstod {__version__}\n[]\n"
