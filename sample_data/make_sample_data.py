"""Write the sample portfolio: accounts, order lines and plans of an invented supplier of engines; the same bytes on every run.

Usage: python sample_data/make_sample_data.py [FOLDER], with abmtui installed (file names and row ids follow its rules).
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from further_plans import FURTHER
from invented_accounts import YEARS, Account, accounts
from invented_orders import Order, orders
from other_plans import PLANS
from worked_plan import WORKED

from abmtui.plan.ids import ALPHABET, LENGTH
from abmtui.wording import slug

if TYPE_CHECKING:
    from collections.abc import Iterable

HEADERS: Final = (
    *("Account ID", "Account", "Parent", "Kind", "Industry", "Country", "Region", "Segment", "Owner", "Marketer", "Team", "Coverage", "Status"),
    *("Employees", *(f"Revenue {year}" for year in YEARS), "Margin 2025", "Cost to serve 2025", "Hours 2025", "Potential", "Share of wallet"),
    *("Needs", "Satisfaction", "Since", "Last order", "Currency"),
)


def files() -> dict[str, bytes]:
    """Return every file of the sample by its path inside the folder."""
    everyone = accounts()
    lines = orders(everyone)
    made = {"accounts.csv": _accounts_csv(everyone, lines), "transactions.csv": _transactions_csv(lines)}
    ids = {account.name: account.id for account in everyone}
    for name, text in {"Väinäsalmi Oyj": WORKED, **PLANS, **FURTHER}.items():
        made[f"plans/{_plan_file(ids[name], name)}"] = _with_ids(text, ids[name]).encode()
    return made


def _accounts_csv(everyone: list[Account], lines: list[Order]) -> bytes:
    latest = {line.account.id: line.day for line in lines if line.cents > 0}
    return _csv(HEADERS, (_cells(account, latest.get(account.id, "")) for account in everyone))


def _cells(account: Account, last_order: object) -> tuple[object, ...]:
    revenue = account.revenue.get(2025)
    share = "" if not revenue or revenue < 0 or not account.potential else f"{100 * revenue / account.potential:.0f}%"
    return (
        *(account.id, account.name, account.parent, account.kind, account.industry, account.country, account.region, account.segment),
        *(account.owner, account.marketer, account.team, account.coverage, account.status, account.employees),
        *(_money(account.revenue.get(year)) for year in YEARS),
        *(_money(account.margin), _money(account.cost_to_serve), account.hours, _money(account.potential, 0), share),
        *(account.needs, account.satisfaction, account.since, last_order, "EUR"),
    )


def _transactions_csv(lines: list[Order]) -> bytes:
    rows = (
        (500_000 + number, line.account.id, line.account.name, line.day, line.offering, f"{line.cents / 100:.2f}") for number, line in enumerate(lines, start=1)
    )
    return _csv(("Order", "Account ID", "Account", "Order date", "Offering", "Revenue"), rows)


def _money(value: float | None, digits: int = 2) -> str:
    return "" if value is None else f"{value:.{digits}f}"


def _csv(headers: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(headers)
    writer.writerows(rows)
    return text.getvalue().encode()


def _plan_file(account_id: str, name: str) -> str:
    return f"{slug(name)}--{hashlib.sha256(account_id.encode()).hexdigest()[:16]}.toml"


def _with_ids(text: str, account_id: str) -> str:
    """Fill in the account's id and, for every `<kind:word>`, a row id of the form the program gives."""

    def row_id(match: re.Match[str]) -> str:
        kind, word = match.groups()
        digest = hashlib.sha256(f"{account_id}:{kind}:{word}".encode()).digest()
        return f"{kind}-{''.join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:LENGTH])}"

    return re.sub(r"<(\w):([\w-]+)>", row_id, text).replace("@ID@", account_id)


def main() -> None:
    """Write the files beside this script or into the folder given, and say what they hold."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    made = files()
    for name, content in made.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    for stray in sorted({path.name for path in (folder / "plans").glob("*.toml")} - {Path(name).name for name in made}):
        print(f"not of the sample, left alone: plans/{stray}", file=sys.stderr)
    lines = made["transactions.csv"].count(b"\n") - 1
    print(f"{dict(Counter(account.kind for account in accounts()))}, {lines} order lines, {len(made) - 2} plans in {folder}")


if __name__ == "__main__":
    main()
