"""Which accounts a change means: by id, by name, by condition; where nobody is meant, the sentence that helps."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio.columns import ID, NAME
from abmtui.portfolio.folding import folded_column
from abmtui.wording import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from abmtui.portfolio.scenario_changes import Who

    Where = Callable[[str], tuple[pl.Series | None, str]]
    """A condition -> the accounts that meet it (Boolean, a value for each row of the real portfolio), or None and the reason."""

_OPERATOR: Final = re.compile(r"[=<>'\"()]|\b(?:is|in|like|ilike|not|and|or|between)\b", re.IGNORECASE)
_LISTED: Final = 5
_ALIKE: Final = 60.0
"""Names less alike than this (0 to 100) are no hint."""
_LOOKED_AT: Final = 20_000
_PIECE: Final = 3


class CannotDoError(Exception):
    """A change that cannot be done; the message is a sentence for the user."""


@dataclass(frozen=True, eq=False)
class Stage:
    """The accounts between two changes."""

    accounts: pl.DataFrame
    origin: pl.Series
    """For each account its row in the real portfolio (UInt32), null for one that was added."""
    where: Where
    real: pl.DataFrame
    """The accounts before any change."""

    def kept(self, mask: pl.Series) -> Stage:
        """Return the stage with these accounts alone."""
        return replace(self, accounts=self.accounts.filter(mask), origin=self.origin.filter(mask))


def chosen(stage: Stage, who: Who) -> pl.Series:
    """The accounts that are meant, as a mask of at least one; raises CannotDoError."""
    if who.names:
        return _mask(stage, [row_named(stage, name) for name in who.names])
    if not who.condition:
        return pl.repeat(value=True, n=_some(stage.accounts.height), dtype=pl.Boolean, eager=True)
    if not _OPERATOR.search(who.condition) and who.condition not in stage.accounts.columns:
        return _mask(stage, [row_named(stage, who.condition)])
    real, why = stage.where(who.condition)
    if real is None:
        raise CannotDoError(why)
    mask = real.gather(stage.origin).fill_null(value=False)
    if not mask.any():
        raise CannotDoError(f"no account meets {who.condition}" + (" any longer: the changes above took them" if real.any() else ""))
    return mask


def row_named(stage: Stage, name: str) -> int:
    """The row of the account of this id, else of this name, else of this name in another case; raises CannotDoError."""
    ids, names = stage.accounts[ID], stage.accounts[NAME]
    for found in _called(ids, names, name):
        rows = found.arg_true()
        if len(rows) == 1:
            return int(rows[0])
        if len(rows):
            listed = ", ".join(f'"{ids[row]}"' for row in rows.head(_LISTED))
            raise CannotDoError(f'"{name}" is the name of {len(rows)} accounts; write the id of one: {listed}{", ..." * (len(rows) > _LISTED)}')
    if ((stage.real[ID] == name) | (stage.real[NAME] == name)).any():
        raise CannotDoError(f'"{name}" is no longer there: a change above took it')
    near = nearest_names(names, name)
    hint = f"; the nearest is {near[0]}" if len(near) == 1 else f"; the nearest are {', '.join(near)}" if near else ""
    raise CannotDoError(f'no account is called "{name}"{hint}')


def _called(ids: pl.Series, names: pl.Series, name: str) -> Iterator[pl.Series]:
    """Yield the accounts of this id, of this name, of this name in any case; each only when asked, for a million names in lower case take time."""
    yield ids == name
    yield names == name
    yield names.str.strip_chars().str.to_lowercase() == name.strip().lower()


def nearest_names(names: pl.Series, name: str, limit: int = 3) -> tuple[str, ...]:
    """The names most like another, in quotes, the nearest first; only names that share a piece of a word with it are looked at."""
    from rapidfuzz import fuzz, process

    wanted = folded(name)
    pieces = list({piece for word in wanted.split() for piece in (word[:_PIECE], word[-_PIECE:])})
    if not pieces:
        return ()
    near = names.filter(folded_column(names).str.contains_any(pieces)).unique(maintain_order=True).head(_LOOKED_AT)
    found = process.extract(wanted, near.to_list(), scorer=fuzz.ratio, processor=folded, limit=limit, score_cutoff=_ALIKE)
    best = found[0][1] if found else 0.0
    return tuple(f'"{text}"' for text, score, _ in found if score >= best - 5)


def _mask(stage: Stage, rows: Sequence[int]) -> pl.Series:
    return pl.repeat(value=False, n=stage.accounts.height, dtype=pl.Boolean, eager=True).scatter(rows, values=True)


def _some(count: int) -> int:
    if not count:
        raise CannotDoError("no accounts are left")
    return count
