"""Facts about a desk whose shared store is away: what is told goes on, and nothing is lost."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.desk.sample import Jour, Now, asked, open_child, reply, visit

from jourstod.desk.away import Away
from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.desk.outbox import Outbox
from jourstod.desk.ports import Append, Beside, Drafts, Head, Outcome, Row, Vault
from jourstod.domain import events as ev
from jourstod.domain.answers import Answer
from jourstod.domain.case import Case
from jourstod.domain.errors import StoreAway, VisitClosed
from jourstod.domain.timeline import UNSHARED, recent
from jourstod.store.batch import NOTHING
from jourstod.store.memory import MemoryVault
from jourstod.store.place import open_vault
from jourstod.store.seal import PlainCodec

AWAY = "Databasen svarar inte."


class Log:
    """A log that can be cut off: altogether, or after a number of appends, or as a commit goes."""

    def __init__(self, log: Any) -> None:
        self._log = log
        self.away = False
        self.appends_left = 10**9
        self.lose_next_answer = False

    def append(self, batch: Sequence[Append], command: str, beside: Beside = NOTHING) -> Outcome:
        if self.appends_left == 0:
            self.away = True
        self._there()
        self.appends_left -= 1
        told: Outcome = self._log.append(batch, command, beside)
        if self.lose_next_answer:
            self.lose_next_answer, self.away = False, True
            raise StoreAway(AWAY)
        return told

    def read(self, stream: str, after: int = 0, most: int | None = None) -> Sequence[Row]:
        self._there()
        found: Sequence[Row] = self._log.read(stream, after, most)
        return found

    def head(self, stream: str) -> Head | None:
        self._there()
        found: Head | None = self._log.head(stream)
        return found

    def heads(self) -> Any:
        self._there()
        return self._log.heads()

    def close(self) -> None:
        self._log.close()

    def _there(self) -> None:
        if self.away:
            raise StoreAway(AWAY)


class Cut(MemoryVault):
    """One station's way to a store that others reach too."""

    def __init__(self, shared: MemoryVault) -> None:
        super().__init__(Now())
        self.log: Any = Log(shared.log)
        self.drafts, self.summaries = shared.drafts, shared.summaries
        self.bundles, self.marks = shared.bundles, shared.marks


class Stations:
    """Anna, whose way to the store can be cut, and Carl, who is always there."""

    def __init__(self) -> None:
        self.jour = Jour()
        assert isinstance(self.jour.vault, MemoryVault)
        self.carl = self.jour.desk("CD", "Carl Dahl")
        self.beside: Vault = MemoryVault(Now())
        self.vault = Cut(self.jour.vault)
        self.anna = self.sit()

    def sit(self, signature: str = "AB", name: str = "Anna Berg") -> Desk:
        """Somebody sits down at Anna's station, as after a restart."""
        own = Jour(vault=self.vault)
        own.now, own.shelf = self.jour.now, self.jour.shelf
        desk = own.desk(signature, name)
        return alone(desk, self.beside.drafts)

    @property
    def log(self) -> Log:
        log = self.vault.log
        assert isinstance(log, Log)
        return log


def alone(desk: Desk, drafts: Drafts) -> Desk:
    """The desk with an outbox."""
    outbox = Outbox(drafts, PlainCodec())
    desk.go_on_alone(lambda ledger, log: Away(desk, outbox, ledger, log))
    return desk


def lines(desk: Desk, case: Case) -> list[str]:
    return [line.words for line in recent(case, desk.book(case), 99)]


def test_an_answer_in_an_open_case_is_confirmed_here_and_shared_when_the_store_is_back() -> None:
    s = Stations()
    id = open_child(s.anna)
    s.anna.case(id)
    s.log.away = True
    told = s.jour.now()
    case = reply(s.anna, id, "fara", "nej")
    assert [v.step for v in case.open_visits()] == ["ålder"]
    assert s.anna.unshared == 1
    [line] = [words for words in lines(s.anna, case) if UNSHARED in words]
    assert "fara" in line.lower()
    assert asked(s.carl, id) == ["fara"]
    reply(s.anna, id, "ålder", "vuxen")
    here = [(e.id, e.event) for e in s.anna.case(id).entries]
    s.log.away = False
    there = s.anna.case(id)
    assert [(e.id, e.event) for e in there.entries] == here
    assert not there.unshared and s.anna.unshared == 0
    assert s.carl.case(id).entries == there.entries
    answered = next(e for e in there.entries if isinstance(e.event, ev.StepAnswered))
    assert told <= answered.stamp.recorded_at < s.jour.now()
    assert s.anna.told_of_sharing() == "Databasen är tillbaka. 2 svar är delade."
    assert s.anna.told_of_sharing() == ""


