"""Is ABM right for us? The part of a review in words, rows and JSON: a verdict, its numbers, and what would change it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.report.blocks import Block
from abmtui.report.explained import Explained
from abmtui.report.listed import account_block, accounts, accounts_json, money
from abmtui.report.part_programmes import named
from abmtui.report.programme_words import abm_or_drm
from abmtui.review.decided import completed
from abmtui.review.fit import EVEN, MOST, Fit, fit_of
from abmtui.review.weighed import POTENTIAL

if TYPE_CHECKING:
    from abmtui.formats import Formats
    from abmtui.workspace.reviewed import Reviewed

EXPLAINED: Final[tuple[Explained, ...]] = (
    Explained(
        "abm_fit",
        "Is ABM right for us?",
        "count",
        "Whether account-based marketing fits this universe of accounts: it is dear, so it is for accounts of very high value.",
        f"not: k below {EVEN * 100:.0f}/{100 - EVEN * 100:.0f}, nobody too big to lose, no prospect in the top band; "
        f"for most: the top band holds more than {MOST:.0%} of the accounts, and not more than limits.key_accounts_far_too_many; else for some",
    ),
    Explained("too_big_to_lose", "Too big to lose", "share", "Accounts whose loss the company would feel.", "share of revenue >= limits.too_big_to_lose"),
    Explained(
        "abm_costs",
        "Cost of ABM for an account",
        "share",
        "ABM is dear: what an account's ABM costs beside what it brings.",
        "spend and content cost of its channel rows / its margin (prospects: potential); limits.abm_cost_share",
    ),
)


def blocks(reviewed: Reviewed, formats: Formats) -> tuple[Block, ...]:
    """Return the part in words and rows; it is of the whole book, whatever is in view."""
    fit = fit_of(reviewed.standing)
    return (
        _verdict(reviewed, fit, formats),
        *_too_big(reviewed, fit, formats),
        *_prospects(reviewed, fit, formats),
        _cost(reviewed, fit, formats),
        abm_or_drm(),
    )


def data(reviewed: Reviewed) -> dict[str, Any]:
    """Return the part's data for JSON, unrounded; None where it is undefined."""
    fit, limits = fit_of(reviewed.standing), completed(reviewed.rules).limits
    spread = fit.spread
    return {
        "verdict": None if fit.verdict == "undefined" else fit.verdict,
        "undefined": spread.undefined or None,
        "accounts": spread.accounts,
        "top_band": {"accounts": spread.top, "share": spread.top_share, "from": fit.line},
        "k": spread.k,
        "too_big_to_lose": {
            "count": fit.too_big.height,
            "limit": limits["too_big_to_lose"],
            "accounts": accounts_json(fit.too_big.rename({"of_revenue": "share"}), "share"),
        },
        "prospects": {"count": fit.prospects.height, "accounts": accounts_json(fit.prospects.rename({POTENTIAL: "potential"}), "potential")},
        "needs": {"scored": fit.scored, "of": fit.low},
        "abm": {"accounts": fit.abm, "cost": fit.cost, "with_cost": fit.costs.height, "mean_margin": fit.margin, "with_margin": fit.margins},
        "outside_abm": {"cost": fit.elsewhere[0] if fit.elsewhere[1] else None, "with_cost": fit.elsewhere[1]},
        "dear": {
            "limit": limits["abm_cost_share"],
            "accounts": accounts_json(_dear(reviewed, fit), "cost", "held", "held_as", "cost_share") if fit.costs.height else [],
        },
        "key_accounts": {"count": fit.capacity.key_accounts, "judged": fit.capacity.judged},
    }


def _dear(reviewed: Reviewed, fit: Fit) -> pl.DataFrame:
    """Return the accounts for which ABM costs more than it may, or anything where they bring nothing."""
    limit = completed(reviewed.rules).limits["abm_cost_share"]
    return fit.costs.filter((pl.col("cost_share") > limit) | (pl.col("held") <= 0)) if fit.costs.height else fit.costs


