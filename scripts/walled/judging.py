"""The judgement: what the ends of its tests say of a wall."""

from __future__ import annotations

from .trial import Copy, Outcome, Ran, Seen, of_test
from .wall import Wall


def judged(copy: Copy, wall: Wall, before: dict[str, Ran]) -> Seen:
    """Take one wall out and judge; `before` is how the tests ended with every wall there."""
    if (count := wall.occurs(copy.folder)) != 1:
        return Seen(wall, Outcome.MISFIT, f"den står {count} gånger i {wall.file}")
    for test in wall.tests:
        ends = {how.ended for how in of_test(before, test)}
        if not ends or ends == {"skipped"}:
            return Seen(wall, Outcome.SKIPPED, test)
        if ends - {"passed", "skipped"}:
            return Seen(wall, Outcome.RED, test)
    return _verdict(wall, copy.try_out(wall))


def _verdict(wall: Wall, ran: dict[str, Ran]) -> Seen:
    by: list[str] = []
    for test in wall.tests:
        ends = of_test(ran, test)
        fell = [how for how in ends if _counts(wall, how)]
        if fell:
            by.append("påstående" if fell[0].ended == "asserted" else fell[0].kinds[0])
        elif other := [how for how in ends if how.ended in ("raised", "broken")]:
            return Seen(wall, Outcome.BROKE, f"{test}: {' '.join(other[0].kinds[:1])}")
        elif not ends:
            return Seen(wall, Outcome.BROKE, f"{test}: inget svar")
        else:
            return Seen(wall, Outcome.STOOD, test)
    return Seen(wall, Outcome.FELL, ", ".join(dict.fromkeys(by)))


def _counts(wall: Wall, how: Ran) -> bool:
    if how.ended == "asserted":
        return True
    return how.ended == "raised" and bool(wall.raised) and wall.raised in how.kinds
