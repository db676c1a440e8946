"""Facts about the rights of commands: each has one, and a role without it gets nothing."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.commands.station import at_the_desk, sharp_home
from tests.desk.sample import open_child

from jourstod.cli import main
from jourstod.commands import adding
from jourstod.commands.command_rights import COMMANDS, refuse_unnamed
from jourstod.commands.permission import permit
from jourstod.commands.program_parser import program_parser
from jourstod.commands.roles import ACCOUNT_ROLES
from jourstod.desk.ledger import Ledger
from jourstod.domain.errors import NoRight
from jourstod.domain.people import Handler, Role
from jourstod.domain.rights import may


def _commands(parser: argparse.ArgumentParser) -> Iterator[str]:
    """The words of every command that can be run, as the parser hands them over."""
    if (own := parser.get_default("command")) is not None:
        yield own
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from _commands(below)


def test_every_command_has_a_named_right_and_every_right_a_command() -> None:
    found = {words.partition(" ")[2] for words in _commands(program_parser())}
    assert len(found) > 30
    assert found == set(COMMANDS)


def test_a_command_without_a_named_right_is_refused() -> None:
    with pytest.raises(NoRight, match="ingen namngiven rättighet"):
        refuse_unnamed("jourstod log leak")


@pytest.mark.parametrize("words", COMMANDS)
@pytest.mark.parametrize("role", Role)
def test_a_role_that_may_not_is_refused_by_every_command(words: str, role: Role) -> None:
    arguments = argparse.Namespace(command=f"jourstod {words}".rstrip())
    if may(role, COMMANDS[words]):
        permit(arguments, Handler("X", "X", role))
    else:
        with pytest.raises(NoRight):
            permit(arguments, Handler("X", "X", role))


def test_the_words_of_roles_are_the_same_in_both_places() -> None:
    assert set(adding.ROLES) == set(ACCOUNT_ROLES)
    assert set(ACCOUNT_ROLES.values()) == set(Role)


@pytest.mark.parametrize(
    ("role", "words"),
    [
        (role, words)
        for words in ("cases", "clocks", "report NR", "report --shift", "report --paper NR",
                      "log show NR", "log scenario NR", "routine use", "routine migrate",
                      "routine replay routines --since 2026-01-01")
        for role in ("granskare", "drift", "mottagning")
        if not (role == "mottagning" and words == "cases")
    ] + [("jour", "log access"), ("mottagning", "log review --month 2026-11"),
         ("drift", "log access"), ("mottagning", "log verify"), ("jour", "store use postgresql://x/y"),
         ("granskare", "text"), ("drift", "text")],
)  # fmt: skip
def test_what_a_role_may_not_ends_with_7_before_any_content_is_read(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    role: str,
    words: str,
) -> None:
    home = sharp_home(tmp_path, monkeypatch)
    with at_the_desk(home) as desk:
        number = desk.case(open_child(desk)).number
    read: list[object] = []
    monkeypatch.setattr(Ledger, "_catch_up", lambda *given: read.append(given))
    given = [number if word == "NR" else word for word in words.split()]
    assert main([*given, "--home", str(home), "--as", "X", "--role", role]) == 7
    out = capsys.readouterr()
    assert "Rollen" in out.err and "Det får" in out.err
    assert out.out == "" and read == []


def test_an_auditor_and_a_reception_get_what_they_may(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = sharp_home(tmp_path, monkeypatch)
    with at_the_desk(home) as desk:
        open_child(desk)
    as_ = ("--home", str(home), "--as", "X", "--role")
    assert main(["log", "access", *as_, "granskare"]) == 0
    assert main(["log", "verify", *as_, "drift"]) == 0
    assert main(["cases", *as_, "mottagning"]) == 0
