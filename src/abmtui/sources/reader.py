"""A user's sources -> one Portfolio, what was met on the way, and what a mapping form would show."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.portfolio.accounts import Accounts, accounts_of
from abmtui.portfolio.model import EMPTY, LeftOut, Portfolio
from abmtui.problems import Problem, Severity
from abmtui.sources.decode import decode
from abmtui.sources.junk import NAMELESS
from abmtui.sources.offer import MappingOffer, Question
from abmtui.sources.remarks import closing_remarks, opening_remarks
from abmtui.sources.stack import grouped, misfit, stacked
from abmtui.sources.typed import Typed, typed
from abmtui.sources.understanding import Understanding, understood, unusable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from abmtui.sources.joining import JoinFile
    from abmtui.sources.request import SourceRequest
    from abmtui.sources.stack import Group
    from abmtui.sources.table import Progress, RawTable

__all__ = ["MappingOffer", "Question", "Reading", "quiet", "read"]

_SAMPLES = 3


@dataclass(frozen=True, eq=False)
class Reading:
    """What reading gave; the portfolio is EMPTY when it could not be read."""

    portfolio: Portfolio = EMPTY
    problems: tuple[Problem, ...] = ()
    offer: MappingOffer = field(default_factory=MappingOffer)

    @property
    def readable(self) -> bool:
        """Whether there is a portfolio."""
        return self.portfolio is not EMPTY


def quiet(share: float, doing: str) -> None:
    """Tell nobody how far the reading is."""


def read(request: SourceRequest, progress: Progress = quiet) -> Reading:
    """Return the portfolio of the sources; never raises for a user's mistake."""
    tables, problems = _tables(request, progress)
    if not tables or any(problem.severity >= Severity.SOURCE for problem in problems):
        return Reading(problems=problems or (Problem("no source is named", severity=Severity.USAGE),))
    groups = grouped(tables)
    progress(0.62, "understanding the columns")
    joins = _joins(request)
    theirs = {name for name, header in request.mapping.items() if any(header in join.headers for join in joins) and header not in groups[0].frame.columns}
    own = {name: header for name, header in request.mapping.items() if name not in theirs}
    understandings = [understood(group.frame, own) for group in groups]
    offer = _offer(groups, understandings)
    if problem := misfit(groups, understandings):
        return Reading(problems=(*problems, problem), offer=offer)
    problems = _unique((*problems, *(problem for understanding in understandings for problem in understanding.problems), *_stopping(joins, understandings)))
    if _stops(problems):
        return Reading(problems=problems, offer=offer)
    progress(0.7, "reading numbers and dates")
    parts = [typed(group, understanding, request.where) for group, understanding in zip(groups, understandings, strict=True)]
    problems = _unique((*problems, *(problem for part in parts for problem in part.problems), *_mixed(parts)))
    if _stops(problems):
        return Reading(problems=problems, offer=replace(offer, choices=next((part.currencies.choices for part in parts if part.currencies.choices), ())))
    return _portfolio(request, tables, understandings, _Parts(parts, problems, offer, joins), progress)


@dataclass(frozen=True, eq=False)
class _Parts:
    """What has been read so far."""

    typed: Sequence[Typed]
    problems: tuple[Problem, ...]
    offer: MappingOffer
    joins: tuple[JoinFile, ...]


def _joins(request: SourceRequest) -> tuple[JoinFile, ...]:
    """The files to join, decoded."""
    if not request.joins:
        return ()
    from abmtui.sources.joining import opened

    return tuple(opened(spec, request, quiet) for spec in request.joins)


def _tables(request: SourceRequest, progress: Progress) -> tuple[tuple[RawTable, ...], tuple[Problem, ...]]:
    """All tables of all sources, and what decoding them met."""
    tables: list[RawTable] = []
    problems: list[Problem] = []
    for place, source in enumerate(request.sources):
        found, met = decode(source, request, _scaled(progress, place * 0.6 / len(request.sources), 0.6 / len(request.sources)))
        tables += found
        problems += met
    problems += [note for table in tables for note in table.notes]
    return tuple(tables), tuple(problems)


def _scaled(progress: Progress, start: float, share: float) -> Progress:
    """A teller of progress for one part of the reading."""

    def told(done: float, doing: str) -> None:
        progress(start + done * share, doing)

    return told


def _stops(problems: Iterable[Problem]) -> bool:
    return any(problem.severity >= Severity.USAGE for problem in problems)


