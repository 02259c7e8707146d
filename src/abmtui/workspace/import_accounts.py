"""Which account a row of another program's file is of: by id, by exact name, by the name without its legal form, else by likeness, which is doubtful."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from abmtui.plan.matching import Doubt
from abmtui.plan.row_words import ACCOUNT
from abmtui.portfolio.keys import name_keys
from abmtui.wording import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import polars as pl

LIKE: Final = 80
"""From this likeness on (rapidfuzz's WRatio, 0 to 100) an account is offered for a name that none has."""
OFFERED: Final = 5
MOST_UNKNOWN: Final = 200
"""Different unknown names of a file for which like ones are looked for."""


@dataclass(frozen=True)
class Placed:
    """The account of a row, or why it is open."""

    account: str = ""
    """The account's id; empty where it is open."""
    doubt: Doubt | None = None


@dataclass(eq=False)
class AccountFinder:
    """Finds accounts by what files call them; each different pair of id and name is looked up once."""

    accounts: pl.DataFrame
    """`id` and `name` (String), one row an account."""
    _known: dict[tuple[str, str], Placed] = field(default_factory=dict)
    _keys: pl.Series | None = None
    _unknown: int = 0

    def __post_init__(self) -> None:
        self._ids = self.accounts["id"].to_list()
        self._names = self.accounts["name"].to_list()
        self._by_id = {account: place for place, account in enumerate(self._ids)}

    def name(self, account: str) -> str:
        """Return what an account is called; its id where it has no name."""
        return self._names[self._by_id[account]] or account

    def find(self, given_id: str, given_name: str) -> Placed:
        """Return the account of a row that gives this id and this name, either of them perhaps empty."""
        key = (given_id, given_name)
        if key not in self._known:
            self._known[key] = self._find(given_id, given_name)
        return self._known[key]

    def _find(self, given_id: str, given_name: str) -> Placed:
        if given_id in self._by_id:
            return Placed(given_id)
        if not given_name:
            why = f"no account has the id {given_id}; correct it, or add a column with the account's name" if given_id else "the row names no account"
            return Placed(doubt=Doubt(ACCOUNT, given_id, why, self._with_zeros(given_id)))
        for alike in (self._called(given_name), self._keyed(given_name)):
            if len(alike) == 1:
                return Placed(self._ids[alike[0]])
            if alike:
                why = f"{len(alike)} accounts are called so; give the account's id in a column `account_id`"
                return Placed(doubt=Doubt(ACCOUNT, given_name, why, self._told(alike)))
        likely = self._told(self._likely(given_name))
        offered = f"; the nearest is {likely[0][1]}" if likely else ""
        return Placed(doubt=Doubt(ACCOUNT, given_name, f"no account is called so{offered}; correct the name, or give the id in a column `account_id`", likely))

    def _called(self, name: str) -> Sequence[int]:
        return self.accounts["name"].eq(name).arg_true().to_list()

    def _keyed(self, name: str) -> Sequence[int]:
        return self.keys.eq(name_key(name)).arg_true().to_list()

    def _likely(self, name: str) -> Sequence[int]:
        from rapidfuzz import fuzz, process

        self._unknown += 1
        if self._unknown > MOST_UNKNOWN:
            return ()
        found = process.extract(name_key(name), self.keys.to_list(), scorer=fuzz.WRatio, limit=OFFERED, score_cutoff=LIKE)
        return [place for _, _, place in found]

    def _with_zeros(self, given: str) -> tuple[tuple[str, str], ...]:
        """Return the accounts whose id is this one with the zeros before it that spreadsheets take away."""
        bare = given.lstrip("0")
        alike = self.accounts["id"].str.strip_chars_start("0").eq(bare).arg_true().to_list() if bare else []
        return self._told(alike[:OFFERED])

    def _told(self, places: Iterable[int]) -> tuple[tuple[str, str], ...]:
        return tuple((self._ids[place], f"{self._names[place]} ({self._ids[place]})") for place in places)

    @property
    def keys(self) -> pl.Series:
        """The accounts' names without legal form, made when they are first needed."""
        if self._keys is None:
            self._keys = name_keys(self.accounts["name"])
        return self._keys


def finder_of(accounts: pl.DataFrame | None, plans: Mapping[str, str]) -> AccountFinder:
    """Return what finds the accounts of a source (`id`, `name`; None without one) and of the plans (id -> name) whose account it does not have."""
    import polars as pl

    schema = {"id": pl.String, "name": pl.String}
    known = pl.DataFrame(schema=schema) if accounts is None else accounts.select("id", "name")
    ids = set(known["id"].to_list()) if plans else set()
    rest = [(account, name or account) for account, name in plans.items() if account not in ids]
    return AccountFinder(pl.concat([known, pl.DataFrame(rest, schema, orient="row")]))
