"""A small night's rulebook, made by hand, and a desk on a store in memory."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta

from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.desk.ports import Shelf, Vault
from jourstod.domain.answers import Answer
from jourstod.domain.calendar import Calendar
from jourstod.domain.conditions import Among, Not
from jourstod.domain.decide.cases import Intake
from jourstod.domain.facts import Choice, Fact, FactKind, Sensitivity
from jourstod.domain.findings import Finding, Place
from jourstod.domain.people import Handler
from jourstod.domain.registers import Agency, Duty
from jourstod.domain.routine import Branch, Krav, KravForm, Routine, Step, StepKind
from jourstod.domain.rulebook import Rulebook
from jourstod.domain.station import Board, Mandate, Station
from jourstod.store.memory import MemoryVault
from jourstod.store.seal import PlainCodec

P = Place("natt.yaml", 1, 1)
OUT = ("vet_inte", "ej_aktuellt", "gick_inte")
START = datetime(2026, 11, 23, 22, 0, tzinfo=UTC)


def _fact(id: str, heading: str, kind: FactKind = FactKind.CHOICE, /, **words: str) -> Fact:
    choices = tuple(Choice(value, label) for value, label in words.items())
    return Fact(
        id, "ärendet", kind, heading, "läget", Sensitivity.HIGH, P, choices, threat=id == "hot"
    )


FACTS = {
    fact.id: fact
    for fact in (
        _fact("fara", "Akut fara", ja="Ja", nej="Nej"),
        _fact(
            "åldersgrupp",
            "Ålder",
            barn="Barn (under 18)",
            oklart="Oklart, behandlas som barn",
            ung="Ung vuxen (18–20)",
            vuxen="Vuxen (21 eller äldre)",
        ),
        _fact("plats", "Var personen är", FactKind.TEXT),
        _fact("hot", "Hot", akut="Akut", förhöjt="Förhöjt", lågt="Lågt"),
        _fact("skydd", "Omedelbart skydd", ja="Ja", nej="Nej, tryggt där hon är"),
        _fact("ålder", "Ålder i år", FactKind.NUMBER),
        _fact("språk", "Språk", FactKind.CHOICE, **{f"s{n}": f"Språk {n}" for n in range(1, 13)}),
        _fact("tecken", "Tecken", FactKind.MANY, hot="Hot", skuld="Skuld", vakt="Bevakas"),
    )
}


def _q(id: str, fact: str, text: str, phase: str = "", /, **to: str) -> Step:
    branches = [
        Branch(frozenset({value, *(OUT if value == "vet_inte" else ())}), target, P)
        for value, target in to.items()
    ]
    if not any("vet_inte" in b.outcomes for b in branches):
        branches.append(Branch(frozenset({"gjort", *OUT}), to["sedan"], P))
        branches = [b for b in branches if b.outcomes != {"sedan"}]
    return Step(id, StepKind.QUESTION, text, P, phase, fact, tuple(branches))


def _on(id: str, kind: StepKind, to: str, text: str, **more: object) -> Step:
    starts = more.pop("starts", ())
    branch = Branch(frozenset({"gjort", *OUT}), to, P, starts=starts)  # type: ignore[arg-type]
    return Step(id, kind, text, P, branches=(branch,), **more)  # type: ignore[arg-type]


def _many(id: str, fact: str, to: str, values: tuple[str, ...], text: str) -> Step:
    return Step(
        id,
        StepKind.QUESTION,
        text,
        P,
        "Läget",
        fact,
        (Branch(frozenset({"gjort", *values, *OUT}), to, P),),
    )


def _routine(id: str, title: str, start: str, *steps: Step, krav: tuple[Krav, ...] = ()) -> Routine:
    first = ("fara",) if id == "inkommande" else ()
    return Routine(id, title, P, start, {s.id: s for s in steps}, first, krav)


INCOMING = _routine(
    "inkommande",
    "Inkommande",
    "fara",
    _q(
        "fara",
        "fara",
        "Är någon i fara just nu?",
        "Läget",
        ja="larma",
        nej="ålder",
        vet_inte="larma",
    ),
    _on(
        "larma",
        StepKind.CONTACT,
        "ålder",
        "Ring 112.",
        agency="polisen",
        call="112",
        phase="Läget",
        irreversible=True,
    ),
    _q(
        "ålder",
        "åldersgrupp",
        "Hur gammal är personen?",
        "Läget",
        barn="barn",
        oklart="barn",
        ung="slut",
        vuxen="slut",
        vet_inte="barn",
    ),
    _on(
        "barn",
        StepKind.READ,
        "slut",
        "Det här är ett barn. Rutinen för barn startar.",
        starts=("barn",),
        phase="Läget",
    ),
    Step("slut", StepKind.END, "Slut", P, ending="klart"),
)

_PROTECT = Step(
    "skyddsbedömning",
    StepKind.QUESTION,
    "Behöver barnet omedelbart skydd i natt?",
    P,
    "Skydd",
    "skydd",
    (
        Branch(frozenset({"ja"}), "beslut", P),
        Branch(frozenset({"nej"}), "plats", P, Among("hot", frozenset({"lågt"}))),
        Branch(frozenset({"nej"}), "chef", P, Not(Among("hot", frozenset({"lågt"})))),
        Branch(frozenset(OUT), "chef", P),
    ),
    spoken="Vi vill veta om du är trygg i natt.",
    why="Nämnden ska genast göra en bedömning av om barnet behöver omedelbart skydd.",
    provisions=("sol-20-1",),
    duties=("skyddsbedömning",),
    reason_required=True,
)

CHILD = _routine(
    "barn",
    "Misstänkt människohandel – barn",
    "hot",
    _q(
        "hot",
        "hot",
        "Hur är hotet?",
        "Läget",
        akut="tecken",
        förhöjt="tecken",
        lågt="tecken",
        vet_inte="tecken",
    ),
    _many("tecken", "tecken", "språk", ("hot", "skuld", "vakt"), "Vilka tecken ser du?"),
    _many("språk", "språk", "tolk", tuple(f"s{n}" for n in range(1, 13)), "Vilket språk?"),
    _on("tolk", StepKind.CONTACT, "skyddsbedömning", "Ring tolk.", agency="tolk", phase="Läget"),
    _PROTECT,
    _on(
        "beslut",
        StepKind.DECISION,
        "mat",
        "Föredra för ledamoten: LVU 6 §.",
        phase="Skydd",
        decision="lvu-6",
        mandates=("lvu-6",),
        provisions=("lvu-6",),
    ),
    _on(
        "chef",
        StepKind.CONTACT,
        "plats",
        "Ring arbetsledaren.",
        agency="arbetsledare",
        phase="Skydd",
    ),
    _q("plats", "plats", "Var är barnet nu?", "Skydd", sedan="mat"),
    _on(
        "mat",
        StepKind.CHECKLIST,
        "år",
        "Mat, sömn, kläder",
        phase="Omsorg",
        items=(Choice("mat", "Mat"), Choice("sömn", "Sömn"), Choice("kläder", "Kläder")),
    ),
    _q("år", "ålder", "Hur många år?", "Omsorg", sedan="lova"),
    _on("lova", StepKind.PROMISE, "lämna", "Vad har vi lovat?", topic="löfte", phase="Omsorg"),
    _on(
        "lämna",
        StepKind.TASK,
        "avslut",
        "Inled förhandsbedömning.",
        handed_to="mottagning",
        phase="Omsorg",
        due_words="före lunch",
    ),
    Step("avslut", StepKind.END, "Slut", P, ending="klart"),
    krav=(
        Krav(
            "k1",
            KravForm.BEFORE,
            "avslut",
            P,
            "Skyddsbedömningen är inte gjord.",
            "skyddsbedömning",
            provisions=("sol-20-1",),
        ),
    ),
)

_AGENCIES = {
    a.id: a
    for a in (
        Agency(
            "polisen",
            "Polisen",
            "Polismyndigheten",
            "dygnet runt",
            P,
            (("akut", "112"), ("annars", "114 14")),
            checked="2026-11-23",
        ),
        Agency("tolk", "Tolkförmedlingen", "Tolk", "okänt", P, checked="2025-01-10"),
        Agency("arbetsledare", "Arbetsledaren", "Arbetsledare", "dygnet runt", P),
        Agency(
            "mottagning",
            "Mottagningen",
            "Mottagning",
            "mån-fre 08:00-16:30",
            P,
            own_board=True,
            needs="Personnummer om det är känt.",
        ),
    )
}

_DUTIES = {
    d.id: d
    for d in (
        Duty(
            "skyddsbedömning",
            "Skyddsbedömning",
            "lag",
            "ärende_inkom",
            "anmälan",
            "När anmälan kom in.",
            "genast",
            "Bedöm.",
            "Nämnden",
            "",
            P,
        ),
        Duty(
            "förhands",
            "Förhandsbedömning",
            "lag",
            "ärende_inkom",
            "anmälan",
            "När anmälan kom in.",
            "14 dagar",
            "Besluta.",
            "Nämnden",
            "",
            P,
            extends="trolig",
        ),
        Duty(
            "understallning",
            "Underställning LVU 7 §",
            "lag",
            "beslut",
            "lvu-6",
            "Från beslutsdagen.",
            "1 vecka",
            "Underställ.",
            "Nämnden",
            "",
            P,
            extends="verifierad",
        ),
    )
}

BOOK = Rulebook(
    "b" * 64,
    {"inkommande": INCOMING, "barn": CHILD},
    FACTS,
    Calendar({}, date(2020, 1, 1), date(2035, 12, 31)),
    agencies=_AGENCIES,
    duties=_DUTIES,
)

STATION = Station(
    "Jouren City",
    (Board("soder", "Söder"), Board("norr", "Norr")),
    (
        Mandate(
            "Eva Berg",
            "ledamot",
            "soder",
            "lvu-6",
            "2026-01-01",
            "2027-12-31",
            "070-1",
            "protokoll 14 §",
        ),
    ),
)


class OneBook:
    """A shelf that holds this one book."""

    trouble = delivered = ""

    def current(self) -> tuple[Rulebook, bytes]:
        return BOOK, b"{}"

    def load(self, content: bytes) -> Rulebook:
        return BOOK

    def findings(self) -> list[Finding]:
        return []


class Clock:
    """A clock that goes a second each time somebody looks, and can be set forward."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def forward(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)


