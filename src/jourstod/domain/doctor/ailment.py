"""One thing the doctor found, how much harm it can do, and why it matters in the night."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from ..findings import Finding, Place, Severity


class Harm(IntEnum):
    """What an ailment can lead to, the worst first."""

    UNPROTECTED = 1
    UNLAWFUL = 2
    EXPOSED = 3
    DELAYED = 4
    AHEAD = 5

    @property
    def swedish(self) -> str:
        """As a heading."""
        return {
            Harm.UNPROTECTED: "Någon kan bli utan skydd i natt",
            Harm.UNLAWFUL: "Ett beslut kan sakna grund",
            Harm.EXPOSED: "Skyddade uppgifter kan komma fel",
            Harm.DELAYED: "Tid går förlorad",
            Harm.AHEAD: "Snart",
        }[self]

    @property
    def severity(self) -> Severity:
        """How much a finding of this harm weighs."""
        if self is Harm.AHEAD:
            return Severity.INFO
        return Severity.WARNING if self is Harm.DELAYED else Severity.ERROR


@dataclass(frozen=True, slots=True)
class Ailment:
    """A finding with the harm it can do."""

    harm: Harm
    finding: Finding


RULES: dict[str, tuple[Harm, str]] = {
    "ingen-far-besluta-lvu-6": (
        Harm.UNPROTECTED,
        "Klockan tre finns då ingen att väcka som får omhänderta ett barn i fara.",
    ),
    "ingen-far-besluta": (
        Harm.UNPROTECTED,
        "Klockan tre finns då ingen att väcka för de besluten, och jouren får inte fatta dem.",
    ),
    "beslutsfattare-utan-nummer": (
        Harm.UNPROTECTED,
        "Uppdraget hjälper ingen om den som har det inte går att väcka.",
    ),
    "polis-saknas": (
        Harm.UNPROTECTED,
        "Utan ett nummer att ringa tillbaka till kan vem som helst säga sig vara polis "
        "och få veta var barnet är.",
    ),
    "rutinversion-olaslig": (
        Harm.UNPROTECTED,
        "Jouren frågar efter en äldre version än den ni har bestämt.",
    ),
    "ingen-plats": (
        Harm.UNPROTECTED,
        "Att hitta en plats tar längst tid på natten. Utan lista börjar ni om varje gång.",
    ),
    "arbetsledare-saknas": (
        Harm.UNPROTECTED,
        "Den som är osäker klockan tre har då ingen att fråga.",
    ),
    "tolk-saknas": (
        Harm.UNPROTECTED,
        "Utan tolk blir den som följer med tolk, och det kan vara den som hotar.",
    ),
    "klinik-saknas": (
        Harm.UNPROTECTED,
        "Spår försvinner med timmarna, och ingen ska behöva leta efter rätt mottagning.",
    ),
    "lagrum-har-upphort": (
        Harm.UNLAWFUL,
        "Ett beslut som stöder sig på en bestämmelse som inte gäller saknar grund.",
    ),
    "mandat-utganget": (
        Harm.UNLAWFUL,
        "Väcks fel person på natten saknar beslutet den som får fatta det.",
    ),
    "handrackning-saknas": (
        Harm.UNLAWFUL,
        "Polisen kan inte hjälpa till på begäran av någon som nämnden inte har utsett.",
    ),
    "delegation-utgangen": (
        Harm.UNLAWFUL,
        "Beslut på natten med stöd av den fattas då av någon utan rätt.",
    ),
    "delegation-saknas": (
        Harm.UNLAWFUL,
        "Programmet gissar inte. Klockan tre vet då ingen vem som får besluta.",
    ),
    "ratten-pa-helgen-saknas": (
        Harm.UNLAWFUL,
        "Ett omhändertagande enligt LVM 13 § ska in senast dagen efter, också på en lördag.",
    ),
    "lokal-klocka-saknas": (
        Harm.UNLAWFUL,
        "Nattens beslut kan då sluta gälla utan att någon har märkt det.",
    ),
    "rutin-over-datum": (
        Harm.UNLAWFUL,
        "Lagen kan ha ändrats sedan rutinen lästes. Låt den som äger den och en jurist läsa den.",
    ),
    "rutinversion-over-datum": (
        Harm.UNLAWFUL,
        "Lagen kan ha ändrats sedan versionen lästes. Den gäller ändå. Läs den och publicera igen.",
    ),
    "skyddade-akter-for-fa": (
        Harm.EXPOSED,
        "Sover den enda som har rätt öppnas akten av fel person, eller inte alls.",
    ),
    "nummer-saknas": (
        Harm.DELAYED,
        "Klockan tre ska ingen behöva leta efter numret.",
    ),
    "mottagning-saknas": (
        Harm.DELAYED,
        "Då vet ingen vem som tar emot personen och ärendet på morgonen.",
    ),
    "distrikt-saknas": (
        Harm.DELAYED,
        "En annan nämnd får inte besluta. Rätt nämnd måste vara känd innan någon väcks.",
    ),
    "jourtid-saknas": (
        Harm.DELAYED,
        "Då går det inte att säga när det är ni som svarar, och när det är dagens enheter.",
    ),
    "datum-i-framtiden": (
        Harm.DELAYED,
        "Ett felskrivet datum får det som är gammalt att se färskt ut på skärmen.",
    ),
    "aldrig-bekraftat": (
        Harm.DELAYED,
        "Ett fel i raden märks annars först när någon behöver den på natten.",
    ),
    "gammalt": (
        Harm.DELAYED,
        "Nummer och uppdrag byts. Ring upp, läs efter och skriv dagens datum.",
    ),
    "mandat-gar-ut": (
        Harm.AHEAD,
        "Be nämnden om ett nytt beslut nu. Sedan står natten utan beslutsfattare.",
    ),
    "delegation-gar-ut": (
        Harm.AHEAD,
        "Be nämnden om ett nytt beslut innan den slutar gälla.",
    ),
    "lagrum-gar-ut": (
        Harm.AHEAD,
        "Beslut och frister som går över den dagen kan följa andra regler. Fråga er jurist.",
    ),
    "rutin-granskas-snart": (
        Harm.AHEAD,
        "Boka jurist nu. Efter den dagen vet ingen om rutinen stämmer.",
    ),
    "rutinversion-granskas-snart": (
        Harm.AHEAD,
        "Boka jurist nu, och publicera versionen igen med en ny dag när den är läst.",
    ),
    "rutinversion-vantar": (
        Harm.AHEAD,
        "Så länge gäller den förra. En annan arbetsledare godkänner den, eller nekar med skäl.",
    ),
    "rutin-ej-granskad": (
        Harm.AHEAD,
        "Ingen jurist har sagt att den håller. Vad som är osäkert står i docs/stadsjuristen.md.",
    ),
    "register-gammalt": (
        Harm.AHEAD,
        "Läs efter i källan, rätta och skriv dagens datum i registret.",
    ),
}
"""Every rule of the doctor in order of harm: what it can lead to, and why it matters."""
_RANK = {rule: rank for rank, rule in enumerate(RULES)}


def ailment(rule: str, place: Place, sentence: str, example: str = "") -> Ailment:
    """What was found by a rule, with why it matters."""
    harm, why = RULES[rule]
    return Ailment(harm, Finding(harm.severity, rule, place, sentence, why, example))


def in_order(found: Iterable[Ailment]) -> tuple[Ailment, ...]:
    """The most harmful first, and by place where the harm is the same."""
    return tuple(sorted(found, key=lambda one: (_RANK[one.finding.rule], one.finding.place)))


def listing(words: Iterable[str]) -> str:
    """«a, b och c», as in a sentence."""
    known = list(words)
    if len(known) < 2:
        return "".join(known)
    return f"{', '.join(known[:-1])} och {known[-1]}"
