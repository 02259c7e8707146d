"""Selection of key accounts: the part of a review in words, rows and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.portfolio.gems import ENOUGH
from abmtui.portfolio.scores import HIGH, LOW
from abmtui.report import score_lists as lists
from abmtui.report.blocks import Block
from abmtui.report.explained import Explained
from abmtui.review.candidates import choice_of
from abmtui.review.scored import scored

if TYPE_CHECKING:
    from abmtui.formats import Formats
    from abmtui.workspace.reviewed import Reviewed

EXPLAINED: Final[tuple[Explained, ...]] = (
    Explained(
        "selection_score",
        "Selection score",
        "points",
        "What speaks for a key account: revenue history, account history, margin, profitability, viability, what both have in common, uniqueness.",
        "sum(weight x score) / sum(weight) over the criteria that are scored, each 1 to 5; a missing one is left out, never 0",
    ),
    Explained(
        "selection_coverage", "Coverage of the worksheet", "share", "How much of the whole it rests on.", "weight of the criteria that are scored / all weight"
    ),
    Explained(
        "selection_rank",
        "Selection rank",
        "count",
        "Rank by worksheet among the accounts that have one.",
        "1 is the highest score; equal ones in the order of the source",
    ),
    Explained(
        "candidates",
        "Candidates; to think over",
        "count",
        "The choice is a person's: a score makes nobody a key account.",
        f"candidate: no key account, worksheet of {HIGH} or more on at least {ENOUGH:.0%} of the weight, or a verdict for it; "
        f"to think over: a key account with {LOW} or less, without reason, worksheet or verdict, or with signals of losing it",
    ),
)


def blocks(reviewed: Reviewed, formats: Formats) -> tuple[Block, ...]:
    """Return the part in words and rows."""
    choice = choice_of(reviewed.standing)
    judged = lists.in_view(reviewed, choice.judged)
    if judged.is_empty():
        found = scored(reviewed.standing)
        none = f"No worksheet, no verdict and no key account yet. {lists.how('margin')}"
        return (Block("Selection of key accounts", (none, *lists.left_out_said(found.left_out, found.elsewhere))),)
    return (
        _ranking(judged, formats),
        _reasoned("Candidates for a key account", "No account speaks for becoming one.", lists.in_view(reviewed, choice.candidates), formats),
        _reasoned(
            "Key accounts to think over", "Every key account has its worksheet, its verdict and its reasons.", lists.in_view(reviewed, choice.doubtful), formats
        ),
    )


def _ranking(judged: pl.DataFrame, formats: Formats) -> Block:
    key, sheets = judged.filter(pl.col(col.KEY_ACCOUNT)), judged.filter(pl.col("score").is_not_null())
    verdicts = judged.filter(pl.col("selection_verdict") != "")
    without = verdicts.filter(pl.col("selection_reason") == "").height
    with_reason = key.filter(pl.col("key_account_reason") != "").height
    sentences = (
        f"{lists.many(key.height, 'key account', formats)}: {formats.number(key['score'].count())} with a worksheet, {formats.number(with_reason)} with a reason.",
        f"{lists.many(sheets.height, 'worksheet', formats)}, {lists.many(verdicts.height, 'verdict', formats)}; {formats.number(without)} without a reason.",
    )
    shown = sheets.sort("rank").head(lists.SHOWN)
    rows = tuple(
        (
            f"{'★' if account['key_account'] else ' '} {account['name']}",
            *lists.score_cells(account["score"], account["coverage"], formats),
            formats.number(account["rank"]),
            account["selection_verdict"] or "-",
            lists.marks_said(account["stale"], account["guessed"]),
        )
        for account in shown.iter_rows(named=True)
    )
    columns = ("Account", "Score", "Coverage", "Rank", "Verdict", "Stale, guessed")
    return Block(
        "Selection of key accounts",
        sentences,
        columns,
        rows,
        accounts=tuple(shown["account_id"]),
        about=("selection_score", "selection_coverage", "selection_rank"),
    )


def _reasoned(heading: str, none: str, frame: pl.DataFrame, formats: Formats) -> Block:
    """Return accounts with the reasons why they are listed, those with the highest score first."""
    if frame.is_empty():
        return Block(heading, (none,))
    shown = frame.sort("rank", nulls_last=True, maintain_order=True).head(lists.SHOWN)
    rows = tuple(
        (account["name"], *lists.score_cells(account["score"], account["coverage"], formats), "; ".join(account["reasons"]))
        for account in shown.iter_rows(named=True)
    )
    more = (f"{formats.number(frame.height)} in all, the first {lists.SHOWN} are listed.",) if frame.height > lists.SHOWN else ()
    return Block(heading, more, ("Account", "Score", "Coverage", "Why"), rows, numbers=False, accounts=tuple(shown["account_id"]), about=("candidates",))


def data(reviewed: Reviewed) -> Any:
    """Return the part's data for JSON, unrounded; None where nobody in view is scored, judged or key."""
    choice = choice_of(reviewed.standing)
    judged = lists.in_view(reviewed, choice.judged)
    if judged.is_empty():
        return None
    key = judged.filter(pl.col(col.KEY_ACCOUNT))
    verdicts = judged.filter(pl.col("selection_verdict") != "")
    sheets = judged.filter(pl.col("score").is_not_null()).sort("rank").with_columns(pl.col("selection_date").cast(pl.String))
    words = ("score", "coverage", "rank", "key_account")
    return {
        "worksheets": sheets.height,
        "accounts": lists.listed(sheets, *words, "stale", "guessed", "selection_verdict", "selection_reason", "selection_date"),
        "key_accounts": key.height,
        "key_accounts_without_reason": key.filter(pl.col("key_account_reason") == "").height,
        "key_accounts_without_worksheet": key["score"].null_count(),
        "verdicts": dict(verdicts.group_by("selection_verdict").len().sort("selection_verdict").iter_rows()),
        "verdicts_without_reason": verdicts.filter(pl.col("selection_reason") == "").height,
        "candidates": lists.listed(lists.in_view(reviewed, choice.candidates), *words, "reasons"),
        "to_think_over": lists.listed(lists.in_view(reviewed, choice.doubtful), *words, "reasons"),
    }