def new_vault(clock: Clock) -> MemoryVault:
    return MemoryVault(clock)


def desk_on(
    vault: Vault,
    clock: Clock,
    signature: str = "AB",
    mode: str = "övning",
    shelf: Shelf | None = None,
) -> Desk:
    handler = Handler(signature, {"AB": "Anna Björk", "CD": "Carl Dahl"}.get(signature, signature))
    return Desk(vault, PlainCodec(), shelf or OneBook(), clock, STATION, handler, mode)


def a_desk() -> Desk:
    clock = Clock()
    return desk_on(new_vault(clock), clock)


def a_case(desk: Desk, alias: str = "Maja", **facts: str) -> str:
    """Open a case at the desk and give its id."""
    id = str(uuid.uuid4())
    told = tuple((fact, Answer(values=(value,))) for fact, value in facts.items())
    desk.open_case(id, Intake("soder", alias, "anmälan", "Polisen", "", told), new_command())
    return id


def a_child(desk: Desk, alias: str = "Maja") -> str:
    """A case that stands at the first question of the child's routine."""
    id = a_case(desk, alias, fara="nej", åldersgrupp="barn")
    answer(desk, id, "barn")
    return id


def answer(desk: Desk, id: str, step: str, *values: str, **more: str) -> None:
    """Answer the open visit of a step."""
    visit = next(v for v in desk.case(id).open_visits() if v.step == step)
    reason = more.pop("reason", "")
    text = more.pop("text", "")
    given = Answer(values, text, tuple(more.items()), reason)
    desk.answer(id, visit.id, given, new_command())
