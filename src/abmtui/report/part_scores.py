"""Outside-in score and hidden gems: the part of a review in words, rows and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import polars as pl

from abmtui.portfolio.gems import GEM, REVERSE
from abmtui.report import score_lists as lists
from abmtui.report.blocks import Block
from abmtui.report.explained import Explained
from abmtui.review.scored import age_of, scored

if TYPE_CHECKING:
    from abmtui.formats import Formats
    from abmtui.portfolio.gems import Gems
    from abmtui.review.scored import Scored
    from abmtui.workspace.reviewed import Reviewed

EXPLAINED: Final[tuple[Explained, ...]] = (
    Explained(
        "outside_in",
        "Outside-in score",
        "points",
        "How an account looks from its own side: technology, innovation, how it buys, what it expects, trust. Never its revenue.",
        "sum(weight x score) / sum(weight) over the criteria that are scored, each 1 to 5; a missing one is left out, never 0",
    ),
    Explained("outside_in_coverage", "Coverage", "share", "How much of the whole a score rests on.", "weight of the criteria that are scored / all weight"),
    Explained(
        "outside_in_rank",
        "Outside-in rank",
        "count",
        "Rank by outside-in score among the scored accounts.",
        "1 is the highest score; equal ones in the order of the source",
    ),
    Explained(
        "gem",
        "Hidden gem; reverse",
        "count",
        "A gem is worth more than its revenue says; its reverse less.",
        "gem: in the best fifth by outside-in score and not class A by revenue; reverse: in the last fifth and class A by revenue; "
        "judged are customers scored on at least half of the weight, five or more of them; ties at the line belong to it, above (below) the median",
    ),
    Explained("scores_stale", "Stale score (!)", "count", "To be asked again.", "older than limits.score_days, or past its own date for scoring again"),
    Explained("scores_guessed", "Guessed score", "count", "Nobody asked or observed; counts like any other.", "source is guessed"),
)


def blocks(reviewed: Reviewed, formats: Formats) -> tuple[Block, ...]:
    """Return the part in words and rows."""
    found = scored(reviewed.standing)
    beside = lists.in_view(reviewed, found.outside_in)
    said = lists.left_out_said(found.left_out, found.elsewhere)
    if beside.is_empty():
        return (Block("Outside-in score", (f"No scores yet{' in view' * bool(found.outside_in.height)}. {lists.how('trust')}", *said)),)
    return (_ranking(reviewed, found, beside, formats), _gems(found.gems, beside, formats), _again(reviewed, beside, formats))


def _ranking(reviewed: Reviewed, found: Scored, beside: pl.DataFrame, formats: Formats) -> Block:
    guessed, stale = int(beside["guessed"].sum()), int(beside["stale"].sum())
    sentences = [
        f"Scored from the outside in: {lists.many(beside.height, 'account', formats)}; the score never uses revenue, and its rank stands beside that by revenue.",
        *lists.left_out_said(found.left_out, found.elsewhere),
    ]
    if guessed or stale:
        days = formats.number(age_of(reviewed.standing.ground).days)
        sentences.insert(
            1, f"{formats.number(stale)} of their scores are stale (!: over {days} days old or past their date), {formats.number(guessed)} are guessed."
        )
    rows = []
    shown = beside.sort("rank").head(lists.SHOWN)
    for account in shown.iter_rows(named=True):
        ranks = (lists.rank_said(account["rank"], formats), lists.rank_said(account["revenue_rank"], formats))
        score = lists.score_cells(account["score"], account["coverage"], formats)
        rows.append((account["name"], *score, *ranks, lists.marks_said(account["stale"], account["guessed"])))
    return Block(
        "Outside-in score",
        tuple(sentences),
        ("Account", "Score", "Coverage", "Rank", "Revenue rank", "Stale, guessed"),
        tuple(rows),
        accounts=tuple(shown["account_id"]),
        about=("outside_in", "outside_in_coverage", "outside_in_rank", "scores_stale", "scores_guessed"),
    )


def _gems(gems: Gems, beside: pl.DataFrame, formats: Formats) -> Block:
    heading = "Hidden gems and their reverse"
    if gems.undefined:
        return Block(heading, (f"Undefined: {gems.undefined}.",), about=("gem",))
    judged, best, last = formats.number(gems.judged), formats.number(gems.high, 1), formats.number(gems.low, 1)
    sentences = [
        f"Hidden gem: in the best fifth of {judged} judged customers from the outside in ({best} or more), not one of the {formats.number(gems.largest)} of class A by revenue.",
        f"Reverse: in the last fifth ({last} or less), and class A by revenue.",
    ]
    shown = beside.filter(pl.col("gem").is_not_null()).sort("rank").head(lists.SHOWN)
    sentences += [f"No {what}." for mark, what in ((GEM, "hidden gem"), (REVERSE, "reverse of one")) if mark not in shown["gem"]]
    rows = tuple(
        (
            account["name"],
            account["gem"],
            *lists.score_cells(account["score"], account["coverage"], formats),
            lists.rank_said(account["rank"], formats),
            lists.rank_said(account["revenue_rank"], formats),
        )
        for account in shown.iter_rows(named=True)
    )
    columns = ("Account", "What", "Score", "Coverage", "Rank", "Revenue rank")
    return Block(heading, tuple(sentences), columns, rows, accounts=tuple(shown["account_id"]), about=("gem",))


def _again(reviewed: Reviewed, beside: pl.DataFrame, formats: Formats) -> Block:
    """Return the scores to ask again, the longest overdue first."""
    stale = _stale_of(reviewed, beside)
    if stale.is_empty():
        return Block("Scores to ask again", ("No outside-in score is stale.",))
    shown = stale.head(lists.SHOWN)
    rows = tuple(
        (name, criterion, f"{score} !", formats.date(date), formats.date(due), source or "-")
        for name, criterion, score, date, due, source in shown.select("name", "criterion", "score", "date", "due", "source").iter_rows()
    )
    sentence = f"To be asked again: {lists.many(stale.height, 'outside-in score', formats)}, the oldest first."
    columns = ("Account", "Criterion", "Score", "Scored", "Was due", "Source")
    return Block("Scores to ask again", (sentence,), columns, rows, numbers=False, accounts=tuple(shown["account_id"]), about=("scores_stale",))


def _stale_of(reviewed: Reviewed, beside: pl.DataFrame) -> pl.DataFrame:
    """Return the outside-in scores in view that are stale, with the account's name, the oldest first."""
    criteria = [name for name, weight in reviewed.rules.outside_in.items() if weight > 0]
    rows = scored(reviewed.standing).counted.filter(pl.col("stale") & pl.col("criterion").is_in(criteria))
    return rows.join(beside.select("account_id", "name"), on="account_id", how="inner", maintain_order="left").sort(
        "date", "due", nulls_last=True, maintain_order=True
    )


def data(reviewed: Reviewed) -> Any:
    """Return the part's data for JSON, unrounded; None where no account in view is scored."""
    found = scored(reviewed.standing)
    beside = lists.in_view(reviewed, found.outside_in).sort("rank")
    if beside.is_empty():
        return None
    ranks = ("score", "coverage", "rank", "revenue_rank")
    stale = _stale_of(reviewed, beside)
    return {
        "scored": beside.height,
        "accounts": lists.listed(beside, *ranks, "stale", "guessed"),
        "hidden_gems": lists.listed(beside.filter(pl.col("gem") == GEM), *ranks),
        "reverse": lists.listed(beside.filter(pl.col("gem") == REVERSE), *ranks),
        "judged": found.gems.judged,
        "gems_undefined": found.gems.undefined or None,
        "stale": int(beside["stale"].sum()),
        "guessed": int(beside["guessed"].sum()),
        "to_ask_again": lists.listed(stale.with_columns(pl.col("date", "due").cast(pl.String)), "criterion", "score", "date", "due", "source"),
        "left_out": lists.left_out_data(found.left_out, found.elsewhere),
    }
