"""The walls of the shared store: what the database itself refuses, and what a cut cable does not do."""

from __future__ import annotations

from .wall import Place, Wall

_CHANGED = "En rad ändras, byts eller tas bort"
_OTHERS = "En annan jour eller nämnd i samma databas"
_HEARD = "Avlyssning på vägen till databasen"
_CUT = "Databasen försvinner mitt i ett svar"
_SAME_STEP = "Två stationer svarar på samma steg"
_POWER = "Strömmen går, disken är full eller svarar fel"
_ERASED = "Ett ärende gallras fel, eller gallras inte helt"

_schema = Place(_CHANGED, "src/jourstod/store/postgres_schema.py")
_tables = Place(_CHANGED, "src/jourstod/store/postgres_tables.py")
_rows = Place(_OTHERS, "src/jourstod/store/postgres_schema.py")
_door = Place(_HEARD, "src/jourstod/store/postgres_door.py")
_vault = Place(_CUT, "src/jourstod/store/postgres.py")
_erased = Place(_ERASED, "src/jourstod/store/postgres_erased.py")

_PG = "tests/store/test_postgres.py::"
_TLS = "tests/store/test_postgres_tls.py::"
_WALLS = "tests/store/test_postgres_walls.py::"
_ROLE = _PG + "test_the_role_of_a_station_only_adds_to_the_log_and_reads_it"
_OWNER = _PG + "test_not_even_the_owner_changes_the_log_by_mistake"
_JOUR = _PG + "test_a_jour_sees_nothing_of_another_jour_in_the_same_database"
_BOARD = _PG + "test_a_role_sees_only_the_rows_of_its_nämnder_and_of_the_station"
_HOST = _PG + "test_a_host_that_is_not_this_computer_needs_a_verified_certificate"
_SILENT = _PG + "test_full_verification_is_asked_for_where_the_address_says_nothing"
_STONE = _PG + "test_a_stations_role_cannot_erase_and_nobody_erases_by_an_older_tombstone"
_GONE = _PG + "test_the_role_that_erases_removes_a_stream_with_its_tombstone"

