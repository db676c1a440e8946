"""Facts about the line mode: a whole short night, and going on where somebody stopped."""

from __future__ import annotations

from tests.desk.sample import Jour, asked, open_child
from tests.text.lines import typed

from jourstod.domain import events as ev
from jourstod.domain.case import Case
from jourstod.domain.local_time import show_time

CALL = ("n", "070-1", "Flicka på hotell", "2", "1", "3", "1", "1", "Maja", "Polisen")
"""A call about a child in no danger: number, line, two facts; a new case; four lines."""


def only_case(jour: Jour) -> Case:
    desk = jour.desk()
    rows = desk.board()
    assert len(rows) == 1
    return desk.case(rows[0].case)


def test_a_short_night_from_the_call_to_the_end_of_the_routine() -> None:
    jour = Jour()
    read = typed(
        jour,
        *CALL,
        "1",  # read: the routine of a child begins
        "1",  # the threat is acute
        "1", "Hon är ensam.",  # needs protection, with a reason
        "1", "Eva Ek", "ledamot", "", "", "Omhändertas.", "Akut fara.", "AB", "", "ja",
        "2",  # no consent
        "1", "",  # the task is left
        "meny",
    )  # fmt: skip
    case = only_case(jour)
    assert case.number in read
    assert case.board == "soder"
    assert (case.alias, case.report, case.reporter) == ("Maja", "anmälan", "Polisen")
    assert {track.id: track.ended for track in case.tracks.values()} == {
        "inkommande": "vidare",
        "barn": "överlämnat",
    }
    decision = next(iter(case.decisions.values())).event
    assert (decision.decider, decision.role, decision.oral) == ("Eva Ek", "ledamot", True)
    assert not case.consents["regionkoordinator"].given
    assert "Rutinen är klar." in read
    assert "underskrift saknas: Omhändertas." in read


def test_what_the_call_gave_is_not_asked_again_and_counts_from_when_it_began() -> None:
    jour = Jour()
    typed(jour, *CALL)
    case = only_case(jour)
    assert asked(jour.desk(), case.id) == ["börja_barn"]
    opened = case.by_id[case.opened].stamp
    assert opened.happened.earliest < opened.recorded_at
    notes = [e.event.text for e in case.entries if isinstance(e.event, ev.NoteWritten)]
    began = show_time(opened.happened.earliest)
    assert notes == [f"Samtal {began}. Ring tillbaka på 070-1. Flicka på hotell"]


def test_advice_leaves_nothing_that_was_written() -> None:
    jour = Jour()
    read = typed(jour, "n", "070-1", "Hemlig fråga", "", "", "1", "1")
    assert "Det du skrev är struket." in read
    assert jour.desk().board() == []
    assert jour.desk().notebook.calls() == ()
    assert all("Hemlig" not in str(row.sealed) for row in jour.vault.log.read("station/jour"))


def test_a_wrong_number_leaves_nothing_that_was_written() -> None:
    jour = Jour()
    read = typed(jour, "n", "070-1", "Tyst", "", "", "6", "1")
    assert "6  Felringning. Fel nummer, eller tyst." in read
    assert jour.desk().board() == [] and jour.desk().notebook.calls() == ()
    assert all("Tyst" not in str(row.sealed) for row in jour.vault.log.read("station/jour"))


def test_advice_that_was_pressed_by_mistake_goes_back_to_the_call() -> None:
    jour = Jour()
    typed(jour, "n", "070-1", "Flicka", "", "", "4", "2")
    assert [call.line for call in jour.desk().notebook.calls()] == ["Flicka"]


def test_a_call_that_belongs_to_a_case_becomes_a_note_there() -> None:
    jour = Jour()
    id = open_child(jour.desk())
    typed(jour, "n", "", "Polisen ringde igen.", "", "", "2", "1", "<")
    case = jour.desk().case(id)
    note = next(e.event for e in case.entries if isinstance(e.event, ev.NoteWritten))
    assert note.text.endswith("Polisen ringde igen.")
    assert jour.desk().notebook.calls() == ()


def test_input_that_ends_in_the_middle_of_a_call_leaves_the_call() -> None:
    jour = Jour()
    read = typed(jour, "n", "070-1", end="Flicka på")
    assert "Sista raden fick inget Enter" in read
    assert "Avslutat." in read
    call = jour.desk().notebook.calls()[0]
    assert (call.number, call.line) == ("070-1", "Flicka på")
    typed(jour, "p", "", "", "2", "1", "3", "1", "1", "Maja", "")
    assert only_case(jour).alias == "Maja"


def test_input_that_ends_in_the_middle_of_an_answer_keeps_it_for_another_session() -> None:
    jour = Jour()
    id = open_child(jour.desk(), ("fara", "nej"), ("åldersgrupp", "barn"))
    typed(jour, "1", "1", "1", "1", end="Hon är ensam.")  # the reason is typed, not confirmed
    assert asked(jour.desk(), id) == ["skydd"]
    read = typed(jour, "1", "", "", desk=jour.desk())
    assert "Utkast: Behöver skydd." in read
    assert "Nu står: Hon är ensam." in read
    assert asked(jour.desk(), id) == ["beslut"]


def test_each_written_line_of_a_form_survives_the_end_of_the_input() -> None:
    jour = Jour()
    id = open_child(jour.desk(), ("fara", "nej"), ("åldersgrupp", "barn"))
    typed(jour, "1", "1", "1", "1", "Ensam.", "1", "Eva Ek", "ledamot", end="")
    read = typed(jour, "1", "", "", "", "", "", "", "", "", "", "")
    assert "Nu står: Eva Ek" in read
    decision = next(iter(jour.desk().case(id).decisions.values())).event
    assert (decision.decider, decision.role) == ("Eva Ek", "ledamot")


def test_a_colleague_goes_on_and_reads_what_was_written_since() -> None:
    jour = Jour()
    id = open_child(jour.desk(), ("fara", "nej"), ("åldersgrupp", "barn"))
    typed(jour, "1", "1", "1")
    read = typed(jour, "1", "2", "Polisen är där.", desk=jour.desk("CD", "Carl Dal"))
    assert "Du har inte varit här förut. AB har skrivit" in read
    assert asked(jour.desk(), id) == ["chef"]
    back = typed(jour, "1")
    assert "Sedan du sist var här har CD skrivit" in back
    assert "CD: Skydd: Behöver inte skydd" in back


def test_an_answer_somebody_else_gave_first_is_told_and_ones_own_text_stays() -> None:
    jour = Jour()
    id = open_child(jour.desk(), ("fara", "nej"), ("åldersgrupp", "barn"))
    typed(jour, "1", "1", "1")
    visit = jour.desk().case(id).open_visits()[0].id

    class Slow:
        """Types the choice, and its reason only after a colleague has answered."""

        def __init__(self) -> None:
            self.lines = ["1\n", "1\n", "Min text.\n"]

        def readline(self, most: int) -> str:
            if not self.lines:
                return ""
            line = self.lines.pop(0)
            if line.startswith("Min"):
                typed(jour, "1", "2", "Trygg.", desk=jour.desk("CD", "Carl Dal"))
            return line

    from io import StringIO

    from jourstod.text import app

    out = StringIO()
    slow: object = Slow()
    app.run(jour.desk(), slow, out, set_up=None, practice=None, seat=None)  # type: ignore[arg-type]
    assert "är redan besvarat av CD: Behöver inte skydd" in out.getvalue()
    assert "Min text." in jour.desk().notebook.text(f"visit:{visit}")
