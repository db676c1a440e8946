"""The right that each command needs. A command that is not here is refused."""

from __future__ import annotations

from ..domain.errors import NoRight
from ..domain.rights import Deed, refusal

_OF_NOBODY = (
    "play", "clock", "doctor",
    "routine check", "routine rules", "routine draw", "routine schema", "routine print",
    "routine coverage", "routine diff", "routine test", "routine versions",
    "open", "receiver create", "receiver show",
)  # fmt: skip
"""Nothing of any case."""
COMMANDS = {
    "": Deed.SEE_LIST,
    "text": Deed.SEE_LIST,
    "practice": Deed.SEE_LIST,
    **dict.fromkeys(_OF_NOBODY, Deed.PROGRAM),
    "cases": Deed.SEE_LIST,
    "clocks": Deed.SEE_ALL,
    "report": Deed.REPORT,
    "log show": Deed.REPORT,
    "log scenario": Deed.REPORT,
    "log verify": Deed.VERIFY,
    "log access": Deed.READ_ACCESS_LOG,
    "log review": Deed.REVIEW_ACCESS,
    "routine use": Deed.COUNT,
    "routine replay": Deed.COUNT,
    "routine migrate": Deed.MOVE_CASE,
    "routine publish": Deed.PUBLISH,
    "routine approve": Deed.PUBLISH,
    "routine withdraw": Deed.PUBLISH,
    "backup create": Deed.BACKUP,
    "backup test": Deed.BACKUP,
    "backup restore": Deed.BACKUP,
    "gallring list": Deed.ERASE,
    "gallring propose": Deed.ERASE,
    "gallring approve": Deed.ERASE,
    "gallring withdraw": Deed.ERASE,
    "gallring run": Deed.CARRY_OUT_ERASURE,
    "continuity create": Deed.REPORT,
    "continuity open": Deed.PROGRAM,
    "store prepare": Deed.KEEP_STORE,
    "store join": Deed.KEEP_STORE,
    "store encrypt": Deed.SEAL_STORE,
    "store use": Deed.KEEP_STORE,
    "store move": Deed.KEEP_STORE,
    "store size": Deed.KEEP_STORE,
    "account list": Deed.PROGRAM,
    "account passphrase": Deed.PROGRAM,
    "account recover": Deed.PROGRAM,
    "account add": Deed.KEEP_ACCOUNTS,
    "account unit": Deed.KEEP_ACCOUNTS,
    "account remove": Deed.KEEP_ACCOUNTS,
    "account recovery": Deed.KEEP_ACCOUNTS,
    "account rotate": Deed.KEEP_ACCOUNTS,
}
"""By the words after `jourstod`; "" opens the screens."""


def words_of(command: str) -> str:
    """The words after `jourstod`: «log show»; "" for none."""
    return command.partition(" ")[2]


def refuse_unnamed(command: str) -> None:
    """Raise NoRight for a command that nobody has given a right."""
    if words_of(command) not in COMMANDS:
        raise NoRight(refusal(None))
