"""What the reader asks, refuses, assumes and says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from abmtui.problems import Severity, exit_code
from abmtui.sources.reader import read
from abmtui.sources.request import SourceRequest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.sources.reader import Reading


def reading_of(text: str, *, mapping: Mapping[str, str] | None = None, where: str = "", decimal: str = "") -> Reading:
    """What reading this text from standard input gives."""
    return read(SourceRequest(("-",), stdin=text.encode(), mapping=mapping or {}, where=where, decimal=decimal))


def told(reading: Reading, severity: Severity) -> list[str]:
    """The sentences of one severity."""
    return [problem.sentence() for problem in reading.problems if problem.severity is severity]


TWO = "Customer,{},{}\nAcme,12.5,10\nBeta,6,5\n"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gross sales", "Net sales"),
        ("Amount", "Value"),
        ("Revenue", "Turnover"),
        ("Amount", "Net Amount"),
        ("Net", "Gross"),
        ("Umsatz brutto", "Umsatz netto"),
        ("Montant HT", "Montant TTC"),
    ],
)
def test_two_equally_good_revenues_are_asked_for(one: str, other: str) -> None:
    """Nothing is guessed: exit 2, both candidates, and the option that settles it, which then does."""
    reading = reading_of(TWO.format(one, other))
    assert exit_code(reading.problems) == 2
    assert not reading.readable
    (question,) = reading.offer.questions
    assert (question.field, set(question.candidates)) == ("revenue", {one, other})
    assert "--map revenue=" in question.why
    assert reading_of(TWO.format(one, other), mapping={"revenue": other}).portfolio.accounts["revenue"].sum() == 15


def test_two_columns_with_the_same_cells_are_no_question() -> None:
    """They would not change the figures."""
    assert reading_of("Customer,Amount,Value\nAcme,12,12\nBeta,6,6\n").portfolio.mapping["revenue"] == "Amount"


@pytest.mark.parametrize(
    ("better", "other"),
    [("Sales", "Quantity"), ("Revenue", "Revenue YTD"), ("Sales", "Amount"), ("Net Amount", "VAT"), ("Amount", "Total"), ("Invoice Amount", "Amount")],
)
def test_a_clearly_better_column_is_taken(better: str, other: str) -> None:
    """A column that is called revenue counts before one that only holds amounts."""
    assert reading_of(TWO.format(better, other)).portfolio.mapping["revenue"] == better


def test_customer_and_supplier_are_asked_for() -> None:
    """Either could be the account; ids that tell the same rows apart are none."""
    reading = reading_of("Customer,Supplier,Amount\nAcme,X,10\nBeta,Y,5\nAcme,Z,3\n")
    assert reading.offer.questions[0].candidates == ("Customer", "Supplier")
    assert exit_code(reading.problems) == 2


def test_two_margins_are_left_unmapped_and_said() -> None:
    """They would not change the revenue: the reading goes on without a margin."""
    reading = reading_of("Customer,Sales,Gross margin,Net margin\nAcme,12.5,4,3\nBeta,6,2,1\n")
    assert exit_code(reading.problems) == 0
    assert "margin" not in reading.portfolio.mapping
    assert any("may each be margin" in sentence for sentence in told(reading, Severity.NOTE))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Customer,Note\nAcme,x\nBeta,y\n", 'revenue: no column is usable as revenue; columns are "Customer", "Note"; choose one with --map revenue=COLUMN'),
        ("CustomerID,Description,Quantity,UnitPrice\nA1,Lamp,2,3.5\nB2,Desk,1,100\n", "--map revenue='Quantity * UnitPrice'"),
        ("Customer,Jan 2024,Feb 2024\nA,1.5,2\nB,3,4\n", '--map revenue=\'"Jan 2024" + "Feb 2024"\''),
        ("Sales,Qty\n1.5,2\n3,4\n", 'name: no column names the accounts; columns are "Sales", "Qty"'),
    ],
)
def test_a_source_without_revenue_or_names_lists_its_columns(text: str, words: str) -> None:
    """Exit 2 with the headers and, where arithmetic would give it, the formula."""
    reading = reading_of(text)
    assert exit_code(reading.problems) == 2
    assert words in "\n".join(told(reading, Severity.USAGE))
    assert reading.offer.headers


def test_arithmetic_gives_the_revenue() -> None:
    """`--map revenue='Quantity * UnitPrice'` is worked out row by row, and the mapping keeps it as written."""
    text = 'CustomerID,Quantity,UnitPrice\nA1,2,"£3.50"\nA1,1,£100\nB2,4,£3.50\n'
    portfolio = reading_of(text, mapping={"revenue": "Quantity * UnitPrice"}).portfolio
    assert portfolio.accounts["revenue"].to_list() == [107.0, 14.0]
    assert portfolio.mapping["revenue"] == "Quantity * UnitPrice"


def test_a_year_can_be_mapped() -> None:
    """`--map revenue.2025=X` adds a year to the periods."""
    portfolio = reading_of("Customer,Sales,X\nA,1,5\nB,2,6\n", mapping={"revenue.2025": "X"}).portfolio
    assert portfolio.grain == "year"
    assert portfolio.periods["revenue"].to_list() == [5.0, 6.0]


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ({"revenu": "Sales"}, 'there is no field revenu; the nearest is "revenue"'),
        ({"revenue": "Sale"}, 'names "Sale", and there is no such column; the nearest is "Sales"'),
        ({"name": "Costumer"}, 'there is no column "Costumer"; the nearest is "Customer"'),
        ({"name": "Customer + Sales"}, 'there is no column "Customer + Sales"'),
        ({"owner.2024": "Sales"}, "there are no years of owner"),
    ],
)
def test_a_mapping_that_is_not_understood_names_the_nearest(mapping: dict[str, str], words: str) -> None:
    """Unknown fields, unknown columns and arithmetic for a text are matters of usage."""
    reading = reading_of("Customer,Sales\nA,1\nB,2\n", mapping=mapping)
    assert exit_code(reading.problems) == 2
    assert words in told(reading, Severity.USAGE)[0]


def test_cells_that_are_no_number_are_listed_with_their_lines() -> None:
    """The first twenty with file, line, field and cell, the rest counted; they count as empty and make exit 1."""
    text = "Customer,Sales\n" + "".join(f"C{row}x,{'abc' if row % 2 else 5}\n" for row in range(60))
    reading = reading_of(text)
    mend = told(reading, Severity.MEND)
    assert mend[0] == '-:3: revenue: the cell "abc" is no number and counts as empty; write it as 1234.50'
    assert len(mend) == 21
    assert mend[-1] == '-: revenue: 10 more cells of "Sales" without a number, counted as empty'
    assert exit_code(reading.problems) == 1
    assert reading.portfolio.accounts["revenue"].sum() == 150


def test_cells_of_rows_that_are_left_out_need_no_mending() -> None:
    """A bad cell in a row that nobody chose is nobody's problem."""
    reading = reading_of("Customer,Sales,Ok\nA,5,y\nB,7,y\nC,bad,n\n", where="Ok = 'y'")
    assert exit_code(reading.problems) == 0


