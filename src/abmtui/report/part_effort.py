"""Effort against revenue: the part of a review in words, rows and JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from abmtui.portfolio import columns as col
from abmtui.portfolio.effort import EFFORT_SHARE, SERVED, TO_MOVE, VALUE_SHARE
from abmtui.report.blocks import Block
from abmtui.report.effort_figures import efforts_of
from abmtui.report.effort_words import NO_EFFORT, EffortWords
from abmtui.report.explained import Explained
from abmtui.report.pareto_words import distance_from_80_20
from abmtui.report.room import ROWS, cut

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from abmtui.formats import Formats
    from abmtui.report.effort_figures import EffortFigures, Served
    from abmtui.workspace.reviewed import Reviewed

_LEAST: Final = 0.0001

EXPLAINED: Final = (
    Explained(
        "hoover_mismatch",
        "Hoover mismatch",
        "share",
        "The share of all effort that would have to move from one account to another for each to get its share of revenue.",
        "1/2 sum |revenue share - effort share|",
    ),
    Explained(
        "concentration_index",
        "Concentration index of effort",
        "ratio",
        "Whether effort sits on small accounts (below zero) or on large ones (above zero), ranked by revenue.",
        "2 / (n mean) sum y_i R_i - 1, R_i = (rank - 1/2) / n, average rank on ties",
    ),
    Explained(
        "kakwani",
        "Kakwani index",
        "ratio",
        "Effort beside revenue: below zero small accounts are over-served, above zero large ones.",
        "concentration index of effort by revenue - Gini of revenue, of the same accounts",
    ),
    Explained(
        "effort_share",
        "Effort share",
        "share",
        "An account's part of the effort on all accounts above zero that have effort data.",
        "effort of the account / effort of all",
    ),
    Explained(
        "served",
        "Served",
        "ratio",
        "2: the account gets twice the effort that its revenue speaks for; 0.5: half of it. Both shares are of the accounts with effort data.",
        "effort share / revenue share",
    ),
    Explained(
        "effort_to_move",
        "Effort to move",
        "points",
        "Effort beyond (+) or short of (-) the account's share of revenue.",
        "(effort share - revenue share) x total effort",
    ),
    Explained(
        "cost_to_serve_ratio",
        "Cost to serve / revenue",
        "share",
        "What it costs to serve a unit of revenue; over the accounts that have both.",
        "sum of cost to serve / sum of revenue",
    ),
    Explained(
        "class_c_to_drm",
        "Effort freed by moving class C to DRM",
        "points",
        "All effort of class C, less the share that DRM still takes (setting limits.drm_effort_share), beside what class A is short of its share.",
        "effort of class C x (1 - share kept); gap = revenue share of A x total effort - effort of A",
    ),
)


def blocks(reviewed: Reviewed, formats: Formats) -> tuple[Block, ...]:
    """Return every measure of effort in words and rows; the first with the accounts and what class C would free."""
    found = efforts_of(reviewed)
    if not found:
        return (Block("Effort against revenue", (NO_EFFORT,)),)
    metric = reviewed.book.measure.metric
    pareto = distance_from_80_20(reviewed.measured.figures, formats)
    first, *others = [EffortWords(effort, metric, reviewed.currency or "", formats, "" if place else pareto) for place, effort in enumerate(found)]
    lists = () if first.effort.figures.undefined else _lists(first, reviewed)
    return (_figures(first), *lists, *(_figures(one) for one in others))


def data(reviewed: Reviewed) -> dict[str, Any] | None:
    """Return the first measure of effort with its accounts, the others under `further`; None where the source has none."""
    found = efforts_of(reviewed)
    if not found:
        return None
    first, *others = found
    metric = reviewed.book.measure.metric
    return {
        **_data(first, metric),
        "over_served": _accounts(first.over),
        "over_served_accounts": first.over.accounts,
        "under_served": _accounts(first.under),
        "under_served_accounts": first.under.accounts,
        "further": {effort.column: _data(effort, metric) for effort in others},
    }


def _figures(words: EffortWords) -> Block:
    formats, effort = words.formats, words.effort
    rows = tuple(
        (
            name,
            formats.number(held.accounts),
            formats.percent(held.value_share),
            formats.percent(held.effort_share),
            formats.number(held.ratio, 2),
            formats.number(held.effort_per_account, 1 if effort.column == col.HOURS else 0),
            formats.percent(held.cost_to_serve_ratio),
        )
        for name, held in effort.classes.items()
    )
    columns = ("Class", "Accounts", *_shares(words), "Ratio", "Average", "Cost/revenue")
    width = len(columns) if any(row[-1] for row in rows) else -1
    about = ("hoover_mismatch", "concentration_index", "kakwani", "cost_to_serve_ratio")
    return Block(f"Effort against {words.metric}: {words.name}", words.figures(), columns[:width], tuple(row[:width] for row in rows), about=about)


def _lists(words: EffortWords, reviewed: Reviewed) -> tuple[Block, ...]:
    effort, limit = words.effort, words.formats.number(words.effort.limit, 1)
    of_book = (" Shares and ratios are of the whole book.") * reviewed.filtered
    most = words.formats.percent(1 / effort.limit, 0)
    over, under = f"No account has {limit} times its share or more.{of_book}", f"No account has {most} of its share or less.{of_book}"
    if effort.over.accounts:
        over = f"{words.count(effort.over.accounts)} with at least {limit} times their share, together {words.amount(effort.over.to_move)} beyond it; highest ratio first.{of_book}"
    if effort.under.accounts:
        under = f"{words.count(effort.under.accounts)} with at most {most} of their share, together {words.amount(effort.under.to_move)} short of it; most short first.{of_book}"
    about = ("effort_share", "served", "effort_to_move")
    return (
        _listed("Over-served accounts", over, effort.over, words, about),
        _listed("Under-served accounts", under, effort.under, words, about),
        Block("Moving class C to DRM", words.drm(), about=("class_c_to_drm",)),
    )


def _listed(heading: str, sentence: str, served: Served, words: EffortWords, about: tuple[str, ...]) -> Block:
    formats = words.formats
    first = served.first.head(ROWS)
    rows = tuple(
        (
            row[col.NAME],
            row[col.ABC_CLASS],
            _small(row[VALUE_SHARE], formats),
            _small(row[EFFORT_SHARE], formats),
            formats.number(row[SERVED], 1),
            formats.number(row["effort"]),
            f"{'+' * (row[TO_MOVE] > 0)}{formats.number(row[TO_MOVE])}",
        )
        for row in first.iter_rows(named=True)
    )
    columns = ("Account", "Class", *_shares(words), "Ratio", words.name.capitalize(), "To move")
    return Block(heading, (sentence, *cut(served.accounts, formats)), columns, rows, accounts=tuple(first[col.ID]), about=about)


def _shares(words: EffortWords) -> tuple[str, str]:
    return (f"{words.metric.capitalize()} share", "Cost share" if words.effort.column == col.COST_TO_SERVE else f"{words.name.capitalize()} share")


def _small(share: float, formats: Formats) -> str:
    """Return a share that may be tiny: never as if it were nothing."""
    return f"<{formats.percent(_LEAST, 2)}" if 0 < share < _LEAST else formats.percent(share, 2)


def _data(effort: EffortFigures, metric: str) -> dict[str, Any]:
    found = effort.figures
    return {
        "column": effort.column,
        "metric": metric,
        "of_the_period": effort.dated,
        "total": found.total,
        "accounts": found.accounts,
        "without": found.without,
        "negative": found.negative,
        "beside": {kind: {"accounts": accounts, "effort": spent} for kind, accounts, spent in effort.beside},
        "concentration_index": found.concentration_index,
        "kakwani": found.kakwani,
        "hoover_mismatch": found.hoover_mismatch,
        "behind_80_percent": found.tail._asdict() if found.tail else None,
        "by_class": _by_class(effort),
        "class_c_to_drm": asdict(effort.moved) if effort.moved else None,
        "curve": [list(point) for point in found.curve],
        "undefined": found.undefined or None,
    }


def _by_class(effort: EffortFigures) -> Mapping[str, dict[str, Any]]:
    return {name: {("revenue_share" if key == "value_share" else key): value for key, value in asdict(held).items()} for name, held in effort.classes.items()}


def _accounts(served: Served) -> list[dict[str, Any]]:
    frame: pl.DataFrame = served.first.rename({VALUE_SHARE: "revenue_share", TO_MOVE: "to_move"})
    return frame.to_dicts()
