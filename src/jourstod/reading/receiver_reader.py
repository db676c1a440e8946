"""Receivers in the station's file: who can be sent locked files, each with a public key."""

from __future__ import annotations

from jourstod.domain.receiver import BEGINS, Receiver, read_key

from .fields import Fields, as_mapping, check_id, cut

_RECEIVER = (
    f"barn-soder:\n  namn: Barn och unga Söder\n  nyckel: {BEGINS}abc…\n  bekräftad: 2026-11-01"
)
_EXAMPLES = {
    "mottagare": f"mottagare:\n  {_RECEIVER}",
    "namn": "namn: Barn och unga Söder",
    "nyckel": f"nyckel: {BEGINS}abc… (raden som «jourstod receiver create» skrev hos mottagaren)",
    "bekräftad": "bekräftad: 2026-11-01",
}


def read_receivers(fields: Fields) -> tuple[Receiver, ...]:
    """The receivers whose key holds; a mistyped one is left out, and said."""
    node, remarks = fields.section("mottagare"), fields.remarks
    found: list[Receiver] = []
    for name, value in node.entries if node else ():
        before = remarks.errors
        check_id(name, "en mottagare", remarks)
        what = f"mottagaren «{name.value}»"
        part = as_mapping(value, what, remarks, _RECEIVER)
        if part is None:
            continue
        own = Fields(part, what, remarks, _EXAMPLES)
        called, key = own.text("namn", required=True), _key(own)
        one = Receiver(name.value, called, key, own.day("bekräftad"), name.place)
        own.close()
        if remarks.errors == before:
            found.append(one)
    return tuple(found)


def _key(fields: Fields) -> bytes:
    written = fields.scalar("nyckel", required=True)
    key = read_key(written.value) if written else None
    if written is not None and key is None:
        fields.remarks.error(
            "fel-nyckel",
            written.place,
            f"nyckeln «{cut(written.value)}» är felskriven: kontrollen i slutet stämmer inte.",
            _EXAMPLES["nyckel"],
        )
    return key or b""
