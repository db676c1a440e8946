"""The shared store: its server killed at work, cables cut at commits, two stations on one step."""

from __future__ import annotations

import random
from contextlib import closing
from pathlib import Path
from threading import Barrier, Thread

from tests.desk.sample import FixedShelf, Jour, open_child
from tests.store.pg_proxy import Cable
from tests.store.pg_server import MISSING, Server, emptied, programs, running_server
from tests.store.pg_trials import answers_while_killed, cut_at_random

from bench import station
from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.domain.answers import Answer
from jourstod.domain.errors import JourError
from jourstod.store.postgres import PostgresVault
from jourstod.store.seal import verify_stream

from .outcome import Outcome, Size, Tally, say

TITLE = "delat lager (PostgreSQL)"


def run(folder: Path, size: Size) -> Outcome:
    """Against a server of our own that writes durably, as one in use does."""
    if programs() is None:
        return Outcome(TITLE, (), (MISSING,))
    killed, cut, raced = (
        Tally("Bekräftade svar medan servern dödas och startas om"),
        Tally("Kabeln av före eller efter COMMIT: exakt en händelse för varje svar"),
        Tally("Två stationer på samma steg: ett svar, den andra får veta"),
    )
    kills = size.of(5, 1)
    with running_server() as server:
        _killed(server, killed, size, kills)
        emptied(server)
        _cut(server, cut, size)
        emptied(server)
        _raced(server, raced, size)
    note = f"Servern dödades {kills} gånger mitt i svaren, utan ordnat avslut."
    return Outcome(TITLE, (killed, cut, raced), (note,))


def _killed(server: Server, tally: Tally, size: Size, kills: int) -> None:
    answers = size.of(500, 40)
    try:
        done = answers_while_killed(server, stations=2, answers=answers, kills=kills)
    except AssertionError as error:
        tally.hold(False, f"{error}")
        return
    for _ in range(done.acknowledged):
        tally.hold(True, "")
    say(f"servern dödad {kills} gånger, {done.acknowledged} svar")


def _cut(server: Server, tally: Tally, size: Size) -> None:
    cable = Cable(server.socket)
    try:
        done = cut_at_random(server, cable, size.of(100, 5), random.Random(size.seed))
        for _ in range(sum(done.values())):
            tally.hold(True, "")
        say(f"kabeln av: {done['before']} före, {done['after']} efter")
    except AssertionError as error:
        tally.hold(False, f"{error}")
    finally:
        cable.close()


def _raced(server: Server, tally: Tally, size: Size) -> None:
    """Both answer the open question at the same moment, over and over."""
    stations = [_jour(server) for _ in range(2)]
    desks = [jour.desk(who) for jour, who in zip(stations, ("AB", "CD"), strict=True)]
    id = open_child(desks[0])
    for number in range(size.of(120, 8)):
        [visit] = desks[0].case(id).open_visits()
        told = _at_once(desks, id, visit.id)
        _one_won(desks, id, visit.id, told, tally, number)
    with closing(stations[0].vault) as vault:
        for head in vault.log.heads():
            tally.attempt(lambda head=head: verify_stream(vault.log, head), head.stream)  # type: ignore[misc]
    stations[1].vault.close()


def _jour(server: Server) -> Jour:
    jour = Jour(vault=PostgresVault(server.address("station")))
    jour.shelf = FixedShelf(station.files())
    return jour


def _at_once(desks: list[Desk], id: str, visit: str) -> dict[str, str]:
    """What each station was told: "" for stored, else the sentence of the refusal."""
    told: dict[str, str] = {}
    start = Barrier(len(desks))

    def answer(desk: Desk) -> None:
        desk.case(id)
        start.wait()
        who = desk.handler.signature
        try:
            desk.answer(id, visit, Answer(("ja",)), new_command())
            told[who] = ""
        except JourError as refusal:
            told[who] = refusal.sentence

    threads = [Thread(target=answer, args=(desk,)) for desk in desks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return told


def _one_won(
    desks: list[Desk], id: str, visit: str, told: dict[str, str], tally: Tally, number: int
) -> None:
    answered = [
        entry
        for entry in desks[number % 2].case(id).entries
        if entry.event.KIND == "step_answered" and getattr(entry.event, "visit", "") == visit
    ]
    won = [who for who, sentence in told.items() if not sentence]
    right = len(answered) == len(won) == 1 and answered[0].stamp.who == won[0]
    right = right and all(sentence.endswith(".") for sentence in told.values() if sentence)
    tally.hold(right and desks[0].case(id) == desks[1].case(id), f"varv {number}: {told}")
