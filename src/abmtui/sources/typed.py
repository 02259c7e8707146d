"""One table's rows in our fields: converted, chosen, without totals, with a problem for every cell that could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.problems import Problem, Severity
from abmtui.sources.affixes import scale_of
from abmtui.sources.choosing import OPTION, chosen
from abmtui.sources.converting import Columns, whole_ids
from abmtui.sources.currencies import Currencies, currencies
from abmtui.sources.extras import extras
from abmtui.sources.junk import NAMELESS, TOTAL, empty_names, junk
from abmtui.sources.kinds import kinds_of
from abmtui.sources.nearest import quoted
from abmtui.sources.table import LINES_SHOWN
from abmtui.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from abmtui.portfolio.model import LeftOut
    from abmtui.sources.stack import Group
    from abmtui.sources.understanding import Understanding

NOT_CHOSEN: Final = "not chosen by --where"
_FRACTION: Final = 1.0
_TYPICAL: Final = 100.0
_MOSTLY: Final = 0.7


@dataclass(frozen=True, eq=False)
class Typed:
    """Rows of one group of tables, ready to be summed."""

    frame: pl.DataFrame = field(default_factory=pl.DataFrame)
    """One row a source row that is kept; our fields and years of them, then the further columns."""
    left_out: tuple[LeftOut, ...] = ()
    problems: tuple[Problem, ...] = ()
    currencies: Currencies = field(default_factory=Currencies)
    years_only: bool = False
    """The date column names whole years."""


@dataclass(frozen=True, eq=False)
class _Unread:
    """Cells of one column that could not be read."""

    rows: pl.Series
    """UInt32."""
    field: str
    what: str
    """What the cells should be: "number", "date"."""
    example: str


class _Draft:
    """Fields as they are converted, with what is to be said of them."""

    def __init__(self, group: Group, understanding: Understanding) -> None:
        self.group = group
        self.understanding = understanding
        self.columns = Columns(group.frame, decimal=group.decimal, delimiter=group.delimiter, language=understanding.language)
        self.fields: dict[str, pl.Series] = {}
        self.unread: dict[str, _Unread] = {}
        """Header -> the cells that could not be read."""
        self.problems: list[Problem] = []
        self.years_only = False

    def note(self, what: str, field_name: str = "") -> None:
        self.problems.append(Problem(what, field=field_name, severity=Severity.NOTE))


def typed(group: Group, understanding: Understanding, where: str) -> Typed:
    """Return the rows of `group` in our fields."""
    draft = _Draft(group, understanding)
    _convert(draft)
    if problem := _open_sign(draft):
        return Typed(problems=(problem,))
    junked, left_out = _junk(draft)
    rows = None
    if where:
        choice = chosen(where, draft.columns, understanding.looked)
        if choice.mask is None:
            return Typed(problems=() if choice.problem is None else (choice.problem,))
        others = _all_rows(group).filter(~choice.mask)
        others = others.filter(~others.is_in(junked.implode()))
        left_out += group.left_out(NOT_CHOSEN, others)
        if choice.unknown:
            draft.note(f"{counted(choice.unknown, 'row')} left out because a cell that the condition needs is empty", OPTION)
        junked = pl.concat([junked, others])
    if junked.len():
        everything = _all_rows(group)
        rows = everything.filter(~everything.is_in(junked.implode()))
    found = currencies(draft.columns, understanding, rows)
    draft.problems += _mends(draft, rows)
    draft.problems += found.problems
    frame = pl.DataFrame([*draft.fields.values(), *extras(draft.columns, understanding)])
    return Typed(frame if rows is None else frame[rows], left_out, tuple(draft.problems), found, draft.years_only)


def _all_rows(group: Group) -> pl.Series:
    return pl.select(pl.int_range(group.frame.height, dtype=pl.UInt32).alias("row")).to_series()


def _convert(draft: _Draft) -> None:
    """Convert every mapped column."""
    numeric = [header for name, header in draft.understanding.sources.items() if _unit(name) not in {"text", "date"}]
    formulas = draft.understanding.formulas
    draft.columns.learn(
        [*(header for header in numeric if header in draft.group.frame.columns), *(name for parsed in formulas.values() for name in parsed.columns)]
    )
    draft.columns.strip(header for name, header in draft.understanding.sources.items() if name not in formulas and _unit(name) == "text")
    for name, source in draft.understanding.sources.items():
        if name in formulas:
            _compute(draft, name)
        elif _unit(name) == "text":
            _text(draft, name, source)
        elif _unit(name) == "date":
            _date(draft, name, source)
        else:
            _number(draft, name, source)
    _percents(draft)


def _unit(name: str) -> str:
    return col.FIELDS[name.partition(".")[0]].unit


def _text(draft: _Draft, name: str, header: str) -> None:
    cells = draft.columns.text(header)
    if name == col.ID:
        cells = whole_ids(cells)
    if name == col.KIND:
        cells, unknown = kinds_of(cells)
        if unknown:
            words = quoted(sorted(unknown, key=lambda word: -unknown[word])[:5])
            draft.note(f"{counted(sum(unknown.values()), 'cell')} such as {words} name neither customer, prospect nor partner and count as customer", header)
    draft.fields[name] = cells.alias(name)


def _date(draft: _Draft, name: str, header: str) -> None:
    read = draft.columns.date(header, month_first="USD" in _units(draft), year_starts=name == col.SINCE)
    draft.fields[name] = read.values.alias(name)
    draft.unread[header] = _Unread(read.unreadable, name, "date", "2024-03-31")
    if read.assumed:
        draft.note(f"cells such as 02/03/2024 are read with the {'month' if read.order == 'month' else 'day'} first; no cell tells", header)
    if name == col.DATE:
        draft.years_only = read.years_only


def _units(draft: _Draft) -> set[str]:
    """Currencies that the revenue column names."""
    header = draft.understanding.sources.get(col.REVENUE, "")
    if header not in draft.group.frame.columns:
        return set()
    return set(draft.columns.number(header).currencies)


def _number(draft: _Draft, name: str, header: str) -> None:
    read = draft.columns.number(header)
    draft.fields[name] = read.values.alias(name)
    if header in draft.unread:
        return
    draft.unread[header] = _Unread(read.unreadable, name, "number", "1234.50")
    sign = draft.columns.sign(header)
    if sign.certainty == "assumed" and sign.example:
        draft.note(
            f"{sign.example} is read with a decimal {'comma' if sign.sign == ',' else 'point'}; --decimal {'.' if sign.sign == ',' else ','} reads it the other way",
            header,
        )
    if read.other_sign:
        draft.note(f"{counted(read.other_sign, 'cell')} written with the other decimal sign and read so", header)
    if scale := scale_of(draft.understanding.looked.meanings[header].units):
        draft.note(f"amounts are in {scale}s, as the header says, and stay so", header)


def _compute(draft: _Draft, name: str) -> None:
    parsed = draft.understanding.formulas[name]
    operands = [draft.columns.number(header).values.alias(header) for header in parsed.columns]
    draft.fields[name] = pl.DataFrame(operands).select(parsed.expression.alias(name)).to_series()
    for header in parsed.columns:
        draft.unread.setdefault(header, _Unread(draft.columns.number(header).unreadable, header, "number", "1234.50"))


def _percents(draft: _Draft) -> None:
    """Bring percent columns to percent points, and a margin that is a percentage to `margin_percent`."""
    margin = draft.understanding.sources.get(col.MARGIN, "")
    if col.MARGIN in draft.fields and margin in draft.group.frame.columns and col.MARGIN_PERCENT not in draft.fields and _is_share(draft, margin):
        draft.fields[col.MARGIN_PERCENT] = draft.fields.pop(col.MARGIN).alias(col.MARGIN_PERCENT)
        draft.note("holds percentages and is read as margin_percent", margin)
    for name in (col.MARGIN_PERCENT, col.SHARE_OF_WALLET):
        if name not in draft.fields:
            continue
        header = draft.understanding.sources.get(name, margin)
        values = draft.fields[name]
        signed = header in draft.group.frame.columns and draft.columns.number(header).percents
        most = values.abs().max()
        if not signed and isinstance(most, float) and 0 < most <= _FRACTION:
            draft.fields[name] = values * 100
            draft.note("holds fractions of one; 0.25 is read as 25%", header)


def _is_share(draft: _Draft, header: str) -> bool:
    """Whether a margin column holds percentages: most cells say so, or all are fractions beside revenues in the hundreds."""
    read = draft.columns.number(header)
    if read.percents * 2 > read.values.len() - read.values.null_count():
        return True
    most, typical = read.values.abs().max(), draft.fields[col.REVENUE].abs().median() if col.REVENUE in draft.fields else None
    return isinstance(most, float) and isinstance(typical, float) and 0 < most <= _FRACTION and typical >= _TYPICAL


def _open_sign(draft: _Draft) -> Problem | None:
    """The question of a revenue column whose decimal sign nothing tells, or nothing."""
    header = draft.understanding.sources.get(col.REVENUE, "")
    if header not in draft.group.frame.columns:
        return None
    sign = draft.columns.sign(header)
    if sign.certainty != "open" or not sign.example:
        return None
    what = f"{sign.example} may be about a thousand or about one, and nothing else in the file tells; choose with --decimal . or --decimal ,"
    return Problem(what, field=header, severity=Severity.USAGE)


def _junk(draft: _Draft) -> tuple[pl.Series, tuple[LeftOut, ...]]:
    """Rows (UInt32) that are no account's, with the report of them."""
    sources = draft.understanding.sources
    keys = [draft.fields[name] for name in (col.NAME, col.ID) if name in draft.fields]
    if not keys:
        return pl.Series(dtype=pl.UInt32), ()
    if len(keys) > 1:
        keys[0] = draft.fields[col.NAME] = keys[0].set(empty_names(keys[0]), None)
    names = pl.select(pl.coalesce(*(pl.lit(key) for key in keys)).alias(col.NAME)).to_series() if len(keys) > 1 else keys[0]
    values = draft.fields[col.REVENUE] if col.REVENUE in draft.fields else pl.repeat(0.0, names.len(), eager=True)
    mapped = set(sources.values())
    others = [header for header, dtype in draft.group.frame.schema.items() if dtype == pl.String and (header not in mapped or header == sources.get(col.ID))]
    facts = _facts(draft)
    totals: list[pl.Series] = []
    nameless: list[pl.Series] = []
    for table, start in zip(draft.group.tables, draft.group.starts, strict=True):
        part = slice(start, start + table.frame.height)
        found = junk(names[part], values[part], draft.group.frame[part].select(others), facts[part])
        totals.append(found.totals + start)
        nameless.append(found.nameless + start)
    left_out = (*draft.group.left_out(TOTAL, pl.concat(totals)), *draft.group.left_out(NAMELESS, pl.concat(nameless)))
    return pl.concat([*totals, *nameless]).sort(), left_out


