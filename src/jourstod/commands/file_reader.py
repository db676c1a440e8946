"""Whoever opens a sealed file on a computer where nobody is known: by passphrase or printed key."""

from __future__ import annotations

import argparse

from ..copies import Reader
from ..domain.errors import UsageError
from .passphrases import own_passphrase, typed_recovery_key


def reader(arguments: argparse.Namespace) -> Reader:
    """Whoever opens a file on a computer where nobody is known."""
    if arguments.recovery:
        from ..vault.recovery import typed_back

        return Reader("", typed_back(typed_recovery_key()))
    if not arguments.signature:
        raise UsageError("Skriv vem du är: --as SIGN. Eller --recovery med återställningsnyckeln.")
    return Reader(arguments.signature, own_passphrase(arguments.signature))
