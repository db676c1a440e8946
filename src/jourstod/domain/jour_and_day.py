"""Jour and day: what belongs to the night and what the day does, as one table to hang on a wall."""

from __future__ import annotations

HEADING = "Jourens och dagens uppgifter"
JOUR = (
    "Ta emot samtal, anmälan och ansökan",
    "Göra skyddsbedömningen genast och skriva ned den",
    "Ordna akut boende, mat, resa och kontakt med vården",
    "Placera frivilligt i en akut situation, inom delegationen",
    "Föredra för jourhavande ledamot i barnets eller personens nämnd",
    "Begära handräckning, om du är förordnad av nämnden",
    "Skydda barn som följer med; varje barn har ett eget ärende",
    "Göra den polisanmälan som inte kan vänta",
    "Berätta kort om rättigheter, med tolk",
    "LVM 15 §: lämna in till rätten på helgen [osäker, räkna lördagen som sista dag]",
    "Lämna över, muntligt och skriftligt, tills någon har tagit emot",
)
DAY = (
    "Göra förhandsbedömningen",
    "Utreda",
    "Underställa rätten (jouren bara om dagen inte hinner)",
    "Begära offentligt biträde och ansöka om vård",
    "Hålla samråd på Barnahus",
    "Ansöka om god man (jouren förbereder)",
    "Ansöka om betänketid (jouren förbereder)",
    "Ta kontakt med regionkoordinatorn",
    "Avgöra vilken kommun som ansvarar, och ersättningen",
    "Ansöka om skyddade personuppgifter",
    "Återkoppla till den som anmälde",
    "Anmäla nattens brådskande beslut till nämndens nästa möte (står på listan från natten)",
)
NOTE = "Vem som får besluta är lokalt. Se stationens egna nummer och delegationsordningen."
