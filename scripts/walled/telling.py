"""The walls as lines on the terminal, and as the page docs/murar.md."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from .trial import Outcome, Seen
from .wall import Wall

Key = tuple[str, str]
"""A threat and the name of a wall."""
FELL = "föll"
NOT_TRIED = "**inte prövad**"
_TOOK = re.compile(r"Hela listan tog .*\.")

HEAD = """# Murar

Varje vägg i `hotmodell.md`, och provet som föll när väggen togs bort. Sidan skrivs av
`make walls ARGS=--write`, som kopierar hela trädet, kör proven orörda, tar bort en vägg i taget i kopian
och kör väggens prov igen. «föll» betyder att provet sade ifrån med ett påstående som inte höll; där ett
undantag i stället kom ut står vilket. Ett fel vid inläsningen räknas inte. Vad som byts mot vad står i
`scripts/walled/`. Ett ord prövar några: `make walls ARGS=lösenfras`; med `--write` skrivs bara deras rader om.

"""


def as_line(seen: Seen) -> str:
    """One wall on a line."""
    mark = "✓" if seen.outcome is Outcome.FELL else "✗"
    return f"{mark} {seen.wall.name}: {seen.outcome.value} ({seen.told})"


def as_page(walls: Sequence[Wall], told: Mapping[Key, str], took: str) -> str:
    """The page, a table a threat, with the total first; `told` is how each ended."""
    ends = [told.get((wall.threat, wall.name), NOT_TRIED) for wall in walls]
    fell = sum(end.startswith(FELL) for end in ends)
    total = f"**{fell} av {len(ends)}** väggar togs bort och sågs fälla sitt prov. {took}\n"
    tables = (
        _table(threat, list(rows))
        for threat, rows in groupby(zip(walls, ends, strict=True), key=lambda one: one[0].threat)
    )
    return HEAD + total + "".join(tables)


def told(seen: Seen) -> str:
    """How a wall ended, as its cell says it."""
    if seen.outcome is not Outcome.FELL:
        return f"**{seen.outcome.value}** ({seen.told})"
    return FELL if seen.told == "påstående" else f"{FELL} ({seen.told})"


def took(seconds: float, workers: int) -> str:
    """How long the whole list took, as a sentence."""
    many = "en i taget" if workers == 1 else f"{workers} i taget"
    return f"Hela listan tog {seconds / 60:.0f} minuter, {many}."


def kept(page: str) -> tuple[dict[Key, str], str]:
    """How each wall ended by an earlier page, and what it says of the time."""
    found: dict[Key, str] = {}
    threat = ""
    for line in page.splitlines():
        if line.startswith("## "):
            threat = line.removeprefix("## ")
        elif line.startswith("| ") and line.endswith(" |") and threat:
            name, *_, end = line[2:-2].split(" | ")
            found[threat, name] = end
    said = _TOOK.search(page)
    return found, said[0] if said else ""


def _table(threat: str, rows: Sequence[tuple[Wall, str]]) -> str:
    lines = "".join(
        f"| {wall.name} | `{_short(wall.file)}` | "
        f"{'<br>'.join(f'`{_short(test)}`' for test in wall.tests)} | {end} |\n"
        for wall, end in rows
    )
    return f"\n## {threat}\n\n| Vägg | Var | Prov | Utfall |\n|---|---|---|---|\n{lines}"


def _short(path: str) -> str:
    return path.removeprefix("src/jourstod/").removeprefix("tests/")
