"""Signing in at a real store's door, beside the bare key derivation at the same cost."""

from __future__ import annotations

import os
import time
from pathlib import Path

from jourstod import settings
from jourstod.bootstrap import utc_now
from jourstod.domain.people import Handler, Role
from jourstod.domain.secret import Secret
from jourstod.safekeeping import door, unopened
from jourstod.settings import FirstStart
from jourstod.store.place import open_vault
from jourstod.vault.passphrase import LIGHTEST, SALT_BYTES, Cost, stretched, tuned

from .measure import Figure, Judged, Measured, NotMeasured, interleaved, percentile

ROUNDS = 15
PHRASE = Secret("en lång fras om hästar".encode())
SLOWEST_MS, QUICKEST_MS = 1_000.0, 250.0
BESIDE_LIMIT = 1.15


def measure(folder: Path) -> Measured:
    """Sign in with the lightest cost there is (64 MiB) and with the one this machine is given."""
    costs = {"lägsta kostnad": LIGHTEST, "kostnad efter datorn": tuned()}
    if LIGHTEST.memory < 64 * 1024:
        raise NotMeasured("lägsta kostnaden är under 64 MiB")
    figures: list[Figure] = []
    for number, (name, cost) in enumerate(costs.items()):
        home = _home(folder / str(number), cost)

        def signs(home: Path = home) -> float:
            with unopened(home) as vault:
                began = time.perf_counter()
                door(vault, utc_now).sign_in("AB", PHRASE)
                return time.perf_counter() - began

        def bare(cost: Cost = cost) -> float:
            salt, began = os.urandom(SALT_BYTES), time.perf_counter()
            stretched(PHRASE, salt, cost)
            return time.perf_counter() - began

        taken = interleaved({"signs": signs, "bare": bare}, ROUNDS)
        memory = f"{cost.memory // 1024} MiB, {cost.plain[1]} varv"
        figures += _figures(f"{name} ({memory})", taken, judged=number == 1)
    notes = (
        "Mot ett riktigt lager: kontot läses, försöket räknas och skrivs till disken, nyckeln "
        "härleds, valvet öppnas och inloggningen loggas. Jämförelsen är Argon2id ensamt, med "
        "samma kostnad. Målet är 250–1 000 ms; den undre gränsen står som 250 ms delat med tiden.",
    )
    return Measured("Logga in", tuple(figures), notes)


def _figures(name: str, taken: dict[str, list[float]], *, judged: bool) -> list[Figure]:
    at = {how: percentile(samples, 50) * 1000 for how, samples in taken.items()}
    found = [
        Figure(
            f"Inloggning, {name}, p50 (högst)",
            *(at["signs"], "ms", at["bare"], "bara Argon2id"),
            limit=SLOWEST_MS if judged else None,
        ),
        Figure(
            f"Inloggning, {name}, mot bara härledningen",
            *(at["signs"], "ms", at["bare"], "bara Argon2id"),
            limit=BESIDE_LIMIT,
            judged=Judged.RATIO,
        ),
    ]
    if judged:  # a lower limit, written as an upper one
        found.append(
            Figure(
                f"250 ms mot inloggningen, {name}, p50 (minst)",
                *(QUICKEST_MS, "ms", at["signs"], "inloggningen"),
                limit=1.0,
                judged=Judged.RATIO,
            )
        )
    return found


def _home(home: Path, cost: Cost) -> Path:
    settings.set_up(home, FirstStart("AB", "Anna Berg", "City", ("Söder",)))
    vault = open_vault(home, utc_now, practice=False)
    door(vault, utc_now, cost).begin(Handler("AB", "Anna Berg", Role.TEAM_LEADER), PHRASE)
    vault.close()
    return home
