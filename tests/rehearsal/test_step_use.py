"""Facts about how steps are used: played nights, counted exactly and never by person."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.desk.sample import INKOMMANDE
from tests.rehearsal.small_night import HEAD, OPEN, TO_CHILD, Theatre

from jourstod.desk.ledger import Allow, Ledger
from jourstod.desk.step_use import step_use
from jourstod.domain.case import Case
from jourstod.domain.errors import NoSuchBundle
from jourstod.domain.local_time import local
from jourstod.domain.people import Handler
from jourstod.domain.small_counts import Hidden
from jourstod.domain.step_use import Aside, Fate, Showing, showings
from jourstod.domain.use_table import Use

CHILD = OPEN + TO_CHILD
LATER = datetime(2026, 11, 23, 22, 0, tzinfo=UTC)


def one_case(lines: str) -> Case:
    theatre = Theatre()
    told = theatre.play(lines)
    assert told.failures == ()
    return theatre.case(told.numbers[0])


def shown(
    case: Case, shifts: tuple[datetime, ...] = (), now: datetime = LATER
) -> dict[str, Showing]:
    found = list(showings(case.entries, shifts, now))
    assert len({one.step for one in found}) == len(found), "one showing of each, so named by step"
    return {one.step: one for one in found}


def test_each_way_to_settle_a_question_is_a_fate_of_its_own_with_its_time() -> None:
    case = one_case(
        OPEN
        + """\
  - { kl: 22:42, svara: fara, med: vet inte }
  - { kl: 22:44, gick inte: larma, skäl: Ingen täckning. }
  - { kl: 22:47, svara: ålder, med: barn }
  - { kl: 22:48, behövs inte: börja_barn, skäl: Läst. }
  - { kl: 22:48, starta rutin: barn }
  - { kl: 22:50, gå förbi: hot, skäl: Bedömt. }
"""
    )
    told = {step: (one.fate, one.seconds) for step, one in shown(case).items()}
    assert told == {
        "fara": (Fate.UNKNOWN, 60),
        "larma": (Fate.COULD_NOT, 120),
        "ålder": (Fate.ANSWERED, 180),
        "börja_barn": (Fate.SKIPPED, 60),
        "hot": (Fate.OVERRIDDEN, 120),
        "skydd": (Fate.OPEN, None),
    }
    assert not any(one.asides for one in shown(case).values())


def test_what_was_put_aside_has_no_time_and_keeps_the_fate_it_got_in_the_end() -> None:
    case = one_case(
        OPEN
        + """\
  - { kl: 22:42, skjut upp: fara, skäl: Tolken ringer., nästa: 23:30 }
  - { kl: 22:44, svara: fara, med: nej }
"""
    )
    fara = shown(case)["fara"]
    assert (fara.fate, fara.asides, fara.seconds) == (
        Fate.ANSWERED,
        frozenset({Aside.DEFERRED}),
        None,
    )


def test_a_question_known_from_before_was_never_shown() -> None:
    known = OPEN.replace("anmälan: anmälan", "anmälan: anmälan, fakta: { fara: nej }")
    assert list(shown(one_case(known))) == ["ålder"]


def test_a_pause_is_counted_where_the_case_stood_still_and_nowhere_else() -> None:
    case = one_case(CHILD + "  - { kl: 23:13, svara: hot, med: akut }\n")
    told = shown(case)
    assert told["hot"].asides == {Aside.PAUSED}
    assert told["hot"].seconds == 30 * 60
    assert [step for step, one in told.items() if one.asides] == ["hot"]
    almost = one_case(CHILD + "  - { kl: 23:12, svara: hot, med: akut }\n")
    assert shown(almost)["hot"].asides == frozenset()


def test_a_case_that_nobody_has_touched_for_long_stands_still_now() -> None:
    case = one_case(CHILD)
    assert shown(case, now=LATER)["hot"].asides == frozenset()
    assert shown(case, now=LATER + timedelta(minutes=30))["hot"].asides == {Aside.PAUSED}


def test_a_question_left_open_over_a_change_of_handler_or_shift_has_no_time() -> None:
    case = one_case(
        CHILD + "  - { kl: 22:44, byt handläggare: CD }\n  - { kl: 22:45, svara: hot, med: akut }\n"
    )
    assert shown(case)["hot"].asides == {Aside.WENT_OVER}
    assert shown(case)["hot"].seconds is None
    alone = one_case(CHILD + "  - { kl: 22:45, svara: hot, med: akut }\n")
    assert shown(alone)["hot"].seconds == 120
    between = datetime(2026, 11, 23, 21, 44, tzinfo=UTC)
    assert shown(alone, (between,))["hot"].seconds is None
    assert shown(alone, (between,))["ålder"].seconds == 60


def test_a_case_received_as_a_whole_or_closed_tells_what_was_left_open() -> None:
    case = one_case(CHILD + "  - { kl: 22:44, avsluta: Utrett, skäl: Klart. }\n")
    assert shown(case)["hot"].asides == {Aside.CLOSED}
    assert shown(case)["hot"].fate is Fate.OPEN


def test_what_is_corrected_or_changed_is_counted_where_it_was_answered() -> None:
    case = one_case(
        OPEN
        + """\
  - { kl: 22:42, svara: fara, med: ja }
  - { kl: 22:43, svara: larma }
  - { kl: 22:44, svara: ålder, med: vuxen }
  - { kl: 22:45, rätta: ålder, till: barn, skäl: Läste fel. }
  - { kl: 22:46, ändrat läge: fara, till: nej, skäl: Polisen är där. }
