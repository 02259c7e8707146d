"""Any list of accounts, written as any office would write it, reads back."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abmtui.problems import Severity
from abmtui.sources.reader import read
from abmtui.sources.request import SourceRequest

# name, revenue, prior revenue, owner, last order, the word for a total
OFFICES = {
    "en": ("Customer name", "Net sales", "Prior year net sales", "Account manager", "Last order date", "Grand Total"),
    "council": ("Supplier Name", "Amount Paid (£)", "Amount Paid previous year (£)", "Responsible", "Last invoice date", "Total"),
    "de": ("Kundenname", "Nettoumsatz", "Umsatz Vorjahr", "Kundenbetreuer", "Letzte Bestellung", "Gesamtsumme"),
    "fr": ("Raison sociale", "Chiffre d'affaires", "CA N-1", "Commercial", "Dernière commande", "Total général"),
    "es": ("Nombre del cliente", "Ventas", "Ventas año anterior", "Comercial", "Último pedido", "Suma total"),
    "fi": ("Asiakkaan nimi", "Liikevaihto", "Liikevaihto edellinen vuosi", "Myyjä", "Viimeisin tilaus", "Yhteensä"),
    "sv": ("Kundnamn", "Omsättning", "Omsättning föregående år", "Säljare", "Senaste order", "Summa"),
}
ENGLISH = ((".", ","), (".", ""))
CONTINENTAL = ((",", "."), (",", "\u00a0"), (",", ""))
NAMES = st.sampled_from(
    [
        "Wärtsilä Oyj",
        "Müller & Söhne GmbH",
        "Société Générale",
        "Total Energies",
        "Summa AB",
        "O'Brien Ltd",
        "Acme, Inc.",
        "3M",
        "Gesamtverband e.V.",
        "Ñandú S.A.",
        "Ålö Oy",
        "NA",
        "Sum Tech",
    ]
)
CENTS = st.integers(100, 10**9)
DAYS = st.dates(dt.date(2015, 1, 1), dt.date(2030, 12, 31))
ROWS = st.lists(st.tuples(NAMES, CENTS, CENTS, st.sampled_from(["Ann", "Bo", ""]), DAYS), min_size=3, max_size=9, unique_by=lambda row: row[0])


def _amount(cents: int, sign: str, group: str) -> str:
    whole, part = f"{cents / 100:,.2f}".split(".")
    return whole.replace(",", group) + sign + part


@st.composite
def written(draw: st.DrawFn) -> tuple[list[tuple[str, int, int, str, dt.date]], bytes, str]:
    """Rows, the bytes of the file, and the office."""
    rows = draw(ROWS)
    office = draw(st.sampled_from(sorted(OFFICES)))
    english = office in {"en", "council"}
    sign, group = draw(st.sampled_from(ENGLISH if english else CONTINENTAL))
    delimiter = draw(st.sampled_from([",", "\t", "|"] if english else [";", "\t"]))
    day_style = draw(st.sampled_from(["%Y-%m-%d", "%d %b %Y"] if english else ["%Y-%m-%d", "%d.%m.%Y"]))
    currency = draw(st.sampled_from(["", " €", " EUR"])) if not english else draw(st.sampled_from(["", "£"]))
    order = draw(st.permutations(range(5)))
    name, revenue, prior, owner, last, total = OFFICES[office]
    table: list[list[Any]] = [[name, revenue, prior, owner, last]]
    for who, now, before, rep, day in rows:
        amounts = [_amount(cents, sign, group) for cents in (now, before)]
        table.append([who, *(currency + text if currency == "£" else text + currency for text in amounts), rep, day.strftime(day_style)])
    if draw(st.booleans()):
        table.append([total, _amount(sum(row[1] for row in rows), sign, group), _amount(sum(row[2] for row in rows), sign, group), "", ""])
    if draw(st.booleans()):
        table.insert(draw(st.integers(2, len(table) - 1)), [""] * 5)
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=draw(st.sampled_from(["\n", "\r\n"]))).writerows([line[place] for place in order] for line in table)
    return rows, text.getvalue().encode(draw(st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]))), office


@settings(deadline=None, max_examples=60)
@given(written())
def test_a_list_written_in_any_office_reads_back(given_file: tuple[list[tuple[str, int, int, str, dt.date]], bytes, str]) -> None:
    """Seven offices in six languages, any decimal sign, grouping, currency, delimiter, encoding, order of columns, with or without total and blank rows."""
    rows, data, office = given_file
    reading = read(SourceRequest(("-",), stdin=data))
    assert [problem.sentence() for problem in reading.problems if problem.severity > Severity.NOTE] == []
    name, revenue, prior, owner, last, _ = OFFICES[office]
    assert dict(reading.portfolio.mapping) | {"owner": owner} == {"name": name, "revenue": revenue, "prior_revenue": prior, "owner": owner, "last_order": last}
    accounts = reading.portfolio.accounts
    assert accounts["name"].to_list() == [row[0] for row in rows]
    assert accounts["revenue"].to_list() == pytest.approx([row[1] / 100 for row in rows], rel=1e-15)
    assert accounts["prior_revenue"].to_list() == pytest.approx([row[2] / 100 for row in rows], rel=1e-15)
    assert accounts["last_order"].to_list() == [row[4] for row in rows]
