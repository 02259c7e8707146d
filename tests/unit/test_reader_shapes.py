"""Small files in the shapes that people really export, each with the accounts and the total that a person would read from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from abmtui.problems import Severity
from abmtui.sources.reader import read
from abmtui.sources.request import SourceRequest

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Shape:
    """One file, and what it says."""

    name: str
    text: str
    accounts: int
    total: float
    mapping: Mapping[str, str] = field(default_factory=dict)
    """Fields that must be mapped to these headers."""
    encoding: str = "utf-8"
    currency: str | None = None
    where: str = ""


COUNCIL = (
    Shape(
        "council with body name, directorate and irrecoverable VAT",
        "Body Name,Directorate,Service Area,Date,Transaction Number,Net Amount,Irrecoverable VAT,Supplier Name,Expenses Type\n"
        "Anytown Council,Adults,Care,03/04/2023,1001,1200.50,0,Acme Care Ltd,Agency\n"
        "Anytown Council,Adults,Care,13/04/2023,1002,799.50,0,Acme Care Ltd,Agency\n"
        "Anytown Council,Place,Roads,14/04/2023,1003,500.00,0,Tarmac Roads,Works\n",
        2,
        2500.0,
        {"name": "Supplier Name", "revenue": "Net Amount", "date": "Date"},
    ),
    Shape(
        "department spend with numbered transactions",
        "Department Family,Entity,Date,Expense Type,Expense Area,Supplier,Transaction Number,Amount,Description,Supplier Postcode\n"
        'Home,Police,01/02/2022,IT,HQ,BETA SYSTEMS,5000001,"25,500.10",Laptops,AB1 2CD\n'
        'Home,Police,28/02/2022,IT,HQ,BETA SYSTEMS,5000002,"30,000.00",Laptops,AB1 2CD\n'
        'Home,Police,28/02/2022,Estates,HQ,GAMMA ESTATES,5000003,"(1,000.00)",Credit,ZZ9 9ZZ\n',
        2,
        54500.1,
        {"name": "Supplier", "revenue": "Amount"},
    ),
    Shape(
        "vendor and capital or revenue",
        "TransNo,Effective Date,Vendor ID,Vendor,Service Area Category,Expenditure Category,Amount (£),Capital/Revenue\n"
        "1,2011-05-01,V01,Delta Ltd,Roads,Materials,1000.00,Revenue\n"
        "2,2011-05-02,V02,Echo Ltd,Parks,Plants,600.00,Capital\n"
        "3,2011-05-03,V01,Delta Ltd,Parks,Plants,400.00,Revenue\n",
        2,
        2000.0,
        {"id": "Vendor ID", "name": "Vendor", "revenue": "Amount (£)"},
        currency="GBP",
    ),
    Shape(
        "payee and amount paid",
        'Payee,Pay Date,Amount Paid,Invoice Ref,Cost Centre\nFoxtrot,31-Jan-22,£510.00,A1,100\nGolf Clubs,31-Jan-22,"£1,490.00",A2,100\n',
        2,
        2000.0,
        {"name": "Payee", "revenue": "Amount Paid"},
        encoding="cp1252",
        currency="GBP",
    ),
    Shape(
        "beneficiary with merchant category",
        "LA Department,Beneficiary,Summary of Purpose,Date,Amount,Merchant Category\nHR,Hotel Nord,Travel,2020-01-02,100.00,Hotels\nHR,India Foods,Food,2020-01-03,50.00,Food\n",
        2,
        150.0,
        {"name": "Beneficiary", "revenue": "Amount"},
    ),
    Shape(
        "spreadsheet pivot with row labels and a grand total",
        "Row Labels,Sum of AMOUNT\nJuliet,10.5\nKilo,20\nLima,30\nGrand Total,60.5\n",
        3,
        60.5,
        {"name": "Row Labels", "revenue": "Sum of AMOUNT"},
    ),
    Shape("creditor name with trailing empty columns", "Creditor Name,Invoice Amount,,\nMike,500,,\nNovember,700,,\n", 2, 1200.0, {"name": "Creditor Name"}),
    Shape(
        "title above the header and a footer below",
        "Payments over £500 - May 2023,,\n,,\nSupplier Name,Date Paid,Amount\nOscar,01/05/2023,501\nPapa,15/05/2023,600\n\nSource: finance system,,\n",
        2,
        1101.0,
        {"name": "Supplier Name", "revenue": "Amount"},
    ),
    Shape(
        "supplier number beside name, negative credit notes",
        "Supplier Number,Supplier Name,Payment Amount\n00123,Quebec,1000.00-\n00123,Quebec,2500.00\n00124,Romeo,750\n",
        2,
        2250.0,
        {"id": "Supplier Number", "name": "Supplier Name", "revenue": "Payment Amount"},
    ),
    Shape(
        "merchant and value",
        "Merchant Name|Transaction Value|Transaction Date\nSierra|12.50|2021-01-01\nTango|7.50|2021-01-02\n",
        2,
        20.0,
        {"revenue": "Transaction Value"},
    ),
    Shape(
        "amount in sterling", "Supplier\tExpense area\tAmount £\nUniform\tIT\t£1,000\nVictor\tHR\t£2,000\n", 2, 3000.0, {"revenue": "Amount £"}, currency="GBP"
    ),
    Shape(
        "contract register",
        "Supplier Name,Contract Title,Contract Value,Start Date,End Date\nWhiskey,Cleaning,120000,2020-01-01,2022-01-01\nXray,Catering,80000,2020-01-01,2022-01-01\n",
        2,
        200000.0,
        {"revenue": "Contract Value"},
    ),
)

CRM = (
    Shape(
        "opportunities of a CRM",
        "Opportunity ID,Opportunity Name,Account Name,Stage,Amount,Probability (%),Expected Revenue,Close Date,Opportunity Owner,Lead Source\n"
        "0061,Acme - renewal,Acme Corp,Closed Won,5000,100,5000,2023-03-31,Ann,Web\n"
        "0062,Acme - upsell,Acme Corp,Negotiation,2500,60,1500,2023-04-30,Ann,Web\n"
        "0063,Globex - new,Globex,Closed Won,1000,100,1000,2023-02-28,Bob,Fair\n",
        2,
        8500.0,
        {"name": "Account Name", "revenue": "Amount", "owner": "Opportunity Owner", "date": "Close Date"},
    ),
    Shape(
        "only won deals by --where",
        "Deal,Company name,Deal stage,Amount,Close date,Deal owner\nA,Acme,won,100,2023-01-01,x\nB,Acme,lost,900,2023-01-02,x\nC,Beta,won,50,2023-01-03,y\n",
        2,
        150.0,
        {"name": "Company name", "owner": "Deal owner"},
        where="\"Deal stage\" = 'won'",
    ),
    Shape(
        "accounts of a CRM",
        "Account ID,Account Name,Account Owner,Type,Industry,Annual Revenue,Employees,Billing Country,Last Activity,Parent Account\n"
        'A1,Acme,Ann,Customer,Steel,"$1,200,000",50,US,2023-01-01,\nA2,Beta,Bob,Prospect,Food,"$300,000",10,UK,2023-02-01,Acme\n',
        2,
        1500000.0,
        {"id": "Account ID", "kind": "Type", "parent": "Parent Account", "industry": "Industry", "employees": "Employees"},
        currency="USD",
    ),
    Shape(
        "camel case",
        "customerId,customerName,annualRevenue,accountManager\n7,Acme,10,Ann\n8,Beta,20,Bob\n",
        2,
        30.0,
        {"id": "customerId", "owner": "accountManager"},
    ),
    Shape(
        "snake case", "account_id,account_name,net_sales,prior_year_net_sales\nA,Acme,10,9\nB,Beta,20,22\n", 2, 30.0, {"prior_revenue": "prior_year_net_sales"}
    ),
    Shape(
        "capitals without a gap",
        "CUSTNO,CUSTNAME,SALESAMT,SALESREP\n1,Acme,10.5,Ann\n2,Beta,20,Bob\n",
        2,
        30.5,
        {"id": "CUSTNO", "name": "CUSTNAME", "revenue": "SALESAMT", "owner": "SALESREP"},
    ),
    Shape("misspelled", "Costumer,Revenu,Acount Manager\nAcme,10,Ann\nBeta,5,Bob\n", 2, 15.0, {"name": "Costumer", "revenue": "Revenu"}),
    Shape(
        "deals named by organisation",
        "Deal - Title,Deal - Value,Deal - Organization,Deal - Status,Deal - Won time\nA,100,Acme,Won,2023-05-01 10:00:00\nB,50,Beta,Open,\n",
        2,
        150.0,
        {"name": "Deal - Organization", "revenue": "Deal - Value"},
    ),
    Shape(
        "key accounts with plan fields",
        "Account,KAM,Revenue LTM,Gross Margin,Cost to serve,Hours,Share of wallet\nAcme,Ann,1000,300,50,12,40%\nBeta,Bob,500,100,80,30,10%\n",
        2,
        1500.0,
        {"cost_to_serve": "Cost to serve", "hours": "Hours", "margin": "Gross Margin"},
    ),
    Shape(
        "subscriptions",
        "Customer,ARR,Plan,Start date\nAcme,12000,Pro,2020-05-01\nBeta,6000,Basic,2021-06-01\n",
        2,
        18000.0,
        {"revenue": "ARR", "since": "Start date"},
    ),
)

GERMAN = (
    Shape(
        "customer list",
        "Kundennr.;Kunde;Umsatz 2023;Umsatz 2024;Betreuer;Branche\n10001;Müller GmbH;1.234,50;2.000,00;Anna;Stahl\n10002;Öko AG;500,00;750,50;Bernd;Chemie\n",
        2,
        2750.5,
        {"id": "Kundennr.", "revenue": "Umsatz 2024", "prior_revenue": "Umsatz 2023", "owner": "Betreuer", "industry": "Branche"},
        "cp1252",
    ),
    Shape(
        "debtors",
        "Debitor;Name 1;Ort;Nettoumsatz EUR;Deckungsbeitrag;DB %\n0000100;Alpha GmbH;Köln;12.500,00;2.500,00;20,0\n0000200;Beta AG;Bonn;7.500,00;1.500,00;20,0\n",
        2,
        20000.0,
        {"id": "Debitor", "name": "Name 1", "margin": "Deckungsbeitrag", "margin_percent": "DB %"},
        "cp1252",
        "EUR",
    ),
    Shape("number and name", "Kunde;Bezeichnung;Erlöse\n4711;Acme;1.000,00\n4712;Beta;2.000,00\n", 2, 3000.0, {"id": "Kunde", "name": "Bezeichnung"}),
    Shape(
        "invoices",
        "Belegdatum;Belegnr.;Kundenname;Rechnungsbetrag netto\n01.02.2024;RE1;Acme;100,00\n15.02.2024;RE2;Acme;250,50\n28.02.2024;RE3;Beta;99,50\n",
        2,
        450.0,
        {"name": "Kundenname", "revenue": "Rechnungsbetrag netto", "date": "Belegdatum"},
    ),
    Shape("whole thousands only", "Kunde;Umsatz\nAcme;1.234\nBeta;12.500\nGamma;950\n", 3, 14684.0),
    Shape("total below", "Kundenname;Nettoumsatz\nAcme;10,5\nBeta;20\nGesamtsumme;30,5\n", 2, 30.5),
    Shape("subtotals by region", "Region;Kunde;Umsatz\nNord;Acme;10\nNord;Beta;20\nSumme Nord;;30\nSüd;Gamma;5\nSumme Süd;;5\nGesamt;;35\n", 3, 35.0),
    Shape(
        "suppliers", "Lieferant;Einkaufsvolumen;Währung\nAcme;1.000,50 €;EUR\nBeta;2.000,00 €;EUR\n", 2, 3000.5, {"revenue": "Einkaufsvolumen"}, currency="EUR"
    ),
    Shape("thousands of euros", "Firma;Umsatz (TEUR);Vorjahr\nAcme;1.200;1.100\nBeta;800;900\n", 2, 2000.0, {"prior_revenue": "Vorjahr"}, currency="EUR"),
    Shape(
        "Swiss apostrophes", "Kunde,Umsatz CHF,Kundenbetreuer\nAcme,1'234.50,Urs\nBeta,2'000.00,Reto\n", 2, 3234.5, {"owner": "Kundenbetreuer"}, currency="CHF"
    ),
    Shape("words of millions", "Kunde;Umsatz\nAcme;36,9 Mio.\nBeta;1,2 Mrd. €\n", 2, 1236900000.0, currency="EUR"),
    Shape(
        "group and prospects",
        "Kunde;Konzern;Kundenart;Umsatz;Potenzial\nAcme Nord;Acme;Bestandskunde;10,5;20\nBeta;;Interessent;0;500\n",
        2,
        10.5,
        {"parent": "Konzern", "kind": "Kundenart", "potential": "Potenzial"},
    ),
    Shape("Excel's pivot", "Zeilenbeschriftungen;Summe von Nettobetrag\nAcme;10,00\nBeta;5,00\nGesamtergebnis;15,00\n", 2, 15.0),
)

FRENCH = (
    Shape(
        "customers",
        "Code client;Raison sociale;CA HT 2022;CA HT 2023;Commercial;Secteur d'activité\nC001;Société Générale;1 234,50;2 000,00;Anne;Banque\nC002;Éts Dupont;500,00;750,50;Benoît;Bois\n",
        2,
        2750.5,
        {"id": "Code client", "name": "Raison sociale", "revenue": "CA HT 2023", "owner": "Commercial"},
        "cp1252",
    ),
    Shape("narrow no-break groups", "Client;Chiffre d'affaires\nAcme;12 345,67 €\nBeta;1 000,00 €\n", 2, 13345.67, {}, "utf-8", "EUR"),
    Shape(
        "suppliers of a city",
        "Fournisseur;Montant TTC;Date de facture\nAcme;1200,00;05/03/2023\nBeta;600,00;25/03/2023\n",
        2,
        1800.0,
        {"name": "Fournisseur", "revenue": "Montant TTC", "date": "Date de facture"},
    ),
    Shape(
        "total general",
        "Nom client;CA N;CA N-1;Marge\nAcme;100,5;90;10\nBeta;50;60;5\nTotal général;150,5;150;15\n",
        2,
        150.5,
        {"revenue": "CA N", "prior_revenue": "CA N-1", "margin": "Marge"},
    ),
    Shape("long dates", "Client;Montant HT;Date commande\nAcme;10;5 mars 2023\nBeta;20;12 août 2023\n", 2, 30.0, {"date": "Date commande"}),
    Shape(
        "since",
        "Nom du client;Ventes;Client depuis;Effectif\nAcme;10,1;2001;50\nBeta;20;15/02/2010;7\n",
        2,
        30.1,
        {"since": "Client depuis", "employees": "Effectif"},
    ),
)

SPANISH = (
    Shape(
        "customers",
        "Código;Cliente;Ventas 2023;Ventas 2024;Comercial;Provincia\n001;Acme S.A.;1.000,00;1.500,00;Ana;Madrid\n002;Beta S.L.;500,00;250,00;Luis;Sevilla\n",
        2,
        1750.0,
        {"id": "Código", "revenue": "Ventas 2024", "owner": "Comercial"},
    ),
    Shape(
        "contracts",
        "Adjudicatario;Importe;Fecha de adjudicación\nAcme;12.500,75;01/02/2023\nBeta;7.499,25;28/02/2023\n",
        2,
        20000.0,
        {"name": "Adjudicatario", "revenue": "Importe"},
    ),
    Shape(
        "invoiced",
        "Nombre del cliente;Facturación;Margen %\nAcme;100,00;25%\nBeta;300,00;10%\nSuma total;400,00;\n",
        2,
        400.0,
        {"revenue": "Facturación", "margin_percent": "Margen %"},
    ),
    Shape(
        "suppliers",
        "Proveedor;NIF;Base imponible;IVA\nAcme;A1;100,00;21,00\nBeta;B2;200,00;42,00\n",
        2,
        300.0,
        {"name": "Proveedor", "revenue": "Base imponible"},
    ),
)

FINNISH = (
    Shape(
        "customers",
        "Asiakasnro;Asiakas;Liikevaihto 2023;Liikevaihto 2024;Kate-%;Myyjä;Toimiala\n1001;Wärtsilä Oyj;1 000 000,50;1 200 000,00;22,5;Aino;Meri\n1002;Summa Oy;500 000,00;450 000,25;18,0;Eino;Metsä\n",
        2,
        1650000.25,
        {"id": "Asiakasnro", "margin_percent": "Kate-%", "owner": "Myyjä", "industry": "Toimiala"},
        "cp1252",
    ),
    Shape(
        "purchase invoices",
        "Toimittajan nimi;Tositepäivä;Tiliöintisumma;Hankintayksikkö\nAcme Oy;1.2.2023;1000,00;Koulut\nBeta Oy;15.2.2023;500,50;Kadut\n",
        2,
        1500.5,
        {"name": "Toimittajan nimi", "revenue": "Tiliöintisumma"},
    ),
    Shape("sum below", "Asiakkaan nimi;Myynti alv0\nAcme;10,50\nBeta;20,00\nYhteensä;30,50\n", 2, 30.5, {"revenue": "Myynti alv0"}),
    Shape(
        "last order",
        "Asiakas;Myynti;Viimeisin tilaus;Asiakas alkaen\nAcme;10;5.3.2024;2001\nBeta;20;25.12.2023;2010\n",
        2,
        30.0,
        {"last_order": "Viimeisin tilaus", "since": "Asiakas alkaen"},
    ),
)

SWEDISH = (
    Shape(
        "customers",
        "Kundnr;Kundnamn;Omsättning 2023;Omsättning 2024;TB;TG %;Säljare\n1;Åkeri AB;1 000 kr;2 000 kr;400 kr;20;Eva\n2;Örebro Bygg;500 kr;600 kr;60 kr;10;Bo\n",
        2,
        2600.0,
        {"id": "Kundnr", "margin": "TB", "margin_percent": "TG %", "owner": "Säljare"},
        "cp1252",
        "SEK",
    ),
    Shape(
        "supplier ledger",
        "Leverantör;Organisationsnummer;Belopp exkl moms;Fakturadatum;Förvaltning\nAcme AB;556000-0001;1000,50;2023-02-01;Skola\nAcme AB;556000-0001;500,00;2023-02-02;Vård\nBeta AB;556000-0002;99,50;2023-02-03;Vård\n",
        2,
        1600.0,
        {"name": "Leverantör", "revenue": "Belopp exkl moms"},
    ),
    Shape("turnover and prior", "Kund;Försäljning;Föregående år\nAcme;10,50;9\nBeta;20;22\nSumma;30,50;31\n", 2, 30.5, {"prior_revenue": "Föregående år"}),
)

OTHERS = (
    Shape(
        "Dutch",
        "Klantnummer;Klantnaam;Omzet 2024;Accountmanager\n1;Acme BV;1.000,00;Jan\n2;Beta BV;500,00;Piet\n",
        2,
        1500.0,
        {"id": "Klantnummer", "owner": "Accountmanager"},
    ),
    Shape(
        "Italian",
        "Ragione sociale;Fatturato;Agente;Regione\nAcme Srl;1.000,50;Anna;Lazio\nBeta Spa;500,00;Bruno;Puglia\nTotale;1.500,50;;\n",
        2,
        1500.5,
        {"name": "Ragione sociale", "owner": "Agente"},
    ),
    Shape(
        "Portuguese",
        "Código;Nome do cliente;Faturamento;Vendedor\n1;Acme Ltda;1.000,50;Ana\n2;Beta SA;500,00;Rui\n",
        2,
        1500.5,
        {"name": "Nome do cliente", "revenue": "Faturamento"},
    ),
    Shape("Norwegian", "Kundenavn;Omsetning;Selger\nAcme AS;1000;Kari\nBeta AS;500;Ola\n", 2, 1500.0, {"name": "Kundenavn", "revenue": "Omsetning"}),
)

NUMBERS = (
    Shape("points only", "name,revenue\nA,1.5\nB,2.25\n", 2, 3.75),
    Shape("thousands in quotes", 'Customer,Sales\nA,"1,234"\nB,"12,345"\nC,999\n', 3, 14578.0),
    Shape("dashes and words for nothing", "Customer,Sales\nA,-\nB,n/a\nC,NULL\nD,10\n", 4, 10.0),
    Shape("dollars and brackets", 'Client,Net Sales\nA,"$1,000.50"\nB,"($200.50)"\nC,$ -\n', 3, 800.0, currency="USD"),
    Shape("millions in words", "Client,Revenue\nA,36.9 Million\nB,1.2bn\nC,12k\n", 3, 1236912000.0),
    Shape("codes of currency", "Client,Revenue\nA,EUR 100\nB,EUR 200\n", 2, 300.0, currency="EUR"),
    Shape("margin as fractions", "Client,Revenue,Margin\nA,1000,0.25\nB,3000,0.1\n", 2, 4000.0),
    Shape("Indian groups", 'Customer,Turnover\nA,"12,34,567.00"\nB,"1,00,000.00"\n', 2, 1334567.0),
    Shape("unicode minus and blanks", "Customer;Revenue\nA;−5,50\nB;1 000,00\n", 2, 994.5),
    Shape("exponents", "customer,revenue\nA,1.5E+05\nB,5\n", 2, 150005.0),
)

SHAPES_OF_TABLES = (
    Shape("wide years alone", "Customer,2021,2022,2023\nA,1,2,3\nB,4,5,6\n", 2, 9.0, {"revenue": "2023", "prior_revenue": "2022"}),
    Shape("wide years with their total", "Customer,2022,2023,Total\nA,1.5,2,3.5\nB,4,5,9\n", 2, 7.0, {"revenue": "2023"}),
    Shape(
        "fiscal years",
        "Account,FY22 Revenue,FY23 Revenue,FY24 Revenue YTD\nA,1,2,1\nB,4,5,2\n",
        2,
        7.0,
        {"revenue": "FY23 Revenue", "prior_revenue": "FY22 Revenue"},
    ),
    Shape("years of two fields", "Client,Revenue 2022,Revenue 2023,Margin 2022,Margin 2023\nA,10,20,1,2\nB,30,40,3,4\n", 2, 60.0, {"margin": "Margin 2023"}),
    Shape("long years", "Customer,Year,Revenue\nA,2022,10\nA,2023,20\nB,2023,5\n", 2, 35.0, {"date": "Year"}),
    Shape(
        "order lines",
        "Order ID,Order Date,Customer ID,Customer Name,Product ID,Product Name,Sales,Quantity,Discount,Profit\nO1,11/8/2016,CG-1,Claire,P1,Chair,261.96,2,0,41.9\nO2,11/28/2016,CG-1,Claire,P2,Desk,731.94,3,0,219.5\nO3,6/12/2016,DV-2,Darrin,P3,Label,14.62,2,0,6.8\n",
        2,
        1008.52,
        {"id": "Customer ID", "name": "Customer Name", "revenue": "Sales", "profit": "Profit", "date": "Order Date"},
    ),
    Shape("row ids are no accounts", "Row ID,Customer,Sales\n1,A,10\n2,A,20\n3,B,30\n", 2, 60.0, {"name": "Customer"}),
    Shape("a plain id of the row", "ID,Customer,Sales\n1,A,10\n2,A,20\n3,B,30\n4,B,1\n", 2, 61.0, {"name": "Customer"}),
    Shape("a plain id of the account", "ID,Name,Revenue\n007,A,10\n008,B,20\n", 2, 30.0, {"id": "ID"}),
    Shape("ids alone", "CustomerID,Revenue\n17850,10\n17850,5\n13047,20\n", 2, 35.0, {"id": "CustomerID"}),
    Shape("one row", "Customer,Revenue\nAcme,2000\n", 1, 2000.0),
    Shape("two columns that say nothing", "Firma X,Zahl\nAcme,10.5\nBeta,20\n", 2, 30.5),
    Shape("no header at all", "Acme,10.5\nBeta,20\nGamma,30\n", 3, 60.5),
    Shape("blank names", "Customer,Revenue\nA,10\n,5\nB,20\n", 2, 30.0),
    Shape("customers called total", "Customer,Revenue\nTotal Energies,100.5\nSumma Oy,50\nGesamtverband,20\nGrand Total,170.5\n", 3, 170.5),
    Shape("total above", "Customer,Revenue\nTotal,30.5\nA,10.5\nB,20\n", 2, 30.5),
    Shape("subtotals after each name", "Customer,Product,Sales\nA,x,10\nA,y,20\nA Total,,30\nB,x,5\nB Total,,5\nGrand Total,,35\n", 2, 35.0),
    Shape("nameless sum at the end", "Customer,Revenue\nA,10\nB,20.25\n,30.25\n", 2, 30.25),
    Shape("phone and postcode are no revenue", "Customer,Phone,Postcode,Turnover\nA,5551234,10022,10\nB,5559876,90210,20\n", 2, 30.0, {"revenue": "Turnover"}),
)

MORE = (
    Shape("one customer only", "Customer,Order,Sales\nAcme,1,10\nAcme,2,5\n", 1, 15.0, {"name": "Customer"}),
    Shape(
        "a body that buys from suppliers",
        "Body,Buyer,Supplier,Invoice value\nTown,Anna,Acme,10\nTown,Bea,Beta,5\nTown,Anna,Acme,1\n",
        2,
        16.0,
        {"name": "Supplier", "revenue": "Invoice value"},
    ),
    Shape("credits marked CR", "Vendor,Amount\nA,10.50CR\nB,20.00\nC,3.00 DR\n", 3, 12.5),
    Shape("quoted header with a line break", '"Customer\nname","Net\nsales"\nAcme,10\nBeta,5\n', 2, 15.0),
    Shape("last year beside this year", "Client,Sales TY,Sales LY\nA,10.5,9\nB,20,22\n", 2, 30.5, {"revenue": "Sales TY", "prior_revenue": "Sales LY"}),
    Shape("actual beside budget", "Customer,Actual 2024,Budget 2024\nA,10.5,11\nB,20,19\n", 2, 30.5, {"revenue": "Actual 2024"}),
)

ALL = (*MORE, *COUNCIL, *CRM, *GERMAN, *FRENCH, *SPANISH, *FINNISH, *SWEDISH, *OTHERS, *NUMBERS, *SHAPES_OF_TABLES)


@pytest.mark.parametrize("shape", ALL, ids=lambda shape: shape.name)
def test_a_file_of_this_shape_gives_the_accounts_and_the_total_a_person_would_read(shape: Shape) -> None:
    """Accounts, total, the columns that matter and the currency come out without an option, and nothing is to be mended."""
    reading = read(SourceRequest(("-",), stdin=shape.text.encode(shape.encoding), where=shape.where))
    portfolio = reading.portfolio
    assert [problem.sentence() for problem in reading.problems if problem.severity > Severity.NOTE] == []
    assert portfolio.accounts.height == shape.accounts
    assert portfolio.accounts["revenue"].sum() == pytest.approx(shape.total, rel=1e-12)
    assert {name: portfolio.mapping.get(name) for name in shape.mapping} == dict(shape.mapping)
    assert portfolio.currency == shape.currency
