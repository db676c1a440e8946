"""Access kinds: the ways content is shown or leaves, as they stand in the access log."""

from __future__ import annotations

from enum import StrEnum


class AccessKind(StrEnum):
    """What was done with content; the value is what stands in the log."""

    OPENED = "opened"
    LISTED = "listed"
    SEARCHED = "searched"
    REPORTED = "reported"
    PRINTED = "printed"
    EXPORTED = "exported"
    UNMASKED = "unmasked"
    COUNTED = "counted"
    READ_ACCESS_LOG = "read_access_log"

    @property
    def swedish(self) -> str:
        """The word in the list."""
        return {
            AccessKind.OPENED: "öppnade",
            AccessKind.LISTED: "såg listan",
            AccessKind.SEARCHED: "sökte",
            AccessKind.REPORTED: "gjorde blad",
            AccessKind.PRINTED: "gjorde papper",
            AccessKind.EXPORTED: "tog ut",
            AccessKind.UNMASKED: "visade skyddat",
            AccessKind.COUNTED: "räknade",
            AccessKind.READ_ACCESS_LOG: "läste åtkomstloggen",
        }[self]