_ANSWERS: Final = {
    "for some accounts": "Yes, for some accounts: those of the top value band; the others are served better by DRM.",
    "for most accounts": "Yes, for most accounts: few accounts carry the business, and each weighs.",
    "not": "Not by these numbers: no account stands out enough to pay for a programme of its own.",
}


_TOO_MANY: Final = (
    "Yes, for some accounts: the largest of the top value band, which as a whole is more than people can carry; the others are served better by DRM."
)


def _verdict(reviewed: Reviewed, fit: Fit, formats: Formats) -> Block:
    heading, spread = "Is ABM right for us?", fit.spread
    if spread.k is None or fit.verdict == "undefined":
        return Block(heading, (f"Undefined: {spread.undefined or 'no figure'}.",), about=("abm_fit",))
    whole = ("Of the whole book, whatever is in view.",) if reviewed.filtered else ()
    limits = completed(reviewed.rules).limits
    count, share = accounts(formats, spread.top), formats.percent(spread.top / max(spread.accounts, 1))
    sentences = (
        _TOO_MANY if fit.verdict == "for some accounts" and spread.top > limits["key_accounts_far_too_many"] else _ANSWERS[fit.verdict],
        *whole,
        f"Top value band: {count} of {formats.number(spread.accounts)} ({share}) with {formats.percent(spread.top_share)} of the value; more than {formats.percent(MOST, 0)} of the accounts would be most of them.",
        f"Spread: {_pair(spread.k, formats)}; below {_pair(EVEN, formats)} no account stands out by its rank.",
        _big_sentence(reviewed, fit, formats),
        _prospect_sentence(reviewed, fit, formats),
        *_carried(reviewed, fit, formats),
        _needs(fit, formats),
        f"What would change the verdict: {_change(reviewed, fit, formats)}",
    )
    return Block(heading, sentences, about=("abm_fit",))


def _pair(k: float, formats: Formats) -> str:
    return f"{formats.number(k * 100)}/{formats.number(100 - round(k * 100))}"


def _big_sentence(reviewed: Reviewed, fit: Fit, formats: Formats) -> str:
    limit = formats.percent(completed(reviewed.rules).limits["too_big_to_lose"], 0)
    alone = not reviewed.measured.view.rollup and col.PARENT in reviewed.standing.ground.table.columns
    return f"Too big to lose, with {limit} of revenue or more: {_some(fit.too_big.height, formats)}{', each subsidiary by itself (--rollup: with its parent)' * alone}."


def _some(count: int, formats: Formats) -> str:
    return formats.number(count) if count else "none"


def _prospect_sentence(reviewed: Reviewed, fit: Fit, formats: Formats) -> str:
    if fit.line is None:
        return "Prospects of very high value: undefined, the book has no top band."
    return f"Prospects and partners whose potential reaches the top band, {money(reviewed, formats, fit.line)} or more: {_some(fit.prospects.height, formats)}."


def _carried(reviewed: Reviewed, fit: Fit, formats: Formats) -> tuple[str, ...]:
    """Return what people can carry beside what the rules put into ABM."""
    limits, capacity = completed(reviewed.rules).limits, fit.capacity
    most = formats.number(limits["key_accounts_most"])
    sentences = [f"Programme ABM holds {accounts(formats, fit.abm)}; they take {accounts(formats, capacity.needed, 'marketer')}, {named(capacity, formats)}."]
    sentences.append(
        f"Key accounts: {formats.number(capacity.key_accounts)}; {formats.number(limits['key_accounts_least'])} to {most} are what a company can serve."
    )
    if fit.abm > limits["key_accounts_far_too_many"]:
        sentences.append(f"ABM for {formats.number(fit.abm)} is more than people can carry out: a higher line for the top band (zones.top) leaves fewer.")
    return tuple(sentences)


