"""Refusals: what jourstod will not do, each with the Swedish sentence the user reads."""

from __future__ import annotations


class JourError(Exception):
    """A refusal or failure that a user is told about.

    `sentence` is Swedish and complete; `exit_code` follows the one table in
    docs/loggformat.md (5 refused by rule unless a subclass says otherwise).
    """

    exit_code = 5

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class VisitClosed(JourError):
    """The question was already settled, by whom and how."""

    def __init__(self, step: str, who: str, what: str) -> None:
        super().__init__(
            f"Steget «{step}» är redan besvarat av {who}: {what}. "
            "Din text finns kvar som utkast. Rätta med F3 om svaret är fel."
        )
        self.who, self.what = who, what


class FactMoved(JourError):
    """A fact the answer depends on was changed by somebody after the screen was drawn."""

    def __init__(self, fact: str, who: str, now: str) -> None:
        super().__init__(
            f"«{fact}» ändrades av {who} medan du svarade: nu «{now}». Läs och svara igen."
        )


class NoSuchVisit(JourError):
    """The visit id names nothing in this case."""

    def __init__(self, visit: str) -> None:
        super().__init__(f"Det finns ingen öppen fråga med beteckningen {visit} i ärendet.")


class UnknownChoice(JourError):
    """The typed answer is not among the step's choices."""

    def __init__(self, given: str, allowed: tuple[str, ...]) -> None:
        listed = ", ".join(allowed)
        super().__init__(f"«{given}» är inget av svaren. Välj bland: {listed}.")


class AnswerIncomplete(JourError):
    """Something the step requires was not written."""

    def __init__(self, missing: str) -> None:
        super().__init__(f"Svaret är inte komplett: {missing}.")


class NotCome(JourError):
    """What a step waits for has not been told yet."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"Det har inte kommit än: steget väntar tills {what}. Skriv in uppgiften (F3), "
            "eller gå vidare med skäl: ej aktuellt eller gick inte."
        )


class ReasonMissing(JourError):
    """The act needs a stated reason."""

    def __init__(self, act: str) -> None:
        super().__init__(f"Skriv ett skäl: {act} utan skäl går inte att försvara i efterhand.")


class RequirementBroken(JourError):
    """A krav of the routine would be broken by this move."""

    def __init__(self, sentence: str, krav: str, step: str) -> None:
        super().__init__(
            f"{sentence} Gör det först, eller gå förbi med skäl: då blir det en öppen punkt."
        )
        self.krav, self.step = krav, step


class NotAppointed(JourError):
    """The person has no mandate for a decision that has not been made yet."""

    def __init__(self, decision: str, who_may: str) -> None:
        super().__init__(
            f"Det beslutet kan inte fattas av den personen: {decision.removesuffix('.')}. {who_may}"
        )


class CaseClosedAlready(JourError):
    """The case is closed; it has to be reopened first."""

    def __init__(self, number: str) -> None:
        super().__init__(f"Ärende {number} är avslutat. Öppna det igen med skäl för att skriva.")


class NoSuchCase(JourError):
    """No case has that number or id here."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Det finns inget ärende {name} här.")


class CaseGone(JourError):
    """The case was erased when its time had come; `day` is an ISO day."""

    def __init__(self, number: str, day: str) -> None:
        super().__init__(f"Ärende {number} gallrades {day}. Det finns inget kvar att läsa.")


class NotFoundInCase(JourError):
    """An open item, promise, task or event is named that the case does not have."""

    def __init__(self, what: str) -> None:
        super().__init__(f"Det finns inte i ärendet: {what}.")


class AlreadySettled(JourError):
    """A life cycle was asked for a move it has passed."""

    def __init__(self, what: str, state: str) -> None:
        super().__init__(f"{what} är redan {state}.")


class PracticeOnly(JourError):
    """A practice command met a sharp store."""

    def __init__(self) -> None:
        super().__init__(
            "Mappen innehåller skarpa ärenden. Övning och uppspelning körs bara i ett övningslager."
        )


