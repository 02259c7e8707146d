"""Headers that are only like something, ids and names that programs spoil, and lines of orders whose customer another file names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from abmtui.problems import Severity, exit_code
from abmtui.sources.reader import read
from abmtui.sources.request import SourceRequest

if TYPE_CHECKING:
    from abmtui.sources.reader import Reading


def reading(text: str, **mapping: str) -> Reading:
    """What is read of a text."""
    return read(SourceRequest(("-",), mapping=mapping, stdin=text.encode()))


def test_a_header_that_is_merely_like_the_word_account_names_nobody() -> None:
    """Of an award's columns the recipient is the account, however its other headers are spelled."""
    text = "award_id,recipient_name,extent_competed,foreign_owned,amount\nA1,Acme,FULL,N,10.5\nA2,Beta,NONE,N,5\nA3,Acme,FULL,N,1\n"
    found = reading(text).portfolio
    assert found.mapping["name"] == "recipient_name"
    assert "owner" not in found.mapping
    assert found.accounts["name"].to_list() == ["Acme", "Beta"]


@pytest.mark.parametrize("header", ["Total (excludes VAT)", "Amount without VAT", "Total excl of VAT"])
def test_a_total_that_excludes_tax_is_the_revenue(header: str) -> None:
    """It says of which kind the money is, and no more."""
    assert reading(f"Supplier,{header}\nAcme,10\nBeta,5\n").portfolio.mapping["revenue"] == header


def test_codes_of_costs_are_no_costs() -> None:
    """A cost element is a ledger account."""
    found = reading("Vendor,Cost Element,Amount\nAcme,544093,10\nBeta,544076,5\n").portfolio
    assert "cost" not in found.mapping


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("$1,234 million (2023)", 1.234e9),
        ("$2,000 million[1]", 2e9),
        ("408,6 Mrd. $ (TTM Q2 2025)", 408.6e9),
        ("~40", 40.0),
        ("1,234[a][3]", 1234.0),
        ("(12.5)", -12.5),
    ],
)
def test_what_people_add_to_a_number_is_left_off(cell: str, value: float) -> None:
    """Footnotes, the year of a figure, a sign for about; brackets around the whole number still mean less than nothing."""
    found = reading(f'Company,Revenue\nAcme,"{cell}"\nBeta,"$9,000.50"\n').portfolio
    assert found.accounts["revenue"].to_list() == [pytest.approx(value), 9000.5]


def test_a_number_beside_a_number_is_none() -> None:
    """Which of them counts is not guessed."""
    found = reading("Company,Revenue\nAcme,12 (34)\nBeta,5.5\n")
    assert [problem.where for problem in found.problems if problem.severity is Severity.MEND] == ["-:2"]


def test_the_customer_of_an_opportunity_is_the_account() -> None:
    """Though the deal is not won yet."""
    assert reading("Topic,Potential Customer,Actual Revenue\nA,Acme,5.5\nB,Beta,3\n").portfolio.mapping["name"] == "Potential Customer"


def test_the_id_of_something_else_names_no_accounts() -> None:
    """A line of a track, a grant or a device has no customer by it; a plain id may be one."""
    assert exit_code(reading("LineId,TrackId,Amount\n1,60,2\n2,66,3\n").problems) == 2
    assert reading("id,amount\nA1,2\nB2,3\n").portfolio.mapping["id"] == "id"


def test_the_formula_advised_multiplies_two_columns() -> None:
    """A price of units is no quantity."""
    (problem, *_) = [problem for problem in reading("codecli,refprod,prixunit,qte\nVINET,11,70,12\nTOMSP,42,49,10\n").problems if problem.field == "revenue"]
    assert "'qte * prixunit'" in problem.what


def test_a_number_of_customers_is_no_id() -> None:
    """Whatever the language; a customer's number is one."""
    assert "id" not in reading("Cliente,Numero clienti,Fatturato\nRossi,12,10\nBianchi,12,5\n").portfolio.mapping
    assert reading("Cliente,Numero cliente,Fatturato\nRossi,12,10\nBianchi,13,5\n").portfolio.mapping["id"] == "Numero cliente"


