"""What has happened, frozen for ever: a case's events here, those of other streams by module.

The case's events are read in when one is first asked for: the board is painted without them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .case_event import *  # noqa: F403 — each name stands in its `__all__`


def __getattr__(name: str) -> Any:
    if name.startswith("_") or name.islower():  # a module of the package is not in here
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    events = import_module(".case_event", __name__)
    globals().update({one: getattr(events, one) for one in events.__all__})
    return getattr(events, name)