def _unique(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(dict.fromkeys(problems))


def _stopping(joins: Sequence[JoinFile], understandings: Sequence[Understanding]) -> tuple[Problem, ...]:
    """The problems of the mapping that stop the reading; a join may still bring the revenue, and one on named columns the accounts, too."""
    asked = [problem for understanding in understandings for problem in unusable(understanding)]
    brought = {col.REVENUE} if joins else set()
    if any(join.ours for join in joins):
        brought.add(col.NAME)
    if any(understanding.questions for understanding in understandings):
        return tuple(asked)
    return tuple(problem for problem in asked if problem.field not in brought)


def _mixed(parts: Sequence[Typed]) -> tuple[Problem, ...]:
    """The problem of sources in different currencies, if they are."""
    named = sorted({part.currencies.currency for part in parts if part.currencies.currency})
    if len(named) <= 1:
        return ()
    return (Problem(f"the sources are in different currencies, {', '.join(named)}, and cannot be summed; read them one at a time", severity=Severity.USAGE),)


def _portfolio(request: SourceRequest, tables: Sequence[RawTable], understandings: Sequence[Understanding], parts: _Parts, progress: Progress) -> Reading:
    """Sum the rows to accounts."""
    rows, problems, mapping = _joined(request, understandings[0], parts, progress)
    rows, nameless = _with_key(rows, tables[0].file)
    offer = replace(parts.offer, mapping=mapping)
    if not _stops(problems):
        problems = (*problems, *opening_remarks(rows, mapping, request.where))
    if _stops(problems):
        return Reading(problems=problems, offer=offer)
    progress(0.9, "summing accounts")
    left_out = (*(left for table in tables for left in table.left_out), *(left for part in parts.typed for left in part.left_out), *nameless)
    accounts = accounts_of(rows, years_only=any(part.years_only for part in parts.typed)) if not rows.is_empty() else Accounts()
    portfolio = Portfolio(
        accounts=accounts.frame,
        periods=accounts.periods,
        grain=accounts.grain,
        sources=tuple(table.file for table in tables),
        rows=sum(table.frame.height for table in tables) + sum(left.rows for table in tables for left in table.left_out),
        mapping=mapping,
        has_ids=accounts.has_ids,
        currency=next((part.currencies.currency for part in parts.typed if part.currencies.currency), None),
        left_out=_merged(left_out),
    )
    problems = _unique((*problems, *accounts.problems, *closing_remarks(portfolio, request)))
    if _stops(problems):
        return Reading(problems=problems, offer=offer)
    progress(1.0, "read")
    return Reading(portfolio, problems, offer)


def _with_key(rows: pl.DataFrame, file: str) -> tuple[pl.DataFrame, tuple[LeftOut, ...]]:
    """The rows that have an account, which a join may not have found for all, and the report of the others."""
    keys = [name for name in (col.ID, col.NAME) if name in rows.columns]
    if not keys:
        return rows, ()
    known = rows.select(pl.any_horizontal(pl.col(key).is_not_null() for key in keys)).to_series()
    lost = rows.height - int(known.sum())
    return (rows.filter(known), (LeftOut(NAMELESS, lost, file),)) if lost else (rows, ())


def _joined(
    request: SourceRequest, understanding: Understanding, parts: _Parts, progress: Progress
) -> tuple[pl.DataFrame, tuple[Problem, ...], dict[str, str]]:
    """The rows of all sources with what the joins add, the problems so far, and the mapping in the order of our fields."""
    rows = stacked([part.frame for part in parts.typed])
    problems = parts.problems
    mapping = dict(understanding.sources)
    for join in parts.joins:
        from abmtui.sources.joining import joined

        progress(0.85, f"joining {join.file}")
        found = joined(rows, mapping, join, request.mapping)
        rows = found.rows
        problems = _unique((*problems, *found.problems))
        mapping |= {name: header for name, header in found.added.items() if name not in mapping}
    order = list(col.FIELDS)
    return rows, problems, dict(sorted(mapping.items(), key=lambda item: (order.index(item[0].partition(".")[0]), item[0])))


def _merged(left_out: Iterable[LeftOut]) -> tuple[LeftOut, ...]:
    """Reports of the same reason in the same file as one, in the order of their first."""
    rows: Counter[tuple[str, str]] = Counter()
    lines: dict[tuple[str, str], list[int]] = {}
    for left in left_out:
        rows[left.reason, left.file] += left.rows
        lines.setdefault((left.reason, left.file), []).extend(left.lines)
    return tuple(LeftOut(reason, rows[reason, file], file, tuple(sorted(found)[:20])) for (reason, file), found in lines.items())


def _offer(groups: Sequence[Group], understandings: Sequence[Understanding]) -> MappingOffer:
    """What a mapping form shows of the first table that raises questions, else of the first."""
    asking = [place for place, understanding in enumerate(understandings) if unusable(understanding)]
    place = asking[0] if asking else 0
    frame, understanding = groups[place].frame, understandings[place]
    samples = {header: _samples(frame[header]) for header in frame.columns}
    return MappingOffer(tuple(frame.columns), samples, dict(understanding.sources), understanding.questions)


def _samples(column: pl.Series) -> tuple[str, ...]:
    cells = column.head(200).drop_nulls().unique(maintain_order=True).head(_SAMPLES)
    return tuple(str(cell) for cell in cells)
