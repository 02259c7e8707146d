"""The words of the portfolio screen, made from values."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from abmtui.portfolio import columns as col
from abmtui.portfolio.periods import ALL
from abmtui.review.standing import further
from abmtui.tui.widgets.account_table import Chosen
from abmtui.wording import shown

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import polars as pl

    from abmtui.formats import Formats
    from abmtui.portfolio.book import Figures, Measure
    from abmtui.portfolio.classes import ClassLines
    from abmtui.tui.screens.portfolio_state import State
    from abmtui.workspace.opened import Workspace

CURVE_NAMES: Final = {"lorenz": "Lorenz curve", "pareto": "Pareto curve", "effort": "effort curve", "whale": "whale curve"}
_DEFAULT: Final = frozenset(
    {
        *(col.ID, col.NAME, col.VALUE, col.PRIOR, col.RANK, col.SHARE, col.CUMULATIVE_SHARE, col.CHANGE),
        *(col.ABC_CLASS, col.PROGRAMME, col.OPEN_FLAGS, col.NEXT_REVIEW, col.KEY_ACCOUNT),
        *("file", "plan_name", "broken", "read_only", col.HAS_PLAN),
    }
)
"""Columns that the table shows anyway, that stand in another of it, or that are the program's own."""


def curve_name(kind: str) -> str:
    """Return a kind of curve as a name."""
    return CURVE_NAMES[kind]


def metric_offer(metric: str, lacking: str) -> str:
    """Return a metric as it is offered, with what the source lacks for it."""
    return f"{metric_label(metric)}: {lacking}" if lacking else metric_label(metric)


def metric_refusal(measure: Measure, metric: str, lacking: str) -> str:
    """Return why a metric cannot be chosen, and the mend: another period, or the column by name."""
    mend = f"--map {metric}=COLUMN names its column" if measure.period == ALL else "t chooses another period"
    return f"{metric}: {lacking}; {mend}"


def own_label(name: str, source: Collection[str]) -> str:
    """Return the heading of a column of the source, whose own headers stay as they are, or of the plans."""
    if name in col.FIELDS:
        return col.FIELDS[name].label
    return name if name in source else name.replace("_", " ").capitalize()


def chosen_columns(names: Sequence[str], source: Collection[str]) -> tuple[Chosen, ...]:
    """Return the columns that a person chose, as the table is told of them: shares of the review are shares of one, percent of a source are points."""
    return tuple(_chosen(name, source) for name in names)


def _chosen(name: str, source: Collection[str]) -> Chosen:
    worked = further().get(name)
    if worked is not None and name not in source:
        return Chosen(name, worked.label, "share" if worked.unit == "percent" else worked.unit)
    return Chosen(name, own_label(name, source), col.FIELDS[name].unit if name in col.FIELDS else "")


def can_be_further(column: str) -> bool:
    """Return whether a column of the table is worth offering beside the default ones."""
    return column not in _DEFAULT


def metric_label(metric: str) -> str:
    """Return a metric as a heading."""
    return col.FIELDS[metric].label


def period_label(period: str) -> str:
    """Return a period in words."""
    return {"all": "all (as the source gives it)", "last12": "the last 12 months of the data"}.get(period, period)


def extra_columns(table: pl.DataFrame) -> tuple[str, ...]:
    """Return the source's columns that stand behind the default ones where there is room."""
    wanted = (col.OWNER, col.INDUSTRY, col.REGION, col.SEGMENT, col.KIND, col.PARENT, col.POTENTIAL, col.MARGIN, col.LAST_ORDER)
    return tuple(name for name in wanted if name in table.columns)


def money(value: float | None, currency: str | None, formats: Formats) -> str:
    """Return a short amount with its currency where it is known."""
    text = formats.short(value)
    return f"{currency} {text}" if currency and text else text


def header_parts(title: str, state: State, formats: Formats) -> tuple[str, ...]:
    """Return the header's parts, the weightiest last."""
    measured = state.measured
    if measured is None:
        return (title,)
    book = measured.book
    figures = book.figures
    count = measured.table.height if book.undefined else figures.positive_accounts
    parts = [title, f"{formats.number(count)} account{'' if count == 1 else 's'}"]
    metric = measured.view.measure.metric
    total = "" if book.undefined else money(figures.concentration.total, measured.portfolio.currency, formats)
    parts.append(f"{total}{'' if metric == col.REVENUE else ' ' + metric}" if total else f"{metric} undefined")
    if figures.concentration.top_20_percent_share is not None:
        parts.append(f"top 20% hold {formats.percent(figures.concentration.top_20_percent_share, 0)}")
    if measured.view.measure.period != "all":
        parts.append(measured.view.measure.period)
    if measured.view.rollup:
        parts.append("parents")
    if measured.view.lines is not None:
        parts.append(f"classes {lines_words(measured.view.lines, formats)}")
    if measured.view.mine:
        parts.append(f"mine {formats.number(measured.order.len())}")
    return tuple(parts)


def lines_words(lines: ClassLines, formats: Formats) -> str:
    """Return where the classes end: `80/95`, or `20/50 of accounts`."""
    a, b = (formats.number(share * 100, 0 if round(share * 100, 1) == round(share * 100) else 1) for share in (lines.a, lines.b))
    return f"{a}/{b}{'' if lines.by == 'value' else ' of accounts'}"