class SheetStopped(JourError):
    """A protected value stood in a sheet for somebody who is not cleared for it."""

    def __init__(self, where: str, receiver: str) -> None:
        super().__init__(
            f"Bladet till {receiver} stoppades: en skyddad uppgift står i «{where}». "
            "Ta bort stycket, eller rätta svaret där den står (F3), och försök igen."
        )


class UsageError(JourError):
    """The command line was wrong."""

    exit_code = 2


class LogBroken(JourError):
    """The chain of a stream does not hold; names the first bad event."""

    exit_code = 3

    def __init__(self, stream: str, seq: int, why: str) -> None:
        super().__init__(f"Loggen är bruten: {stream}, händelse {seq}: {why}.")
        self.stream, self.seq, self.why = stream, seq, why


class KeyDestroyed(JourError):
    """The key of a stream has been destroyed, so nobody can read it; its chain still holds."""

    def __init__(self, stream: str) -> None:
        super().__init__(
            f"{stream} är gallrad: nyckeln är förstörd och innehållet går inte att läsa. "
            "Att inget är ändrat eller borttaget går fortfarande att kontrollera."
        )


class NoRight(JourError):
    """Whoever is signed in may not do it, or nobody is signed in."""

    exit_code = 7


class Unreadable(JourError):
    """Input files could not be read."""

    exit_code = 4


class StoreAway(JourError):
    """The store cannot be reached, or cannot be written."""

    exit_code = 6


class StoreSilent(StoreAway):
    """The shared store does not answer: it, or the way to it, is down."""


class StoreNewer(StoreAway):
    """The store was written by a newer version."""

    def __init__(self, found: int, known: int) -> None:
        super().__init__(
            f"Lagret är skrivet av en nyare version (format {found}, den här kan {known}). "
            "Uppdatera programmet. Inget har ändrats."
        )


class CommandReused(JourError):
    """The same command id came with other content."""

    def __init__(self) -> None:
        super().__init__(
            "Samma inmatning kom två gånger med olika innehåll. Inget sparades; försök igen."
        )


class NotMovable(JourError):
    """The entry was decided by the routine, or something has been done with it."""

    def __init__(self) -> None:
        super().__init__(
            "Det går inte att flytta: det är ett svar i rutinen, eller så har något redan gjorts "
            "med det. Rätta svaret i stället (F3), och skriv i det andra ärendet."
        )


class SelfReceived(JourError):
    """The sender tried to be the receiver."""

    def __init__(self) -> None:
        super().__init__(
            "Den som lämnar över kan inte själv ta emot. Skriv vem som tog emot, "
            "och vad hon eller han sa skulle göras först."
        )


class BundleChanged(JourError):
    """A pinned bundle came again with other bytes."""

    def __init__(self, bundle_id: str) -> None:
        super().__init__(
            f"Rutinpaketet {bundle_id[:12]} finns redan med ett annat innehåll. "
            "Ett låst rutinpaket ändras aldrig. Inget sparades."
        )


class NoSuchBundle(JourError):
    """No bundle of the store, or more than one, begins like that."""

    exit_code = 4

    def __init__(self, start: str, found: int) -> None:
        how = "flera rutinpaket" if found else "inget rutinpaket"
        super().__init__(f"I lagret finns {how} som börjar med {start[:12]}.")


class NotPublished(JourError):
    """A version that is not published, not yet, or no longer, was to be used for a case."""

    def __init__(self, bundle: str) -> None:
        super().__init__(
            f"Version {bundle[:12]} gäller inte: den är inte godkänd, inte än, eller återkallad. "
            "Se jourstod routine versions."
        )


class CannotMove(JourError):
    """A case would lose something by another version of the routines."""

    def __init__(self, number: str, why: tuple[str, ...]) -> None:
        super().__init__(f"Ärende {number} kan inte byta version. {' '.join(why)}")
        self.why = why
