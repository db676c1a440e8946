"""The words of `jourstod log access` and `jourstod log review`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from .adding import add, lazily


def add_access(inner: argparse._SubParsersAction[Any]) -> None:
    """Add the two commands of the one who reviews."""
    access = add(inner, "access", "Visa vem som har läst vad (granskare, arbetsledare).")
    access.add_argument("case", metavar="ÄRENDE", nargs="?", default="", help="Bara det ärendet.")
    access.add_argument("--person", metavar="SIGN", default="", help="Bara den personen.")
    access.add_argument("--since", metavar="DAG", help="Från och med den dagen.")
    access.set_defaults(run=lazily("access", "list_access"))
    review = add(inner, "review", "Granska ett urval av en månads åtkomster, och skriv utfallet.")
    review.add_argument("--month", metavar="MÅNAD", required=True, help="Till exempel 2026-11.")
    review.add_argument("--sample", metavar="ANTAL", type=int, default=20, help="Hur många.")
    review.add_argument("--seed", metavar="URVAL", default="", help="Samma urval som en gång förr.")
    review.add_argument("--outcome", metavar="ORD", default="", help="Vad granskningen visade.")
    review.add_argument(
        "--found", metavar="NR=ORD", action="append", default=[], help="Anmärkning på en rad."
    )
    review.set_defaults(run=lazily("access", "review"))
    for one in (access, review):
        form = one.add_mutually_exclusive_group()
        form.add_argument("--json", action="store_true", help="Som JSON.")
        form.add_argument("--csv", type=Path, metavar="FIL", help="Spara för ett kalkylprogram.")
