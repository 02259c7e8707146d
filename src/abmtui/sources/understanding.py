"""The user's columns -> our fields: what he mapped, else what headers and cells say, else a question."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from abmtui.portfolio import columns as col
from abmtui.problems import Problem, Severity
from abmtui.sources.candidates import Look, candidates, look
from abmtui.sources.mapped import Mapped, mapped
from abmtui.sources.money import YEARLY, by_cells, latest_whole, money, option, yearly_of
from abmtui.sources.naming import naming
from abmtui.sources.nearest import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from abmtui.sources.arithmetic import Formula
    from abmtui.sources.candidates import Candidate
    from abmtui.sources.offer import Question


_ADVISED: Final = frozenset({"QUANTITY", "PRICE", "MONTH", "YEAR", "UNIT", "REVENUE", "AMOUNT", "NET", "ORDER", "LINE"})
"""A column may be part of an advised formula when its header says these things alone."""


@dataclass(frozen=True, eq=False)
class Understanding:
    """One table's columns, understood."""

    looked: Look
    sources: Mapping[str, str] = field(default_factory=dict)
    """Our field, or a year of it such as `revenue.2025` -> header, or arithmetic where `formulas` has it."""
    formulas: Mapping[str, Formula] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    problems: tuple[Problem, ...] = ()
    guessed: frozenset[str] = frozenset()
    """Fields whose column was found by its cells alone."""

    @property
    def language(self) -> str:
        """The language most of the mapped headers are in, or empty."""
        said = [self.looked.meanings[header].language for name, header in self.sources.items() if name not in self.formulas]
        named = [language for language in said if language]
        return max(named, key=named.count, default="")


class _Draft:
    """The mapping as far as it is made."""

    def __init__(self, looked: Look, own: Mapped) -> None:
        self.looked = looked
        self.own = own
        self.sources: dict[str, str] = dict(own.sources)
        self.questions: list[Question] = []
        self.problems: list[Problem] = list(own.problems)
        self.guessed: set[str] = set()
        self.found = candidates(looked, own.headers)

    @property
    def taken(self) -> set[str]:
        return {header for name, header in self.sources.items() if name not in self.own.formulas}

    def free(self, name: str) -> list[Candidate]:
        taken = self.taken
        return [candidate for candidate in self.found.get(name, []) if candidate.header not in taken]

    def note(self, what: str) -> None:
        self.problems.append(Problem(what, severity=Severity.NOTE))


def understood(frame: pl.DataFrame, mapping: Mapping[str, str]) -> Understanding:
    """Return what the columns of `frame` mean; `mapping` is the user's own, which is never questioned."""
    looked = look(frame)
    own = mapped(mapping, looked.headers)
    draft = _Draft(looked, own)
    if own.problems:
        return Understanding(looked, own.sources, own.formulas, (), own.problems)
    _add_names(draft)
    for name in (col.REVENUE, *YEARLY[1:]):
        _add_money(draft, name)
    _add_revenue(draft)
    _add_others(draft)
    _add_latest(draft)
    return Understanding(looked, draft.sources, own.formulas, tuple(draft.questions), tuple(draft.problems), frozenset(draft.guessed))


def _add_names(draft: _Draft) -> None:
    named = naming(draft.looked, draft.found, draft.sources.get(col.NAME, ""), draft.sources.get(col.ID, ""))
    if named.question is not None:
        draft.questions.append(named.question)
    for name, header in ((col.NAME, named.name), (col.ID, named.id)):
        if header:
            draft.sources[name] = header
    if named.refused:
        draft.note(f'"{named.refused}" is not read as the id, since several names stand beside each; --map id={option(named.refused)} says otherwise')
    if named.guessed:
        draft.guessed.add(col.NAME)
        draft.note(f'"{named.name}" is read as the name: it is the only column of different texts; another is chosen with --map name=COLUMN')


def _add_money(draft: _Draft, name: str) -> None:
    """Add a money field with its years; only revenue is worth a question that stops the reading."""
    chosen = money(draft.looked, name, draft.free(name), draft.own.sources)
    draft.sources.update(chosen.sources)
    if name == col.REVENUE:
        draft.questions += chosen.questions
        return
    for question in chosen.questions:
        draft.note(f"{question.why}; until then there is no {question.field}")


