"""The map of a routine as Mermaid, for pages that draw it."""

from __future__ import annotations

from collections.abc import Iterator

from ..domain.route_map import MapStep, RouteMap

_ESCAPED = str.maketrans(
    {"#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "&": "#amp;", "`": "#96;",
     "|": "#124;", "\\": "#92;", "\n": " "}
)  # fmt: skip


def map_as_mermaid(found: RouteMap) -> str:
    """A flowchart: phases as groups, ways back dashed, routines that start beside as boxes."""
    return "\n".join((*_lines(found), ""))


def _lines(found: RouteMap) -> Iterator[str]:
    yield "flowchart TD"
    yield f"  accTitle: {_plain(found.title)}"
    yield f"  accDescr: Karta över {len(found.steps)} steg i läsordning"
    open_group = False
    for step in found.steps:
        if step.phase:
            if open_group:
                yield "  end"
            yield f'  subgraph f{step.number}["{_words(step.phase)}"]'
            open_group = True
        yield f"    {_node(step)}"
    if open_group:
        yield "  end"
    beside: dict[str, str] = {}
    for step in found.steps:
        for arrow in step.arrows:
            line = "-.->" if arrow.back else "-->"
            label = f'|"{_words(arrow.label)}"|' if arrow.label else ""
            yield f"  s{step.number} {line}{label} s{arrow.to}"
            for title in arrow.starts:
                if title not in beside:
                    beside[title] = f"r{len(beside) + 1}"
                    yield f'  {beside[title]}[["Rutin: {_words(title)}"]]'
                yield f'  s{step.number} -.->|"startar"| {beside[title]}'


def _node(step: MapStep) -> str:
    parts = [f"{step.number}. {step.name}", *(f"Klocka: {clock}" for clock in step.clocks)]
    if step.receivers:
        parts.append(f"Till: {', '.join(step.receivers)}")
    words = "<br>".join(map(_words, parts))
    left, right = ('(["', '"])') if step.ends or step.begins else ('["', '"]')
    return f"s{step.number}{left}{words}{right}"


def _words(text: str) -> str:
    return text.translate(_ESCAPED)


def _plain(text: str) -> str:
    """For accTitle, which ends with its line and knows no escapes."""
    return " ".join(text.replace(";", ",").replace("#", "nr ").split())
