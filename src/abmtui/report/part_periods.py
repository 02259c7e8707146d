"""Periods: who came, who went, how stable: the part of a review in words, rows and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from abmtui.portfolio import columns as col
from abmtui.portfolio.pairs import NO_PERIODS
from abmtui.portfolio.trends import trend_word
from abmtui.report.blocks import LONGEST_LIST, Block
from abmtui.report.explained import Explained
from abmtui.report.period_figures import WHY_UNDEFINED, period_figures
from abmtui.wording import counted

if TYPE_CHECKING:
    import polars as pl

    from abmtui.formats import Formats
    from abmtui.report.period_figures import PeriodFigures
    from abmtui.workspace.reviewed import Reviewed

_ROWS: Final = 12
_TITLE: Final = "Stability of the top 20%"

EXPLAINED: Final[tuple[Explained, ...]] = (
    Explained(
        "retention",
        "Retention of the top 20%",
        "share",
        "How much of the earlier top 20% is still in it: 80/20 is sound while the 20% are stable.",
        "stayed / (stayed + left); the top 20% are the ceil(n/5) largest of the n accounts above zero, ties included",
    ),
    Explained("jaccard", "Jaccard index of the top 20%", "share", "How alike the earlier and the later top 20% are.", "stayed / (stayed + entered + left)"),
    Explained(
        "stayers_share",
        "Share of those who stayed",
        "share",
        "What the accounts that stayed in the top 20% hold of the later total.",
        "sum of those who stayed / T",
    ),
    Explained(
        "rank_correlation",
        "Rank correlation (Spearman)",
        "ratio",
        "Stability of the whole ranking: 1 when nobody changed places, 0 when the earlier order says nothing of the later.",
        "correlation of the average ranks of both periods, over the accounts that are not zero in both",
    ),
    Explained(
        "tenure",
        "Tenure in the top 20%",
        "count",
        "For how many periods in a row, the newest included, the accounts of the newest top 20% have been in it.",
        "median over the newest top 20%",
    ),
    Explained(
        "volatility",
        "Volatility",
        "share",
        "How much an account's own periods swing round their mean; of a population: divided by n. An account without a row in a period counts 0 there.",
        "standard deviation / mean of the account's own periods, from its first on",
    ),
    Explained(
        "trend",
        "Trend",
        "share",
        "How steeply an account rises or falls; under 5% a year it is flat. Over quarters or months it is written for one of them.",
        "least-squares slope a year / mean of the account's own periods (whole years; with days the last 8 quarters, or 12 months)",
    ),
    Explained(
        "rank_move",
        "Rank move",
        "count",
        "Ranks gained (+) or lost (-) since the period before, among the accounts above zero of the whole book.",
        "rank before - rank",
    ),
)


def blocks(reviewed: Reviewed, formats: Formats) -> tuple[Block, ...]:
    """Return the comparison of two periods, who entered and left the top 20%, how far ranks moved, and the totals by period."""
    figures = period_figures(reviewed)
    if figures is None:
        return (Block(_TITLE, (f"No periods: {NO_PERIODS}.",)),)
    words = _Words(figures, formats)
    compared = () if figures.pair.undefined else (words.figures(), words.entered(), words.left(), words.movers())
    return (words.head(), *compared, words.spread(), words.courses())


def data(reviewed: Reviewed) -> dict[str, Any] | None:
    """Return the figures of the periods; None where the source has none."""
    figures = period_figures(reviewed)
    if figures is None:
        return None
    held, pair = figures.stability, figures.pair
    told = {
        "metric": figures.metric,
        "names": list(figures.spread),
        "by_period": [
            {
                "period": name,
                "total": spread.total,
                "accounts": spread.n,
                "gini": spread.gini,
                "k": spread.k,
                "top_20_percent_share": spread.top_20_percent_share,
                "undefined": spread.undefined or None,
            }
            for name, spread in figures.spread.items()
        ],
        "from": pair.before and pair.before.words,
        "to": pair.now and pair.now.words,
        "undefined": pair.undefined or None,
        "notes": list(figures.notes),
        **(
            _compared(figures)
            if not pair.undefined
            else dict.fromkeys(("stayed", "entered", "left", "retention", "jaccard", "stayers_share", "rank_correlation"))
        ),
        "entered_accounts": held.entered,
        "left_accounts": held.left,
        "tenure_of_top_20_percent": figures.tenure,
        "always_in_top_20_percent": figures.always if figures.spread else None,
        "years_as_customer_of_top_20_percent": figures.years,
        "volatility_of_top_20_percent": figures.volatility_top,
        "volatility_of_the_rest": figures.volatility_rest,
        "trends": dict(figures.trends),
    }
    return {**told, "reasons": {name: why for name, why in WHY_UNDEFINED.items() if told[name] is None and not pair.undefined}}


def _compared(figures: PeriodFigures) -> dict[str, Any]:
    held = figures.stability
    return {
        "stayed": held.stayed,
        "entered": _listed(figures.entered(LONGEST_LIST)),
        "left": _listed(figures.left(LONGEST_LIST)),
        "retention": held.retention,
        "jaccard": held.jaccard,
        "stayers_share": held.stayers_share,
        "rank_correlation": held.rank_correlation,
        "moves": _listed(figures.movers(LONGEST_LIST), "rank_move"),
    }


def _listed(accounts: pl.DataFrame, *more: str) -> list[dict[str, Any]]:
    return accounts.select(col.ID, col.NAME, "rank", "rank_before", *more).to_dicts()


class _Words:
    """The figures in words and rows."""

    def __init__(self, figures: PeriodFigures, formats: Formats) -> None:
        self._figures = figures
        self._formats = formats
        self._held = figures.stability
        pair = figures.pair
        self._now, self._before = (pair.now.words if pair.now else ""), (pair.before.words if pair.before else "")

    def head(self) -> Block:
        """Say first what stayed, then what has to be known of the comparison."""
        figures, held = self._figures, self._held
        notes = tuple(f"{note[0].upper()}{note[1:]}." for note in figures.notes)
        if figures.pair.undefined:
            return Block(_TITLE, (f"Undefined for {figures.metric}: {figures.pair.undefined}.", *notes))
        earlier = held.stayed + held.left
        kept = self._formats.percent(held.retention)
        sentences = [
            f"Of {counted(earlier, 'account')} in the top 20% of {self._before}, {held.stayed:,} {'is' if held.stayed == 1 else 'are'} in that of {self._now} ({kept}): {held.left:,} left, {held.entered:,} entered."
            if earlier
            else f"No account in view is in the top 20% of {self._before}."
        ]
        if held.stayers_share is not None and earlier:
            sentences.append(f"Those who stayed hold {self._formats.percent(held.stayers_share)} of the {figures.metric} of {self._now}.")
        return Block(_TITLE, (*sentences, *self._tenure(), *notes, "An account without a row in a period counts 0 there."))

    def _tenure(self) -> tuple[str, ...]:
        figures = self._figures
        if not figures.tenure:
            return ()
        names = list(figures.spread)
        return (
            f"{counted(figures.always, 'account')} of the newest top 20% {'was' if figures.always == 1 else 'were'} in it in every period from {names[0]} to {names[-1]}.",
        )

    def figures(self) -> Block:
        """Return the standard figures of two periods."""
        figures, held, formats = self._figures, self._held, self._formats
        rows = (
            ("Retention of the top 20%", formats.percent(held.retention), "retention"),
            ("Jaccard index of the top 20%", formats.percent(held.jaccard), "jaccard"),
            ("Share of those who stayed", formats.percent(held.stayers_share), "stayers_share"),
            ("Rank correlation (Spearman)", formats.number(held.rank_correlation, 4), "rank_correlation"),
            ("Tenure in the top 20%, periods (median)", formats.number(figures.tenure, 1), "tenure_of_top_20_percent"),
            ("Years as customer, top 20% (median)", formats.number(figures.years, 1), "years_as_customer_of_top_20_percent"),
            ("Volatility, top 20% (median)", formats.percent(figures.volatility_top), "volatility_of_top_20_percent"),
            ("Volatility, the rest (median)", formats.percent(figures.volatility_rest), "volatility_of_the_rest"),
        )
        shown = tuple((name, value or f"undefined: {WHY_UNDEFINED[key]}") for name, value, key in rows)
        return Block(
            f"{self._now[0].upper()}{self._now[1:]} against {self._before}",
            columns=("Figure", "Value"),
            rows=shown,
            about=("retention", "jaccard", "stayers_share", "rank_correlation", "tenure", "volatility"),
        )

    def entered(self) -> Block:
        """Return who came into the top 20%."""
        return self._accounts("Entered the top 20%", self._figures.entered(_ROWS), self._held.entered)

    def left(self) -> Block:
        """Return who fell out of it."""
        return self._accounts("Left the top 20%", self._figures.left(_ROWS), self._held.left)

    def movers(self) -> Block:
        """Return the widest moves among the accounts of either top 20%."""
        return self._accounts("Widest rank moves in the top 20%", self._figures.movers(_ROWS), self._figures.moved.height)

    def _accounts(self, heading: str, first: pl.DataFrame, every: int) -> Block:
        formats = self._formats
        metric = self._figures.metric.capitalize()
        rows = tuple(
            (
                row[col.NAME],
                formats.number(row["rank"]) or "none",
                formats.number(row["rank_before"]) or "none",
                _signed(row["rank_move"], formats),
                formats.short(row["now"]),
                formats.short(row["before"]),
            )
            for row in first.iter_rows(named=True)
        )
        said = () if every else ("No account.",)
        more = (f"{every:,} accounts; the first {_ROWS} are shown.",) if every > _ROWS else ()
        return Block(
            heading,
            (*said, *more),
            ("Account", "Rank", "Was", "Move", metric, "Was"),
            rows,
            accounts=tuple(first[col.ID]),
            about=("rank_move",),
        )

    def spread(self) -> Block:
        """Return how total and concentration moved from period to period."""
        formats = self._formats
        rows = tuple(
            (
                name,
                formats.short(spread.total),
                formats.number(spread.n),
                formats.number(spread.gini, 4) or "undefined",
                formats.number(spread.k, 4) or "undefined",
                formats.percent(spread.top_20_percent_share) or "undefined",
            )
            for name, spread in self._figures.spread.items()
        )
        said = () if rows else ("The data holds too few whole periods to stand side by side.",)
        return Block(f"{self._figures.metric.capitalize()} by period", said, ("Period", "Total", "Accounts", "Gini", "k", "Top-20% share"), rows)

    def courses(self) -> Block:
        """Return how many accounts rise and fall, and the course of the largest."""
        figures, formats = self._figures, self._formats
        trends = figures.trends
        told = f"{trends['rising']:,} rising, {trends['flat']:,} flat, {trends['falling']:,} falling"
        undefined = f"; {trends['undefined']:,} with too short a past" * bool(trends["undefined"])
        first = figures.largest(_ROWS)
        rows = tuple(
            (
                row[col.NAME],
                row["sparkline"] or "",
                _trend(row["trend"], figures.step, formats),
                formats.percent(row["volatility"]),
            )
            for row in first.iter_rows(named=True)
        )
        columns = ("Account", "Course", "Trend", "Volatility")
        return Block(
            "Course of the largest accounts",
            (f"{told}{undefined}.",),
            columns,
            rows,
            numbers=False,
            accounts=tuple(first[col.ID]),
            about=("trend", "volatility"),
        )


def _trend(trend: float | None, step: tuple[int, str], formats: Formats) -> str:
    """Return a trend (a year) in a word with its number in its own step."""
    steps, words = step
    return "" if trend is None else f"{trend_word(trend)} {'+' * (trend > 0)}{formats.percent(trend / steps)} {words}"


def _signed(move: int | None, formats: Formats) -> str:
    if move is None:
        return ""
    return f"{'+' if move > 0 else '-' if move < 0 else ''}{formats.number(abs(move))}"
