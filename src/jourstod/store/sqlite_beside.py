"""What lies beside the log in a SQLite file: drafts, summaries, bundles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from jourstod.desk.ports import Draft, Summary
from jourstod.domain.errors import BundleChanged

if TYPE_CHECKING:
    import apsw

    from jourstod.store.sqlite_file import SqliteFile

_SUMMARY = "SELECT board, stream, seq, open, key_id, sealed FROM summary "
# A summary rebuilt from fewer rows never replaces one that has seen more.
_PUT_SUMMARY = """
INSERT INTO summary (board, stream, seq, open, key_id, sealed) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (stream) DO UPDATE SET board = excluded.board, seq = excluded.seq,
    open = excluded.open, key_id = excluded.key_id, sealed = excluded.sealed
WHERE excluded.seq >= summary.seq
"""
_DRAFT = "SELECT place, handler, key_id, sealed FROM draft "
DROP_DRAFT = "DELETE FROM draft WHERE place = ? AND handler = ?"


class SqliteDrafts:
    """Sealed texts by handler and place; each save is as durable as an event."""

    def __init__(self, file: SqliteFile) -> None:
        self._file = file

    def save(self, draft: Draft) -> None:
        """Keep the draft in place of an earlier one."""
        with self._file.writing() as db:
            db.execute(
                "INSERT INTO draft (handler, place, key_id, sealed) VALUES (?, ?, ?, ?) "
                "ON CONFLICT DO UPDATE SET key_id = excluded.key_id, sealed = excluded.sealed",
                (draft.handler, draft.place, draft.key_id, draft.sealed),
            )

    def get(self, place: str, handler: str) -> Draft | None:
        """The draft of this handler at this place, None when there is none."""
        with self._file.reading() as db:
            found = found_rows(db, _DRAFT + "WHERE place = ? AND handler = ?", (place, handler))
            return next((Draft(*row) for row in found), None)

    def all_of(self, handler: str) -> tuple[Draft, ...]:
        """Every draft of a handler, by place."""
        with self._file.reading() as db:
            found = found_rows(db, _DRAFT + "WHERE handler = ? ORDER BY place", (handler,))
            return tuple(Draft(*row) for row in found)

    def every_one(self) -> tuple[Draft, ...]:
        """Every draft there is, for a store that moves."""
        with self._file.reading() as db:
            return tuple(Draft(*row) for row in found_rows(db, _DRAFT))

    def drop(self, place: str, handler: str) -> None:
        """Forget the draft; nothing happens when there is none."""
        with self._file.writing() as db:
            db.execute(DROP_DRAFT, (place, handler))


class SqliteSummaries:
    """Sealed summaries by stream."""

    def __init__(self, file: SqliteFile) -> None:
        self._file = file

    def open_ones(self) -> tuple[Summary, ...]:
        """The summaries that are listed on the board, by stream."""
        with self._file.reading() as db:
            found = found_rows(db, _SUMMARY + "WHERE open = 1 ORDER BY stream")
            return tuple(_summary(row) for row in found)

    def get(self, stream: str) -> Summary | None:
        """The summary of a stream, None when it has none."""
        with self._file.reading() as db:
            found = found_rows(db, _SUMMARY + "WHERE stream = ?", (stream,))
            return next((_summary(row) for row in found), None)

    def every_one(self) -> tuple[Summary, ...]:
        """Every summary there is, for a store that moves."""
        with self._file.reading() as db:
            return tuple(_summary(row) for row in found_rows(db, _SUMMARY))

    def put(self, summaries: Sequence[Summary]) -> None:
        """Keep each summary unless a later one (by `seq`) is there."""
        with self._file.writing() as db:
            put_summaries(db, summaries)


class SqliteBundles:
    """Pinned bundles by their hash."""

    def __init__(self, file: SqliteFile) -> None:
        self._file = file

    def put(self, bundle_id: str, content: bytes) -> None:
        """Keep the bundle; the same bytes again are no change. Raises BundleChanged."""
        with self._file.writing() as db:
            stored = _bundle(db, bundle_id)
            if stored is None:
                db.execute("INSERT INTO bundle (id, content) VALUES (?, ?)", (bundle_id, content))
            elif stored != content:
                raise BundleChanged(bundle_id)

    def get(self, bundle_id: str) -> bytes | None:
        """The bytes of a bundle, None when it is not here."""
        with self._file.reading() as db:
            return _bundle(db, bundle_id)

    def ids(self) -> tuple[str, ...]:
        """The ids of all bundles, sorted."""
        with self._file.reading() as db:
            return tuple(name for (name,) in found_rows(db, "SELECT id FROM bundle ORDER BY id"))


def found_rows(
    db: apsw.Connection, query: str, values: tuple[str | int, ...] = ()
) -> list[tuple[Any, ...]]:
    """All that a query finds."""
    # Always to the last row: a statement left half-read holds its snapshot open.
    return db.execute(query, values).fetchall()


def _summary(found: tuple[Any, ...]) -> Summary:
    board, stream, seq, is_open, key_id, sealed = found
    return Summary(board, stream, seq, bool(is_open), key_id, sealed)


def put_summaries(db: apsw.Connection, summaries: Iterable[Summary]) -> None:
    """Keep each summary unless a later one is there; the caller holds the transaction."""
    for one in summaries:
        db.execute(
            _PUT_SUMMARY, (one.board, one.stream, one.seq, int(one.open), one.key_id, one.sealed)
        )


def _bundle(db: apsw.Connection, bundle_id: str) -> bytes | None:
    found = found_rows(db, "SELECT content FROM bundle WHERE id = ?", (bundle_id,))
    return next((content for (content,) in found), None)
