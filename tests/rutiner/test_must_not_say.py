"""What no routine, register or sentence of the program may claim (law.md section 5, need.md).

Each claim has a pattern, and an example that the pattern must find: a net with a hole in it is
then seen. A sentence that denies the claim is no claim.
"""

from __future__ import annotations

import pytest
from tests.rutiner.shipped import asserted, sentences

CLAIMS = {
    "that somebody is a victim": (
        r"\bär (?:ett |en )?(?:\w+ )?(?:offer|människohandelsoffer)\b"
        r"|\bhar utsatts för människohandel|\b(?:är|var) utsatt för människohandel|\boffret\b",
        "Hon är ett offer för människohandel.",
    ),
    "that a duty officer decides on omhändertagande": (
        r"\b(?:du|jouren|handläggaren|socialsekreteraren) (?:får |kan )?(?:beslutar?|fattar?)\b"
        r"[^.]*\b(?:omhändertag|LVU|LVM|hemlig plats|umgänge|tvång)",
        "Jouren får besluta om omedelbart omhändertagande.",
    ),
    "who in Stockholm holds the mandate": (
        r"\bStockholm\w*\b[^.]*\b(?:uppdraget|delegation|får besluta|beslutar)",
        "I Stockholm har socialjourens chef uppdraget att besluta.",
    ),
    "that an unaccompanied child can get skyddat boende": (
        r"\bensamkommande\b[^.]*\b(?:kan|får|ska)\b[^.]*\bskyddat boende"
        r"|\bskyddat boende\b[^.]*\bensamkommande\b[^.]*\b(?:kan|får)\b",
        "Ett ensamkommande barn kan få skyddat boende.",
    ),
    "that the child's own consent is enough for a placement": (
        r"\bbarnets (?:eget )?(?:ja|samtycke) (?:räcker|är nog)\b",
        "Barnets eget ja räcker för jourhem.",
    ),
    "that exploitation by itself is a ground for LVU": (
        r"\b(?:människohandel|exploatering|utnyttja\w*)\b[^.]*\b(?:är|ger|räcker som|utgör)\b[^.]*"
        r"\b(?:grund för LVU|LVU-grund|LVU 2|LVU 3|eget beteende)",
        "Människohandel är grund för LVU.",
    ),
    "that LVU needs residence or citizenship": (
        r"\bLVU (?:gäller|kräver|förutsätter)\b[^.]*"
        r"\b(?:medborgar|folkbokför|uppehållstillstånd|bosatt)",
        "LVU kräver att barnet är folkbokfört här.",
    ),
    "that we have a duty to report crime to the police": (
        r"\b(?:vi|du|jouren|nämnden|socialtjänsten) (?:ska|måste|är skyldig\w*(?: att)?) "
        r"(?:genast |alltid )?(?:polis)?anmäl\w*\b[^.]*\b(?:brott|polis)"
        r"|\b(?:måste|ska alltid) polisanmäl",
        "Jouren måste anmäla brottet till polisen.",
    ),
    "that secrecy can be promised absolutely": (
        r"\b(?:helt|fullständigt|absolut) (?:hemlig|sekretess)|\btotal (?:sekretess|tystnad)"
        r"|\bstannar (?:alltid )?(?:här|hos oss|mellan oss)\b|\bfår ingen veta\b",
        "Allt du säger stannar mellan oss.",
    ),
    "that an adult can be kept against their will": (
        r"\b(?:håll|behåll)\w* kvar\b(?!.*\bluren\b)[^.]*"
        r"\b(?:personen|henne|den vuxna|kvinnan|mannen)"
        r"|\b(?:personen|den vuxna)\b[^.]*\b(?:hålls kvar|får hållas kvar|ska hållas kvar)",
        "Jouren får hålla kvar personen till morgonen.",
    ),
    "that help depends on the police, a permit or a personnummer": (
        r"\b(?:hjälp\w*|stöd\w*|boende|insats\w*)\b[^.]*"
        r"\b(?:kräver|förutsätter|beror på|ges bara om)\b[^.]*"
        r"\b(?:polisanmäl|samarbeta|tillstånd|personnummer|vittna)",
        "Stöd förutsätter att personen samarbetar med polisen.",
    ),
    "that betänketid is automatic": (
        r"\bbetänketid\w*\b[^.]*\b(?:automatisk|alltid|beviljas|har rätt)\b",
        "Betänketid ges automatiskt till den som är utsatt: det beviljas alltid.",
    ),
    "that betänketid is longer than thirty days": (
        r"\bbetänketid\w*\b[^.]*\b(?:3[1-9]|[4-9]\d|\d{3}) dagar|\bbetänketid\w*\b[^.]*\bmånader\b",
        "Betänketiden är 45 dagar.",
    ),
    "that a clock stops over a weekend": (
        r"\b(?:fristen|klockan|tiden|veckan)\b[^.]*"
        r"\b(?:stannar|pausar|väntar)\b[^.]*\b(?:helg|röd dag|röda dagar|lördag|söndag)",
        "Klockan stannar över helgen.",
    ),
    "that fourteen days are a time to use": (
        r"\b(?:har|få|får|vänta|ta)\b[^.]*\b14 dagar\b[^.]*\b(?:på (?:dig|er|sig)|innan skydd)",
        "Ni har 14 dagar på er för förhandsbedömningen.",
    ),
    "that the specialists answer at night": (
        r"\b(?:regionkoordinator\w*|stödtelefon\w*)\b[^.]*"
        r"\b(?:dygnet runt|i natt|på natten|nu i natt)",
        "Ring regionkoordinatorn, som svarar dygnet runt.",
    ),
    "that HSLF-FS 2022:39 is about strangers": (
        r"\bHSLF-FS 2022:39\b[^.]*\b(?:omfattar|gäller)\b[^.]*\b(?:människohandel|främling)",
        "HSLF-FS 2022:39 gäller människohandel.",
    ),
    "that an embassy is called as a step": (
        r"\b(?:ring|kontakta|ta kontakt med|meddela|underrätta)\b[^.]*\b(?:ambassad|konsulat)",
        "Ring ambassaden och berätta.",
    ),
    "that protected registration is arranged at night": (
        r"\b(?:ordna|fixa|begär|sök|ansök om)\b[^.]*\b(?:sekretessmarkering|skyddad folkbokföring)"
        r"[^.]*\b(?:i natt|nu|genast|redan)\b",
        "Ordna sekretessmarkering redan i natt.",
    ),
    "that a visit is paid unannounced": (
        r"\boanmäl(?:t|da) (?:hem)?besök|\bhembesök\b[^.]*\b(?:utan att (?:först )?ringa|oanmält)"
        r"|\båk (?:ut )?hem till (?:barnet|familjen)\b",
        "Gör ett oanmält besök i hemmet.",
    ),
    "that a decision has lapsed before its last lawful day": (
        r"\bbeslutet (?:har|är) (?:redan )?(?:upphört|förfallit|förfallet)\b",
        "Beslutet har upphört.",
    ),
}  # fmt: skip
"""By name: the pattern of the claim, and a sentence that makes it."""


@pytest.mark.parametrize("claim", CLAIMS)
def test_nothing_we_say_claims(claim: str) -> None:
    assert asserted(CLAIMS[claim][0], sentences()) == []


@pytest.mark.parametrize("claim", CLAIMS)
def test_the_net_catches_the_claim(claim: str) -> None:
    pattern, example = CLAIMS[claim]
    assert asserted(pattern, (("här", example),))


def test_the_net_is_cast_over_routines_registers_and_code() -> None:
    places = {where for where, _ in sentences()}
    assert {"manniskohandel-barn.yaml", "sekretess.yaml", "frister.yaml", "flaws.py"} <= places
