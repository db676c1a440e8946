"""The register kalender becomes a calendar of red days, eves and half-days."""

from __future__ import annotations

from datetime import date

from jourstod.domain.calendar import Calendar, Day, DayKind
from jourstod.domain.findings import Finding

from .days import is_day
from .fields import Fields, as_mapping, cut
from .header import check_language
from .nodes import Mapping, Node, Scalar
from .remarks import Remarks

_DAY = "2026-12-25: { namn: juldagen, slag: röd dag }"
_EXAMPLES = {
    "kalender": f"kalender:\n  från: 2026-01-01\n  till: 2035-12-31\n  dagar:\n    {_DAY}",
    "från": "från: 2026-01-01",
    "till": "till: 2035-12-31",
    "dagar": f"dagar:\n  {_DAY}",
    "slag": "slag: röd dag",
}
NO_CALENDAR = Calendar({}, date.min, date.min)
"""Covers no day: each clock then says that it has to be counted by hand, and none guesses."""


def read_calendar(node: Node) -> tuple[Calendar | None, list[Finding]]:
    """The calendar, or None when anything in it is wrong: a missing red day moves a deadline."""
    remarks = Remarks()
    root = as_mapping(node, "filen", remarks, _EXAMPLES["kalender"])
    if root is None:
        return None, remarks.findings
    head = Fields(root, "filen", remarks, _EXAMPLES)
    if not check_language(head):
        return None, remarks.findings
    body = head.section("kalender", required=True)
    head.close()
    calendar = _calendar(body, remarks) if body else None
    return None if remarks.errors else calendar, remarks.findings


def _calendar(body: Mapping, remarks: Remarks) -> Calendar | None:
    fields = Fields(body, "kalendern", remarks, _EXAMPLES)
    first, last = fields.day("från", required=True), fields.day("till", required=True)
    listed = fields.section("dagar", required=True)
    fields.close()
    if not first or not last:
        return None
    begins, ends = date.fromisoformat(first), date.fromisoformat(last)
    if ends < begins:
        remarks.error("fel-datum", body.place, "Kalendern slutar innan den börjar.")
        return None
    days: dict[date, Day] = {}
    for name, value in listed.entries if listed else ():
        day, known = _date(name, begins, ends, remarks), _day(name, value, remarks)
        if day and known:
            days[day] = known
    return Calendar(days, begins, ends)


def _date(name: Scalar, first: date, last: date, remarks: Remarks) -> date | None:
    if not is_day(name.value):
        remarks.error(
            "fel-datum",
            name.place,
            f"«{cut(name.value)}» är inget datum. Skriv år-månad-dag.",
            example=_DAY,
        )
        return None
    day = date.fromisoformat(name.value)
    if first <= day <= last:
        return day
    remarks.error(
        "fel-datum", name.place, f"{name.value} ligger utanför kalendern ({first}–{last})."
    )
    return None


def _day(name: Scalar, value: Node, remarks: Remarks) -> Day | None:
    part = as_mapping(value, f"dagen {cut(name.value)}", remarks, _DAY)
    if part is None:
        return None
    fields = Fields(part, f"dagen {cut(name.value)}", remarks, _EXAMPLES)
    words = fields.text("namn", required=True)
    kind = fields.choice("slag", tuple(kind.value for kind in DayKind))
    fields.close()
    return Day(words, DayKind(kind)) if kind in set(DayKind) else None
