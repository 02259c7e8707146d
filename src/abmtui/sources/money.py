"""Which column is the revenue, which columns are its years, and when only the user can tell."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.sources.headers import UNIT
from abmtui.sources.nearest import quoted
from abmtui.sources.offer import Question
from abmtui.sources.rules import EQUAL
from abmtui.sources.values import evidence, numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from abmtui.sources.candidates import Candidate, Look

YEARLY: Final = (col.REVENUE, col.MARGIN, col.COST, col.COST_TO_SERVE, col.PROFIT)
"""The fields that a year can be named of; they make periods."""
_PARTIAL_COSTS: Final = 6.0
_BARE: Final = 75.0
"""A column that is called by its year alone scores less than this."""
_AGREES: Final = 0.9
_SMALL: Final = 120.0


@dataclass(frozen=True)
class Money:
    """The money columns of one field: `revenue`, `revenue.2024` ... -> header."""

    sources: Mapping[str, str] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    guessed: bool = False
    """Revenue was found by its cells alone."""


def yearly_of(sources: Iterable[str], field_name: str) -> dict[int, str]:
    """The years named of a field among `sources` -> their full name, oldest first."""
    named = (name.partition(".") for name in sources)
    return {int(year): f"{base}.{year}" for base, _, year in sorted(named) if base == field_name and year}


def money(looked: Look, field_name: str, found: Sequence[Candidate], settled: Mapping[str, str]) -> Money:
    """Return the columns of `field_name`; `settled` is what the user mapped, the field itself or years of it."""
    plain = [candidate for candidate in found if candidate.year is None]
    dated = _dated([candidate for candidate in found if candidate.year is not None], alone=not plain)
    sources: dict[str, str] = {}
    questions: list[Question] = []
    for year, some in sorted(dated.items()):
        name = f"{field_name}.{year}"
        if name not in settled:
            _settle(looked, name, some, sources, questions)
    years = list(yearly_of(sources, field_name).values())
    if field_name not in settled:
        plain = [candidate for candidate in plain if not _sums_years(looked, candidate.header, [sources[year] for year in years])]
        _settle(looked, field_name, [_less_if_partial(looked, candidate) for candidate in plain], sources, questions)
    return Money(sources, tuple(questions))


def _dated(found: Sequence[Candidate], *, alone: bool) -> dict[int, list[Candidate]]:
    """Year -> candidates; columns called by a year alone count when there are two of them, or nothing else, and none says more."""
    spoken = [candidate for candidate in found if candidate.score >= _BARE]
    bare = [candidate for candidate in found if candidate.score < _BARE]
    chosen = spoken or (bare if len(bare) > 1 or alone else [])
    years: dict[int, list[Candidate]] = {}
    for candidate in chosen:
        years.setdefault(candidate.year or 0, []).append(candidate)
    return years


def _settle(looked: Look, name: str, found: Sequence[Candidate], sources: dict[str, str], questions: list[Question]) -> None:
    """Take the best column for `name`, or ask when another is equally good and differs."""
    ranked = sorted(found, key=lambda candidate: -candidate.score)
    if not ranked:
        return
    best = ranked[0]
    rivals = [other.header for other in ranked[1:] if best.score - other.score < EQUAL and not looked.same(best.header, other.header)]
    if not rivals:
        sources[name] = best.header
        return
    headers = (best.header, *rivals)
    choices = " or ".join(f"--map {name}={option(header)}" for header in headers[:3])
    questions.append(Question(name, headers, f"{quoted(headers)} may each be {name}; choose with {choices}"))


def option(header: str) -> str:
    """A header as it is typed on a command line."""
    return header if header.replace("_", "").isalnum() else f'"{header}"'


def _less_if_partial(looked: Look, candidate: Candidate) -> Candidate:
    partial = "PARTIAL" in looked.meanings[candidate.header].ideas
    return replace(candidate, score=candidate.score - _PARTIAL_COSTS) if partial else candidate


def _sums_years(looked: Look, header: str, years: Sequence[str]) -> bool:
    """Whether a column is the sum of the yearly columns in each row."""
    if len(years) <= 1:
        return False
    cells = [looked.head[name] for name in (header, *years)]
    total, *parts = (numbers(column, evidence(column).sign or ".").values.fill_null(0.0) for column in cells)
    summed = pl.select(pl.sum_horizontal([pl.lit(part) for part in parts])).to_series()
    alike = (total - summed).abs() <= 0.02 * len(years) + 1e-6 * total.abs()
    return alike.sum() >= _AGREES * alike.len()


def latest_whole(looked: Look, years: Mapping[int, str]) -> int | None:
    """The latest year whose header does not say that it is not over; the latest of all when every header says so."""
    whole = [year for year, header in years.items() if header not in looked.meanings or "PARTIAL" not in looked.meanings[header].ideas]
    return max(whole or years, default=None)


def by_cells(looked: Look, taken: Iterable[str]) -> str:
    """The one column that can only be the revenue, by its cells: numbers under a header that says nothing else."""
    used = set(taken)
    free = [
        header
        for header, profile in looked.profiles.items()
        if header not in used and profile.numeric and profile.zero_led == 0 and not looked.meanings[header].ideas - {UNIT} and profile.years < _AGREES
    ]
    return free[0] if len(free) == 1 and not _counts(looked.head[free[0]]) else ""


def _counts(cells: pl.Series) -> bool:
    """Whether numbers are small whole ones, as ages, counts and ranks are."""
    read = numbers(cells, evidence(cells).sign or ".").values.drop_nulls()
    most = read.abs().max()
    return isinstance(most, float) and most <= _SMALL and bool((read == read.floor()).all())
