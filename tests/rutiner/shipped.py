"""The shipped routines as tests of the knowledge read them: texts, and proofs over every way."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import jourstod
from jourstod.bootstrap import shipped_routines
from jourstod.domain.checks import check
from jourstod.domain.rulebook import Rulebook
from jourstod.reading.bundle import unpack
from jourstod.reading.marks import parse
from jourstod.reading.nodes import Mapping, Node, Scalar, Sequence
from jourstod.reading.shelf import Shelf, pack, rulebook

SENTENCES = re.compile(r"(?<=[.?!:])\s+")
NEGATED = re.compile(
    r"\b(?:inte|aldrig|ingen|inget|inga|ingenting|varken|utan|nej|omöjlig\w*|osäker\w*)\b", re.I
)


@cache
def book() -> Rulebook:
    """The rulebook of the shipped folder."""
    return Shelf(shipped_routines()).current()[0]


@cache
def sentences() -> tuple[tuple[str, str], ...]:
    """(where, sentence) of every text that a user can read from the routines or from the code."""
    found = [*_of_routines(), *_of_code()]
    return tuple((where, said) for where, text in found for said in SENTENCES.split(text))


def asserted(pattern: str, told: tuple[tuple[str, str], ...]) -> list[str]:
    """The sentences that say what the pattern says, and do not deny it."""
    wanted = re.compile(pattern, re.IGNORECASE)
    return [f"{where}: {said}" for where, said in told
            if wanted.search(said) and not NEGATED.search(said)]  # fmt: skip


def broken(routine: str, *krav: str) -> list[str]:
    """The krav, each one line of YAML, that do not hold on every way through a shipped routine."""
    manifest = unpack(Shelf(shipped_routines()).current()[1])
    path = f"{routine}.yaml"
    head, found, rest = manifest.files[path].partition("\nkrav:\n")
    assert found, f"{routine} has no krav to stand among"
    ids = [f"prövat-{number}" for number in range(len(krav))]
    lines = "".join(f"  - {{ id: {id}, källa: jourpraxis, {one} }}\n"
                    for id, one in zip(ids, krav, strict=True))  # fmt: skip
    files = {**manifest.files, path: f"{head}\nkrav:\n{lines}{rest}"}
    tried, findings = rulebook(pack(files).content)
    read = (
        {krav.id for krav in tried.routines[routine].krav} if routine in tried.routines else set()
    )
    assert read >= set(ids), [f.text() for f in findings if f.place.file.endswith(path)]
    told = check(tried, tried.routines[routine])
    return [f.text() for f in told if f.rule == "brutet-krav" and any(i in f.text() for i in ids)]


def _of_routines() -> Iterator[tuple[str, str]]:
    folder = shipped_routines()
    for path in sorted(folder.rglob("*.yaml")):
        node, _ = parse(path.read_text(encoding="utf-8"), path.name)
        if node is not None:
            yield from ((path.name, " ".join(text.split())) for text in _scalars(node))


def _scalars(node: Node) -> Iterator[str]:
    match node:
        case Scalar():
            yield node.value
        case Sequence():
            yield from (text for item in node.items for text in _scalars(item))
        case Mapping():
            yield from (text for _, value in node.entries for text in _scalars(value))


def _of_code() -> Iterator[tuple[str, str]]:
    """Every text in the code; docstrings too, for some of them are shown as help."""
    for path in sorted(Path(jourstod.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield path.name, " ".join(node.value.split())
