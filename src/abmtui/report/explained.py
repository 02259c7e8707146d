"""Every figure of concentration with its value, what it means, and how it is reckoned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from abmtui.formats import Formats
    from abmtui.portfolio.book import Book, Figures


@dataclass(frozen=True, slots=True)
class Explained:
    """One figure: where its value stands, and the words that go with it."""

    field: str
    """The attribute of `Concentration`."""
    name: str
    written: Literal["share", "ratio", "points", "count", "pair"]
    meaning: str
    formula: str


FIGURES: Final = (
    Explained(
        "top_20_percent_share",
        "Top-20% share",
        "share",
        "How much of the total the largest fifth of the accounts holds.",
        "sum of the 0.2n largest / T, interpolated when 0.2n is not whole",
    ),
    Explained(
        "top_20_percent_share_whole", "Top-20% share, whole accounts", "share", "The same over whole accounts only.", "sum of the ceil(0.2n) largest / T"
    ),
    Explained(
        "accounts_to_80_percent", "Accounts to 80%", "count", "How few accounts carry four fifths of the total.", "smallest m with the m largest >= 0.8 T"
    ),
    Explained(
        "k", "Kolkata index k", "pair", "The largest 1-k of the accounts hold k of the total: 80/20 as it really is here.", "the point where 1 - k = L(k)"
    ),
    Explained(
        "gini",
        "Gini",
        "ratio",
        "How uneven the spread is: 0 when all accounts are equal, near 1 when one has all.",
        "2 sum(i y_i) / (n T) - (n + 1) / n, y ascending, a population",
    ),
    Explained("gini_corrected", "Gini, corrected for a sample", "ratio", "For comparing with sources that correct for small samples.", "Gini x n / (n - 1)"),
    Explained("hoover", "Hoover index", "share", "The share of the total that would have to move for all to be equal.", "1/2 sum |s_i - 1/n|"),
    Explained(
        "hhi",
        "Herfindahl-Hirschman index (HHI)",
        "points",
        "Concentration with the large ones weighing most, 0 to 10,000. The bands of 1,000 and 1,800 are made for markets: an analogy only.",
        "sum (100 s_i)^2",
    ),
    Explained("effective_accounts", "Effective accounts", "points", "As many equal accounts would be as concentrated.", "1 / sum s_i^2"),
    Explained("cr1", "CR1", "share", "Share of the largest account.", "s_1"),
    Explained("cr5", "CR5", "share", "Share of the 5 largest.", "s_1 + ... + s_5"),
    Explained("cr10", "CR10", "share", "Share of the 10 largest.", "s_1 + ... + s_10"),
    Explained("gini_rsv", "Gini with negatives (RSV)", "ratio", "Over all accounts, the negative ones too.", "sum_ij |y_i - y_j| / (2 n sum |y|)"),
    Explained(
        "gini_ctr_bs",
        "Gini with negatives (CTR/BS)",
        "ratio",
        "Over all accounts; the Lorenz curve dips below the axis.",
        "(1 - 2 integral L) / (1 + 2 area of L below the axis)",
    ),
)


def written(value: float | None, kind: str, formats: Formats) -> str:
    """Return a figure's value as its kind is written; empty for None."""
    if value is None:
        return ""
    match kind:
        case "share":
            return formats.percent(value)
        case "count":
            return formats.number(value)
        case "pair":
            return f"{formats.number(value * 100)}/{formats.number((1 - value) * 100)} ({formats.number(value, 4)})"
        case "points":
            return formats.number(value, 1)
        case _:
            return formats.number(value, 4)


def explained(figures: Figures, book: Book, formats: Formats) -> tuple[tuple[str, str], ...]:
    """Return (name and value, meaning and formula) for every figure, then what was left out of them."""
    found = figures.concentration
    result: list[tuple[str, str]] = []
    reason = found.undefined or book.undefined
    if reason:
        result.append((f"undefined: {reason}", ""))
    for figure in FIGURES:
        value = written(getattr(found, figure.field), figure.written, formats)
        if value:
            result.append((f"{figure.name}  {value}", f"\n  {figure.meaning}\n  {figure.formula}"))
    result.extend(
        (
            ("Inputs", f"\n  {formats.number(figures.positive_accounts)} accounts with a positive net total, T = {formats.number(found.total, 2)}"),
            (
                "Left out",
                f"\n  {formats.number(figures.zero_accounts)} accounts at zero, {formats.number(figures.negative_accounts)} negative ({formats.number(figures.negative_total, 2)})",
            ),
        )
    )
    return tuple(result)