def test_several_currencies_stop_the_reading_with_a_condition_that_chooses() -> None:
    """By a column of currencies or by signs in the cells; the condition that is proposed works."""
    column = "Customer,Sales,Currency\nA,100,EUR\nB,200,USD\nC,5,EUR\n"
    assert exit_code(reading_of(column).problems) == 2
    assert "--where \"Currency = 'EUR'\"" in told(reading_of(column), Severity.USAGE)[0]
    chosen = reading_of(column, where="Currency = 'EUR'").portfolio
    assert (chosen.currency, chosen.accounts["revenue"].sum()) == ("EUR", 105)
    signs = "Customer,Sales\nA,€100\nB,$200\nC,€5\n"
    assert "--where \"Sales LIKE '%€%'\"" in told(reading_of(signs), Severity.USAGE)[0]
    assert reading_of(signs, where="Sales LIKE '%€%'").portfolio.accounts["revenue"].sum() == 105


def test_a_total_that_is_not_positive_loads_and_is_to_be_mended() -> None:
    """All revenue zero or negative: the accounts are there, the figures are undefined, exit 1."""
    reading = reading_of("Customer,Sales\nA,0\nB,-5\n")
    assert reading.portfolio.accounts.height == 2
    assert exit_code(reading.problems) == 1
    assert "not positive, so that shares and concentration are undefined" in told(reading, Severity.MEND)[0]


