"""Side tracks: which of them only an answer that no longer holds had started, and which stand."""

from __future__ import annotations

from collections.abc import Collection

from ..case import Case
from ..case_parts import Visit


def is_void(case: Case, track: str) -> bool:
    """Whether everything on the track has been struck through."""
    known = case.tracks.get(track)
    return bool(known and known.visits and all(case.visits[visit].voided for visit in known.visits))


def is_let_go(case: Case, track: str, closed: Collection[str] = ()) -> bool:
    """Whether the track stands still before its end; `closed` is what this act has settled."""
    known = case.tracks.get(track)
    return known is not None and not known.ended and not set(known.open) - set(closed)


def left_by(case: Case, asked_again: Visit, starts: Collection[str]) -> list[str]:
    """The open visits of tracks that earlier answers to a question asked again started.

    Not those of routines that the new answer starts too. What was done there stands.
    """
    track = case.tracks.get(asked_again.track)
    own = (case.visits[id] for id in track.visits) if track else ()
    answers = {visit.settled_by for visit in own if visit.step == asked_again.step} - {""}
    return [
        open_one
        for started in case.tracks.values()
        if started.by in answers and started.routine not in starts
        for open_one in started.open
    ]