@pytest.mark.parametrize("header", ["ikä", "Points"])
def test_small_whole_numbers_are_not_guessed_to_be_money(header: str) -> None:
    """Ages and counts are no revenue only because no other column holds numbers."""
    found = reading(f"Customer,{header}\nAcme,66\nBeta,45\n")
    assert exit_code(found.problems) == 2
    assert reading("Customer,Xyz\nAcme,6600\nBeta,45\n").portfolio.mapping["revenue"] == "Xyz"


def test_monthly_revenue_is_revenue_and_months_of_a_contract_are_none() -> None:
    """The one column of money is taken, and no formula adds months to it."""
    assert reading("kunde_id,vertragsmonate,monatsumsatz\nK-1,22,115.31\nK-2,33,187.18\n").portfolio.mapping["revenue"] == "monatsumsatz"


def test_ids_kept_as_fractions_are_whole() -> None:
    """`12347.0` is the customer 12347; amounts in whole units that look so are no ids."""
    found = reading("CustomerID,Amount\n12347.0,10\n12348.0,5\n,7\n12347.0,1\n").portfolio
    assert found.accounts["id"].to_list() == ["12347", "12348"]
    assert found.accounts["revenue"].to_list() == [11.0, 5.0]


def test_an_account_whose_name_is_no_word_keeps_its_id() -> None:
    """A name that lost its letters in an export is none, and the id stands for it."""
    found = reading("Account ID,Account,Revenue\n001,..,10\n002,Acme,5\n").portfolio
    assert found.accounts["name"].to_list() == ["001", "Acme"]
    assert not found.left_out


def test_a_customer_called_total_is_one_where_countries_tell() -> None:
    """A total has no country, and sums the others."""
    text = "Company,Country,Sales\nAcme,Norway,9\nTotal,France,5.5\nBeta,Spain,3\nTotal,,17.5\n"
    found = reading(text).portfolio
    assert found.accounts["name"].to_list() == ["Acme", "Total", "Beta"]
    assert [left.lines for left in found.left_out] == [(5,)]


def test_lines_of_orders_get_their_customers_from_the_orders(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A join on named columns brings the account and the date; a line without an order is left out and counted; amounts of an order are not repeated."""
    folder = tmp_path_factory.mktemp("orders")
    (folder / "lines.csv").write_text("orderID,unitPrice,quantity\n1,2.50,4\n1,1,5\n2,10,1\n9,7,1\n")
    (folder / "orders.csv").write_text("orderID,customerID,employeeID,orderDate,freight\n1,ACME,3,2024-01-02,3.5\n2,BETA,4,2024-02-03,1\n")
    join = f"{folder / 'orders.csv'}:orderID=orderID"
    found = read(SourceRequest((str(folder / "lines.csv"),), mapping={"revenue": "unitPrice * quantity"}, joins=(join,)))
    assert found.portfolio.accounts.select("id", "revenue").rows() == [("ACME", 15.0), ("BETA", 10.0)]
    assert found.portfolio.mapping.get("date") == "orderDate"
    assert "employees" not in found.portfolio.mapping
    assert [(left.reason, left.rows) for left in found.portfolio.left_out] == [("no account name", 1)]
    assert exit_code(found.problems) == 0


def test_lines_of_orders_joined_to_no_customer_are_refused(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What the join brought must name the accounts."""
    folder = tmp_path_factory.mktemp("nobody")
    (folder / "lines.csv").write_text("orderID,amount\n1,2.50\n2,10\n")
    (folder / "orders.csv").write_text("orderID,colour\n1,red\n2,blue\n")
    found = read(SourceRequest((str(folder / "lines.csv"),), joins=(f"{folder / 'orders.csv'}:orderID=orderID",)))
    assert [problem.severity for problem in found.problems if problem.severity >= Severity.USAGE] == [Severity.USAGE]
    assert "no column names the accounts" in " ".join(problem.what for problem in found.problems)
