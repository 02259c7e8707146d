"""When each account was last reviewed and until when it is put off: `.reviews.toml`, shared by everybody who reviews."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from abmtui import durable
from abmtui.plan.toml_text import inline_text, key_text
from abmtui.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    import polars as pl

FILE: Final = ".reviews.toml"
MOST: Final = 20_000
"""Accounts that one stroke stamps at most: the file has a line an account and is read whole at every stamp."""
_TRIES: Final = 50
_HEAD: Final = "# When each account was last reviewed, and until when it is put off; written by abmtui.\n"


@dataclass(frozen=True, slots=True)
class Stamp:
    """One account's review."""

    reviewed: dt.date | None = None
    snoozed_until: dt.date | None = None
    by: str = ""


class Reviews:
    """The stamps of a plans' folder; several people may write them at once."""

    def __init__(self, folder: Path, author: str) -> None:
        self.path = folder / FILE
        self._author = author
        self.problems: tuple[Problem, ...] = ()
        """What could not be read when the frame was made last."""

    def stamps(self) -> tuple[dict[str, Stamp], tuple[Problem, ...]]:
        """Return account id -> stamp, and what could not be read."""
        try:
            data = durable.content(self.path)
        except OSError as error:
            return {}, (Problem(f"the review dates cannot be read: {error.strerror}", str(self.path)),)
        try:
            return {key: _stamp(value) for key, value in _tables(data).items()}, ()
        except ValueError as error:
            return {}, (Problem(f"the review dates cannot be read ({error}); mend or delete the file", str(self.path)),)

    def frame(self) -> pl.DataFrame:
        """Return the stamps with the columns id, reviewed, snoozed_until and reviewed_by; what could not be read is in `problems`."""
        import polars as pl

        stamps, self.problems = self.stamps()
        schema = {"id": pl.String(), "reviewed": pl.Date(), "snoozed_until": pl.Date(), "reviewed_by": pl.String()}
        return pl.DataFrame([(key, stamp.reviewed, stamp.snoozed_until, stamp.by) for key, stamp in stamps.items()], schema=schema, orient="row")

    def review(self, ids: Iterable[str], day: dt.date) -> dict[str, Stamp]:
        """Stamp accounts as reviewed, which ends a snooze; return their stamps before. Raises durable.NotSaved, also for more than MOST at once."""
        wanted = tuple(ids)
        if sentence := too_many(len(wanted)):
            raise durable.NotSaved(sentence)
        return self._update(wanted, lambda _id, _old: Stamp(day, None, self._author))

    def snooze(self, ids: Iterable[str], until: dt.date) -> dict[str, Stamp]:
        """Put accounts off; return their stamps before. Raises durable.NotSaved."""
        return self._update(ids, lambda _id, old: replace(old, snoozed_until=until, by=self._author))

    def put(self, stamps: Mapping[str, Stamp]) -> dict[str, Stamp]:
        """Set stamps as given, to undo; return those before. Raises durable.NotSaved."""
        return self._update(stamps, lambda account_id, _old: stamps[account_id])

    def _update(self, ids: Iterable[str], make: Callable[[str, Stamp], Stamp]) -> dict[str, Stamp]:
        """Change some stamps and leave all others as they stand on disk, whoever set them meanwhile."""
        wanted = tuple(ids)
        for _ in range(_TRIES):
            try:
                data = durable.content(self.path)
                tables = _tables(data)
                before = {account_id: _stamp(tables.get(account_id, {})) for account_id in wanted}
            except OSError as error:
                raise durable.NotSaved(durable.reason(error, self.path)) from error
            except ValueError as error:
                raise durable.NotSaved(f"{FILE} was not saved: it cannot be read ({error}); mend or delete it") from error
            for account_id, old in before.items():
                tables[account_id] = _table(make(account_id, old), tables.get(account_id, {}))
            try:
                durable.save(self.path, _text(tables).encode("utf-8", "surrogatepass"), before=None if data is None else durable.fingerprint(data))
            except durable.Changed:
                continue
            return before
        raise durable.NotSaved(f"{FILE} was not saved: others keep changing it; try again")


def too_many(count: int) -> str:
    """Return why so many accounts are not stamped at a stroke; empty for MOST and fewer."""
    return f"{count:,} are too many for one stroke ({MOST:,} at most): quiet accounts stay quiet without it; o takes a smaller scope" if count > MOST else ""


def _tables(data: bytes | None) -> dict[str, dict[str, Any]]:
    """Return account id -> table. Raises ValueError."""
    try:
        accounts = tomllib.loads((data or b"").decode()).get("account", {})
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(accounts, dict) or not all(isinstance(table, dict) for table in accounts.values()):
        raise ValueError("[account] should hold one table an account")
    return accounts


def _stamp(table: Mapping[str, Any]) -> Stamp:
    return Stamp(_date(table.get("reviewed")), _date(table.get("snoozed_until")), str(table.get("by", "")))


def _date(value: Any) -> dt.date | None:
    return value if isinstance(value, dt.date) and not isinstance(value, dt.datetime) else None


def _table(stamp: Stamp, old: Mapping[str, Any]) -> dict[str, Any]:
    """Return the stamp as a table; keys that this version does not know stay."""
    known = {"reviewed": stamp.reviewed, "snoozed_until": stamp.snoozed_until, "by": stamp.by}
    return {key: value for key, value in old.items() if key not in known} | {key: value for key, value in known.items() if value}


def _text(tables: Mapping[str, Mapping[str, Any]]) -> str:
    """Return one line an account, by id, so that git merges what two people did."""
    lines = [f"{key_text(key)} = {inline_text(dict(table))}\n" for key, table in sorted(tables.items()) if table]
    return f"{_HEAD}[account]\n{''.join(lines)}"
