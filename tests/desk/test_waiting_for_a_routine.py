"""Facts about a routine that waits for another: the other is asked, nobody stops at the wait."""

from __future__ import annotations

from tests.desk.sample import FILES, FixedShelf, Jour, asked, open_child, reply
from tests.desk.test_corrections import latest

from jourstod.desk.desk import Desk
from jourstod.domain.overview import asked_now, questions, where

WAITING = """\
språk: 1
rutin: inkommande
titel: Inkommande
gäller: { från: 2026-01-01, granskas: 2027-06-01, ägare: Jouren, granskad av: ej granskad }
börjar: ålder
steg:
  ålder:
    fråga: Hur gammal är personen?
    svarar på: åldersgrupp
    källa: manualen
    svar:
      barn: { gå till: bedömd, startar: [barn] }
      vuxen: klar
      vet inte: klar
  bedömd:
    fas: Det som väntar
    vänta på: { hot: [akut, lågt] }
    gör: Vänta tills hotet är bedömt.
    senast: genast
    källa: manualen
    sedan: klar
  klar:
    slut: klar
    gör: Klart.
    källa: manualen
"""


CALL_FIRST = WAITING.replace("gå till: bedömd", "gå till: ring").replace(
    "  bedömd:\n",
    "  ring:\n    kontakt: arbetsledare\n    gör: Ring.\n    källa: manualen\n    sedan: bedömd\n"
    "  bedömd:\n",
)


def waiting(routine: str = WAITING) -> tuple[Desk, str]:
    """A case whose first routine waits for the child's routine, which it started."""
    jour = Jour()
    jour.shelf = FixedShelf({**FILES, "inkommande.yaml": routine})
    desk = jour.desk()
    id = open_child(desk)
    reply(desk, id, "ålder", "barn")
    return desk, id


def test_what_an_answer_started_is_asked_before_the_wait_for_it() -> None:
    desk, id = waiting()
    case, book = desk.case(id), desk.book(desk.case(id))
    shown = questions(case, book)
    assert [question.step.id for question in shown] == ["hot", "bedömd"]
    now = asked_now(case, shown, latest(desk, id, "ålder"))
    assert now is not None and now.step.id == "hot"
    assert where(case, book) != "Det som väntar"


def test_the_wait_is_over_by_itself_when_the_other_routine_has_told_the_fact() -> None:
    desk, id = waiting()
    reply(desk, id, "hot", "akut")
    assert asked(desk, id) == ["skydd"]
    assert desk.case(id).tracks["inkommande"].ended == "klar"


def test_a_wait_that_is_chosen_is_shown_all_the_same() -> None:
    desk, id = waiting()
    case, book = desk.case(id), desk.book(desk.case(id))
    wait = next(v.id for v in case.open_visits() if v.step == "bedömd")
    now = asked_now(case, questions(case, book), wait)
    assert now is not None and now.step.id == "bedömd"


def test_a_wait_never_comes_before_what_another_routine_asks() -> None:
    desk, id = waiting(CALL_FIRST)
    reply(desk, id, "ring")
    case, book = desk.case(id), desk.book(desk.case(id))
    now = asked_now(case, questions(case, book), latest(desk, id, "ring"))
    assert now is not None and now.step.id == "hot"
