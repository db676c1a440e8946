"""A duty officer that never stops: opens cases, answers, notes, hands over.

Run as a program by test_kill.py: `python -m tests.desk.officer HOME`. Each confirmed act is one
line on standard output, written after the desk returned.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.desk.sample import Jour, Now, open_child

from jourstod.desk.command import new_command
from jourstod.domain.answers import Answer
from jourstod.store.place import open_vault


def main(home: Path) -> None:
    """Work until killed."""
    jour = Jour(vault=open_vault(home, Now(), practice=True))
    desk = jour.desk()
    while True:
        id = open_child(desk)
        _confirmed("open", id, desk.case(id).seq)
        while desk.case(id).open_visits():
            shown = desk.case(id).open_visits()[0]
            step = desk.book(desk.case(id)).step(
                desk.case(id).tracks[shown.track].routine, shown.step
            )
            fact = desk.book(desk.case(id)).facts.get(step.fact)
            values = (fact.choices[0].id,) if fact else ()
            given = Answer(values, fields=(("beslutsfattare", "Eva Ek"),), reason="Skäl.")
            desk.notebook.save(f"visit:{shown.id}", "halvt")
            desk.answer(id, shown.id, given, new_command())
            _confirmed("answer", id, desk.case(id).seq)
            desk.acts.note(id, "Polisen ringer.", new_command())
            _confirmed("note", id, desk.case(id).seq)
        items = (("1", "Läs rapporten"),)
        desk.acts.offer(id, "mottagning", items, "x", (), new_command())
        _confirmed("offer", id, desk.case(id).seq)
        (left,) = desk.case(id).handovers
        desk.acts.accept(id, left, "1", "Karin Lund", "Läser den först.", new_command())
        _confirmed("accept", id, desk.case(id).seq)


def _confirmed(what: str, id: str, seq: int) -> None:
    print(what, id, seq, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