def _add_revenue(draft: _Draft) -> None:
    """Revenue of the latest whole year, or of the one column of numbers, where no column is called revenue."""
    if col.REVENUE in draft.sources or any(question.field == col.REVENUE for question in draft.questions):
        return
    years = yearly_of(draft.sources, col.REVENUE)
    latest = latest_whole(draft.looked, {year: draft.sources[name] for year, name in years.items()})
    if latest is not None:
        draft.sources[col.REVENUE] = draft.sources[years[latest]]
        said = f'revenue is the latest whole year, "{draft.sources[years[latest]]}"'
        if latest - 1 in years and col.PRIOR_REVENUE not in draft.sources:
            draft.sources[col.PRIOR_REVENUE] = draft.sources[years[latest - 1]]
            said += f', prior revenue the one before, "{draft.sources[years[latest - 1]]}"'
        draft.note(said)
    elif not any(question.field.startswith(col.REVENUE) for question in draft.questions) and (header := by_cells(draft.looked, draft.taken)):
        draft.sources[col.REVENUE] = header
        draft.guessed.add(col.REVENUE)
        draft.note(f'"{header}" is read as the revenue: it is the only column of numbers; another is chosen with --map revenue=COLUMN')


def _add_others(draft: _Draft) -> None:
    """Add every other field, the surest first; each column once."""
    done = {*YEARLY, col.NAME, col.ID}
    waiting = sorted(
        ((candidate.score, name) for name, some in draft.found.items() if name not in done for candidate in some[:1]),
        key=lambda pair: (-pair[0], list(col.FIELDS).index(pair[1])),
    )
    for _, name in waiting:
        free = draft.free(name)
        if not free or name in draft.sources:
            continue
        dated = [candidate for candidate in free if candidate.year is not None]
        newest = latest_whole(draft.looked, {candidate.year: candidate.header for candidate in dated if candidate.year})
        best = next((candidate for candidate in dated if candidate.year == newest), free[0]) if newest else free[0]
        rivals = [
            other
            for other in free
            if other is not best and other.year == best.year and best.score - other.score < 1 and not draft.looked.same(best.header, other.header)
        ]
        if rivals and col.FIELDS[name].unit not in {"text", "date"}:
            choices = quoted([best.header, *(other.header for other in rivals)])
            draft.note(f"{choices} may each be {name}; choose with --map {name}={option(best.header)}; until then there is no {name}")
            continue
        draft.sources[name] = best.header


def _add_latest(draft: _Draft) -> None:
    """Give margin, cost and profit, where only years of them are there, the year that revenue has."""
    years = yearly_of(draft.sources, col.REVENUE)
    shown = next((year for year, name in years.items() if draft.sources[name] == draft.sources.get(col.REVENUE)), None)
    for name in YEARLY[1:]:
        own = yearly_of(draft.sources, name)
        if name in draft.sources or not own:
            continue
        year = shown if shown in own else latest_whole(draft.looked, {year: draft.sources[full] for year, full in own.items()})
        if year is not None:
            draft.sources[name] = draft.sources[own[year]]


def unusable(understanding: Understanding) -> tuple[Problem, ...]:
    """The problems that stop the reading: questions, and no column for the name or the revenue; none beside a mapping that is not understood."""
    if any(problem.severity >= Severity.USAGE for problem in understanding.problems):
        return ()
    asked = [Problem(question.why, field=question.field, severity=Severity.USAGE) for question in understanding.questions]
    headers = understanding.looked.headers
    fields = {question.field.partition(".")[0] for question in understanding.questions}
    if col.NAME not in understanding.sources and col.ID not in understanding.sources and col.NAME not in fields:
        asked.append(
            Problem(f"no column names the accounts; columns are {quoted(headers)}; choose one with --map name=COLUMN", field=col.NAME, severity=Severity.USAGE)
        )
    if col.REVENUE not in understanding.sources and col.REVENUE not in fields:
        asked.append(
            Problem(
                f"no column is usable as revenue; columns are {quoted(headers)}; choose one with --map revenue={_advice(understanding)}",
                field=col.REVENUE,
                severity=Severity.USAGE,
            )
        )
    return tuple(asked)


def _advice(understanding: Understanding) -> str:
    """A column or a formula that may be the revenue, else the word COLUMN."""
    looked = understanding.looked
    by_idea = {
        idea: [
            header
            for header in looked.headers
            if idea in (said := looked.meanings[header]).ideas and said.ideas <= _ADVISED and looked.profiles[header].numeric
        ]
        for idea in ("QUANTITY", "PRICE", "MONTH")
    }
    quantities = [header for header in by_idea["QUANTITY"] if header not in by_idea["PRICE"]]
    if quantities and by_idea["PRICE"]:
        return f"'{option(quantities[0])} * {option(by_idea['PRICE'][0])}'"
    if len(by_idea["MONTH"]) > 1:
        return "'" + " + ".join(option(header) for header in by_idea["MONTH"]) + "'"
    return "COLUMN (or arithmetic such as 'Quantity * \"Unit price\"')"