def test_a_total_below_zero_beside_accounts_above_it_does_not_deny_their_figures() -> None:
    """Credit notes outweigh two customers: the figures are over these two, and the sentence says the same."""
    reading = reading_of("Customer,Sales\nA,100\nB,50\nC,-300\n")
    assert exit_code(reading.problems) == 1
    (sentence,) = told(reading, Severity.MEND)
    assert "the total is -150.00, not positive, so that shares and concentration are over 2 accounts above zero alone" in sentence


def test_scores_of_needs_off_the_scale_are_counted() -> None:
    """A 9 or a 0 is no score from 1 to 5: the zones take it as not scored, which is said; a half within the scale is one."""
    reading = reading_of("Customer,Sales,Needs\nA,100,9\nB,50,0\nC,30,2.5\nD,20,\n")
    assert [note for note in told(reading, Severity.NOTE) if "beyond" in note] == [
        "Needs: 2 accounts with a score beyond 1 to 5, such as 9, count as not scored"
    ]
    assert not [note for note in told(reading_of("Customer,Sales,Needs\nA,100,5\nB,50,\n"), Severity.NOTE) if "beyond" in note]


def test_a_source_without_accounts_is_one_to_name() -> None:
    """Only a header, only a total, or nothing chosen: exit 3."""
    assert exit_code(reading_of("Customer,Sales\n").problems) == 3
    assert exit_code(reading_of("Customer,Sales\nTotal,5.5\n,6.5\n").problems) == 3
    assert exit_code(reading_of("Customer,Sales\nA,1\nB,2\n", where="Sales > 100").problems) == 3


@pytest.mark.parametrize(
    ("where", "names"),
    [
        ("Sales > 100", ["B"]),
        ("\"Order date\" >= DATE '2024-01-01'", ["A", "C"]),
        ("Postcode = '10022'", ["A"]),
        ("Postcode = 10022", ["A"]),
        ("Code = '007'", ["A"]),
        ("State <> 'NY'", ["A"]),
        ("state = 'NY' or Sales < 20", ["B", "C"]),
        ("Customer LIKE 'A%' AND Sales BETWEEN 1 AND 99", ["A"]),
    ],
)
def test_a_condition_chooses_rows_by_the_kinds_of_its_columns(where: str, names: list[str]) -> None:
    """Numbers, dates and texts compare as what they are; digits may be compared as text too; a null is not chosen."""
    text = 'Customer,Sales,Order date,Postcode,Code,State\nA,50,05.01.2024,10022,007,CA\nB,"1,000",31.12.2023,90210,010,NY\nC,7,06.02.2024,60601,011,\n'
    reading = reading_of(text, where=where)
    assert reading.portfolio.accounts["name"].to_list() == names
    assert exit_code(reading.problems) == 0


def test_rows_for_which_a_condition_is_unknown_are_counted() -> None:
    """An empty cell makes it neither true nor false."""
    reading = reading_of("Customer,Sales,State\nA,1,CA\nB,2,\nC,3,\n", where="State <> 'NY'")
    assert "--where: 2 rows left out because a cell that the condition needs is empty" in told(reading, Severity.NOTE)
    assert [(left.reason, left.rows, left.lines) for left in reading.portfolio.left_out] == [("not chosen by --where", 2, (3, 4))]


def test_a_condition_that_fails_is_a_matter_of_usage() -> None:
    """The nearest column is named."""
    reading = reading_of("Customer,Sales\nA,1\nB,2\n", where="Custmer = 'A'")
    assert exit_code(reading.problems) == 2
    assert 'the nearest is "Customer"' in told(reading, Severity.USAGE)[0]


def test_assumptions_are_said() -> None:
    """Day before month, month before day for dollars, a grouping that only the delimiter suggests, amounts in thousands."""
    assert any("day first" in sentence for sentence in told(reading_of("Customer,Date,Sales\nA,02/03/2024,10\nB,04/05/2024,5\n"), Severity.NOTE))
    assert any("month first" in sentence for sentence in told(reading_of("Customer,Date,Sales\nA,02/03/2024,$10\nB,04/05/2024,$5\n"), Severity.NOTE))
    assert any("decimal comma" in sentence for sentence in told(reading_of("Customer;Sales\nA;1.234\nB;12.500\n"), Severity.NOTE))
    assert any("in thousands" in sentence for sentence in told(reading_of("Kunde;Umsatz (TEUR)\nA;1\nB;2\n"), Severity.NOTE))


