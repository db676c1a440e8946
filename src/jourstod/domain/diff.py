"""The difference between two rulebooks: every change in a sentence, most serious first."""

from __future__ import annotations

from dataclasses import replace

from .diff_change import ORDER, Books, Change
from .diff_facts import fact_changes
from .diff_registers import register_changes
from .diff_routines import routine_changes
from .rulebook import Rulebook


def differences(old: Rulebook, new: Rulebook) -> tuple[Change, ...]:
    """Every change; what widens a disclosure stands first, and the same sentence is said once."""
    books = Books(old, new)
    found = (*routine_changes(books), *fact_changes(books), *register_changes(books))
    merged: dict[Change, list[str]] = {}
    for change in found:
        merged.setdefault(replace(change, where=""), []).append(change.where)
    told = [
        replace(change, where=", ".join(dict.fromkeys(where))) for change, where in merged.items()
    ]
    return tuple(sorted(told, key=lambda one: (not one.wider, ORDER[one.weight])))
