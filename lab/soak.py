"""A long session: 2,000 steps in one case, and as many acts of every kind, folded and replayed."""

from __future__ import annotations

import gc
import os
import random
import statistics
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from bench.machine import resident_mib
from tests.desk.random_acts import KINDS, Acting
from tests.desk.sample import FixedShelf, Jour, Now, open_child

from bench import station
from jourstod.desk import rows
from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.domain.answers import Answer
from jourstod.domain.case import replay
from jourstod.store.place import open_vault
from jourstod.store.seal import verify_stream

from .outcome import Outcome, Size, Tally, say

GROWN_MIB, SLOWER = 24.0, 1.5
"""How much memory may grow after the first tenth, and by how much a step may take longer."""
WEIGHTED = (*KINDS, *("answer",) * 8, *("correct",) * 3, *("change",) * 2)


def run(folder: Path, size: Size) -> Outcome:
    """Answer round and round at two desks on a file; then do whatever can be done, at random."""
    flat = Tally("Minne och processortid per steg lika i slutet som i början")
    folded = Tally("Framåtspelat ärende lika med omspelat ur loggen, vid två skrivbord")
    chain = Tally("Kedjan håller, och varje steg står en gång")
    note = _round_and_round(folder / "steps", size, flat, folded, chain)
    _whatever(folder / "acts", size, folded, chain)
    return Outcome("lång session", (flat, folded, chain), (note,))


def _round_and_round(home: Path, size: Size, flat: Tally, folded: Tally, chain: Tally) -> str:
    steps = size.of(2000, 200)
    jour = Jour(vault=open_vault(home, Now(), practice=True))
    jour.shelf = FixedShelf(station.files())
    with closing(jour.vault):
        desks = (jour.desk(), jour.desk("CD", "Carl Dahl"))
        id = open_child(desks[0])
        spent: list[float] = []
        memory: list[float] = []
        for number in range(steps):
            spent.append(_answered(desks[0], id))
            if (number + 1) % (steps // 20) == 0:
                _compared(jour, desks, id, folded, number)
                gc.collect()
                memory.append(resident_mib(os.getpid()))
        early, late = _median(spent, 0), _median(spent, 1)
        if not size.short:  # a short one tells nothing of time
            flat.hold(late <= SLOWER * early, f"{early:.6f} s blev {late:.6f} s")
        # What the comparing itself needs is there after its first times.
        flat.hold(memory[-1] - memory[3] <= GROWN_MIB, f"{memory[3]:.1f} blev {memory[-1]:.1f} MiB")
        _chained(jour, id, chain, steps)
    return (
        f"{steps} steg. Ett steg: {early * 1000:.2f} ms processortid i början, "
        f"{late * 1000:.2f} ms i slutet. Minne: {memory[3]:.0f} MiB efter en femtedel, "
        f"{memory[-1]:.0f} MiB till sist, "
        "jämförelserna medräknade."
    )


def _answered(desk: Desk, id: str) -> float:
    """Answer the open question; the processor time it took."""
    [visit] = desk.case(id).open_visits()
    began = time.process_time()
    desk.answer(id, visit.id, Answer(("ja",)), new_command())
    return time.process_time() - began


def _median(spent: Sequence[float], end: int) -> float:
    """The median of the first or the last tenth, after the first hundredth has warmed up."""
    tenth = len(spent) // 10
    part = spent[-tenth:] if end else spent[tenth // 10 : tenth]
    return statistics.median(part)


def _whatever(home: Path, size: Size, folded: Tally, chain: Tally) -> None:
    """Acts of every kind by two handlers, over several cases."""
    chance = random.Random(size.seed)
    acts = size.of(2000, 120)
    jour = Jour(vault=open_vault(home, Now(), practice=True))
    with closing(jour.vault):
        desks = (jour.desk(), jour.desk("CD", "Carl Dahl"))
        for number in range(acts):
            if number % 100 == 0:
                told = (("fara", "nej"), ("åldersgrupp", "barn"))
                id = open_child(desks[number % 2], *told)
            Acting(desks[number % 2], id).do(chance.choice(WEIGHTED), chance.randrange(12))
            if number % 10 == 9:
                _compared(jour, desks, id, folded, number)
        say(f"{acts} blandade handlingar")
        _chained(jour, id, chain, 0)


def _compared(jour: Jour, desks: Sequence[Desk], id: str, folded: Tally, number: int) -> None:
    stored = rows.unseal(jour.codec, jour.vault.log.read(f"case/{id}"))
    whole = replay(id, stored)
    for desk in desks:
        folded.hold(desk.case(id) == whole, f"steg {number + 1}, {desk.handler.signature}")


def _chained(jour: Jour, id: str, chain: Tally, steps: int) -> None:
    for head in jour.vault.log.heads():
        chain.attempt(lambda head=head: verify_stream(jour.vault.log, head), head.stream)  # type: ignore[misc]
    answers = [e for e in jour.desk().case(id).entries if e.event.KIND == "step_answered"]
    if steps:
        chain.hold(len(answers) == steps, f"{len(answers)} svar av {steps}")
