"""Grounds: a step's clock or what it rests on, taken out of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from jourstod.domain.routine import Step
from jourstod.domain.rulebook import Rulebook

from .mutant import Mutant, Operator, Site, at_site

Change = Callable[[Step], Step]


def ground_mutants(book: Rulebook, site: Site) -> Iterator[Mutant]:
    """A step without one of its clocks, its `lagrum` or `källa`, or one of several in them."""
    for operator, words, change in _changes(site.step(book)):
        steps = {at: change(book.step(*at)) for at in site.copies}
        yield from at_site(book, site, operator, words, steps)


def _changes(step: Step) -> Iterator[tuple[Operator, str, Change]]:
    if step.clock:
        yield Operator.CLOCK, f"klocka: {step.clock}", lambda s: replace(s, clock="")
    if step.due_words:
        yield Operator.CLOCK, f"senast: {step.due_words}", lambda s: replace(s, due_words="")
    for duty in step.duties:
        yield Operator.CLOCK, f"fullgör: {duty}", _without_duty(duty)
    if step.provisions:
        yield Operator.GROUND, "lagrum", lambda s: replace(s, provisions=())
    if step.sources:
        yield Operator.GROUND, "källa", lambda s: replace(s, sources=())
    if len(step.provisions) > 1:
        for id in step.provisions:
            yield Operator.ONE_GROUND, id, _without_provision(id)
    if len(step.sources) > 1:
        for id in step.sources:
            yield Operator.ONE_GROUND, id, _without_source(id)


def _without_duty(duty: str) -> Change:
    return lambda s: replace(s, duties=tuple(id for id in s.duties if id != duty))


def _without_provision(provision: str) -> Change:
    return lambda s: replace(s, provisions=tuple(id for id in s.provisions if id != provision))


def _without_source(source: str) -> Change:
    return lambda s: replace(s, sources=tuple(id for id in s.sources if id != source))
