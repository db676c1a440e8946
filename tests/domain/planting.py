"""A protected address in every field of every event, found from the event types themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any, get_args, get_type_hints

from jourstod.domain import events as ev
from jourstod.domain.answers import Answer
from jourstod.domain.case import Case

_IDS = """
    track visit visits step item entry handover parent corrects number board bundle duty start krav
    replaces digest case belongs_to to routine because fact clock copy before decided_at
    enforced_at since at earliest latest
"""
NOT_TYPED = frozenset(_IDS.split())
"""Fields that hold an id, a time or a sum the program made; what else there is, somebody typed."""


def planted(case: Case, secret: str) -> Iterator[tuple[str, ev.CaseEvent]]:
    """Every event with the secret in one typed field, with «kind.field»."""
    for kind in get_args(ev.CaseEvent):
        whole = example(case, kind)
        for name, value in typed(whole):
            for part, filled in with_secret(value, secret):
                yield f"{kind.KIND}.{name}{part}", replace(whole, **{name: filled})


def everywhere_planted(case: Case, kind: type, secret: str) -> ev.CaseEvent:
    """One event with the secret in all its typed fields."""
    whole = example(case, kind)
    full = {name: list(with_secret(value, secret))[-1][1] for name, value in typed(whole)}
    event: ev.CaseEvent = replace(whole, **full)
    return event


def typed(event: Any) -> Iterator[tuple[str, Any]]:
    """The fields of an event that somebody may have typed."""
    for field in fields(event):
        value = getattr(event, field.name)
        if field.name not in NOT_TYPED and not isinstance(value, bool | int):
            yield field.name, value


def with_secret(value: Any, secret: str) -> Iterator[tuple[str, Any]]:
    """The value with the secret in each of its places."""
    match value:
        case Answer():
            yield ".text", replace(value, text=secret)
            yield ".reason", replace(value, reason=secret)
            yield ".fields", replace(value, fields=(("utfall", secret),))
            yield "", replace(value, text=secret, reason=secret, fields=(("utfall", secret),))
        case tuple() if value and isinstance(value[0], tuple):
            yield "", ((value[0][0], secret),)
        case tuple():
            yield "", (secret,)
        case str():
            yield "", secret
        case _:
            raise AssertionError(f"the test does not know how to plant in {value!r}")


def example(case: Case, kind: type) -> Any:
    """An event of the kind that the case can fold: its ids are those of the case."""
    visit = next(v for v in case.visits.values() if v.step == "skydd")
    ids = {
        "track": visit.track, "visit": visit.id, "step": visit.step, "parent": "", "to": "beslut",
        "item": _item(case, kind), "entry": next(iter(case.decisions)), "number": case.number,
        "handover": next(iter(case.handovers)), "corrects": visit.settled_by, "board": case.board,
        "bundle": case.bundle, "case": "annat", "fact": "signalement", "routine": "barn",
        "belongs_to": "annat", "duty": "skyddsbedomning", "receiver": "polisen",
        "agency": "polisen", "since": "2026-11-23T22:30:00+00:00",
        "decided_at": "2026-11-23T22:30:00+00:00", "at": "2026-11-23T22:30:00+00:00",
        "earliest": "2026-11-23T22:30:00+00:00", "latest": "2026-11-23T22:30:00+00:00",
    }  # fmt: skip
    hints, given = get_type_hints(kind), {}
    for field in fields(kind):
        given[field.name] = ids.get(field.name, _plain(field.name, hints[field.name]))
    if kind is ev.VisitOpened:
        given["visit"] = "nytt"
    if kind is ev.TrackStarted:
        given["track"] = "ny"
    return kind(**given)


def _item(case: Case, kind: Any) -> str:
    """An item the event may be about; a new one where it makes one."""
    if kind in (ev.TaskDone, ev.PromiseKept, ev.CallbackMade):
        wanted = {ev.TaskDone: "uppgift", ev.PromiseKept: "utlovat"}.get(kind, "ring tillbaka")
        return next(i.id for i in case.items.values() if i.kind.value == wanted)
    if kind is ev.DoNotTellLifted:
        return next(iter(case.silences))
    if kind is ev.PlacementEnded:
        return next(iter(case.placements))
    return next(iter(next(iter(case.handovers.values())).event.items))[0] if kind in (
        ev.HandoverAccepted, ev.HandoverReturned
    ) else "nytt"  # fmt: skip


def _plain(name: str, hint: Any) -> Any:
    if hint is bool:
        return name not in ("oral", "reused", "reached", "on_paper")
    if hint is int:
        return 1
    if hint is Answer:
        return Answer()
    if hint == tuple[tuple[str, str], ...]:
        return (("1", "x"),)
    return () if str(hint).startswith("tuple") else ""
