"""The lines of a written night: each key that says what happens, and what may stand beside it."""

from __future__ import annotations

from collections.abc import Callable

from jourstod.domain.night import (
    Answering,
    CallingBack,
    CallOnly,
    Changing,
    Closing,
    Correcting,
    Deed,
    HandingOver,
    Leaving,
    NewCase,
    Noting,
    Promising,
    Receiving,
    Seating,
    Silencing,
    Starting,
    Tasking,
    Trying,
    Waiting,
)

from .fields import Fields
from .night_expected import expecting
from .night_parts import EXAMPLES as EXAMPLES
from .night_parts import number, pairs, part_of, words

WAYS_IN = ("anmälan", "ansökan", "information")
"""How a case became known; clocks start from it."""


def _new_case(line: Fields) -> Deed:
    part = part_of(line, "nytt ärende")
    if part is None:
        return NewCase("")
    deed = NewCase(
        alias=part.text("alias", required=True),
        board=part.text("nämnd"),
        report=part.choice("anmälan", WAYS_IN) if part.has("anmälan") else "",
        reporter=part.text("uppgiftslämnare"),
        note=part.text("anteckning"),
        facts=pairs(part, "fakta"),
    )
    part.close()
    return deed


def _call(line: Fields) -> Deed:
    outcome = line.choice("samtal", ("rådgivning", "annan kommun", "felringning"))
    return CallOnly(outcome, number(line, "minuter") or 0)


def _answer(line: Fields) -> Deed:
    return Answering(
        step=line.text("svara", required=True),
        given=words(line, "med"),
        routine=line.text("rutin"),
        reason=line.text("motivering"),
        written=pairs(line, "skriv"),
        insist=line.text("trots krav"),
        told_by=line.text("uppgift från"),
        happened=line.text("hände"),
    )


def _leave(how: str) -> Callable[[Fields], Deed]:
    def read(line: Fields) -> Deed:
        return Leaving(
            how=how,
            step=line.text(how, required=True),
            reason=line.text("skäl", required=True),
            routine=line.text("rutin"),
            next_try=line.text("nästa"),
            insist=line.text("trots krav"),
        )

    return read


def _note(line: Fields) -> Deed:
    text = line.text("anteckna", required=True)
    return Noting(text, line.text("uppgift från"), line.text("hände"))


def _correct(line: Fields) -> Deed:
    return Correcting(
        step=line.text("rätta", required=True),
        to=words(line, "till"),
        reason=line.text("skäl", required=True),
        routine=line.text("rutin"),
        written=pairs(line, "skriv"),
        insist=line.text("trots krav"),
    )


def _change(line: Fields) -> Deed:
    fact = line.text("ändrat läge", required=True)
    if not line.has("till"):
        line.missing("till")
    return Changing(fact, words(line, "till"), line.text("skäl", required=True))


def _call_back(line: Fields) -> Deed:
    return CallingBack(
        who=line.text("ring tillbaka", required=True),
        about=line.text("gäller"),
        next_try=line.text("nästa"),
        number=line.text("nummer"),
        fallback=line.text("annars"),
    )


def _wait_for(line: Fields) -> Deed:
    return CallingBack(
        who=line.text("vänta på", required=True),
        about=line.text("gäller"),
        next_try=line.text("nästa"),
        number=line.text("nummer"),
        fallback=line.text("annars"),
        we_call=False,
    )


def _try(line: Fields) -> Deed:
    who = line.text("försök", required=True)
    reached = line.choice("nåddes", ("ja", "nej")) == "ja"
    return Trying(who, reached, line.text("utfall"), line.text("nästa"))


def _promise(line: Fields) -> Deed:
    return Promising(line.text("lova", required=True), line.text("till"), line.text("när"))


def _task(line: Fields) -> Deed:
    what, owner = line.text("uppgift", required=True), line.text("lämnas till", required=True)
    return Tasking(what, owner, line.text("senast"), line.text("om så"))


def _silence(line: Fields) -> Deed:
    return Silencing(
        who=line.text("får inte informeras", required=True),
        relation=line.text("relation"),
        ground=line.text("grund"),
        decided_by=line.text("beslutat av"),
        review=line.text("omprövas"),
    )


def _close(line: Fields) -> Deed:
    return Closing(line.text("avsluta", required=True), line.text("skäl", required=True))


def _receive(line: Fields) -> Deed:
    return Receiving(line.text("tas emot av", required=True), line.text("sagt", required=True))


def _give_back(line: Fields) -> Deed:
    who = line.text("åter till jouren", required=True)
    return Receiving(who, line.text("sagt", required=True), back=True)


def _wait(line: Fields) -> Deed:
    line.text("vänta till", required=True)
    return Waiting()


DEEDS: dict[str, Callable[[Fields], Deed]] = {
    "nytt ärende": _new_case,
    "samtal": _call,
    "svara": _answer,
    "gick inte": _leave("gick inte"),
    "behövs inte": _leave("behövs inte"),
    "skjut upp": _leave("skjut upp"),
    "ta upp igen": _leave("ta upp igen"),
    "gå förbi": _leave("gå förbi"),
    "anteckna": _note,
    "rätta": _correct,
    "ändrat läge": _change,
    "ring tillbaka": _call_back,
    "vänta på": _wait_for,
    "försök": _try,
    "lova": _promise,
    "uppgift": _task,
    "får inte informeras": _silence,
    "starta rutin": lambda line: Starting(line.text("starta rutin", required=True)),
    "avsluta": _close,
    "byt handläggare": lambda line: Seating(line.text("byt handläggare", required=True)),
    "lämna över": lambda line: HandingOver(line.text("lämna över", required=True)),
    "tas emot av": _receive,
    "åter till jouren": _give_back,
    "vänta till": _wait,
    "förvänta": expecting,
}
"""What can happen, by the key that says it."""