def table_title(state: State, formats: Formats) -> str:
    """Return the table's title: how many accounts stand in it, more than in the book where some have no value, and what narrows it."""
    measured = state.measured
    if measured is None:
        return "Accounts"
    if measured.mask is None:
        beside = measured.table.height - measured.book.figures.positive_accounts
        return f"Accounts · {formats.number(measured.table.height)}, {formats.number(beside)} without {measured.view.measure.metric}" if beside else "Accounts"
    parts = [part for part in (shown(measured.view.filter), "mine" if measured.view.mine else "") if part]
    left = f"{formats.number(measured.order.len())} of {formats.number(measured.table.height)}"
    unknown = f" · {formats.number(measured.unknown)} empty there" if measured.unknown else ""
    return f"Accounts · {left}{unknown} · {' · '.join(parts)}"


def marked(state: State, rows: Collection[int], formats: Formats) -> str:
    """Return how many accounts are marked and what they sum to."""
    measured = state.measured
    if measured is None or not rows:
        return ""
    total = float(measured.table[col.VALUE].gather(sorted(rows)).sum())
    return f"{formats.number(len(rows))} marked · {money(total, measured.portfolio.currency, formats)}"


def to_look_at(workspace: Workspace, formats: Formats) -> tuple[str, ...]:
    """Return what the reading met that a person should know of, counted, with the key that shows it."""
    mend = sum(1 for problem in workspace.problems if problem.severity > 0)
    left = sum(part.rows for part in workspace.portfolio.left_out if part.rows)
    parts = [f"{formats.number(mend)} to mend" if mend else "", f"{formats.number(left)} row{'' if left == 1 else 's'} left out" if left else ""]
    said = [part for part in parts if part]
    return (*said[:-1], f"{said[-1]} · ! shows") if said else ()


def nothing_shown(state: State) -> str:
    """Return what an empty table says."""
    if state.search:
        return f'Nothing matches "{shown(state.search)}". Esc leaves the search.'
    if state.view.filter:
        return "No account meets the filter. Esc leaves it, f changes it."
    if state.view.mine:
        return "No account is yours under the name set as `me`. o shows all."
    return "No accounts here."


def search_count(state: State, formats: Formats) -> str:
    """Return how many accounts a search found and what they sum to."""
    measured, found = state.measured, state.found
    if measured is None or found is None:
        return ""
    rows = state.order()
    total = float(measured.table[col.VALUE].gather(rows).sum())
    count = max(found.count, rows.len()) if measured.mask is None else rows.len()
    amount = money(total, measured.portfolio.currency, formats) if count == rows.len() else ""
    parts = [f"{formats.number(count)} of {formats.number(measured.table.height)}", amount, "best match first"]
    return " · ".join(part for part in parts if part)


def curve_mark(figures: Figures, formats: Formats) -> tuple[float, float, str] | None:
    """Return the point where x% hold y%, in Lorenz coordinates, with its words."""
    if figures.k_point is None:
        return None
    k, rest = figures.k_point
    return (k, rest, f"top {formats.number((1 - k) * 100)}% hold {formats.number(k * 100)}%")


def equals_condition(column: str, value: object) -> str:
    """Return a filter that holds where a column has this value; empty for an empty cell."""
    name = '"' + column.replace('"', '""') + '"'
    if value is None:
        return ""
    if isinstance(value, bool):
        return name if value else f"NOT {name}"
    if isinstance(value, dt.date):
        return f"{name} = DATE '{value.isoformat()}'"
    if isinstance(value, (int, float)):
        return f"{name} = {value!r}"
    text = str(value).replace("'", "''")
    return f"{name} = '{text}'"


def problem_paragraphs(workspace: Workspace) -> tuple[tuple[str, str], ...]:
    """Return what was met in reading, the heaviest first, then what was left out, assumed, and understood of the headers."""
    # What was understood of the headers stands below, a line a column.
    problems = sorted((problem for problem in workspace.problems if not problem.what.startswith("understood as ")), key=lambda problem: -problem.severity)
    told = {
        heavy: [
            (problem.where, f"{problem.field}: {problem.what}" if problem.field else problem.what) for problem in problems if (problem.severity > 0) == heavy
        ]
        for heavy in (True, False)
    }
    left_out = [
        (
            f"{part.rows:,} row{'' if part.rows == 1 else 's'}",
            f"{part.reason}; {part.file}, line{'' if len(part.lines) == 1 else 's'} {', '.join(map(str, part.lines))}",
        )
        for part in workspace.portfolio.left_out
    ]
    wide = max((len(field) for field in workspace.portfolio.mapping), default=0)
    mapping = [(field.ljust(wide), f"read from {header}") for field, header in workspace.portfolio.mapping.items()]
    sections = (("TO MEND", told[True]), ("LEFT OUT", left_out), ("SAID IN READING", told[False]), ("COLUMNS", mapping))
    pages = [((title, ""), *lines, ("", "")) for title, lines in sections if lines]
    return tuple(line for page in pages for line in page)[:-1] or (("", "Nothing to tell."),)