def _facts(draft: _Draft) -> pl.DataFrame:
    """The columns that customers fill and a total leaves empty: the id, else texts that differ from row to row."""
    if col.NAME in draft.fields and col.ID in draft.fields:
        return draft.fields[col.ID].to_frame()
    looked, sources = draft.understanding.looked, draft.understanding.sources
    named = {sources.get(col.NAME), sources.get(col.ID)}
    told = [header for header, profile in looked.profiles.items() if profile.textual and not profile.constant and header not in named]
    filled = [header for header in told if looked.profiles[header].filled >= _MOSTLY * looked.profiles[header].sampled]
    return draft.group.frame.select(filled)


def _mends(draft: _Draft, rows: pl.Series | None) -> Iterable[Problem]:
    """A problem for each of the first cells of each column that could not be read in the rows kept, and one for the rest."""
    for header, unread in draft.unread.items():
        bad = unread.rows if rows is None else unread.rows.filter(unread.rows.is_in(rows.implode()))
        for row in bad.head(LINES_SHOWN):
            file, line = draft.group.place(row)
            cell = draft.group.frame[header][row]
            yield Problem(f'the cell "{cell}" is no {unread.what} and counts as empty; write it as {unread.example}', f"{file}:{line}", unread.field)
        if bad.len() > LINES_SHOWN:
            what = f'{counted(bad.len() - LINES_SHOWN, "more cell")} of "{header}" without a {unread.what}, counted as empty'
            yield Problem(what, draft.group.files[0], unread.field)
