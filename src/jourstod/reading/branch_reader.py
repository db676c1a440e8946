"""Where a step leads: `svar`, `sedan` and targets become branches that cover every outcome."""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import dataclass

from jourstod.domain.answers import COULD_NOT, DONE, NOT_APPLICABLE, UNKNOWN, WAYS_OUT
from jourstod.domain.conditions import Condition, Either, Not
from jourstod.domain.facts import Fact
from jourstod.domain.findings import Place, nearest
from jourstod.domain.routine import Branch

from .condition_reader import REST, answers_to, as_value, read_condition, spoken
from .fields import Fields, cut, kind_word, listed
from .nodes import Mapping, Node, Scalar, Sequence
from .surroundings import Surroundings

OTHERWISE = "annars"
TARGET = "{ gå till: larma, startar: [polis] }"
_LIST = "- { om: { hotnivå: akut }, gå till: larma }\n- { annars: tolk }"
_DEFAULTS = (NOT_APPLICABLE, COULD_NOT)
_ENGLISH = {"yes": "ja", "true": "ja", "no": "nej", "false": "nej", "unknown": "vet inte"}


@dataclass(frozen=True, slots=True)
class _Way:
    """One target, perhaps under a condition."""

    to: str
    place: Place
    condition: Condition | None = None
    starts: tuple[str, ...] = ()


def read_answers(
    fields: Fields, fact: Fact, around: Surroundings, starts: tuple[str, ...]
) -> tuple[Branch, ...]:
    """The branches of `svar`: a target for each value, `övriga` for the rest, and the ways out."""
    node = fields.at("svar")
    if node is None:
        fields.missing("svar", answers_to(fact))
        return ()
    if not isinstance(node, Mapping):
        fields.wrong_kind("svar", node, "en uppställning med varje svar och vart det leder")
        return ()
    values = tuple(choice.id for choice in fact.choices)
    before = fields.remarks.errors
    named = _named(node, fact, values, fields)
    if fields.remarks.errors > before:  # what seems to be missing stands there, but misspelt
        return _branches(_groups(named, values), around, starts, fields)
    missing = [value for value in values if value not in named]
    if missing and REST not in named:
        said = listed(f"{value}» ({fact.label(value)})" for value in missing).replace(")»", ")")
        fields.remarks.error(
            "saknat-svar",
            node.place,
            f"Svaret {said} leder ingenstans i {fields.what}.",
            example=f"{missing[0]}: …    # eller {REST}: … för alla svar som inte nämns",
        )
    elif not missing and REST in named:
        fields.remarks.warning(
            "tomt-ovriga",
            node.place,
            f"«{REST}» i {fields.what} gäller inget: alla svar har redan en egen väg.",
        )
    if UNKNOWN not in named:
        fields.remarks.error(
            "vet-inte-saknas",
            node.place,
            f"«vet inte» saknas i {fields.what}. Varje fråga ska ha en ärlig väg vidare "
            "för den som inte vet.",
            example=answers_to(fact),
        )
    return _branches(_groups(named, values), around, starts, fields)


def read_onward(
    fields: Fields, around: Surroundings, starts: tuple[str, ...], question: bool
) -> tuple[Branch, ...]:
    """The branches of `sedan`, with `vet inte`, `ej aktuellt` and `gick inte` beside it."""
    ways_out = WAYS_OUT if question else _DEFAULTS
    after = fields.at("sedan")
    if after is None:
        fields.missing("sedan")
    beside = {id: node for id in ways_out if (node := fields.at(spoken(id))) is not None}
    covered = frozenset((DONE, *ways_out)) - frozenset(beside)
    groups = [(covered, after)] if after is not None else []
    groups += [(frozenset((id,)), node) for id, node in beside.items()]
    return _branches(groups, around, starts, fields)


def read_starts(fields: Fields, around: Surroundings) -> tuple[str, ...]:
    """The routines of `startar`."""
    return around.words.routines.all_known(fields.words("startar"), fields.remarks)


def _named(node: Mapping, fact: Fact, values: tuple[str, ...], fields: Fields) -> dict[str, Node]:
    """The targets by value id; unknown and repeated values are told."""
    known = (*values, *WAYS_OUT, REST)
    named: dict[str, Node] = {}
    unknown: list[Scalar] = []
    for key, target in node.entries:
        id = as_value(key.value, known)
        if id is None:
            unknown.append(key)
        elif id in named:
            fields.remarks.error(
                "dubbel-nyckel", key.place, f"Svaret «{key.value}» står redan i {fields.what}."
            )
        else:
            named[id] = target
    if unknown:
        left = [spoken(id) for id in known if id not in named]
        _tell_unknown(unknown, left, fact, fields)
    return named


def _tell_unknown(unknown: list[Scalar], left: list[str], fact: Fact, fields: Fields) -> None:
    """Tell of the answers that are none, once; `left` are those that could stand there instead."""
    meant = [_meant(key.value, left) for key in unknown]
    words, many = listed(cut(key.value) for key in unknown), len(unknown) > 1
    fields.remarks.error(
        "okant-varde",
        unknown[0].place,
        f"{words.replace(' eller ', ' och ')} är {'inga' if many else 'inget'} svar i "
        f"{fields.what}. Faktumet «{fact.id}» kan vara "
        f"{listed(spoken(id) for id in (*(c.id for c in fact.choices), *WAYS_OUT))}.",
        "" if many else meant[0],
        "\n".join(f"{word or left[0]}: …" for word in meant),
    )