def test_what_waits_is_shared_as_soon_as_the_board_can_be_read() -> None:
    s = Stations()
    id = open_child(s.anna)
    s.anna.case(id)
    s.anna.board()
    s.log.away = True
    reply(s.anna, id, "fara", "nej")
    s.anna.board()
    assert s.anna.unshared == 1 and s.anna.is_away
    s.log.away = False
    s.anna.board()
    assert s.anna.unshared == 0 and not s.anna.is_away
    assert s.anna.told_of_sharing() == "Databasen är tillbaka. 1 svar är delat."
    assert asked(s.carl, id) == ["ålder"]


def test_a_note_a_try_and_a_task_wait_as_well() -> None:
    s = Stations()
    id = open_child(s.anna)
    s.anna.case(id)
    s.log.away = True
    s.anna.acts.note(id, "Gråter.", new_command())
    s.anna.acts.set_callback(id, "Mormor", "hämta", "", new_command(), number="0703112233")
    s.anna.acts.leave_task(id, "Ring skolan", "mottagning", "", new_command())
    s.anna.acts.contact(id, ev.ContactMade("polisen", "Ek", False), new_command())
    items = dict(s.anna.case(id).items)
    s.log.away = False
    assert s.anna.case(id).items.keys() == items.keys() == s.carl.case(id).items.keys()
    assert len(s.carl.case(id).contacts) == 1


def test_what_was_confirmed_survives_a_kill_and_is_shared_in_the_name_of_its_writer(
    tmp_path: Path,
) -> None:
    s = Stations()
    s.beside = open_vault(tmp_path, Now(), False)
    s.anna = s.sit()
    id = open_child(s.anna)
    s.anna.case(id)
    s.log.away = True
    reply(s.anna, id, "fara", "nej")
    s.beside.close()  # killed
    s.beside, s.log.away = open_vault(tmp_path, Now(), False), False
    bo = s.sit("BE", "Bo Ek")
    assert bo.unshared == 1
    entry = next(e for e in bo.case(id).entries if isinstance(e.event, ev.StepAnswered))
    assert (entry.stamp.who, entry.stamp.name) == ("AB", "Anna Berg")
    assert bo.unshared == 0 and asked(s.carl, id) == ["ålder"]
    s.beside.close()


@pytest.mark.parametrize("act", ["decision", "open", "close", "handover", "unseen", "routine"])
def test_deciding_handing_over_and_what_is_not_open_here_wait_and_nothing_is_kept(act: str) -> None:
    s = Stations()
    id, other = open_child(s.anna), open_child(s.carl, alias="Nina")
    for step, value, why in (
        ("fara", "nej", ""), ("ålder", "barn", ""), ("hot", "akut", ""), ("skydd", "ja", "Fara."),
    ):  # fmt: skip
        reply(s.anna, id, step, value, reason=why) if step != "hot" else _start(s.anna, id, value)
    s.anna.case(id)
    s.log.away = True
    with pytest.raises(StoreAway, match="reservrutinen på papper"):
        match act:
            case "decision":
                reply(s.anna, id, "beslut", beslutsfattare="Eva Ek", tid="02:40")
            case "open":
                open_child(s.anna, alias="Ny")
            case "close":
                s.anna.close(id, "klart", "Färdigt.", new_command())
            case "handover":
                s.anna.acts.accept(id, "h", "x", "Karin", "Ring polisen först", new_command())
            case "unseen":
                s.anna.acts.note(other, "Hej.", new_command())
            case "routine":
                s.anna.start_routine(id, "barn", new_command())
    assert s.anna.unshared == 0
    s.log.away = False
    assert s.anna.case(id).entries == s.carl.case(id).entries


def _start(desk: Desk, id: str, value: str) -> None:
    reply(desk, id, "börja_barn")
    reply(desk, id, "hot", value)


def test_what_is_refused_when_the_store_is_back_becomes_a_note_and_an_open_item() -> None:
    s = Stations()
    id = open_child(s.anna)
    s.anna.case(id)
    s.log.away = True
    reply(s.anna, id, "fara", "nej")
    s.anna.acts.note(id, "Hon fryser.", new_command())
    reply(s.carl, id, "fara", "ja")
    s.log.away = False
    case = s.anna.case(id)
    assert case.facts["fara"].answer.values == ("ja",)
    notes = [e.event.text for e in case.entries if isinstance(e.event, ev.NoteWritten)]
    assert len(notes) == 2 and "Hon fryser." in notes
    [refused] = [text for text in notes if text != "Hon fryser."]
    assert "«Är någon i fara just nu?»: Nej" in refused and "redan besvarat av CD" in refused
    [task] = [i for i in case.items.values() if "Ta ställning" in i.what]
    assert task.open and "«Är någon i fara just nu?»: Nej" in task.what
    assert "1 svar är delat. 1 svar togs inte emot" in s.anna.told_of_sharing()
    assert s.anna.unshared == 0
    again = s.sit()
    assert again.case(id).entries == case.entries


