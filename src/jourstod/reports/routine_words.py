"""Routine words: what every printed form of a routine says around its content, said once."""

from __future__ import annotations

from ..domain.printed_routine import Printed

LONG = 30
"""A step with more parts than this may be broken over two pages."""

SHORT_LABEL = 22
"""Two blanks whose labels are no longer than this share a line."""

WORDS: dict[str, str] = {
    "page": "sida",
    "step": "steg",
    "back": "tillbaka till steg",
    "starts": "starta också",
    "clock": "kl",
    "sign": "sign",
    "day": "dag",
    "final": "går inte att göra ogjort",
    "stop": "Stopp",
    "stop_sign": "STOPP",
    "spoken": "Till personen",
    "why": "Varför",
    "basis": "Grund",
    "first": "Den första minuten, steg",
    "steps": "Steg",
    "clocks": "Klockor",
    "what": "Ska göras",
    "who": "Vem",
    "begins": "Räknas från",
    "counted": "Så räknas den",
    "expiry": "När den löper ut",
    "mistake": "Vanligt fel",
    "began": "Började dag",
    "last": "Sista dag",
    "met": "uppfylld",
    "contacts": "Kontakter",
    "hours_note": "Prova numren innan de behövs. Papperet vet inte om någon svarar just nu.",
    "local": "Stationens egna nummer",
    "local_secret": "Bara för jouren. Den här sidan lämnas aldrig till den det gäller.",
    "laws": "Lagrum, nuvarande nummer först",
    "sources": "Källor",
    "afterwards": "Skriv in efteråt",
    "contents": "Innehåll",
    "card": "Fältkort",
    "card_head": "Alias, aldrig namn",
    "card_rules": "Kryssa svaret och följ pilen. Skriv när det hände. Rutinen har hela texten.",
    "legend": "9 vet inte · 8 ej aktuellt · G gick inte. Saknas rutan för 8 eller G: skriv tecknet "
    "och följ pilen för 9 eller Klart. Två pilar (→ 4 / → 5) och STOPP: läs rutinen först.",
}
SHORTENED = {"Ej aktuellt": "8", "Vet inte": "9", "Gick inte": "G"}
"""What the card gives as a sign only; its legend says what they are."""
HEAD_BLANKS = ("Alias (inget namn)", "Ärendenummer", "Började dag och kl", "Den som skriver")
AFTER_BLANKS = ("Ärendenummer i programmet", "Skrivet av", "Inskrivet av, dag och kl")
AFTER_COLUMNS = ("Steg", "Siffra", "Det som ska skrivas", "Hände kl", "Inskrivet")


def foot(printed: Printed) -> str:
    """What stands on every page and ties the paper to its version."""
    return f"{printed.title} · {meta(printed)}"


def meta(printed: Printed) -> str:
    """The bundle and the day."""
    return f"rutinbunt {printed.bundle} · {printed.made_on}"


def routine_meta(validity: str, code: str) -> str:
    """The line under a routine's heading."""
    return " · ".join(part for part in (validity, f"fältkort {code}") if part)
