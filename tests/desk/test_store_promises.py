"""What the desk asks of the store: one write, one command, nothing readable, conflicts rarely."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.desk.random_acts import EARLIER, KINDS, Acting
from tests.desk.sample import Jour, Now, asked, open_child, reply, visit
from tests.desk.test_corrections import in_child_routine, latest
from tests.store.sealing import KeyedCodec
from tests.vault.at_the_door import sealing_codec

from jourstod.desk.command import Command, new_command
from jourstod.desk.desk import Desk
from jourstod.desk.ports import Append, Beside, Codec, Outcome, Stored
from jourstod.domain import events as ev
from jourstod.domain.answers import Answer
from jourstod.domain.decide.cases import Intake
from jourstod.domain.entries import Happened
from jourstod.domain.errors import CommandReused, FactMoved, StoreAway, VisitClosed
from jourstod.store.memory import MemoryVault
from jourstod.store.place import open_vault

NAME = "Rosenqvist-Maja"
SECRET = "Gömd adress Tallbacken 7"


# ── nothing readable ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("made", [KeyedCodec, sealing_codec])
@pytest.mark.parametrize("in_file", [False, True])
def test_nothing_of_a_whole_night_can_be_read_in_the_stores_bytes(
    tmp_path: Path, in_file: bool, made: Callable[[], Codec]
) -> None:
    now = Now()
    vault = open_vault(tmp_path, now, practice=True) if in_file else MemoryVault(now)
    jour = Jour(vault=vault, codec=made())
    desk = jour.desk()
    id = open_child(desk, ("fara", "nej"), ("åldersgrupp", "barn"), alias=NAME)
    desk.notebook.save(f"note:{id}", SECRET)
    call = desk.notebook.new_call(now())
    desk.notebook.keep_call(call.with_fact("fara", "ja"))
    acting = Acting(desk, id)
    for pick in range(4):
        for kind in ("answer", *KINDS):
            acting.do(kind, pick)
    if desk.case(id).closed:
        desk.reopen(id, "Den var vår.", new_command())
    desk.acts.note(id, SECRET, new_command())
    desk.notebook.save("note:annan", SECRET)
    again = jour.desk()
    assert again.case(id) == desk.case(id) and again.notebook.text("note:annan") == SECRET
    assert [row.who for row in again.board()] == [f"barn «{NAME}»"]
    held = _file_bytes(tmp_path) if in_file else _memory_bytes(jour)
    for word in (NAME, SECRET, "Tallbacken", "Eva Ek", "step_answered", "Anteckning"):
        assert word.encode() not in held, word
    vault.close()


def _file_bytes(home: Path) -> bytes:
    return b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())


def _memory_bytes(jour: Jour) -> bytes:
    log = jour.vault.log
    rows = [row for head in log.heads() for row in log.read(head.stream)]
    parts = [repr(row).encode() + row.sealed for row in rows]
    parts += [repr(kept).encode() + kept.sealed for kept in jour.vault.summaries.open_ones()]
    parts += [repr(kept).encode() + kept.sealed for kept in jour.vault.drafts.all_of("AB")]
    return b"".join(parts)


# ── one write ───────────────────────────────────────────────────────────────────────────────────


NOTHING = Beside()


class Spy(MemoryVault):
    """A store that counts writes, and can have somebody else write first."""

    def __init__(self, now: Now) -> None:
        super().__init__(now)
        self.writes: list[Beside] = []
        self.before: list[Any] = []
        self.lose_the_answer = False
        real = self.log.append

        def append(
            batch: Sequence[Append], command_id: str, beside: Beside = NOTHING
        ) -> Outcome:  # fmt: skip
            if self.before:
                self.before.pop()()
            outcome = real(batch, command_id, beside)
            self.writes.append(beside)
            if self.lose_the_answer and isinstance(outcome, Stored):
                self.lose_the_answer = False
                raise StoreAway("Svaret kom bort på vägen.")
            return outcome

        self.log.append = append  # type: ignore[method-assign]
        for port, names in ((self.drafts, ("save", "drop")), (self.summaries, ("put",))):
            for name in names:
                setattr(port, name, self._counted(getattr(port, name)))
        self.aside = 0

    def _counted(self, real: Any) -> Any:
        def call(*args: Any) -> Any:
            self.aside += 1
            return real(*args)

        return call


def spied() -> tuple[Spy, Jour, Desk, str]:
    """A case at its first question, in a store that counts."""
    spy = Spy(Now())
    jour = Jour(vault=spy)
    desk = jour.desk()
    id = open_child(desk)
    spy.writes.clear()
    return spy, jour, desk, id


def test_an_answer_its_summary_and_the_end_of_its_draft_are_one_write() -> None:
    spy, _, desk, id = spied()
    shown = visit(desk, id, "fara")
    desk.notebook.save(f"visit:{shown}", "halvt")
    spy.aside = 0
    reply(desk, id, "fara", "nej")
    (beside,) = spy.writes
    assert spy.aside == 0
    assert [(s.stream, s.seq) for s in beside.summaries] == [(f"case/{id}", desk.case(id).seq)]
    assert beside.drafts_done == ((f"visit:{shown}", "AB"),)
    assert desk.notebook.text(f"visit:{shown}") == ""


# ── one command ─────────────────────────────────────────────────────────────────────────────────


def test_a_write_whose_answer_was_lost_is_found_again_and_done_once() -> None:
    spy, jour, desk, id = spied()
    shown, command = visit(desk, id, "fara"), new_command()
    spy.lose_the_answer = True
    with pytest.raises(StoreAway):
        desk.answer(id, shown, Answer(("nej",)), command)
    written = desk.answer(id, shown, Answer(("nej",)), command)
    assert written.entries[0].event.KIND == "step_answered"
    kinds = [e.event.KIND for e in jour.desk().case(id).entries]
    assert kinds.count("step_answered") == 1


def test_a_command_that_another_window_stored_first_is_told_as_its_own() -> None:
    spy, jour, desk, id = spied()
    shown, command = visit(desk, id, "fara"), new_command()
    twin = jour.desk()
    spy.before = [lambda: twin.answer(id, shown, Answer(("nej",)), command)]
    written = desk.answer(id, shown, Answer(("nej",)), command)
    assert written.case == jour.desk().case(id)
    assert [e.event.KIND for e in written.case.entries].count("step_answered") == 1


@pytest.mark.parametrize(
    ("what", "first", "second"),
    [
        ("set_callback", {"fallback": "Ring 112."}, {"fallback": "Ring polisen."}),
        ("set_callback", {"number": "1"}, {"number": "2"}),
        ("note", {"typed": "A"}, {"typed": "B"}),
        ("note", {"typed": "A", "verbatim": True}, {"typed": "A"}),
        ("offer", {"flaws": ()}, {"flaws": ("Brist.",)}),
        ("disclose", {"facts": ("fara",)}, {"facts": ("hot",)}),
        ("leave_task", {"due": "1"}, {"due": "2"}),
    ],
)
def test_a_command_id_that_comes_back_with_other_words_is_refused(
    what: str, first: dict[str, Any], second: dict[str, Any]
) -> None:
    _, jour, desk, id = spied()
    plain: dict[str, dict[str, Any]] = {
        "set_callback": {"who": "Ek", "about": "Var", "next_try": ""},
        "note": {},
        "offer": {"receiver": "mottagning", "items": (("1", "Läs"),), "digest": "x"},
        "disclose": {"receiver": "polisen", "ground": "x", "digest": "x", "form": "text"},
        "leave_task": {"what": "Läs", "owner": "jouren"},
    }
    command = new_command()
    getattr(desk.acts, what)(case=id, command=command, **plain[what], **first)
    again = getattr(jour.desk().acts, what)(case=id, command=command, **plain[what], **first)
    assert len(again.entries) == 1
    with pytest.raises(CommandReused):
        getattr(desk.acts, what)(case=id, command=command, **plain[what], **second)


def test_a_command_id_that_comes_back_with_another_time_or_teller_is_refused() -> None:
    _, _, desk, id = spied()
    early = Happened(EARLIER, EARLIER, "vid nio")
    command = new_command(early, "CD")
    desk.acts.note(id, "A", command)
    moments_later = replace(early, latest=EARLIER + timedelta(minutes=1))
    same = Command(command.id, moments_later, "CD")  # «nyss» is read anew at each try
    assert len(desk.acts.note(id, "A", same).entries) == 1
    for other in (replace(early, words="vid tio"), None):
        with pytest.raises(CommandReused):
            desk.acts.note(id, "A", Command(command.id, other, "CD"))
    with pytest.raises(CommandReused):
        desk.acts.note(id, "A", Command(command.id, early, "EF"))


def test_a_command_id_from_another_case_is_refused_and_nothing_is_written() -> None:
    _, _, desk, id = spied()
    other, command = open_child(desk), new_command()
    desk.acts.note(id, "A", command)
    before = desk.case(other).seq
    with pytest.raises(CommandReused):
        desk.acts.note(other, "A", command)
    assert desk.case(other).seq == before


# ── conflicts at the right grain ────────────────────────────────────────────────────────────────


def test_an_answer_goes_through_when_somebody_wrote_something_else_meanwhile() -> None:
    spy, jour, anna, id = spied()
    carl = jour.desk("CD", "Carl Dahl")
    shown, seen = visit(anna, id, "fara"), anna.case(id).seq
    spy.before = [lambda: carl.acts.note(id, "Tolk bokad.", new_command())]
    anna.answer(id, shown, Answer(("nej",)), new_command(), seen=seen)
    assert asked(anna, id) == ["ålder"]
    assert ev.NoteWritten.KIND in [e.event.KIND for e in anna.case(id).entries]


def test_a_visit_closed_meanwhile_refuses_the_answer_and_keeps_ones_own_text() -> None:
    spy, jour, anna, id = spied()
    carl = jour.desk("CD", "Carl Dahl")
    shown = visit(anna, id, "fara")
    anna.notebook.save(f"visit:{shown}", "min text")
    spy.before = [lambda: reply(carl, id, "fara", "ja")]
    with pytest.raises(VisitClosed) as refused:
        anna.answer(id, shown, Answer(("nej",)), new_command())
    assert refused.value.who == "CD"
    assert anna.notebook.text(f"visit:{shown}") == "min text"
    assert anna.case(id).facts["fara"].answer.values == ("ja",)


def test_a_fact_that_was_read_and_changed_meanwhile_refuses_and_keeps_ones_own_text() -> None:
    spy = Spy(Now())
    jour = Jour(vault=spy)
    anna, carl = jour.desk(), jour.desk("CD", "Carl Dahl")
    id = in_child_routine(anna, "lågt")
    shown, seen = visit(anna, id, "skydd"), anna.case(id).seq
    anna.notebook.save(f"visit:{shown}", "min text")
    new = Answer(("akut",))
    spy.before = [lambda: carl.change(id, "hot", new, "Han är på väg.", new_command())]
    with pytest.raises(FactMoved):
        anna.answer(id, shown, Answer(("nej",), reason="Tryggt."), new_command(), seen=seen)
    assert anna.notebook.text(f"visit:{shown}") == "min text"


def test_a_note_goes_through_however_often_somebody_is_first() -> None:
    spy, jour, anna, id = spied()
    carl = jour.desk("CD", "Carl Dahl")

    def thrice() -> None:
        for number in range(3):
            carl.acts.note(id, f"Carl {number}.", new_command())

    spy.before = [thrice]
    anna.acts.note(id, "Anna.", new_command())
    notes = [e.event.text for e in anna.case(id).entries if isinstance(e.event, ev.NoteWritten)]
    assert notes == ["Carl 0.", "Carl 1.", "Carl 2.", "Anna."]


def test_two_desks_on_one_file_see_each_other_and_number_their_cases_apart(tmp_path: Path) -> None:
    now = Now()
    one = Jour(vault=open_vault(tmp_path, now, practice=True))
    two = Jour(vault=open_vault(tmp_path, now, practice=True))
    anna, carl = one.desk(), two.desk("CD", "Carl Dahl")
    id = open_child(anna)
    assert asked(carl, id) == ["fara"]
    reply(carl, id, "fara", "nej")
    other = str(uuid.uuid4())
    carl.open_case(other, Intake("soder", "R", "info"), new_command())
    assert asked(anna, id) == ["ålder"] and len(anna.board()) == 2
    assert [anna.case(c).number for c in (id, other)] == ["ÖVN-2026-0001", "ÖVN-2026-0002"]
    assert carl.case(id) == anna.case(id)
    for jour in (one, two):
        jour.vault.close()


# ── the preview ─────────────────────────────────────────────────────────────────────────────────


def test_a_preview_gives_the_entries_of_the_act_itself() -> None:
    jour = Jour()
    desk = jour.desk()
    id = in_child_routine(desk)
    reply(desk, id, "skydd", "nej", reason="Mormor.")
    target, new = latest(desk, id, "hot"), Answer(("lågt",))
    foretold = desk.preview_correction(id, target, new, "Fel.")
    written = desk.correct(id, target, new, "Fel.", Command(ZERO, at=foretold[0].stamp.recorded_at))
    assert [(e.id, e.event) for e in written.entries] == [(e.id, e.event) for e in foretold]
    assert [e.stamp.happened for e in written.entries] == [e.stamp.happened for e in foretold]


ZERO = "0" * 32