def test_a_fact_that_another_changed_meanwhile_refuses_the_answer_that_read_it() -> None:
    s = Stations()
    id = open_child(s.anna)
    reply(s.anna, id, "fara", "nej")
    reply(s.anna, id, "ålder", "barn")
    _start(s.anna, id, "lågt")
    s.anna.case(id)
    s.log.away = True
    reply(s.anna, id, "skydd", "nej", reason="Tryggt.")
    s.carl.change(id, "hot", Answer(("akut",)), "Han är på väg.", new_command())
    s.log.away = False
    case = s.anna.case(id)
    assert "skydd" not in case.facts
    assert any("Tryggt." in i.what and i.open for i in case.items.values())


def test_the_store_may_go_away_again_in_the_middle_of_the_sharing() -> None:
    s = Stations()
    id = open_child(s.anna)
    s.anna.case(id)
    s.log.away = True
    reply(s.anna, id, "fara", "nej")
    s.anna.acts.note(id, "ett", new_command())
    s.anna.acts.note(id, "två", new_command())
    s.log.away, s.log.appends_left = False, 1
    shown = [e.event.text for e in s.anna.case(id).entries if isinstance(e.event, ev.NoteWritten)]
    assert shown == ["ett", "två"] and s.anna.unshared == 2 and s.anna.is_away
    assert asked(s.carl, id) == ["ålder"]
    s.log.away, s.log.appends_left = False, 10**9
    notes = [e.event.text for e in s.anna.case(id).entries if isinstance(e.event, ev.NoteWritten)]
    assert notes == ["ett", "två"] and s.anna.unshared == 0
    answers = [e for e in s.carl.case(id).entries if isinstance(e.event, ev.StepAnswered)]
    assert len(answers) == 1


def test_an_answer_whose_commit_was_not_acknowledged_is_there_once() -> None:
    s = Stations()
    id = open_child(s.anna)
    s.anna.case(id)
    s.log.lose_next_answer = True
    reply(s.anna, id, "fara", "nej")
    assert s.anna.unshared == 1
    s.log.away = False
    case = s.anna.case(id)
    assert len([e for e in case.entries if isinstance(e.event, ev.StepAnswered)]) == 1
    assert s.anna.told_of_sharing() == "Databasen är tillbaka. 1 svar är delat."


def test_a_refusal_is_a_refusal_also_while_the_store_is_away() -> None:
    s = Stations()
    id = open_child(s.anna)
    shown = visit(s.anna, id, "fara")
    s.log.away = True
    s.anna.answer(id, shown, Answer(("nej",)), new_command())
    with pytest.raises(VisitClosed):
        s.anna.answer(id, shown, Answer(("ja",)), new_command())
    assert s.anna.unshared == 1


def test_a_full_disk_here_too_says_so_and_nothing_looks_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    s = Stations()
    id = open_child(s.anna)
    shown = visit(s.anna, id, "fara")
    s.log.away = True

    def full(*_: object) -> None:
        raise StoreAway("Disken är full.")

    monkeypatch.setattr(s.beside.drafts, "save", full)
    with pytest.raises(StoreAway, match="Disken är full"):
        s.anna.answer(id, shown, Answer(("nej",)), new_command())
    monkeypatch.undo()
    s.log.away = False
    assert asked(s.anna, id) == ["fara"]


def test_what_waits_is_sealed_on_the_disk() -> None:
    s = Stations()
    key = _Reversing()
    outbox = Outbox(s.beside.drafts, key)
    s.anna.go_on_alone(lambda ledger, log: Away(s.anna, outbox, ledger, log))
    id = open_child(s.anna)
    s.anna.case(id)
    s.log.away = True
    s.anna.acts.note(id, "hemligt", new_command())
    [kept] = s.beside.drafts.all_of("utkorg/svar")
    assert b"hemligt" not in kept.sealed and b"note" not in kept.sealed
    s.log.away = False
    assert "hemligt" in str(s.anna.case(id).entries[-1].event)


class _Reversing(PlainCodec):
    def seal(self, plain: bytes, clear: Any) -> tuple[str, bytes]:
        return "bak", plain[::-1]

    def open(self, key_id: str, sealed: bytes, clear: Any) -> bytes:
        return sealed[::-1]
