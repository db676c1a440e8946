"""The page of each rule: what a finding means, and an example with and without it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

PARTS = (
    ("vagar", "Vägar och krav"),
    ("rutin", "Rutiner och register"),
    ("text", "Filen som text"),
    ("natt", "Skrivna nätter och stationens fil"),
)
"""The files with pages, and the heading each has in the list."""
WHOLE_TEXT = "hel fil"


@dataclass(frozen=True, slots=True)
class RulePage:
    """One rule. `passes` is a passage of `file` as it should be, `fails` what gives the finding.

    Where `file` is empty both are words about the folder, since no passage can show it.
    """

    rule: str
    part: str
    means: str
    more: str
    file: str
    passes: str
    fails: str

    def text(self) -> str:
        """The page as a person reads it."""
        where = f" i {self.file}" if self.file and self.file != WHOLE_TEXT else ""
        return (
            f"{self.rule}\n\n{self.means}\n{self.more}\n\n"
            f"PASS: så här går det bra{where}\n{_indented(self.passes)}\n\n"
            f"FAIL: så här ger det fyndet\n{_indented(self.fails)}\n"
        )


@cache
def rule_pages() -> Mapping[str, RulePage]:
    """Every page by its rule, in the order of the list."""
    folder = files("jourstod.reading") / "regler"
    pages = (
        _page(part, chapter)
        for part, _ in PARTS
        for chapter in _chapters((folder / f"{part}.txt").read_text(encoding="utf-8"))
    )
    return {page.rule: page for page in pages}


def _chapters(text: str) -> list[str]:
    return [chapter for chapter in ("\n" + text).split("\n# ") if chapter.strip()]


def _page(part: str, chapter: str) -> RulePage:
    head, _, rest = chapter.partition("\nPASS\n")
    passes, _, fails = rest.partition("\nFAIL\n")
    rule, means, more, *where = head.splitlines()
    file = WHOLE_TEXT if where == ["TEXT"] else "".join(where).removeprefix("FIL ")
    return RulePage(rule, part, means, more, file, _example(passes), _example(fails))


def _example(block: str) -> str:
    """The lines of an example without their margin; ⇥ and ⍽ are kept as they are shown."""
    return "\n".join(line.removeprefix("| ") for line in block.rstrip("\n").split("\n"))


def _indented(lines: str) -> str:
    return "\n".join(f"  {line}".rstrip() for line in lines.split("\n"))
