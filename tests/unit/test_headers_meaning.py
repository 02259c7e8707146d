"""Headers in ten languages -> the fields they can stand for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abmtui.portfolio.columns import FIELDS
from abmtui.sources.headers import meaning
from abmtui.sources.rules import fields_of

NAMED = {
    "name": """Customer|Customer Name|CUSTOMERNAME|customer_name|Client|Supplier|Supplier Name|Vendor Name|Vendor|Payee|Payee Name|Beneficiary|Creditor Name|Merchant Name|Account Name|account|
        Company|Company name|Name|Organisation|Kunde|Kundenname|Kundenbezeichnung|Lieferant|Firma|Debitor|Nom du client|Raison sociale|Fournisseur|Client final|Société|Cliente|Nombre del cliente|
        Razón social|Proveedor|Adjudicatario|Asiakas|Asiakkaan nimi|Toimittaja|Toimittajan nimi|Yritys|Kund|Kundnamn|Leverantör|Företag|Klant|Klantnaam|Ragione sociale|Fornitore|Fornecedor|Kundenavn|
        Supplier Name 1|Costumer|Sold-to party|Bill To|Row Labels|Zeilenbeschriftungen""",
    "id": """Customer ID|CustomerID|customer_no|Account Number|Account ID|Cust #|CUSTNO|Vendor No.|Supplier Code|Supplier Number|Client Id|Kundennummer|Kunden-Nr.|Kd.-Nr.|KdNr|Debitorennummer|
        N° client|Code client|Numéro de client|Código cliente|Asiakasnumero|Asiakasnro|Kundnr|Kund-ID|Klantnummer|Codice cliente|ID|Account""",
    "revenue": """Revenue|Sales|Net Sales|Gross revenue|Total Revenue|Turnover|Annual Revenue|Revenue (EUR)|Revenue in thousands|Amount|Amount (£)|Amount in Sterling £|Net Amount|Invoice Amount|
        Sum of Invoice Nett Amount|Payment Amount|Amount Paid|Value|Transaction Value|Order value|Contract Value|close_value|Deal Amount|Spend|Total Spend|Annual Spend|Expenditure|Line Total|Total|ARR|
        Umsatz|Nettoumsatz|Umsatzerlöse|Jahresumsatz|Erlöse|Rechnungsbetrag|Betrag|Umsatz netto EUR|Umsatz (TEUR)|Chiffre d'affaires|CA|CA HT|Montant HT|Montant TTC|Ventes|Ventas|Importe|
        Importe neto|Facturación|Ingresos|Liikevaihto|Myynti|Laskutus|Summa|Veroton summa|Tiliöintisumma|Omsättning|Försäljning|Nettoomsättning|Belopp|Fakturabelopp|Omzet|Fatturato|Importo|Faturamento|
        Receita|Omsetning|SALESAMT|Revenu|2023|FY2024|Umsatz 2023|Sales FY24|2023 Revenue|Omsättning 2022/23|CA 2023|Nettowert|Revenue YTD""",
    "prior_revenue": """Prior revenue|Prior Year Revenue|Sales LY|Last Year Sales|Previous year turnover|Revenue PY|Umsatz Vorjahr|Vorjahresumsatz|Umsatz VJ|CA N-1|CA année précédente|Ventas año anterior|
        Liikevaihto edellinen vuosi|Ed. vuosi|Omsättning föregående år|Föregående år|Omzet vorig jaar|prior_revenue""",
    "owner": """Owner|Account Owner|Account Manager|KAM|Key Account Manager|Sales Rep|sales_agent|SALESREP|Salesperson|Relationship manager|Opportunity Owner|Betreuer|Kundenbetreuer|Verkäufer|
        Außendienst|Commercial|Vendeur|Comercial|Vendedor|Gestor de cuenta|Myyjä|Asiakasvastaava|Säljare|Kundansvarig|Accountmanager|Agente|Responsabile""",
    "date": "Date|Order Date|ORDERDATE|Invoice date|Posting Date|Transaction Date|Payment Date|Date Paid|Close Date|Rechnungsdatum|Belegdatum|Date de facture|Fecha|Fecha factura|Laskun pvm|Päivämäärä|Fakturadatum|Data fattura",
    "last_order": "Last order|Last order date|Last purchase|Letzte Bestellung|Letztes Bestelldatum|Dernière commande|Último pedido|Viimeisin tilaus|Senaste order",
    "since": "Customer since|Since|Kunde seit|Client depuis|Cliente desde|Asiakas alkaen|Kund sedan|First order|Start date",
    "potential": "Potential|Revenue potential|Umsatzpotenzial|Potenzial|Potentiel|Potencial|Potentiaali",
    "hours": "Hours|Sales hours|Stunden|Heures|Horas|Tunnit|Timmar",
    "cost_to_serve": "Cost to serve|cost_to_serve|Service cost|Betreuungskosten|Coût de service|Palvelukustannukset|Servicekostnad",
    "cost": "Cost|COGS|Cost of goods sold|Kosten|Wareneinsatz|Coûts|Kustannukset|Kostnad",
    "margin": "Margin|Gross margin|Gross Profit|Deckungsbeitrag|DB|Rohertrag|Marge|Margen|Kate|Myyntikate|Täckningsbidrag|TB",
    "margin_percent": "Margin %|Gross margin %|Margin pct|DB %|Deckungsbeitrag in %|Taux de marge|Margen %|Kate-%|Kateprosentti|TG %|Täckningsgrad",
    "profit": "Profit|Net profit|Gewinn|Bénéfice|Beneficio|Voitto|Vinst",
    "parent": "Parent|Parent Account|Parent Company|subsidiary_of|Konzern|Muttergesellschaft|Maison mère|Emoyhtiö|Konserni|Koncern|Moderbolag|Company group",
    "industry": "Industry|Sector|Branche|Secteur d'activité|Sector de actividad|Toimiala|Bransch|Settore",
    "segment": "Segment|Customer segment|Customer Group|Kundengruppe|Asiakasryhmä|Kundgrupp",
    "region": "Region|Territory|Country|Land|Pays|País|Maa|Gebiet|Alue",
    "employees": "Employees|Number of employees|Headcount|Mitarbeiter|Mitarbeiterzahl|Effectif|Empleados|Henkilöstö|Anställda",
    "currency": "Currency|Currency Code|Währung|Devise|Moneda|Valuutta|Valuta|Amount Currency",
    "status": "Status|Deal stage|Stage|Order status|Statut|Estado",
    "share_of_wallet": "Share of wallet|Wallet share",
    "budget": "Marketing budget|Budget",
    "kind": "Type|Account Type|Customer Type|Kundenart",
}
NOTHING_OF_MONEY = """Order Number|ORDERNUMBER|Row ID|ORDERLINENUMBER|Postal Code|Phone|Quantity|QUANTITYORDERED|Unit Price|PRICEEACH|MSRP|Sales Order|Sales Channel|Sales tax|VAT|VAT Amount|Irrecoverable VAT|
    Discount|Credit limit|Balance|% of revenue|Revenue growth|Average sale|Number of sales|Expected Revenue|Forecast|Sales target|QTR_ID|MONTH_ID|Sales 2024-01|Jan 2024|Invoice No.|Transaction Number|
    Cost centre|Umsatzsteuer|Planumsatz|Umsatzanteil|Revenue per employee"""
NO_ACCOUNTS = "Product Name|PRODUCTLINE|Contact Name|CONTACTLASTNAME|First name|Opportunity Name|Expense Type|Department Family|Kontonamn|Artikelbezeichnung|Vorname|Campaign|Purpose"


def _split(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split("|")]


@pytest.mark.parametrize(("field", "header"), [(field, header) for field, text in NAMED.items() for header in _split(text)])
def test_a_header_is_recognised(field: str, header: str) -> None:
    """Case, punctuation, compounds, underscores, units and years do not hide what a header means."""
    assert field in fields_of(meaning(header))


@pytest.mark.parametrize("header", _split(NOTHING_OF_MONEY))
def test_a_number_that_is_no_revenue_is_not_taken_for_it(header: str) -> None:
    """Numbers of orders, prices, taxes, shares, targets and counts are no revenue."""
    assert "revenue" not in fields_of(meaning(header))


@pytest.mark.parametrize("header", _split(NO_ACCOUNTS))
def test_a_text_that_names_no_account_is_not_taken_for_one(header: str) -> None:
    """Products, people, deals and kinds of expense are no accounts."""
    assert not {"name", "id"} & set(fields_of(meaning(header)))


@pytest.mark.parametrize(
    ("header", "year"),
    [
        ("Revenue 2023", 2023),
        ("FY24 Sales", 2024),
        ("Umsatz 2022/23", 2023),
        ("CA 23", 2023),
        ("2021", 2021),
        ("revenue_2024_eur", 2024),
        ("Sales", None),
        ("2024-01", None),
    ],
)
def test_a_year_in_a_header_is_read(header: str, year: int | None) -> None:
    """A year stands alone, after FY, shortened, or as the end of a business year; a month is no year."""
    assert meaning(header).year == year


@pytest.mark.parametrize(("header", "language"), [("Umsatz", "de"), ("Liikevaihto", "fi"), ("Omsättning", "sv"), ("Sales", "en"), ("Chiffre d'affaires", "fr")])
def test_the_language_of_a_header_is_known(header: str, language: str) -> None:
    """The language tells how numbers are likely to be written."""
    assert meaning(header).language == language


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_has_a_meaning(header: str) -> None:
    """No header makes the reader fail, and what it can be are fields that exist."""
    assert set(fields_of(meaning(header))) <= set(FIELDS)
