"""Which columns of a table can be which of our fields: the words of the header weighed against what the cells hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.sources.headers import Meaning, meaning
from abmtui.sources.profiles import Profile, profiles, sample
from abmtui.sources.rules import fields_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

DEPENDENCIES: Final = 20_000
"""How many rows are asked whether one column determines another."""
_HALF, _MOST, _CODES, _NEARLY_ALL = 0.5, 0.6, 0.8, 0.95
_RARE: Final = 0.2
_RARE_COSTS: Final = 12.0
_CODE_NAME_COSTS: Final = 40.0
_CONSTANT_COSTS: Final = 50.0
"""A name that is the same in every row is whoever the file is about; it counts when nothing else is a name."""
_CODE_IDEAS: Final = frozenset({"PARTY", "ACCOUNT", "COMPANY"})


@dataclass(frozen=True, eq=False)
class Look:
    """One table, looked at."""

    head: pl.DataFrame
    """Its first rows."""
    profiles: Mapping[str, Profile]
    meanings: Mapping[str, Meaning]

    @property
    def headers(self) -> tuple[str, ...]:
        """The user's headers in their order."""
        return tuple(self.profiles)

    def same(self, one: str, other: str) -> bool:
        """Whether two columns hold the same cells."""
        return bool((self.head[one].cast(pl.String) == self.head[other].cast(pl.String)).fill_null(value=True).all())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A column that can be a field."""

    header: str
    score: float
    year: int | None = None


def look(frame: pl.DataFrame) -> Look:
    """Return what the header and a sample of the cells of a table show."""
    return Look(frame.head(DEPENDENCIES), profiles(sample(frame)), {header: meaning(header) for header in frame.columns})


def candidates(looked: Look, taken: Collection[str]) -> dict[str, list[Candidate]]:
    """Return, for each field, the columns that can be it, best first; the columns `taken` are not asked."""
    found: dict[str, list[Candidate]] = {}
    for header in looked.headers:
        if header in taken:
            continue
        said = looked.meanings[header]
        for field, score in fields_of(said).items():
            costs = _costs(field, said, looked.profiles[header])
            if costs is not None:
                found.setdefault(field, []).append(Candidate(header, score - costs, said.year))
    return {field: sorted(some, key=lambda candidate: -candidate.score) for field, some in found.items()}


def _costs(field: str, said: Meaning, profile: Profile) -> float | None:
    """What the cells take off a header's score, or None when they cannot be that field's."""
    if not profile.filled:
        return None
    check = _CHECKS.get(field) or _UNIT_CHECKS[col.FIELDS[field].unit]
    costs = check(said, profile)
    if costs is None:
        return None
    return costs + (_RARE_COSTS if profile.filled < _RARE * profile.sampled and field in {col.NAME, col.ID, col.REVENUE} else 0.0)


def _name(said: Meaning, profile: Profile) -> float | None:
    if not profile.textual:
        return None
    coded = profile.codes >= _CODES and said.ideas <= _CODE_IDEAS
    return (_CODE_NAME_COSTS if coded else 0.0) + (_CONSTANT_COSTS if profile.constant else 0.0)


def _id(said: Meaning, profile: Profile) -> float | None:
    if profile.dates >= _CODES:
        return None
    if said.ideas <= _CODE_IDEAS and profile.codes < _CODES:
        return None
    broken = profile.numbers >= _CODES and profile.whole < _CODES
    return None if broken else _CONSTANT_COSTS if profile.constant else 0.0


def _kind(said: Meaning, profile: Profile) -> float | None:
    least = _NEARLY_ALL if "STATUS" in said.ideas else _MOST
    return 0.0 if profile.kinds >= least else None


def _date(said: Meaning, profile: Profile) -> float | None:
    if not profile.dated or profile.filled < _RARE * profile.sampled:
        return None
    years = profile.years >= _NEARLY_ALL and profile.dates < _MOST
    if "YEAR" in said.ideas and "DATE" not in said.ideas:
        return 0.0 if years else None
    if "MONTH" in said.ideas and "DATE" not in said.ideas:
        return 0.0 if profile.dates >= _MOST or profile.compact >= _NEARLY_ALL else None
    return 0.0


def _number(_: Meaning, profile: Profile) -> float | None:
    return 0.0 if profile.numeric else None


def _money(_: Meaning, profile: Profile) -> float | None:
    return 0.0 if profile.numeric and profile.zero_led < _HALF and profile.percents < _HALF else None


def _text(_: Meaning, profile: Profile) -> float | None:
    return 0.0 if profile.dates < _MOST else None


def _day(_: Meaning, profile: Profile) -> float | None:
    return 0.0 if profile.dated else None


_CHECKS: Final[Mapping[str, Callable[[Meaning, Profile], float | None]]] = {
    col.NAME: _name,
    col.ID: _id,
    col.KIND: _kind,
    col.DATE: _date,
    col.MARGIN: _number,
}
_UNIT_CHECKS: Final[Mapping[str, Callable[[Meaning, Profile], float | None]]] = {
    "money": _money,
    "hours": _number,
    "percent": _number,
    "count": _number,
    "score": _number,
    "text": _text,
    "date": _day,
}
