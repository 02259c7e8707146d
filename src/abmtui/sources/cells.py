"""What a single cell looks like: a number, a period, a drawn line, nothing, or the words of a heading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from abmtui.wording import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_NUMBER: Final = 40
"""No amount or date takes more characters, however it is spelled."""
_LONGEST_PERIOD: Final = 19
_LONGEST_MISSING: Final = 4

_MONTHS: Final = (
    r"jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|mär(?:z)?|apr(?:il)?|ma[iy]|june?|juni|july?|juli"
    r"|aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?"
)
_CURRENCIES: Final = r"[a-z]{2}\$|us|eur|usd|gbp|chf|sek|nok|dkk|pln|jpy|cny|inr|aud|cad|kr|rs"
_SCALES: Final = r"mio|mrd|mia|tsd|mn|bn|millions?|billions?|thousand|(?<=[\d ])(?:[kmbzh]|cr|dr|am|pm)(?!\d)|(?<=\d)t(?=\d)"
_NUMBER_WORDS: Final = re.compile(rf"(?<![a-zäé])(?:{_CURRENCIES}|{_SCALES}|{_MONTHS})(?![a-zäé])\.?", re.IGNORECASE)
_PERIOD: Final = re.compile(
    r"(?:(?:fy|q[1-4]|h[12]|[a-zäé]{3,9}\.?)[\s/'-]*)?(?:19|20)\d\d(?:[-/. ](?:\d{1,4}|q[1-4]))?(?:[-/.]\d{1,2})?(?: 00:00:00)?"
    r"|\d{1,2}[-/.](?:\d{1,2}[-/.])?(?:19|20)\d\d"
    r"|[a-zä]{3}[-/ ']\d\d",
    re.IGNORECASE,
)
_MISSING: Final = frozenset(("", "-", "--", "---", "–", "—", "na", "n/a", "#n/a", "n.a.", "nan", "null", "none", "nil", "?", ".", "k.a.", "tbd", "tbc"))
_RULE: Final = re.compile(r"[-=+_*~:|#.,;\s]*[-=_*~]{3}[-=+_*~:|#.,;\s]*")

_HEADING_TEXT: Final = """
account accounts name names customer customers client clients company supplier suppliers vendor payee beneficiary organisation organization body entity department family area
id no nr number code key ref reference revenue sales amount total net gross value sum turnover spend price cost costs margin profit budget potential hours quantity qty date
month year quarter period type category sector industry segment region country city state territory address street zip postcode postal phone email website owner manager agent
rep status stage currency description product transaction invoice order parent group class employees since last first created modified notes comment
kunde kunden kundennummer kundenname kundennr debitor debitoren firma umsatz betrag erlos menge datum jahr monat ort plz land branche konto kontonummer lieferant summe netto
brutto bezeichnung belegdatum deckungsbeitrag vertrieb ansprechpartner societe fournisseur montant chiffre affaires pays ville nom secteur cliente clientes nombre importe ventas
facturacion ingresos pais ciudad fecha empresa proveedor fornecedor valor asiakas asiakasnumero nimi yritys liikevaihto myynti toimiala maa paiva vastuuhenkilo kund kundnummer
kundnamn omsattning belopp forsaljning bransch marknad klant klantnaam omzet bedrag plaats fatturato ragione sociale importo citta
"""
HEADING_WORDS: Final = frozenset(re.split(r"\s+", _HEADING_TEXT.strip()))
"""Words, folded, that stand in headers far more often than in data."""


def is_rule(cell: str) -> bool:
    """Whether a cell holds nothing but the dashes or signs of a drawn line."""
    return _RULE.fullmatch(cell) is not None


def is_missing(cell: str) -> bool:
    """Whether a cell says that there is no value."""
    return len(cell) <= _LONGEST_MISSING and cell.lower() in _MISSING


def is_numeric(cell: str) -> bool:
    """Whether a cell is a number, an amount or a date, in any of the usual spellings."""
    if len(cell) > LONGEST_NUMBER or not any(map(str.isdigit, cell)):
        return False
    return not any(map(str.isalpha, cell)) or not any(map(str.isalpha, _NUMBER_WORDS.sub("", cell)))


def is_period(cell: str) -> bool:
    """Whether a cell names a year, a quarter, a month or a day."""
    return len(cell) <= _LONGEST_PERIOD and any(map(str.isdigit, cell)) and _PERIOD.fullmatch(cell) is not None


def heading_share(cells: Sequence[str]) -> float:
    """The share of cells at least half of whose words are words of headings."""
    hits = 0
    for cell in cells:
        words = [word for word in re.split(r"[\W_]+", folded(cell)) if word and not word.isdigit()]
        hits += bool(words) and 2 * sum(word in HEADING_WORDS for word in words) >= len(words)
    return hits / len(cells)
