"""Parts of a night's line: a section below a key, words, texts by name, whole numbers."""

from __future__ import annotations

from jourstod.domain.night import Pairs

from .fields import Fields, cut

EXAMPLES = {
    "kl": "kl: 22:41",
    "nytt ärende": "nytt ärende: { alias: Maja, anmälan: anmälan }",
    "svara": "svara: akut_fara\n  med: nej",
    "skäl": "skäl: Ingen svarade",
    "nåddes": "nåddes: nej",
    "lämnas till": "lämnas till: mottagning",
    "sagt": "sagt: Ring skolan klockan åtta",
    "förvänta": "förvänta: { steg: skyddsbedomning, öppna punkter: 2 }",
    "punkter": "punkter:\n  - { slag: uppgift, hos: mottagning, ord: [skolan] }",
    "frister": "frister:\n  - { frist: understallning, dag: 2026-11-30 }",
    "frist": "frist: understallning",
    "till": "till: mottagning",
    "dag": "dag: 2026-11-30",
    "sista": "sista: 2026-12-01",
}
"""What to write for a key."""


def part_of(line: Fields, key: str, required: bool = True) -> Fields | None:
    """What stands below a key; None, and told where it must, when nothing does."""
    node = line.section(key, required)
    return Fields(node, f"«{key}»", line.remarks, EXAMPLES) if node is not None else None


def words(line: Fields, key: str) -> tuple[str, ...]:
    """The words after a key, one or a list."""
    return tuple(word.value.strip() for word in line.words(key))


def pairs(line: Fields, key: str) -> Pairs:
    """Texts by name; a list of words becomes one text with commas."""
    node = line.section(key)
    if node is None:
        return ()
    part = Fields(node, f"«{key}»", line.remarks)
    return tuple((name.value, ", ".join(words(part, name.value))) for name, _ in node.entries)


def number(line: Fields, key: str) -> int | None:
    """A whole number after a key; None when there is none."""
    found = line.scalar(key)
    if found is None:
        return None
    word = found.value.strip()
    if word.isdecimal() and len(word) < 6:
        return int(word)
    line.remarks.error(
        "fel-tal", found.place, f"«{cut(word)}» efter «{key}» är inget tal.", example=f"{key}: 3"
    )
    return None
