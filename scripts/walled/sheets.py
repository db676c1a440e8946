"""The walls of sheets: who is told what, and who says that it was received."""

from __future__ import annotations

from .wall import Place, Wall

_RECEIVER = "Fel mottagare får en adress"
_SILENT = "Någon som inte får veta får veta"
_HANDLER = "Uppföljningen pekar ut en handläggare"
_SENDER = "Den som lämnar över tar själv emot"
_handover = Place(_RECEIVER, "src/jourstod/domain/handover.py")
_disclosure = Place(_RECEIVER, "src/jourstod/domain/disclosure.py")
_tripwire = Place(_RECEIVER, "src/jourstod/domain/tripwire.py")
_sheets = Place(_RECEIVER, "src/jourstod/desk/sheets.py")
_counts = Place(_HANDLER, "src/jourstod/domain/small_counts.py")
_DISCLOSED = "tests/domain/test_disclosure.py::"
_PLANTED = "tests/domain/test_planted_address.py::"
_WIRE = "tests/domain/test_tripwire.py::"
_RECEIPTS = "tests/desk/test_receipts.py::"
_SMALL = "tests/domain/test_small_counts.py::"
_ON_NO_SHEET = _PLANTED + "test_the_address_in_a_typed_field_is_on_no_sheet"

WALLS: tuple[Wall, ...] = (
    _tripwire.wall(
        "snubbeltråden söker i varje text",
        "    return bool(_spans(wire, text))\n",
        "    return False\n",
        _ON_NO_SHEET,
        _DISCLOSED + "test_a_picked_passage_with_a_protected_value_stops_the_sheet",
    ),
    _tripwire.wall(
        "också särskrivet och mellan tecken",
        '    squeezed = "".join(sign for sign, _ in signs)\n',
        "    squeezed = text\n",
        _WIRE + "test_an_address_is_found_spaced_cased_inflected_and_split",
    ),
    _tripwire.wall(
        "också ett nummer med andra avskiljare",
        '        bare = re.sub(r"\\D", "", run.group())\n        if any(number',
        "        bare = run.group()\n        if any(number",
        _WIRE + "test_a_number_is_found_with_any_separators_and_prefix",
    ),
    _disclosure.wall(
        "en uppgift går bara till den som får den, på sin grund",
        "    return bool(ground) and (ground != CONSENT or _consented(case, receiver, fact.section))\n",
        "    return True\n",
        _DISCLOSED + "test_a_fact_by_consent_goes_to_its_receiver_and_to_no_other",
        raised="KeyError",
    ),
    _disclosure.wall(
        "ett återtaget samtycke gäller inte",
        "    if consent is None or not consent.given or consent.entry in case.misfiled:\n",
        "    if consent is None:\n",
        _DISCLOSED + "test_a_consent_taken_back_takes_the_fact_away_and_says_why",
    ),
    _disclosure.wall(
        "fri text går bara ut när stycket är valt",
        "        if id in occasion.passages:\n            found.facts",
        "        if True:\n            found.facts",
        _DISCLOSED + "test_free_text_goes_only_when_the_passage_was_picked",
    ),
    _disclosure.wall(
        "bara stycken som får lämnas till mottagaren går att välja",
        "        if id not in allowed:\n            raise NotFoundInCase",
        "        if False:\n            raise NotFoundInCase",
        _DISCLOSED + "test_free_text_of_a_fact_the_receiver_is_not_cleared_for_cannot_be_picked",
    ),
    _disclosure.wall(
        "det egna kortet är ett nummer och en tid",
        "        return _card(case, occasion)\n    sorted_out",
        "        pass\n    sorted_out",
        _DISCLOSED + "test_the_persons_own_card_is_a_number_and_a_time_and_no_other_word",
    ),
    _handover.wall(
        "också den som anmälde är en tråd",
        "    return wire(values, [*names, case.reporter], _routine_words(book), ours)\n",
        "    return wire(values, names, _routine_words(book), ours)\n",
        _DISCLOSED + "test_a_reporter_who_is_named_in_a_picked_passage_stops_the_sheet",
    ),
    _handover.wall(
        "också en rättad adress är skyddad",
        "            event, ev.StepAnswered | ev.AnswerCorrected | ev.FactNoted | ev.SituationChanged\n",
        "            event, ev.AnswerCorrected | ev.SituationChanged\n",
        _DISCLOSED + "test_an_address_that_was_corrected_is_still_protected",
    ),
    _handover.wall(
        "på ett blad över flera ärenden är varje ärendes skyddade värden dolda",
        "    if not any(trips(own, text) for _, text in texts(sheet)):\n        return sheet\n    return",
        "    if True:\n        return sheet\n    return",
        _ON_NO_SHEET,
    ),
    _sheets.wall(
        "utan samtycke krävs ett skäl",
        "    if cut.unconsented and not why:\n",
        "    if False:\n",
        _RECEIPTS + "test_without_consent_a_reason_must_be_written",
    ),
    _sheets.wall(
        "ett blad som blivit gammalt lämnas inte",
        "        if case.seq != cut.seq:\n            raise SheetOutdated\n        if cut.own_board:",
        "        if cut.own_board:",
        "tests/desk/test_sheets.py::test_a_sheet_that_has_grown_old_is_not_left",
    ),
    _sheets.wall(
        "ett tomt blad lämnas inte utanför",
        "    if not cut.own_board and _empty(cut):\n",
        "    if False:\n",
        "tests/desk/test_sheets.py::test_an_empty_sheet_is_not_left_to_somebody_outside",
    ),
    _handover.wall(
        "ett blad med ett skyddat värde stoppas",
        '            raise SheetStopped(place or "kortet", occasion.receiver.name)\n',
        "            continue\n",
        _DISCLOSED + "test_a_picked_passage_with_a_protected_value_stops_the_sheet",
    ),
    Place(_SILENT, _handover.file).wall(
        "den som inte får informeras är en tråd i bladet",
        "    names = [s.event.who for s in case.silences.values() if not s.lifted]\n",
        "    names: list[str] = []\n",
        _DISCLOSED + "test_a_picked_passage_with_a_protected_value_stops_the_sheet",
    ),
    Place(_SILENT, "src/jourstod/tui/silence.py").wall(
        "vem som inte får informeras står överst på varje skärm",
        "    found = silences(case)\n    if not found:\n",
        "    found = silences(case)\n    if True:\n",
        "tests/tui/test_case_screen.py::test_who_may_not_be_informed_stands_on_top_of_the_case",
    ),
    _counts.wall(
        "ett antal under fem visas inte",
        "    return frozenset(key for key, count in counts.items() if 0 < count < FEWEST)\n",
        "    return frozenset()\n",
        _SMALL + "test_no_small_count_is_told",
    ),
    _counts.wall(
        "det största döljs med, så att de små inte går att räkna ut",
        "    return small | {biggest}\n",
        "    return small\n",
        _SMALL + "test_what_is_told_never_leaves_one_possibility_for_a_small_count",
    ),
    Place(_SENDER, "src/jourstod/domain/lifecycles.py").wall(
        "avsändaren är aldrig mottagaren",
        "    return SelfReceived() if receiver in senders else None\n",
        "    return None\n",
        "tests/domain/test_lifecycles.py::"
        "test_the_sender_is_never_the_receiver_by_signature_or_name",
    ),
    Place(_SENDER, "src/jourstod/domain/lifecycles.py").wall(
        "mottagaren säger tillbaka med egna ord",
        '                    written("words", f"skriv {SAID_BACK}"),\n',
        "",
        "tests/domain/test_lifecycles.py::"
        "test_a_guard_names_what_is_missing_also_when_it_is_only_blanks",
    ),
)
