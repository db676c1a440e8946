"""Write the generated parts of the documents from the code and from the shipped routines.

`python scripts/make_docs.py` writes them; `--check` names the files that differ and exits 1.
"""

from __future__ import annotations

import inspect
import sys
from dataclasses import fields
from pathlib import Path
from typing import get_args

from data_map import data_map  # type: ignore[import-not-found]
from jurist_docs import jurist_page  # type: ignore[import-not-found]
from knowledge_docs import routines_page  # type: ignore[import-not-found]

from jourstod.domain import events, lifecycles
from jourstod.domain.doctor import RULES, Harm
from jourstod.domain.events import access, accounts, keeping, routines, station
from jourstod.reading.shelf import Shelf, shipped_routines

DOCS = Path(__file__).parent.parent / "docs"
BEGIN, END = "<!-- generated: begin -->", "<!-- generated: end -->"


def main(arguments: list[str]) -> int:
    """Write or check; gives the exit code."""
    book, _ = Shelf(shipped_routines()).current()
    wanted = {
        DOCS / "loggformat.md": event_tables(),
        DOCS / "livscykler.md": diagrams(),
        DOCS / "stationens-fil.md": doctors_rules(),
        DOCS / "rutinerna.md": routines_page(book),
        DOCS / "stadsjuristen.md": jurist_page(book),
        DOCS / "personuppgifter.md": data_map(),
    }
    differing = []
    for path, generated in wanted.items():
        whole = replaced(path.read_text(encoding="utf-8"), generated)
        if whole == path.read_text(encoding="utf-8"):
            continue
        differing.append(path.name)
        if "--check" not in arguments:
            path.write_text(whole, encoding="utf-8")
    if "--check" in arguments and differing:
        print("Differ from the code: " + ", ".join(differing), file=sys.stderr)
        return 1
    return 0


def replaced(text: str, generated: str) -> str:
    """The text with its generated part replaced."""
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}\n{generated}\n{END}{after}"


def event_tables() -> str:
    """Each event of both unions: kind, what it means, its fields with types."""
    parts = ["## Events of a case (`case/<uuid>`)", *_events(get_args(events.CaseEvent))]
    parts += ["## Events of the station (`station/jour`)"]
    of_accounts = get_args(accounts.AccountEvent)
    parts += _events(tuple(e for e in get_args(station.StationEvent) if e not in of_accounts))
    parts += ["## Events of the accounts (`station/accounts`)", *_events(of_accounts)]
    parts += ["## Events of published routines (`station/routines`)"]
    parts += _events(get_args(routines.RoutinesEvent))
    parts += ["## Events of the access log (`access/<YYYY-MM>`, `access/<YYYY-MM>/<nämnd>`)"]
    parts += _events(get_args(access.AccessEvent))
    parts += ["## Events of copies and erasure (`station/copies`, `station/erasure`)"]
    parts += _events(get_args(keeping.KeepingEvent))
    return "\n\n".join(parts)


def diagrams() -> str:
    """Each life cycle as a Mermaid diagram."""
    return "\n\n".join(
        f"## {cycle.name.capitalize()}\n\n```mermaid\n{lifecycles.diagram(cycle)}\n```"
        for cycle in lifecycles.ALL
    )


def doctors_rules() -> str:
    """What the doctor looks for, by the harm it can do, and why."""
    parts = []
    for harm in Harm:
        rows = [f"| `{rule}` | {why} |" for rule, (of, why) in RULES.items() if of is harm]
        parts.append("\n".join([f"### {harm.swedish}\n", "| Fynd | Varför |", "|---|---|", *rows]))
    return "\n\n".join(parts)


def _events(kinds: tuple[type, ...]) -> list[str]:
    parts = []
    for kind in kinds:
        told = inspect.cleandoc(kind.__doc__ or "").replace("\n", " ")
        listed = ", ".join(f"`{f.name}`: {f.type}" for f in fields(kind))
        name = getattr(kind, "KIND", "")
        parts.append(f"### `{name}`\n\n{told}\n\nFields: {listed}.")
    return parts


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
