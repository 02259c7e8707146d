"""Customer profit: the part of a review in words, rows and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from abmtui.portfolio import columns as col
from abmtui.portfolio.profit import NO_COLUMN
from abmtui.report.blocks import Block
from abmtui.report.explained import Explained
from abmtui.report.profit_figures import profit_figures
from abmtui.report.room import ROWS, cut
from abmtui.review.effort_columns import CUSTOMER_PROFIT

if TYPE_CHECKING:
    from abmtui.formats import Formats
    from abmtui.report.profit_figures import ProfitFigures
    from abmtui.workspace.reviewed import Reviewed

_REFERENCE: Final = "Kaplan and Narayanan found 150 to 300%."

EXPLAINED: Final = (
    Explained(
        "whale_peak", "Whale curve: peak", "share", "What the profitable accounts make, as a share of the net total.", "sum of positive profits / net total"
    ),
    Explained("whale_erosion", "Whale curve: erosion", "share", "What the loss-making accounts take away again.", "peak - 100 points"),
    Explained(
        "profit_top_20_percent_share",
        "Profit of the most profitable 20%",
        "share",
        f"What the most profitable fifth of the accounts makes of the net total. {_REFERENCE}",
        "sum of the 0.2n largest profits / net total, interpolated when 0.2n is not whole",
    ),
    Explained(
        "customer_profit",
        "Customer profit",
        "points",
        "Profit of one account: its own column, else worked out; an account that lacks a part has none.",
        "revenue - cost of goods - cost to serve (margin - cost to serve where there is a margin)",
    ),
)


def blocks(reviewed: Reviewed, formats: Formats) -> tuple[Block, ...]:
    """Return net total, whale curve, classes and the largest losses."""
    found = profit_figures(reviewed)
    heading = "Customer profit"
    if found.undefined:
        return (Block(heading, (f"Undefined: {found.undefined.replace(NO_COLUMN, 'no column of profit', 1)}.",), about=("customer_profit",)),)
    money = _Money(formats, reviewed.currency or "")
    rows = tuple(
        (name, formats.number(accounts), formats.number(profit), formats.number(losing), formats.number(lost))
        for name, accounts, profit, losing, lost in found.classes.iter_rows()
    )
    about = ("customer_profit", "whale_peak", "whale_erosion", "profit_top_20_percent_share")
    whale = Block(heading, _sentences(found, money), ("Class", "Accounts", "Profit", "Loss-making", "Lost"), rows, about=about)
    return (whale, _losses(found, money))


def data(reviewed: Reviewed) -> dict[str, Any] | None:
    """Return the whale curve's figures and the largest losses; None where profit is undefined."""
    found = profit_figures(reviewed)
    if found.undefined:
        return None
    whale = found.whale
    return {
        "formula": found.formula,
        "net_total": whale.net_total,
        "accounts": whale.accounts,
        "without": found.without,
        "whale_peak": whale.peak,
        "whale_erosion": whale.erosion,
        "top_20_percent_share": whale.top_20_percent_share,
        "in_money": whale.in_money,
        "undefined": whale.undefined or None,
        "whale": [list(point) for point in whale.points],
        "loss_making": whale.loss_making,
        "loss_total": whale.loss_total,
        "losses": found.losses.rename({CUSTOMER_PROFIT: "profit"}).to_dicts(),
        "by_class": {str(row.pop(col.ABC_CLASS)): row for row in found.classes.to_dicts()},
    }


class _Money:
    """Writes money with its currency."""

    def __init__(self, formats: Formats, currency: str) -> None:
        self.formats = formats
        self._currency = currency

    def __call__(self, value: float) -> str:
        return f"{self._currency} {self.formats.number(value)}".strip()


def _sentences(found: ProfitFigures, money: _Money) -> tuple[str, ...]:
    whale, formats = found.whale, money.formats
    accounts = f"{formats.number(whale.accounts)} account{'s' * (whale.accounts != 1)}"
    net = f"{accounts} make{'s' * (whale.accounts == 1)} {money(whale.net_total)} net ({found.formula})."
    left = (f"Left out: {formats.number(found.without)} without a profit.",) if found.without else ()
    if whale.peak is None or whale.erosion is None:
        return (net, f"Shares are undefined: {whale.undefined}; the whale curve is in money.", *left)
    losing = (
        f"the {formats.number(whale.loss_making)} loss-making take{'s' * (whale.loss_making == 1)} {formats.number(whale.erosion * 100, 1)} points away again"
    )
    rise = f"Whale curve: the profitable accounts make {formats.percent(whale.peak)} of it (peak), {losing if whale.loss_making else 'none makes a loss'}."
    return (net, rise, f"The most profitable 20% of accounts make {formats.percent(whale.top_20_percent_share)} of it. For reference: {_REFERENCE}", *left)


def _losses(found: ProfitFigures, money: _Money) -> Block:
    whale, formats = found.whale, money.formats
    if not whale.loss_making:
        return Block("Loss-making accounts", ("No account makes a loss.",))
    first = found.losses.head(ROWS)
    rows = tuple((name, kind or "", formats.number(revenue), formats.number(profit)) for _id, name, kind, revenue, profit in first.iter_rows())
    lose = "accounts lose" if whale.loss_making > 1 else "account loses"
    sentence = f"{formats.number(whale.loss_making)} {lose} {money(-whale.loss_total)}; largest loss first."
    said = (sentence, *cut(whale.loss_making, formats))
    return Block("Loss-making accounts", said, ("Account", "Class", "Revenue", "Profit"), rows, accounts=tuple(first[col.ID]), about=("customer_profit",))
