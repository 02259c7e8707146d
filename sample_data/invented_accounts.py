"""The invented supplier's accounts and their order lines, from fixed seeds: the same on every run."""

from __future__ import annotations

import datetime as dt
import math
import random
from dataclasses import dataclass, field
from statistics import NormalDist
from typing import Final

from invented_names import NAMED, REGION_OF, Member, invented

ACCOUNTS: Final = 412
KINDS: Final = {"customer": 348, "prospect": 58, "partner": 6}
YEARS: Final = (2023, 2024, 2025)
LAST_DAY: Final = dt.date(2026, 11, 20)
"""The last order; the plans were last edited in the same week."""

LARGEST: Final = 4_024_137.20
"""Revenue of the largest customer in 2025."""
MEDIAN: Final = 39_300
"""Revenue of the customer in the middle."""
SPREAD: Final = 1.6
"""Sigma of the log-normal that revenue follows: its largest 20% hold about 76%."""

NEGATIVE: Final = {322: -3_840.15, 330: -11_207.60, 337: -1_960.00, 344: -22_451.90}
"""Customers by place in the ranking whose credit notes are beyond the year's orders: their net revenue of 2025."""

OWNERS: Final = {
    "Nordics": ("Aino Keskitalo", "Aino Keskitalo", "Gustav Lindehov"),
    "DACH": ("Friederike Außenthal",),
    "Western Europe": ("Margaux Delvincourt", "Owen Thackrell"),
    "Southern Europe": ("Íñigo Barrutieta",),
    "Eastern Europe": ("Zofia Wrzosek",),
    "Middle East": ("Deniz Karaçay",),
    "Asia Pacific": ("高瀬 美波", "Owen Thackrell"),
    "Americas": ("Íñigo Barrutieta", "Owen Thackrell"),
}
MARKETERS: Final = {"Nordics": "Joonas Perälä", "DACH": "Joonas Perälä", "Asia Pacific": "Lotte Vermaasen", "Americas": "Lotte Vermaasen"}
TEAMS: Final = {"Nordics": "Team North", "DACH": "Team Central", "Western Europe": "Team West", "Asia Pacific": "Team Asia"}
SEGMENTS: Final = {
    "Shipping": "Marine owners",
    "Cruise and ferry": "Marine owners",
    "Shipyards": "Yards and ports",
    "Ports": "Yards and ports",
    "Offshore": "Marine owners",
    "Fisheries": "Marine owners",
    "Power generation": "Energy",
    "Utilities": "Energy",
    "Mining": "Industry",
    "Pulp and paper": "Industry",
    "Chemicals": "Industry",
    "Data centres": "Energy",
}


@dataclass
class Account:
    """One account as the supplier's systems know it; money in euros, None where nobody entered a value."""

    id: str
    name: str
    country: str
    kind: str
    industry: str
    parent: str = ""
    owner: str = ""
    marketer: str = ""
    team: str = ""
    coverage: str = ""
    status: str = "active"
    employees: int | None = None
    revenue: dict[int, float] = field(default_factory=dict)
    """By year; a year without any order has no key. 2026 runs to `LAST_DAY`."""
    margin: float | None = None
    cost_to_serve: float | None = None
    hours: int | None = None
    potential: float | None = None
    needs: int | None = None
    satisfaction: int | None = None
    since: dt.date | None = None

    @property
    def segment(self) -> str:
        """The marketing segment of the account's industry."""
        return SEGMENTS[self.industry]

    @property
    def region(self) -> str:
        """The sales region of the account's country."""
        return REGION_OF[self.country]


def accounts() -> list[Account]:
    """Return all accounts in the order of their ids."""
    rng = random.Random("accounts")
    people = _members(rng)
    for account, place in people:
        if account.kind == "customer":
            _sell(account, place, rng)
        else:
            _court(account, place, rng)
        _assign(account, place, rng)
    _trim_owner("Aino Keskitalo", 48, [account for account, _ in people])
    return sorted((account for account, _ in people), key=lambda account: account.id)


