"""Folding of protected identity: the level as told last, openings in an emergency, tokens."""

from __future__ import annotations

from . import events as ev
from .case_parts import Case
from .entries import Entry

Shielding = ev.ProtectionTold | ev.ProtectedOpened | ev.CaseMadeFindable


def fold_shielding(case: Case, entry: Entry, event: Shielding) -> None:
    """Fold what is told of the protection; a case that is kept apart can be found by nothing."""
    who = entry.stamp.who
    match event:
        case ev.ProtectionTold():
            case.protection = case.protection.told(event.level, event.source, event.pointer, who)
            case.alias = event.alias or case.alias
        case ev.ProtectedOpened():
            case.protection = case.protection.opened_by(who, entry.stamp.recorded_at)
        case ev.CaseMadeFindable():
            case.tokens |= set(event.tokens)
    if case.protection.hides:
        case.tokens.clear()