def _meant(word: str, left: list[str]) -> str:
    """The answer that a word surely means: the one most like it, or the one it translates."""
    said = _ENGLISH.get(word.strip().lower(), word)
    return nearest(said, left) or ""


def _groups(named: Map[str, Node], values: tuple[str, ...]) -> list[tuple[frozenset[str], Node]]:
    """Outcomes that share a target: `övriga` and the ways out that nothing is said about."""
    unnamed = frozenset(value for value in values if value not in named)
    silent = frozenset(id for id in _DEFAULTS if id not in named)
    groups: list[tuple[frozenset[str], Node]] = []
    for id, target in named.items():
        outcomes = unnamed if id == REST else frozenset((id,))
        if id == UNKNOWN:
            outcomes |= silent
        if outcomes:
            groups.append((outcomes, target))
    return groups


def _branches(
    groups: list[tuple[frozenset[str], Node]],
    around: Surroundings,
    starts: tuple[str, ...],
    fields: Fields,
) -> tuple[Branch, ...]:
    """Branches in reading order; the step's own `startar` follows only what was really done."""
    ways_out = frozenset(WAYS_OUT)
    branches: list[Branch] = []
    for outcomes, target in groups:
        for way in _ways(target, around, fields):
            parts = (outcomes - ways_out, outcomes & ways_out) if starts else (outcomes,)
            for part in parts:
                if part:
                    extra = starts if not part & ways_out else ()
                    begun = tuple(dict.fromkeys((*way.starts, *extra)))
                    branches.append(Branch(part, way.to, way.place, way.condition, begun))
    return tuple(branches)


def _ways(target: Node, around: Surroundings, fields: Fields) -> tuple[_Way, ...]:
    match target:
        case Scalar():
            to = _arrive(target, around, fields)
            return (_Way(to, target.place),) if to else ()
        case Mapping():
            return _single(target, around, fields)
        case Sequence():
            return _under_conditions(target, around, fields)


def _arrive(name: Scalar, around: Surroundings, fields: Fields) -> str | None:
    if name.value.strip():
        return around.arrive(name, fields.remarks)
    fields.remarks.error(
        "tomt-varde", name.place, f"Här saknas vart {fields.what} leder.", example="ja: larma"
    )
    return None


def _single(target: Mapping, around: Surroundings, fields: Fields) -> tuple[_Way, ...]:
    """A target that also starts routines."""
    part = Fields(target, f"ett mål i {fields.what}", fields.remarks, {"gå till": TARGET})
    to = part.scalar("gå till", required=True)
    starts = read_starts(part, around)
    part.close({"om": "ett villkor står i en lista", OTHERWISE: "annars står sist i en lista"})
    arrived = around.arrive(to, fields.remarks) if to else None
    return (_Way(arrived, to.place, None, starts),) if to and arrived else ()


def _under_conditions(targets: Sequence, around: Surroundings, fields: Fields) -> tuple[_Way, ...]:
    """A list of targets under conditions, of which `annars` is the negation of all above."""
    ways: list[_Way] = []
    above: list[Condition] = []
    if not targets.items:
        fields.remarks.error(
            "tom-lista", targets.place, f"Listan i {fields.what} är tom.", example=_LIST
        )
    for number, item in enumerate(targets.items, 1):
        if not isinstance(item, Mapping):
            fields.remarks.error(
                "fel-slag-av-varde",
                item.place,
                f"Varje punkt i listan i {fields.what} ska ha «om» och «gå till», "
                f"men här står {kind_word(item)}.",
                example=_LIST,
            )
            continue
        last = number == len(targets.items)
        way = _listed_way(item, above, number == 1, last, around, fields)
        if way:
            ways.append(way)
    return tuple(ways)


def _listed_way(
    item: Mapping,
    above: list[Condition],
    first: bool,
    last: bool,
    around: Surroundings,
    fields: Fields,
) -> _Way | None:
    part = Fields(item, f"en punkt i listan i {fields.what}", fields.remarks, {"om": _LIST})
    otherwise = part.at(OTHERWISE) is not None
    if otherwise and (not last or first):
        fields.remarks.error(
            "annars-inte-sist",
            item.place,
            f"«annars» i {fields.what} gäller när inget av villkoren ovanför gör det, "
            "så det står sist och efter minst ett villkor.",
            example=_LIST,
        )
    condition: Condition | None = Not(Either(tuple(above))) if above else None
    if not otherwise:
        node = part.at("om")
        condition = read_condition(node, around.words, fields.remarks) if node else None
        if node is None:
            part.missing("om")
    to = part.scalar(OTHERWISE if otherwise else "gå till", required=True)
    starts = read_starts(part, around)
    part.close({"om": "annars har inget eget villkor"} if otherwise else None)
    if condition is not None and not otherwise:
        above.append(condition)
    arrived = around.arrive(to, fields.remarks) if to else None
    if to is None or arrived is None or condition is None:
        return None
    return _Way(arrived, to.place, condition, starts)
