"""Shielding: what a process leaves behind when it dies, and who may look into it before that."""

from __future__ import annotations

import sys

_PR_SET_DUMPABLE = 4
"""The number of a Linux call that never changes (prctl(2))."""


def shield() -> None:
    """No core dump, and no other program of the same user reads the memory or the environment.

    Called before a store is opened. What the system cannot do is left undone: Windows has neither.
    """
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_CORE)
    if hard != 0:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform.startswith("linux"):
        import ctypes

        # A core goes to no handler either, as it does with the limit alone.
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