def test_a_decimal_sign_that_nothing_tells_is_asked_for() -> None:
    """A German header in a file with commas between its columns: `1.234` may be either, and `--decimal` settles it."""
    text = "Kunde,Umsatz\nA,1.234\nB,2.345\n"
    assert "--decimal" in told(reading_of(text), Severity.USAGE)[0]
    assert reading_of(text, decimal=",").portfolio.accounts["revenue"].sum() == 3579
    assert reading_of(text, decimal=".").portfolio.accounts["revenue"].sum() == pytest.approx(3.579)


def test_rows_that_say_they_were_cancelled_are_pointed_out() -> None:
    """They are summed, and the condition that leaves them out is shown."""
    reading = reading_of("Customer,Sales,Status\nA,10,Shipped\nB,5,Cancelled\n")
    assert any("--where \"Status <> 'Cancelled'\"" in sentence for sentence in told(reading, Severity.NOTE))


def test_kinds_are_understood_and_default_to_customer() -> None:
    """In several languages; an unknown word is said and counts as customer."""
    reading = reading_of("Kunde;Kundenart;Umsatz\nA;Bestandskunde;10\nB;Interessent;0\nC;Vertriebspartner;5\nD;;1\nE;Sonstige;2\n")
    assert reading.portfolio.accounts["kind"].to_list() == ["customer", "prospect", "partner", "customer", "customer"]
    assert any('"Sonstige"' in sentence for sentence in told(reading, Severity.NOTE))


def test_fractions_become_percent_points() -> None:
    """A margin of 0.25 is 25%, whether its column says percent or only holds fractions; cells with a sign are percent points already."""
    for text in (
        "Customer,Sales,Margin %\nA,1000,0.25\nB,3000,0.1\n",
        "Customer,Sales,Margin\nA,1000,0.25\nB,3000,0.1\n",
        "Customer,Sales,Margin\nA,1000,25%\nB,3000,10%\n",
    ):
        accounts = reading_of(text).portfolio.accounts
        assert accounts["margin_percent"].to_list() == pytest.approx([25, 10])
        assert accounts["margin"].to_list() == pytest.approx([250, 300])


def test_further_columns_are_kept_under_their_own_names() -> None:
    """Plain numbers as numbers, codes as text; one that is called like a figure of ours is marked."""
    accounts = reading_of("Customer,Sales,Visits,Postcode,rank,Campaign\nA,1.5,3,01067,7,x1\nB,2,4,10115,8,x2\n").portfolio.accounts
    assert accounts.columns == ["id", "name", "kind", "revenue", "Visits", "Postcode", "rank (file)", "Campaign"]
    assert accounts["Visits"].to_list() == [3, 4]
    assert accounts["Postcode"].to_list() == ["01067", "10115"]


def test_an_id_that_determines_no_name_is_not_taken_and_that_is_said() -> None:
    """A code of ledger accounts beside many suppliers is not the suppliers' id."""
    text = "Account Code,Supplier,Amount\n" + "".join(f"{4000 + row % 3},Firm {row} Ltd,{row + 0.5}\n" for row in range(12))
    reading = reading_of(text)
    assert (reading.portfolio.accounts.height, reading.portfolio.has_ids) == (12, False)
    assert any('"Account Code" is not read as the id' in sentence for sentence in told(reading, Severity.NOTE))


def test_ids_keep_their_leading_zeros() -> None:
    """`00123` stays what it is."""
    assert reading_of("Customer no,Customer,Sales\n00123,A,1\n00124,B,2\n").portfolio.accounts["id"].to_list() == ["00123", "00124"]


def test_progress_is_told() -> None:
    """The share never falls and ends at one."""
    shares: list[float] = []
    read(SourceRequest(("-",), stdin=b"Customer,Sales\nA,1\nB,2\n"), lambda share, _: shares.append(share))
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_no_source_is_a_matter_of_usage() -> None:
    """Nothing named, nothing read."""
    assert exit_code(read(SourceRequest(())).problems) == 2
