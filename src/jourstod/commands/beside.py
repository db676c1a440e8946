"""Work done beside, in a process of its own, where the machine has room for one."""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Callable
from typing import TypeVar, cast

Found = TypeVar("Found")


def beside(work: Callable[[], Found]) -> Callable[[], Found]:
    """Begin the work; what is given waits for it and tells what it found.

    Where there is nobody to share with, or the other process fails, it is done here: then a bug
    shows as one. What is found must be possible to pickle.
    """
    if not _has_room():
        return work
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _tell(work, writing)
    os.close(writing)

    def found() -> Found:
        with os.fdopen(reading, "rb") as pipe:
            told = pipe.read()
        _, status = os.waitpid(child, 0)
        return cast("Found", pickle.loads(told)) if status == 0 else work()

    return found


def _has_room() -> bool:
    alone = threading.active_count() == 1  # a fork of many threads may wait for one that is gone
    return sys.platform != "win32" and (os.cpu_count() or 1) > 1 and alone


def _tell(work: Callable[[], object], writing: int) -> None:
    """In the other process: never comes back, and says nothing of its own."""
    status = 1
    try:
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(pickle.dumps(work()))
        status = 0
    finally:
        os._exit(status)
