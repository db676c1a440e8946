"""The list of tombstones as a sealed file: it lies beside the copies, and is replayed after one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .desk.rows import build, plain
from .domain.errors import Unreadable
from .domain.events.keeping import CaseErased
from .domain.people import COPY_READERS
from .reports.saving import saved

if TYPE_CHECKING:
    from .desk.key_ports import Account
    from .domain.secret import Secret
    from .vault.hand import Hand
    from .vault.sealed_file import Header

NAME = "gallrat"
"""The file in a home; beside a copy it has the copy's name, and this after a dot."""
WHAT = "tombstones"


class Unvouched(Unreadable):
    """Nobody who had an account when the copy was made stands for the list, or it was changed."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Listan {path.name} är inte gjord av någon som hade konto när kopian gjordes."
        )


@dataclass(frozen=True, slots=True)
class StoneList:
    """Every tombstone there was when the list was made (UTC)."""

    made: datetime
    stones: tuple[CaseErased, ...]


def beside(copy: Path) -> Path:
    """Where the list of a copy lies."""
    return copy.with_name(f"{copy.name}.{NAME}")


def lists_beside(copy: Path) -> list[Path]:
    """Every list in the folder of a copy: also those of later copies."""
    folder = copy.absolute().parent
    return sorted(path for path in folder.iterdir() if f".{path.name}".endswith(f".{NAME}"))


def write_list(
    path: Path,
    accounts: Sequence[Account],
    hand: Hand | None,
    stones: Iterable[CaseErased],
    at: datetime,
) -> None:
    """Write the list, sealed to those who open copies and vouched for by the hand of one of them.

    A store without accounts has it in clear text. An earlier list is written over.
    """
    from .vault.sealed_file import SealedWriter, for_account, in_clear

    text = json.dumps([plain(one) for one in stones], sort_keys=True)
    content = _content(at.isoformat(), text)
    accounts = _of_copies(accounts)
    marks = [hand.mark(one.public, content).hex() for one in accounts] if hand else []
    whole = BytesIO()
    locks = [for_account(one) for one in accounts] or [in_clear]
    writer = SealedWriter(whole, WHAT, at.isoformat(), locks)
    writer.write(json.dumps({"stones": text, "marks": marks}).encode())
    writer.finish()
    with saved(path, whole.getvalue()):
        pass


def read_list(path: Path, accounts: Sequence[Account], who: str, hand: Hand | None) -> StoneList:
    """The list, by the hand of `who`; where there are accounts it must be vouched for by one.

    Raises WrongKey (another store's, or made for other accounts), Unvouched, Unreadable.
    """
    from .vault.sealed_file import Altered, chunks, header_of, key_in_clear

    try:
        with path.open("rb") as file:
            header = header_of(file)
            if header.what != WHAT:
                raise Altered
            key = key_in_clear(header) or _key(header, who, hand)
            told: dict[str, Any] = json.loads(b"".join(chunks(file, header, key)))
        made, text = datetime.fromisoformat(header.made), str(told["stones"])
        marks = [bytes.fromhex(one) for one in told["marks"]]
        stones = tuple(build(CaseErased, one) for one in json.loads(text))
        if made.utcoffset() is None or not all(one.stream.startswith("case/") for one in stones):
            raise ValueError
    except (OSError, ValueError, TypeError, KeyError, AttributeError, Unreadable):
        raise Unreadable(f"Listan över gallrade ärenden går inte att läsa: {path}.") from None
    publics = tuple(one.public for one in _of_copies(accounts))
    content = _content(header.made, text)
    if publics and not (hand and hand.marks_one_of(publics, content, marks)):
        raise Unvouched(path)
    return StoneList(made, stones)


def _of_copies(accounts: Sequence[Account]) -> list[Account]:
    readers = {role.value for role in COPY_READERS}
    return [one for one in accounts if one.role in readers]


def _content(made: str, text: str) -> bytes:
    from .vault.cipher import bound_to

    return bound_to(WHAT, made, text)


def _key(header: Header, who: str, hand: Hand | None) -> Secret:
    from .vault.sealed_file import WrongKey, key_by_hand

    if hand is None:
        raise WrongKey
    return key_by_hand(header, who, hand)
