"""The guard of a desk: each public method asks for the right it needs, before it does anything."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from types import FunctionType
from typing import Any, Protocol, TypeVar

from ..domain.rights import Deed

Guarded = TypeVar("Guarded", bound=type)


class Demanding(Protocol):
    """Something with a handler whose right can be asked for. Raises NoRight."""

    def demand(self, deed: Deed | None) -> None: ...


def guarded(rights: Mapping[str, Deed]) -> Callable[[Guarded], Guarded]:
    """A class whose public methods ask for their right; one that is not in `rights` is refused."""

    def guard(cls: Guarded) -> Guarded:
        for name, method in tuple(vars(cls).items()):
            if not name.startswith("_") and isinstance(method, FunctionType) and name != "demand":
                setattr(cls, name, _asking(method, rights.get(name)))
        return cls

    return guard


def _asking(method: Callable[..., Any], deed: Deed | None) -> Callable[..., Any]:
    @functools.wraps(method)
    def asking(self: Demanding, *given: Any, **named: Any) -> Any:
        self.demand(deed)
        return method(self, *given, **named)

    asking.needs = deed  # type: ignore[attr-defined]  # a test walks over them
    return asking
