"""A review in words and rows, the same for text and Markdown: plain sentences first, the standard figures after them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from abmtui.report.pareto_words import distance_from_80_20
from abmtui.report.parts import PARTS
from abmtui.workspace.class_preview import classes_said

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from abmtui.formats import Formats
    from abmtui.portfolio.book import Figures
    from abmtui.report.figures import ReviewFigures

LONGEST_LIST: Final = 20


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a review: a heading, sentences, then rows of a small table."""

    heading: str
    sentences: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = field(default=())
    """Cells as shown, as many as there are columns; the first column is text, the others are numbers."""
    numbers: bool = True
    """Whether the columns after the first are numbers, written to the right."""
    accounts: tuple[str, ...] = ()
    """Ids of the accounts that `rows` are about, one a row (empty: none); on the screen Enter opens them."""
    about: tuple[str, ...] = ()
    """Keys of the figures it holds, to be explained (`parts.explanations`)."""


def blocks_of(review: ReviewFigures, formats: Formats) -> tuple[Block, ...]:
    """Return the parts of a review in the order they are read; parts without content are left out."""
    parts = (block for part in PARTS if review.reviewed for block in part.blocks(review.reviewed, formats))
    return _told(
        (
            *core_blocks(review, formats),
            *what_if_told(review, formats),
            *parts,
            _plans(review),
            _mend(review),
            _left_out(review, formats),
            _read_from(review, formats),
        )
    )


def what_if_told(review: ReviewFigures, formats: Formats) -> tuple[Block, ...]:
    """Return what a scenario would do, where one was asked for."""
    from abmtui.report.scenario_blocks import what_if_blocks

    return () if review.what_if is None else what_if_blocks(review.what_if, formats)


def core_blocks(review: ReviewFigures, formats: Formats) -> tuple[Block, ...]:
    """Return what is said of concentration, classes and major customers."""
    return _told((_head(review, formats), _spread(review, formats), _standard(review, formats), _classes(review, formats), _major(review, formats)))


def _told(blocks: Iterable[Block]) -> tuple[Block, ...]:
    return tuple(block for block in blocks if block.sentences or block.rows)


def _head(review: ReviewFigures, formats: Formats) -> Block:
    measure = review.view.measure
    currency = f"{review.currency} " if review.currency else ""
    total = f"{currency}{formats.number(review.figures.concentration.total, 2)}"
    sentences = [
        f"{_accounts(review.accounts, formats)} · {measure.metric} {total} · {_period(measure.period)}{' · subsidiaries with their parent' * review.view.rollup}"
    ]
    if review.filtered:
        book = f"{formats.number(review.book_accounts)} accounts with {currency}{formats.number(review.book.concentration.total, 2)}"
        chosen = " and ".join(part for part in (f"filter {review.view.filter}" if review.view.filter else "", "mine" if review.view.mine else "") if part)
        sentences.append(f"A view ({chosen}) of the book of {book}.")
    return Block(", ".join(review.source), tuple(sentences))


def _period(period: str) -> str:
    return {"all": "all periods", "last12": "the last 12 months"}.get(period, period)


def _spread(review: ReviewFigures, formats: Formats) -> Block:
    figures, heading = review.figures, "How it is spread"
    held = figures.concentration
    if held.undefined or held.k is None or held.accounts_to_80_percent is None:
        why = review.undefined.get(review.view.measure.metric) or held.undefined or "no figure"
        return Block(heading, (f"Undefined: {why}.", *_beside(figures, formats)))
    metric = review.view.measure.metric
    sentences = (
        f"The top 20% hold {formats.percent(held.top_20_percent_share)} of {metric}.",
        f"{formats.number(held.accounts_to_80_percent)} of {formats.number(held.n)} accounts ({formats.percent(held.accounts_to_80_percent / held.n)}) make 80%.",
        f"The largest {formats.percent(1 - held.k, 0)} hold {formats.percent(held.k, 0)} ({_as_80_20(held.k, formats)}).",
        f"Against the rule of 80/20: {distance_from_80_20(figures, formats)}.",
        f"As uneven as {formats.number(held.effective_accounts, 1)} equal accounts would be.",
    )
    return Block(heading, (*sentences, *_beside(figures, formats)))


def _as_80_20(k: float, formats: Formats) -> str:
    large = formats.number(k * 100)
    return f"{large}/{formats.number(100 - round(k * 100))}"


def _beside(figures: Figures, formats: Formats) -> tuple[str, ...]:
    """Return what is not in the figures: accounts at zero and below."""
    parts = []
    if figures.zero_accounts:
        parts.append(f"{formats.number(figures.zero_accounts)} at zero")
    if figures.negative_accounts:
        parts.append(f"{formats.number(figures.negative_accounts)} negative (together {formats.number(figures.negative_total, 2)})")
    if figures.missing_accounts:
        parts.append(f"{formats.number(figures.missing_accounts)} without a value")
    return (f"Figures are over {_accounts(figures.positive_accounts, formats)} with a positive total; beside them {', '.join(parts)}.",) if parts else ()


def _accounts(count: int, formats: Formats) -> str:
    return f"{formats.number(count)} account{'' if count == 1 else 's'}"