def _members(rng: random.Random) -> list[tuple[Account, float]]:
    """Return every account with its place in its kind's ranking (0 largest, 1 smallest)."""
    drawn = [
        Member(name, "", country, _industry(name, rng), -1.0, "") for name, country in invented(rng, {member.name for member in NAMED}, ACCOUNTS - len(NAMED))
    ]
    places = {kind: [slot / (total - 1) for slot in range(total)] for kind, total in KINDS.items()}
    named = []
    for member in NAMED:
        places[member.kind].remove(place := round(member.place * (KINDS[member.kind] - 1)) / (KINDS[member.kind] - 1))
        named.append((member, member.kind, place))
    open_places = [(kind, place) for kind, kind_places in places.items() for place in kind_places]
    rng.shuffle(open_places)
    people = [*named, *((member, kind, place) for member, (kind, place) in zip(drawn, open_places, strict=True))]
    numbers = rng.sample(range(104, 61_000), ACCOUNTS)
    return [
        (Account(f"{number:06d}", member.name, member.country, kind, member.industry, member.parent), place)
        for number, (member, kind, place) in zip(numbers, people, strict=True)
    ]


TRADES: Final = {
    "Shipyards": "varv verft werft telakka chantiers astilleros estaleiros stocznia tersane scheepswerf cantieri 造船 船厂 조선",
    "Power generation": "voima kraft énergie energi power electri électri 電力 电力 에너지 טاقة elektrown erőmű điện ενεργ אנרגיה للطاقة",
    "Utilities": "stadtwerke lämpö teplárna",
    "Mining": "kaivos gruv minera mining miner kopalnia madencilik 矿业",
    "Fisheries": "havbruk",
    "Pulp and paper": "paper papier papír carti celulose bruk 製紙",
    "Ports": "satamat hamn hafenbetr ports puertos havens towage bagger",
    "Cruise and ferry": "færger ferries traghetti",
    "Offshore": "offshore supply vind",
    "Chemicals": "chemie ciments cementos",
    "Data centres": "data",
    "Shipping": "varustamo rederi reederei shipping naviera navega żegluga deniz rederij navigazione marin maritime armement 海運 航运 해운",
}


def _industry(name: str, rng: random.Random) -> str:
    lower = name.lower()
    for industry, words in TRADES.items():
        if any(word in lower for word in words.split()):
            return industry
    return rng.choice(("Shipping", "Power generation", "Pulp and paper", "Mining"))


def _sell(account: Account, place: float, rng: random.Random) -> None:
    """Give a customer its years, margin and effort."""
    z = NormalDist().inv_cdf(1 - (place * (KINDS["customer"] - 1) + 0.5) / KINDS["customer"])
    now = MEDIAN * math.exp(SPREAD * z) * rng.uniform(0.94, 1.06) if place else LARGEST
    account.revenue = {2025: now, 2024: now / _growth(place, rng), 2026: now * 0.87 * rng.uniform(0.8, 1.2)}
    account.revenue[2023] = account.revenue[2024] / _growth(place, rng)
    account.since = dt.date(rng.randint(1986, 2021), rng.randint(1, 12), rng.randint(1, 28))
    _bend(account, place, rng)
    account.revenue = {year: round(value, 2) for year, value in account.revenue.items()}
    account.hours = round(2.6 * max(account.revenue.get(2025, 0), 6000) ** 0.38 * rng.uniform(0.4, 1.8))
    revenue = account.revenue.get(2025)
    if revenue is None:
        account.hours = None
        return
    account.margin = round(revenue * rng.uniform(0.16, 0.42), 2)
    account.cost_to_serve = round(account.hours * 78 + max(revenue, 0) * rng.uniform(0.01, 0.04), 2)
    if rng.random() < 0.7:
        account.potential = round(max(revenue, 1000) * rng.choice((1.05, 1.2, 1.4, 1.8, 2.5, 4.0)), -3)
    account.hours = None if rng.random() < 0.04 else account.hours
    account.margin = None if rng.random() < 0.03 else account.margin


