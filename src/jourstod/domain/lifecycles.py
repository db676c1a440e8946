"""The fixed life cycles (visit, decision, open item, handover item, clock) as small machines.

Refusals, what counts as open, and the diagrams in docs/livscykler.md come from the tables here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from transitions import Machine

from .errors import AlreadySettled, AnswerIncomplete, JourError, SelfReceived

SAID_BACK = "med mottagarens egna ord vad som ska göras först"
NOT_A_NAME = f"det här är ett namn; skriv {SAID_BACK}"

Guard = Callable[[Mapping[str, str]], JourError | None]
"""Looks at what was written; gives the refusal, or None when the move may be made."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One allowed move of a life cycle, and the guards it must pass, in order."""

    trigger: str
    source: str
    to: str
    guards: tuple[Guard, ...] = ()


@dataclass(frozen=True, slots=True)
class LifeCycle:
    """States with their Swedish words, which of them are open, and the moves between them."""

    name: str
    states: tuple[tuple[str, str], ...]
    open: frozenset[str]
    turns: tuple[Turn, ...]

    def swedish(self, state: str) -> str:
        """The word for a state."""
        return dict(self.states).get(state, state)


def written(field: str, what: str) -> Guard:
    """A guard: the field must hold something."""

    def guard(given: Mapping[str, str]) -> JourError | None:
        return None if given.get(field, "").strip() else AnswerIncomplete(what)

    guard.__name__ = f"{field}_written"
    return guard


def another_person(given: Mapping[str, str]) -> JourError | None:
    """A guard: the receiver is somebody else than the sender (signature or name)."""
    receiver = given.get("receiver", "").strip().casefold()
    senders = (given.get("sender", "").casefold(), given.get("sender_name", "").casefold())
    return SelfReceived() if receiver in senders else None


def own_words(given: Mapping[str, str]) -> JourError | None:
    """A guard: what is said back tells what comes first; a name alone is no such thing."""
    said = given.get("words", "").strip().casefold()
    name = given.get("receiver", "").strip().casefold()
    return AnswerIncomplete(NOT_A_NAME) if said == name else None


VISIT = LifeCycle(
    "fråga",
    (
        ("open", "öppen"),
        ("answered", "besvarad"),
        ("could_not", "gick inte"),
        ("not_needed", "behövdes inte"),
        ("overridden", "förbigången"),
        ("voided", "gäller inte längre"),
    ),
    frozenset({"open"}),
    (
        Turn("answer", "open", "answered"),
        Turn("fail", "open", "could_not"),
        Turn("skip", "open", "not_needed"),
        Turn("pass_by", "open", "overridden"),
        *(
            Turn("void", state, "voided")
            for state in ("open", "answered", "could_not", "not_needed", "overridden")
        ),
        *(
            Turn("correct", state, "answered")
            for state in ("answered", "could_not", "not_needed", "overridden")
        ),
    ),
)

ITEM = LifeCycle(
    "öppen punkt",
    (
        ("open", "öppen"),
        ("done", "klar"),
        ("not_needed", "behövdes inte"),
        ("broken", "bruten"),
        ("could_not", "gick inte"),
    ),
    frozenset({"open"}),
    (
        Turn("fail", "open", "could_not", (written("outcome", "skriv varför det inte gick"),)),
        Turn("try_again", "open", "open"),
        Turn("finish", "open", "done"),
        Turn("drop", "open", "not_needed", (written("outcome", "skriv varför den inte behövs"),)),
        Turn("break_", "open", "broken", (written("outcome", "skriv varför löftet bröts"),)),
    ),
)

HANDOVER_ITEM = LifeCycle(
    "punkt i överlämning",
    (("offered", "lämnad"), ("accepted", "mottagen"), ("returned", "åter till jouren")),
    frozenset({"offered", "returned"}),
    (
        *(
            Turn(
                "accept",
                state,
                "accepted",
                (
                    written("receiver", "skriv vem som tog emot"),
                    written("words", f"skriv {SAID_BACK}"),
                    own_words,
                    another_person,
                ),
            )
            for state in ("offered", "returned")
        ),
        Turn(
            "give_back", "offered", "returned", (written("words", "skriv vad mottagaren undrar"),)
        ),
    ),
)

DECISION = LifeCycle(
    "beslut",
    (("oral", "muntligt, underskrift kommer"), ("made", "fattat"), ("signed", "undertecknat")),
    frozenset({"oral"}),
    (
        Turn("sign", "oral", "signed", (written("by", "skriv vem som undertecknade"),)),
        Turn("sign", "made", "signed", (written("by", "skriv vem som undertecknade"),)),
    ),
)

CLOCK = LifeCycle(
    "klocka",
    (("running", "löper"), ("met", "mött"), ("met_late", "mött för sent")),
    frozenset({"running"}),
    (Turn("meet", "running", "met"), Turn("meet_late", "running", "met_late")),
)

ALL = (VISIT, ITEM, HANDOVER_ITEM, DECISION, CLOCK)


def advance(
    cycle: LifeCycle,
    state: str,
    trigger: str,
    given: Mapping[str, str] | None = None,
    what: str = "",
) -> str:
    """The state after a move; raises the guard's refusal, or AlreadySettled when there is none."""
    turn = next((t for t in cycle.turns if t.trigger == trigger and t.source == state), None)
    if turn is None:
        raise AlreadySettled(what or cycle.name.capitalize(), cycle.swedish(state))
    for guard in turn.guards:
        refusal = guard(given or {})
        if refusal is not None:
            raise refusal
    traveller = _Traveller(state)
    machine = _machine(cycle)
    machine.add_model(traveller, initial=state)
    try:
        machine.events[trigger].trigger(traveller)
    finally:
        machine.remove_model(traveller)
    return traveller.state


def diagram(cycle: LifeCycle) -> str:
    """The life cycle as a Mermaid state diagram, for docs/livscykler.md."""
    lines = ["stateDiagram-v2"]
    lines += [f"    {id} : {word}" for id, word in cycle.states]
    for turn in cycle.turns:
        guards = ", ".join(getattr(guard, "__name__", "") for guard in turn.guards)
        mark = f" [{guards}]" if guards else ""
        lines.append(f"    {turn.source} --> {turn.to} : {turn.trigger}{mark}")
    return "\n".join(lines)


class _Traveller:
    """The throw-away model: the log owns the state."""

    def __init__(self, state: str) -> None:
        self.state = state


@cache
def _machine(cycle: LifeCycle) -> Any:
    machine = Machine(
        model=None,
        states=[id for id, _ in cycle.states],
        initial=cycle.states[0][0],
        auto_transitions=False,
    )
    for turn in cycle.turns:
        machine.add_transition(turn.trigger, turn.source, turn.to)
    return machine
