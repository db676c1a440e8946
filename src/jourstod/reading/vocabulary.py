"""The vocabulary: every name a routine file may refer to, and what is said of one it may not."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from jourstod.domain.facts import Fact

from .fields import cut, listed
from .nodes import Scalar
from .remarks import Remarks


@dataclass(frozen=True, slots=True)
class Names:
    """The ids of one kind of thing.

    `noun` begins a sentence («Faktumet»), `rule` is the slug of an unknown id, `where` the file
    that declares them. `broken` ids are declared but unusable; `whole` is false when the file
    could not be read, so that nothing can be said of an id that is not there.
    """

    noun: str
    rule: str
    where: str
    ids: Collection[str] = ()
    broken: Collection[str] = ()
    whole: bool = True

    def known(self, name: Scalar, remarks: Remarks) -> str | None:
        """The id when it may be used; else None, and what is wrong with it is told."""
        id = name.value.strip()
        if id in self.ids:
            return id
        if id in self.broken:
            remarks.follow_on(
                "trasig-hanvisning",
                f"{self.where}:{id}",
                name.place,
                f"{self.noun} «{cut(id)}» har ett fel i {self.where} och kan inte användas "
                "förrän det är rättat.",
            )
        elif not self.whole:
            remarks.follow_on(
                "trasig-hanvisning",
                self.where,
                name.place,
                f"Det går inte att se om «{cut(id)}» finns, eftersom {self.where} inte kan läsas.",
                "Rätta den filen först.",
            )
        else:
            near = remarks.nearest(id, self.ids)
            few = f" Här finns {listed(self.ids)}." if not near and 0 < len(self.ids) <= 8 else ""
            new = " Ett nytt namn skrivs in där först." if self.where.endswith(".yaml") else ""
            remarks.error(
                self.rule,
                name.place,
                f"{self.noun} «{cut(id)}» finns inte i {self.where}.{new}{few}",
                near,
            )
        return None

    def all_known(self, names: tuple[Scalar, ...], remarks: Remarks) -> tuple[str, ...]:
        """The usable ids among names, in order; the others are told."""
        found = (self.known(name, remarks) for name in names)
        return tuple(id for id in found if id is not None)


def provision_names(where: str = "register/lagrum.yaml") -> Names:
    """No provisions yet: the shape that a register fills."""
    return Names("Lagrummet", "okant-lagrum", where)


def source_names(where: str = "register/kallor.yaml") -> Names:
    """No sources yet."""
    return Names("Källan", "okand-kalla", where)


def agency_names(where: str = "register/myndigheter.yaml") -> Names:
    """No agencies yet."""
    return Names("Mottagaren", "okand-myndighet", where)


def duty_names(where: str = "register/frister.yaml") -> Names:
    """No duties yet."""
    return Names("Plikten", "okand-frist", where)


def fact_names(where: str = "fakta.yaml") -> Names:
    """No facts yet."""
    return Names("Faktumet", "okant-faktum", where)


def routine_names(where: str = "mappen med rutiner") -> Names:
    """No routines yet."""
    return Names("Rutinen", "okand-rutin", where)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything a routine may speak of; `facts` are the usable ones, by id."""

    facts: Mapping[str, Fact] = field(default_factory=dict)
    fact_ids: Names = field(default_factory=fact_names)
    provisions: Names = field(default_factory=provision_names)
    sources: Names = field(default_factory=source_names)
    agencies: Names = field(default_factory=agency_names)
    duties: Names = field(default_factory=duty_names)
    routines: Names = field(default_factory=routine_names)
    grounds: Mapping[str, tuple[str, ...]] | None = None
    """What the register of secrecy knows as a ground, by receiver; None when it is not there."""
    own_units: frozenset[str] = frozenset()
    """Agencies of the own nämnd, to which nothing is disclosed."""