def _growth(place: float, rng: random.Random) -> float:
    """Return one year's factor; the largest customer grew by 4%, the second of its group fell by 18%."""
    if place == 0.0:
        return 1.041
    return rng.choice((0.6, 0.78, 0.89, 0.92, 0.94, 0.95, 0.97, 0.98, 0.99, 1.0, 1.01, 1.02, 1.03, 1.04, 1.05, 1.06, 1.08, 1.1, 1.15, 1.25, 1.5)) * rng.uniform(
        0.98, 1.02
    )


def _bend(account: Account, place: float, rng: random.Random) -> None:
    """Make the few that are not plain: credit notes, years without orders, new and lost customers."""
    if account.name == "Väinäsalmi Oyj":
        account.since = dt.date(1977, 5, 14)
    if account.name == "Väinäsalmi Norge AS":
        account.revenue |= {2024: account.revenue[2025] / 0.82, 2023: account.revenue[2025] / 0.84}
    slot = round(place * (KINDS["customer"] - 1))
    if slot in NEGATIVE:
        account.revenue[2025] = NEGATIVE[slot]
        account.status = "dormant"
    elif slot in {328, 335, 341, 343, 345}:
        account.revenue |= {2025: 0.0}
        del account.revenue[2026]
        account.status = "ended"
    elif slot in {60, 150, 226}:
        account.revenue = {2026: account.revenue[2025]}
        account.since = dt.date(2026, rng.randint(1, 6), 5)
        account.status = "new"
    elif slot % 29 == 13:
        account.revenue.pop(2023)
        account.since = dt.date(2024, rng.randint(1, 5), 15)
    elif slot % 31 == 17:
        del account.revenue[2026]
        account.status = "dormant"


def _court(account: Account, place: float, rng: random.Random) -> None:
    """Give a prospect its potential: one is worth more than any customer."""
    account.status = "prospect" if account.kind == "prospect" else "partner"
    if account.kind == "prospect":
        account.potential = 9_400_000.0 if place == 0.0 else round(2_600_000 * 0.93 ** (place * KINDS["prospect"]) * rng.uniform(0.8, 1.2), -3)


def _assign(account: Account, place: float, rng: random.Random) -> None:
    """Give an account its people, its coverage and what was asked of it."""
    account.owner = rng.choice(OWNERS[account.region])
    if place < 0.25:
        account.marketer = MARKETERS.get(account.region, "Camille Orsandre")
        account.team = TEAMS.get(account.region, "Team South and East") if rng.random() < 0.9 else ""
    usual = "dedicated team" if place < 0.04 else "field sales" if place < 0.5 else "telesales"
    account.coverage = usual if rng.random() < 0.86 else rng.choice(("field sales", "telesales", "occasional visit", ""))
    if account.kind == "prospect":
        account.coverage = rng.choice(("field sales", "", "", "occasional visit"))
    if rng.random() < 0.8:
        account.employees = round(10 + 9000 * (1 - place) ** 4 * rng.uniform(0.3, 1.7))
    if rng.random() < (0.8 if place < 0.2 else 0.35):
        account.needs = rng.choice((1, 2, 2, 3, 3, 4, 5) if place > 0.2 else (2, 3, 4, 4, 5))
    if account.kind == "customer" and rng.random() < (0.75 if place < 0.2 else 0.3):
        account.satisfaction = rng.choice((1, 2, 3, 3, 4, 4, 4, 5))


def _trim_owner(name: str, wanted: int, everyone: list[Account]) -> None:
    """Leave `name` with `wanted` accounts; the rest go to a colleague of the same region."""
    kept = 0
    for account in everyone:
        if account.owner == name:
            kept += 1
            account.owner = name if kept <= wanted else "Gustav Lindehov"
