"""A wall: what stands against a threat, how it is taken out, and what must then fail."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Wall:
    """One wall; `old` stands once in `file`, and with `new` there instead every test fails.

    `threat` is the first cell of its row in docs/hotmodell.md. A test fails by an assertion; where
    it cannot, `raised` names the exception that comes instead.
    """

    threat: str
    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]
    raised: str = ""

    def occurs(self, tree: Path) -> int:
        """How many times the old text stands in its file; 0 where there is no file."""
        path = tree / self.file
        return path.read_text(encoding="utf-8").count(self.old) if path.is_file() else 0

    def taken_out(self, text: str) -> str:
        """The text of the file without the wall."""
        return text.replace(self.old, self.new)


@dataclass(frozen=True, slots=True)
class Place:
    """A file in which several walls of one threat stand; saves saying both each time."""

    threat: str
    file: str

    def wall(self, name: str, old: str, new: str, *tests: str, raised: str = "") -> Wall:
        """One wall in this file."""
        return Wall(self.threat, name, self.file, old, new, tests, raised)


def missing_tests(tree: Path, walls: Iterable[Wall]) -> list[str]:
    """The tests that are named and not there, by node id without parameters."""
    named = {test for wall in walls for test in wall.tests}
    return sorted(test for test in named if not _is_there(tree, test))


def _is_there(tree: Path, test: str) -> bool:
    file, *names = test.partition("[")[0].split("::")
    path = tree / file
    if not path.is_file() or not names:
        return False
    here: list[ast.stmt] = ast.parse(path.read_text(encoding="utf-8")).body
    for name in names[:-1]:
        found = [one for one in here if isinstance(one, ast.ClassDef) and one.name == name]
        if not found:
            return False
        if found[0].bases and not _defines(found[0].body, names[-1]):
            return _inherited(tree, names[-1])
        here = found[0].body
    return _defines(here, names[-1])


def _defines(body: list[ast.stmt], name: str) -> bool:
    return any(
        isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef) and one.name == name for one in body
    )


def _inherited(tree: Path, name: str) -> bool:
    """Whether a contract that several stores keep has the test."""
    contracts = sorted((tree / "tests/store").glob("*contract.py"))
    return any(f"def {name}(" in path.read_text(encoding="utf-8") for path in contracts)
