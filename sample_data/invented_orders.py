"""Order lines that add up, to the cent, to each account's revenue of each year."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from invented_accounts import LAST_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from invented_accounts import Account

OFFERINGS: Final = ("Spare parts", "Spare parts", "Spare parts", "Field service", "Field service", "Service contract", "Upgrade", "Training")


@dataclass(frozen=True, slots=True)
class Order:
    """One order line; `cents` is below zero for a credit note."""

    account: Account
    day: dt.date
    offering: str
    cents: int


def orders(accounts: list[Account]) -> list[Order]:
    """Return every order line, oldest first."""
    rng = random.Random("orders")
    lines = [line for account in accounts for year in sorted(account.revenue) for line in _year(account, year, rng)]
    return sorted(lines, key=lambda line: (line.day, line.account.id, -line.cents))


def _year(account: Account, year: int, rng: random.Random) -> Iterator[Order]:
    """Yield one year's lines: shares of the year's orders, then credit notes for what is beyond the year's net."""
    net = round(account.revenue[year] * 100)
    credited = [-round(net * rng.uniform(0.01, 0.06))] if net > 0 and rng.random() < 0.12 else []
    if net <= 0:
        ordered = rng.randint(40_000, 900_000)
        credited = [net - ordered]
    else:
        ordered = net - sum(credited)
    for cents in _shares(ordered, max(1, round((ordered / 100_000) ** 0.5 * 0.8)), rng):
        offering = "New engine" if cents > 30_000_000 and rng.random() < 0.7 else rng.choice(OFFERINGS)
        yield Order(account, _day(account, year, rng), offering, cents)
    for cents in credited:
        yield Order(account, _day(account, year, rng), "Credit note", cents)


def _shares(total: int, parts: int, rng: random.Random) -> list[int]:
    weights = [rng.uniform(0.2, 1.8) for _ in range(parts)]
    cents = [int(total * weight / sum(weights)) for weight in weights]
    cents[0] += total - sum(cents)
    return cents


def _day(account: Account, year: int, rng: random.Random) -> dt.date:
    """Return a working day of the year, not before the account's first day nor after `LAST_DAY`."""
    first = max(dt.date(year, 1, 1), account.since or dt.date.min)
    last = min(dt.date(year, 12, 31), LAST_DAY)
    day = first + dt.timedelta(days=rng.randint(0, (last - first).days))
    return day - dt.timedelta(days=day.weekday() - 4) if day.weekday() > 4 and day.day > 4 and day - first > dt.timedelta(days=3) else day
