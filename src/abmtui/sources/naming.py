"""Which columns name the accounts: the name, and an id when one determines it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.sources.nearest import quoted
from abmtui.sources.offer import Question
from abmtui.sources.rules import EQUAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from abmtui.sources.candidates import Candidate, Look

_SURE: Final = 75.0
"""A header that scores more says outright that it is the account's id."""
_OUTRIGHT: Final = 97.0
_NAMES_PER_ID: Final = 2.0
_IDS_PER_NAME: Final = 1.1
_ONE_NAME: Final = 1.1
_CODES: Final = 0.8
_NUMBERS: Final = re.compile(r"[\d\W_]+")
_COUNTERS: Final = frozenset({"#", "no", "no.", "nr", "nr.", "n", "n°", "num", "pos", "pos.", "lfd. nr.", "id"})


@dataclass(frozen=True, slots=True)
class Naming:
    """The columns that name the accounts; empty where there is none."""

    name: str = ""
    id: str = ""
    question: Question | None = None
    guessed: bool = False
    """The name was found by its cells alone."""
    refused: str = ""
    """A column that is called an id of accounts but stands beside many names each."""


def naming(looked: Look, found: dict[str, list[Candidate]], name: str, key: str) -> Naming:
    """Return name and id; `name` and `key` are the columns the user named, or empty."""
    guessed = False
    ids = found.get(col.ID, [])
    if not name:
        names = [candidate for candidate in found.get(col.NAME, []) if _names_accounts(looked, candidate, ids)]
        name, question = _best_name(looked, names)
        if question is not None:
            return Naming("", key, question)
    ids = [candidate for candidate in ids if candidate.header != name]
    if not key:
        key = _best_id(looked, ids, name)
    if not name and not key:
        name = _by_cells(looked)
        guessed = bool(name)
    refused = next((candidate.header for candidate in ids if candidate.score >= _OUTRIGHT and name and not key), "")
    return Naming(name, key, None, guessed, refused)


def _names_accounts(looked: Look, candidate: Candidate, ids: Sequence[Candidate]) -> bool:
    """Whether a column of descriptions describes accounts: each id of an account has one; any other column does."""
    if looked.meanings[candidate.header].ideas != {"DESCRIPTION"}:
        return True
    return any(_identifies(looked, key, candidate.header, _ONE_NAME) for key in ids if key.score >= _SURE)


def _best_name(looked: Look, names: Sequence[Candidate]) -> tuple[str, Question | None]:
    if not names:
        return "", None
    best = names[0]
    rivals = [candidate.header for candidate in names if best.score - candidate.score < EQUAL and not _same_rows(looked, best.header, candidate.header)]
    if not rivals:
        return best.header, None
    headers = (best.header, *rivals)
    why = f"{quoted(headers)} may each name the accounts; choose one with --map name={_option(best.header)}"
    return "", Question(col.NAME, headers, why)


def _option(header: str) -> str:
    return f'"{header}"' if not header.isalnum() else header


def _same_rows(looked: Look, one: str, other: str) -> bool:
    """Whether two columns tell the same accounts apart; `Name 2` goes on where `Name 1` ends."""
    if _NUMBERS.sub("", one) == _NUMBERS.sub("", other):
        return True
    pairs = looked.head.select(one, other).drop_nulls().unique()
    return pairs.height == pairs[one].n_unique() == pairs[other].n_unique()


def _best_id(looked: Look, ids: Sequence[Candidate], name: str) -> str:
    """The best column that determines the name; where there is no name, the best that is called an account's id or an id and no more, as `TrackId` is not."""
    for candidate in ids:
        plain = candidate.score >= _SURE or not looked.meanings[candidate.header].unknown
        if (plain and not name) or (name and _identifies(looked, candidate, name)):
            return candidate.header
    return ""


def _identifies(looked: Look, candidate: Candidate, name: str, most: float = _NAMES_PER_ID) -> bool:
    """Whether a column can be the id of the accounts called `name`."""
    key = candidate.header
    pairs = looked.head.select(pl.col(key).alias("key"), pl.col(name).alias("name")).drop_nulls()
    distinct = pairs.unique()
    keys, names = distinct["key"].n_unique(), distinct["name"].n_unique()
    if not keys or distinct.height > most * keys:
        return False
    if candidate.score >= _SURE:
        return True
    if keys > _IDS_PER_NAME * names or looked.head[key].null_count():
        return False
    return not _counts_rows(looked.head[key], key)


def _counts_rows(cells: pl.Series, header: str) -> bool:
    """Whether a column is the number of the row, which changes when the file is sorted anew."""
    if header.casefold() not in _COUNTERS or header.casefold() == col.ID:
        return False
    whole = cells.cast(pl.Float64, strict=False)
    return bool(whole.len() > 1 and (whole.diff().drop_nulls() == 1).all() and whole.null_count() == 0)


def _by_cells(looked: Look) -> str:
    """The one column that can only be a name, by its cells: text that differs from row to row under a header that says nothing else."""
    texts = [
        header
        for header, profile in looked.profiles.items()
        if profile.textual and not profile.constant and profile.codes < _CODES and profile.dates < _CODES and not looked.meanings[header].ideas
    ]
    return texts[0] if len(texts) == 1 else ""