"""
    )
    told = [(one.step, one.fate, one.asides) for one in showings(case.entries, (), LATER)]
    assert told == [
        ("fara", Fate.ANSWERED, {Aside.CHANGED}),
        ("larma", Fate.ANSWERED, frozenset()),
        ("ålder", Fate.ANSWERED, {Aside.CORRECTED}),
        ("börja_barn", Fate.STRUCK, frozenset()),
        ("börja_barn", Fate.OPEN, frozenset()),
    ]


def test_a_krav_walked_past_is_counted_where_one_walked_from() -> None:
    case = one_case(
        CHILD
        + """\
  - { kl: 22:44, svara: hot, med: lågt }
  - { kl: 22:45, svara: skydd, med: vet inte, motivering: Oklart. }
  - { kl: 22:46, svara: chef }
  - { kl: 22:47, gå förbi: uppgift, skäl: Mottagningen vet. }
"""
    )
    told = shown(case)
    assert told["uppgift"].fate is Fate.OVERRIDDEN
    assert [s for s, one in told.items() if Aside.PAST_KRAV in one.asides] == ["uppgift"]


# --- the table ----------------------------------------------------------------------------------

SEVEN = range(7)
"""The children of whom it is not known whether they are in danger."""


def a_night(cases: int = 12) -> Theatre:
    """Twelve children in turn, by three handlers; the last stands at the question of age."""
    theatre = Theatre()
    for n in range(cases):
        play_one(theatre, n, last=n == cases - 1)
    return theatre


def play_one(theatre: Theatre, n: int, last: bool = False) -> None:
    """The next child: three questions, one more for those of whom it is not known."""
    begins = local(theatre.clock() + timedelta(minutes=1))

    def line(minute: int, words: str) -> str:
        return f"  - {{ kl: {begins + timedelta(minutes=minute):%H:%M}, {words} }}\n"

    lines = line(0, f"byt handläggare: {'ABC'[n % 3]}X")
    lines += line(0, f"nytt ärende: {{ alias: Hemlige {n}, anmälan: anmälan }}")
    lines += line(1 + n % 2, f"svara: fara, med: {'vet inte' if n in SEVEN else 'nej'}")
    lines += line(3, "svara: larma") if n in SEVEN else ""
    lines += "" if last else line(4, "svara: ålder, med: vuxen")
    head = HEAD.replace("2026-11-23T22:40", f"{begins:%Y-%m-%dT%H:%M}")
    assert theatre.play(lines, head).failures == ()


def use_of(theatre: Theatre, step: str, **limits: object) -> Use | None:
    table = step_use(theatre.desk(), **limits)  # type: ignore[arg-type]
    (row,) = (row for row in table.rows if row.step == step)
    return row.use


def test_the_table_counts_exactly_and_puts_the_most_troubled_step_first() -> None:
    table = step_use(a_night().desk())
    assert table.cases == 12
    assert (table.handlers, table.about_persons) == (3, False)
    told = [(row.step, row.use.shown if row.use else 0, row.reason) for row in table.rows]
    assert told == [
        ("fara", 12, "vet inte 7"),
        ("larma", 7, ""),
        ("ålder", 12, ""),
    ]
    fara = table.rows[0].use
    assert fara is not None
    assert {fate: n for fate, n in fara.fates.items() if n} == {Fate.ANSWERED: 5, Fate.UNKNOWN: 7}
    assert (fara.median, fara.ninth) == (90, 120)
    assert table.rows[0].words.routine == "Inkommande"


def test_fewer_than_five_is_never_told_nor_to_be_counted_out() -> None:
    ålder = use_of(a_night(), "ålder")
    assert ålder is not None
    assert ålder.fates[Fate.OPEN] is Hidden.FEW
    assert ålder.fates[Fate.ANSWERED] is Hidden.KEPT, "12 - 11 would be the one left open"
    assert use_of(a_night(4), "fara") is None


def test_many_showings_in_one_case_are_still_one_person() -> None:
    lines = OPEN + "  - { kl: 22:42, svara: fara, med: nej }\n"
    for n in range(6):
        lines += f"  - {{ kl: 22:{43 + 2 * n}, svara: ålder, med: vuxen }}\n"
        lines += f"  - {{ kl: 22:{44 + 2 * n}, ta upp igen: ålder, skäl: Oklart. }}\n"
    theatre = Theatre()
    assert theatre.play(lines).failures == ()
    assert use_of(theatre, "ålder") is None


def test_the_table_counts_what_was_shown_since_a_day_and_in_one_routine() -> None:
    theatre = a_night()
    assert use_of(theatre, "fara", since=date(2026, 11, 23)) is not None
    assert step_use(theatre.desk(), since=date(2999, 1, 1)).rows == ()
    assert step_use(theatre.desk(), routine="barn").rows == ()
    assert len(step_use(theatre.desk(), routine="inkommande").rows) == 3


def test_a_case_that_was_not_touched_since_the_day_is_not_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    theatre = a_night(20)
    read: list[str] = []
    whole = Ledger.case

    def noted(at: Ledger, id: str, allow: Allow) -> Case:
        read.append(id)
        return whole(at, id, allow)

    monkeypatch.setattr(Ledger, "case", noted)
    step_use(theatre.desk(), since=date(2026, 11, 24))
    after_midnight = len(read)
    assert 0 < after_midnight < 20
    step_use(theatre.desk(), since=date(2026, 11, 25))
    assert len(read) == after_midnight


def test_a_step_that_is_gone_still_counts_and_keeps_the_name_of_its_version() -> None:
    theatre = a_night()
    theatre.shelf.files["inkommande.yaml"] = (
        INKOMMANDE.replace("  larma:", "  ring:")
        .replace("larma", "ring")
        .replace("Inkommande", "Ny")
    )
    rows = {row.step: row for row in step_use(theatre.desk()).rows}
    assert rows["larma"].use is not None
    assert (rows["larma"].words.step, rows["larma"].words.routine) == ("Larma", "Inkommande")
    assert rows["fara"].words.routine == "Ny"


def test_a_version_that_cannot_be_read_is_told_by_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    theatre = a_night()
    desk = theatre.desk()
    monkeypatch.setattr(type(desk), "bundle", _unreadable)
    del theatre.shelf.files["barn.yaml"]
    theatre.shelf.files["inkommande.yaml"] = (
        INKOMMANDE.replace("  larma:", "  ring:")
        .replace("larma", "ring")
        .replace("    startar: [barn]\n", "")
    )
    rows = {row.step: row for row in step_use(desk).rows}
    assert rows["larma"].use is not None
    assert rows["larma"].words.step == "Larma"


def _unreadable(desk: object, start: str) -> object:
    raise NoSuchBundle(start, 0)


def test_versions_are_told_apart_only_when_each_has_enough() -> None:
    theatre = a_night()
    (alone,) = (r for r in step_use(theatre.desk()).rows if r.step == "fara")
    assert alone.versions == ()
    theatre.shelf.files["inkommande.yaml"] = INKOMMANDE.replace("i fara just nu", "i fara")
    for n in range(5):
        play_one(theatre, 9 + n)
        (row,) = (r for r in step_use(theatre.desk()).rows if r.step == "fara")
        assert len(row.versions) == (2 if n == 4 else 0)
    assert [use.shown for _, use in row.versions] == [12, 5]
    assert row.use is not None
    assert row.use.shown == 17


def test_the_handlers_are_counted_and_one_alone_is_said() -> None:
    theatre = Theatre()
    assert theatre.play(CHILD).failures == ()
    table = step_use(theatre.desk(Handler("CD", "CD")))
    assert (table.handlers, table.about_persons) == (1, True)