WALLS: tuple[Wall, ...] = (
    _schema.wall(
        "stationens databasroll får bara lägga till och läsa loggen",
        "GRANT SELECT, INSERT ON jourstod.event, jourstod.bundle, jourstod.secret TO jourstod_app;",
        "GRANT ALL ON jourstod.event, jourstod.bundle, jourstod.secret TO jourstod_app;",
        _ROLE,
        raised="IntegrityError",
    ),
    _schema.wall(
        "stationens databasroll flyttar inget huvud",
        "GRANT SELECT ON jourstod.about, jourstod.stream TO jourstod_app;",
        "GRANT ALL ON jourstod.about, jourstod.stream TO jourstod_app;",
        _ROLE,
    ),
    Place(_CHANGED, _erased.file).wall(
        "databasen ändrar ingen rad, också när ägaren ber om det",
        "    RAISE EXCEPTION 'the log is only added to' USING ERRCODE = '23514';\nEND $$;\n",
        "    RETURN coalesce(NEW, OLD);\nEND $$;\n",
        _OWNER,
    ),
    _tables.wall(
        "databasen tömmer inte tabellen",
        "CREATE TRIGGER event_is_never_emptied BEFORE TRUNCATE ON jourstod.event\n"
        "FOR EACH STATEMENT EXECUTE FUNCTION jourstod.never();\n",
        "",
        _OWNER,
    ),
    _tables.wall(
        "databasen ändrar inget rutinpaket",
        "CREATE TRIGGER bundle_is_never_changed BEFORE UPDATE OR DELETE ON jourstod.bundle\n"
        "FOR EACH ROW EXECUTE FUNCTION jourstod.never();\n",
        "",
        _OWNER,
    ),
    _tables.wall(
        "en rad i databasen följer huvudet",
        "        IF NOT FOUND THEN\n",
        "        IF FALSE THEN\n",
        _OWNER,
    ),
    _tables.wall(
        "en logg i databasen börjar från ingenting",
        "IF NEW.prev <> decode(repeat('00', 32), 'hex') THEN",
        "IF FALSE THEN",
        _OWNER,
    ),
    _rows.wall(
        "radnivåsäkerhet: bara den egna jourens rader",
        "\"tenant = (SELECT jourstod.tenant()) AND (board = '' \"",
        "\"(board = '' \"",
        _JOUR,
    ),
    _rows.wall(
        "radnivåsäkerhet: utkast, nycklar och konton hör till jouren",
        '_OWN: LiteralString = "tenant = (SELECT jourstod.tenant())"',
        '_OWN: LiteralString = "true"',
        _WALLS + "test_nothing_that_belongs_to_a_jour_is_seen_or_written_from_another",
    ),
    _rows.wall(
        "radnivåsäkerhet: bara de egna nämndernas rader",
        "\"OR (SELECT jourstod.boards()) && ARRAY[board, '*'])\"",
        '"OR true)"',
        _BOARD,
    ),
    _rows.wall(
        "radnivåsäkerheten är påslagen",
        ' ENABLE ROW LEVEL SECURITY; "',
        ' DISABLE ROW LEVEL SECURITY; "',
        _WALLS + "test_nothing_that_belongs_to_a_jour_is_seen_or_written_from_another",
        _BOARD,
    ),
    _rows.wall(
        "en roll hör till en jour",
        'db.execute("DELETE FROM jourstod.member WHERE role = %s", (role,))',
        "pass",
        _WALLS + "test_a_role_that_is_joined_anew_belongs_to_the_new_jour_alone",
    ),
    Place(_OTHERS, _door.file).wall(
        "en roll som inte hör till någon jour släpps inte in",
        "if not self.tenant:",
        "if False:",
        _PG + "test_a_role_that_belongs_nowhere_and_a_database_without_tables_are_refused",
    ),
    _door.wall(
        "en annan dator nås bara med kontrollerat certifikat",
        'if told.get("sslmode", "verify-full") != "verify-full":',
        "if False:",
        _HOST,
    ),
    _door.wall(
        "kontrollerat certifikat krävs också när adressen inget säger",
        'return make_conninfo(where, sslmode="verify-full")',
        "return where",
        _SILENT,
        raised="KeyError",
    ),
    _door.wall(
        "ett certifikat som ingen står för nekas",
        'return make_conninfo(where, sslmode="verify-full")',
        'return make_conninfo(where, sslmode="require")',
        _TLS + "test_a_certificate_that_nobody_vouched_for_is_refused",
    ),
    _door.wall(
        "ett certifikat för en annan dator nekas",
        'return make_conninfo(where, sslmode="verify-full")',
        'return make_conninfo(where, sslmode="verify-ca")',
        _TLS + "test_a_certificate_of_another_name_is_refused",
    ),
    _door.wall(
        "en av flera adresser räcker för att kräva det",
        "if all(_is_here(name) for name in (*hosts, *addresses)):",
        "if _is_here(hosts[0]):",
        _HOST,
    ),
    _door.wall(
        "lösenord och adress står inte i felet",
        "        # Without its cause: the driver's message carries the address and the role.\n"
        "        raise StoreSilent(AWAY) from None",
        "        raise",
        _PG + "test_what_is_asked_while_the_cable_is_cut_is_refused_and_works_when_it_is_back",
        raised="OperationalError",
    ),
    Place(_POWER, _door.file).wall(
        "bekräftat är på disken, vad serverns inställning än säger",
        'db.execute("SET synchronous_commit = on")',
        "pass",
        _WALLS + "test_what_is_acknowledged_is_on_disk_whatever_the_server_is_set_to",
    ),
    _vault.wall(
        "efter ett avbrott frågas databasen om svaret finns, annars skickas det igen",
        "        except Uncertain:\n            if before := self.stored_by(command_id):",
        "        except ZeroDivisionError:\n            if before := self.stored_by(command_id):",
        _PG + "test_a_cut_before_or_after_the_commit_gives_exactly_one_event_each",
        raised="Uncertain",
    ),
    Place(_CUT, "src/jourstod/store/postgres_asking.py").wall(
        "samma svar en gång till skrivs inte två gånger",
        "WHERE tenant = ours AND command_id = command)\n",
        "WHERE FALSE)\n",
        _PG + "TestPostgresVault::test_a_repeated_command_gives_what_it_stored_then",
    ),
    Place(_SAME_STEP, "src/jourstod/store/postgres_asking.py").wall(
        "den som inte sett allt får ett nej av databasen",
        "            WHERE coalesce(there.seq, 0) <> wanted.seq\n",
        "            WHERE FALSE\n",
        _PG + "TestPostgresVault::test_of_two_doors_with_the_same_expectation_one_wins",
        raised="IntegrityError",
    ),
    _erased.wall(
        "i databasen gallras bara ett ärende, med just det huvudet",
        "WHERE tenant = ours AND name = gone AND seq = last AND hash = digest",
        "WHERE tenant = ours AND name = gone",
        _WALLS + "test_the_database_erases_nothing_but_a_case_as_it_was_looked_at",
    ),
    _erased.wall(
        "i databasen gallras bara en ärendelogg",
        "IF gone NOT LIKE 'case/%' OR NOT EXISTS (",
        "IF NOT EXISTS (",
        _WALLS + "test_the_database_erases_nothing_but_a_case_as_it_was_looked_at",
    ),
    _erased.wall(
        "i databasen gallras bara den egna nämndens ärenden",
        "          AND (board = ANY (jourstod.boards()) OR '*' = ANY (jourstod.boards()))\n",
        "",
        _WALLS + "test_a_role_erases_nothing_of_another_nämnd",
    ),
    _erased.wall(
        "gravstenen skrivs i samma transaktion",
        "          AND e.xmin::text::bigint = txid_current() % 4294967296\n",
        "",
        _STONE,
    ),
    _erased.wall(
        "gravstenen är gallringsloggens sista händelse",
        "          ON s.tenant = e.tenant AND s.name = e.stream AND s.seq = e.seq\n",
        "          ON s.tenant = e.tenant AND s.name = e.stream\n",
        _WALLS + "test_a_tombstone_erases_once_and_only_as_the_last_event",
    ),
    _erased.wall(
        "gravstenen står i gallringens logg",
        "WHERE e.tenant = ours AND e.stream = 'station/erasure' AND e.event_id = tomb",
        "WHERE e.tenant = ours AND e.event_id = tomb",
        _WALLS + "test_a_tombstone_erases_once_and_only_as_the_last_event",
    ),
    _erased.wall(
        "bara rollen för gallring får gallra",
        "REVOKE ALL ON FUNCTION jourstod.erase(text, bigint, bytea, text) FROM PUBLIC;\n",
        "",
        _STONE,
        raised="IntegrityError",
    ),
    _erased.wall(
        "det gallrade börjar aldrig om i databasen",
        "    IF EXISTS (SELECT 1 FROM jourstod.erased WHERE tenant = NEW.tenant AND name = NEW.name) "
        "THEN\n        RAISE",
        "    IF FALSE THEN\n        RAISE",
        _GONE,
    ),
    _erased.wall(
        "nyckeln förstörs i databasen",
        "    UPDATE jourstod.data_key SET wrapped = '' WHERE tenant = ours AND stream = gone;\n",
        "",
        _WALLS + "test_what_is_erased_leaves_neither_key_summary_draft_nor_mark",
    ),
    _erased.wall(
        "sammanfattningen tas bort i databasen",
        "    DELETE FROM jourstod.summary WHERE tenant = ours AND stream = gone;\n",
        "",
        _WALLS + "test_what_is_erased_leaves_neither_key_summary_draft_nor_mark",
    ),
    _erased.wall(
        "utkast till ärendet tas bort i databasen",
        "    DELETE FROM jourstod.draft WHERE tenant = ours AND strpos(place, substr(gone, 6)) > 0;\n",
        "",
        _WALLS + "test_what_is_erased_leaves_neither_key_summary_draft_nor_mark",
    ),
    _erased.wall(
        "märken om vem som har ärendet framme tas bort i databasen",
        "    DELETE FROM jourstod.mark WHERE tenant = ours AND strpos(place, substr(gone, 6)) > 0;\n",
        "",
        _WALLS + "test_what_is_erased_leaves_neither_key_summary_draft_nor_mark",
    ),
    Place(_ERASED, "src/jourstod/store/postgres_erasing.py").wall(
        "ärendet hålls stilla och räknas medan det gallras i databasen",
        "batch = [tombstone, Append(head.stream, head.seq, ())]",
        "batch = [tombstone]",
        _PG + "test_a_head_that_moved_is_not_erased",
        raised="IntegrityError",
    ),
)