def _needs(fit: Fit, formats: Formats) -> str:
    if not fit.low:
        return "Needs: no account is in the low band, so the zones do not hang on them."
    return f"Needs are scored for {formats.number(fit.scored)} of {accounts(formats, fit.low)} of the low band; ABM does not hang on them, mass marketing does."


def _change(reviewed: Reviewed, fit: Fit, formats: Formats) -> str:
    spread = fit.spread
    stands_out = f"an account with {formats.percent(completed(reviewed.rules).limits['too_big_to_lose'], 0)} of revenue"
    prospect = f"a prospect of {money(reviewed, formats, fit.line)}" if fit.line is not None else "a prospect in the top band"
    even = f"a spread below {_pair(EVEN, formats)}, nobody too big to lose and no prospect of such value would make it not right"
    if fit.verdict == "not":
        return f"{stands_out}, {prospect}, or a spread of {_pair(EVEN, formats)} or more uneven."
    if fit.verdict == "for most accounts":
        half = int(MOST * spread.accounts)
        some = f"{accounts(formats, half)}{' or fewer' * (half > 1)} in the top band would make it right for some; " if half else ""
        return f"{some}{even}."
    half, limit = int(MOST * spread.accounts) + 1, completed(reviewed.rules).limits["key_accounts_far_too_many"]
    if half > limit:
        return f"{even}; right for most it cannot be: half of {accounts(formats, spread.accounts)} are more than the {formats.number(limit)} that people can carry."
    return f"{formats.number(half)} accounts in the top band, and not more than {formats.number(limit)}, would make it right for most; {even}."


def _too_big(reviewed: Reviewed, fit: Fit, formats: Formats) -> tuple[Block, ...]:
    if fit.too_big.is_empty():
        return ()
    columns = {"Share of revenue": lambda one: formats.percent(one["of_revenue"])}
    return (account_block("Too big to lose", (_big_sentence(reviewed, fit, formats),), fit.too_big, columns, ("too_big_to_lose",)),)


def _prospects(reviewed: Reviewed, fit: Fit, formats: Formats) -> tuple[Block, ...]:
    if fit.prospects.is_empty():
        return ()
    columns = {"Potential": lambda one: money(reviewed, formats, one[POTENTIAL])}
    return (account_block("Prospects of very high value", (_prospect_sentence(reviewed, fit, formats),), fit.prospects, columns, ("abm_fit",)),)


def _cost(reviewed: Reviewed, fit: Fit, formats: Formats) -> Block:
    heading, about = "Does ABM pay?", ("abm_costs",)
    if fit.cost is None:
        return Block(heading, ("No costs: no channel row of an ABM account says a budget.",), about=about)
    dear, limit = _dear(reviewed, fit), formats.percent(completed(reviewed.rules).limits["abm_cost_share"], 0)
    margin = (
        f"; their margin is {money(reviewed, formats, fit.margin)} on average over {accounts(formats, fit.margins)}"
        if fit.margin is not None
        else "; no margin is known"
    )
    sentences = [f"{money(reviewed, formats, fit.cost)} for {formats.number(fit.costs.height)} of {accounts(formats, fit.abm)} in ABM{margin}."]
    spent, outside = fit.elsewhere
    if outside:
        each = f"{money(reviewed, formats, fit.cost / fit.costs.height)} an account in ABM, {money(reviewed, formats, spent / outside)} an account outside"
        sentences.append(f"Compared: {each} ({accounts(formats, outside)} with costs).")
    sentences.append(f"Above {limit} of margin (prospects: potential), or against a loss: {_some(dear.height, formats)}.")
    if dear.is_empty():
        return Block(heading, tuple(sentences), about=about)
    columns = {
        "Cost": lambda one: money(reviewed, formats, one["cost"]),
        "Margin or potential": lambda one: money(reviewed, formats, one["held"]),
        "Share": lambda one: "undefined" if one["cost_share"] is None else formats.percent(one["cost_share"]),
    }
    return account_block(heading, sentences, dear, columns, about)