_STANDARD: Final = (
    ("Gini", "gini", "number", 6),
    ("Gini, corrected for a sample", "gini_corrected", "number", 6),
    ("Gini RSV, negatives included", "gini_rsv", "number", 6),
    ("Gini CTR/BS, negatives included", "gini_ctr_bs", "number", 6),
    ("k", "k", "number", 6),
    ("Top-20% share", "top_20_percent_share", "percent", 4),
    ("Top-20% share, whole accounts", "top_20_percent_share_whole", "percent", 4),
    ("Accounts to 80%", "accounts_to_80_percent", "number", 0),
    ("HHI, 0 to 10,000", "hhi", "number", 3),
    ("HHI, normalised", "hhi_normalised", "number", 6),
    ("Effective accounts", "effective_accounts", "number", 4),
    ("Hoover index", "hoover", "number", 6),
    ("Share of the largest account", "cr1", "percent", 4),
    ("Share of the 5 largest", "cr5", "percent", 4),
    ("Share of the 10 largest", "cr10", "percent", 4),
)
"""Label, field of Concentration, how it is written, digits."""


def _standard(review: ReviewFigures, formats: Formats) -> Block:
    books = (review.figures, review.book) if review.filtered else (review.figures,)
    rows = []
    for label, name, written, digits in _STANDARD:
        values = [getattr(figures.concentration, name) for figures in books]
        if name in {"gini_rsv", "gini_ctr_bs"} and name not in review.undefined and all(value is None for value in values):
            continue
        write = formats.percent if written == "percent" else formats.number
        why = review.undefined.get(name, "")
        rows.append((label, *(f"undefined: {why}" if value is None and why else "undefined" if value is None else write(value, digits) for value in values)))
    if all(figures.concentration.undefined for figures in books):
        rows = []
    return Block("Figures", columns=("Figure", "View", "Book") if review.filtered else ("Figure", "Value"), rows=tuple(rows))


def _classes(review: ReviewFigures, formats: Formats) -> Block:
    rows = tuple((name, formats.number(held.accounts), formats.percent(held.share)) for name, held in review.figures.classes.items())
    said = classes_said(review.reviewed.measured) if review.reviewed else 0
    told = (f"{_accounts(said, formats)} {'has its' if said == 1 else 'have their'} class from a plan, not from the lines.",) if said else ()
    if not review.figures.concentration.n:
        return Block("Classes")
    return Block("Classes", told, ("Class", "Accounts", "Share"), rows)


def _major(review: ReviewFigures, formats: Formats) -> Block:
    if review.book.concentration.undefined:
        return Block("Major customers")
    rows = tuple((customer.name, formats.percent(customer.share)) for customer in review.major_customers)
    none = () if rows else ("No customer has 10% of revenue or more.",)
    return Block("Major customers (10% or more)", none, ("Account", "Share"), rows, accounts=tuple(customer.id for customer in review.major_customers))


def _plans(review: ReviewFigures) -> Block:
    plans = review.plans
    if not plans.plans:
        return Block("Plans", (f"No plans yet in {plans.folder}.",) if plans.folder else ())
    sentences = [
        f"{plans.accounts_with_plan} account{'s' * (plans.accounts_with_plan != 1)} with a plan, {plans.key_accounts} of them key.",
        f"{plans.open_red_flags} open red flag{'s' * (plans.open_red_flags != 1)}, {plans.high_red_flags} high.",
    ]
    if plans.without_account:
        sentences.append(f"{plans.without_account} plan{'s' * (plans.without_account != 1)} without an account in the source.")
    if plans.broken:
        sentences.append(f"{plans.broken} broken plan{'s' * (plans.broken != 1)}: not read, never overwritten.")
    return Block(f"Plans in {plans.folder}", tuple(sentences))


def _read_from(review: ReviewFigures, formats: Formats) -> Block:
    heading = f"Read from {formats.number(review.rows)} row{'' if review.rows == 1 else 's'}"
    return Block(heading, columns=("Field", "Column"), rows=tuple(review.mapping.items()), numbers=False)


def _left_out(review: ReviewFigures, formats: Formats) -> Block:
    lines = [f"{formats.number(item.rows)} × {item.reason} in {item.file}{_lines(item.lines, item.rows)}" for item in review.left_out[:LONGEST_LIST]]
    return Block("Left out", tuple(_cut(lines, len(review.left_out))))


def _lines(lines: Sequence[int], rows: int) -> str:
    if not lines:
        return ""
    told = ", ".join(str(line) for line in lines[:LONGEST_LIST])
    return f" (line{'s' * (len(lines) > 1)} {told}{', ...' * (rows > len(lines[:LONGEST_LIST]))})"


def _mend(review: ReviewFigures) -> Block:
    to_mend = [problem.sentence() for problem in review.problems if problem.severity]
    return Block("To mend", tuple(_cut(to_mend[:LONGEST_LIST], len(to_mend))))


def _cut(lines: list[str], count: int) -> list[str]:
    return [*lines, f"... and {count - len(lines)} more"] if count > len(lines) else lines
