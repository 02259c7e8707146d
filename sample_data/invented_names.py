"""Invented company names in two dozen languages, and the groups some of them belong to; none is meant to be a real company."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import random


@dataclass(frozen=True)
class Language:
    """How companies are called in a language: a made-up place or family, a trade, a legal form."""

    accounts: int
    countries: tuple[str, ...]
    stems: tuple[str, ...]
    trades: tuple[str, ...]
    forms: tuple[str, ...]
    joined: bool = False
    """Whether the parts stand together without blanks."""

    def name(self, rng: random.Random) -> str:
        """Return one invented company name."""
        parts = (rng.choice(self.stems), rng.choice(self.trades), rng.choice(self.forms))
        return ("" if self.joined else " ").join(part for part in parts if part)


def _language(accounts: int, countries: str, stems: str, trades: str, forms: str, *, joined: bool = False) -> Language:
    def cut(text: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in text.split(","))

    return Language(accounts, cut(countries), cut(stems), cut(trades), cut(forms), joined)


LANGUAGES: Final = (
    _language(
        44,
        "Finland",
        "Kuusilahti, Hirvikoski, Tuulaniemi, Ruohovesi, Pähkinäranta, Sääksvirta, Yöpuro, Kivikaarre, Lehtoväylä, Hämysaari, Rautapolku, Jääkari,"
        "Mäntykärki, Ahvenselkä, Haukiväylä, Tervaköngäs, Korppivuori, Ulapanniemi, Öljymäki, Hyväsatama",
        "Varustamo, Telakka, Voima, Energia, Satamat, Konepaja, Kaivos, Paperi, Lämpö",
        "Oy, Oy, Oyj, Oy Ab",
    ),
    _language(
        40,
        "Sweden",
        "Björkvåg, Ängsholm, Strömhälla, Åmyra, Gråskär, Lövsund, Hjortnäs, Järnfjäll, Mörkvik, Älvhamra, Stenöre, Vårflod, Skärnäset, Tallhöjd, Norrbränna",
        "Rederi, Varv, Kraft, Energi, Hamn, Gruv, Bruk, Marin",
        "AB, AB, AB (publ)",
    ),
    _language(
        22,
        "Norway",
        "Sjøvarden, Fjellbrå, Østvær, Håskar, Bølgenes, Rødfjord, Langøyra, Ståltind",
        "Shipping, Verft, Offshore, Havbruk, Kraft, Supply",
        "AS, AS, ASA",
    ),
    _language(16, "Denmark", "Klitnæs, Sønderå, Bøgelund Hav, Ørkær, Rævsø, Havnstrøm", "Rederi, Energi, Færger, Vind, Maskinfabrik", "A/S, ApS"),
    _language(
        44,
        "Germany, Germany, Germany, Austria, Switzerland",
        "Grünwehr, Überfeld, Hößling, Käsbach, Königsaue, Flußtal, Brückweiler, Möwenkamp, Schönhafen, Süderlohe, Eschenröder, Großdeich, Löwenau, Rübenach, Wäldchen",
        "Reederei, Werft, Kraftwerke, Energie, Stadtwerke, Hafenbetriebe, Maschinenbau, Chemie, Papierfabrik",
        "GmbH, GmbH & Co. KG, AG, KG, mbH",
    ),
    _language(
        28,
        "France, France, Belgium, Canada",
        "Valbrèze, Éclusière, Hautgué, Rochefière, Côtevert, Montbûche, Sèvrelune, Île-Fanal, Grandmât, Beauchêneau, Œuvremer",
        "Armement, Chantiers, Énergie, Maritime, Ciments, Ports, Électricité",
        "S.A., SAS, SARL, & Fils",
    ),
    _language(
        26,
        "Spain, Spain, Mexico, Chile, Peru",
        "Peñaluz, Montañera, Ríoclaro, Cañaveral, Puertollén, Sierrabañil, Marañosa, Ibarrueta, Lagunílla, Olmedín",
        "Naviera, Astilleros, Energía, Minera, Puertos, Papelera, Cementos",
        "S.A., S.L., S.A. de C.V.",
    ),
    _language(
        20,
        "Portugal, Brazil, Brazil",
        "Águamansa, Serralão, Açorim, Ribeirões, Guarapêu, Conceiçal, Vilarã, Maranhós",
        "Navegação, Estaleiros, Energia, Mineração, Celulose",
        "S.A., Lda., Ltda",
    ),
    _language(
        18,
        "Poland",
        "Żurawiec, Łęgowiec, Ścibórz, Wiślarz, Dąbrówiec, Gęśnik, Święciłowo, Źródłowo",
        "Żegluga, Stocznia, Energia, Kopalnia, Papier",
        "Sp. z o.o., S.A.",
    ),
    _language(10, "Czechia, Slovakia", "Křivoústí, Říčnov, Žďárek, Šípková, Třebíčka, Ďurovany", "Energetika, Strojírny, Teplárna, Papírny", "s.r.o., a.s."),
    _language(
        12,
        "Türkiye",
        "Çınardere, Gökşehir, Işıkburun, Yıldızköy, Şahinli, Göçmenoğlu, İncirkaya",
        "Denizcilik, Tersanesi, Enerji, Madencilik",
        "A.Ş., Ltd. Şti.",
    ),
    _language(
        20,
        "Netherlands, Netherlands, Belgium",
        "Zeeduin, Oosterplaat, Vlietwaard, Grachtenburg, Waterhoek, Reigerveen, Kwelderland",
        "Rederij, Scheepswerf, Energie, Baggerwerken, Havens",
        "B.V., N.V.",
    ),
    _language(
        16,
        "Italy",
        "Montelarice, Pontefiorito, Valdoria, Torrechiusa, Costamèria, Acquabruna",
        "Navigazione, Cantieri, Energia, Cartiere, Traghetti",
        "S.p.A., S.r.l.",
    ),
    _language(
        34,
        "United Kingdom, United States, United States, Canada, Australia, India, Singapore",
        "Harrowmere, Quillhaven, Eastmarl, Foxbarrow, Saltmarrow, Thornwick Bay, Bluffpoint, Cedarholt, Granitefall, Larkhaven, O'Dunmoor, Winterquay, Copperlea",
        "Shipping, Marine, Power, Energy, Mining, Ferries, Data Centers, Offshore, Towage",
        "Ltd, plc, Inc., LLC, Pty Ltd, Corp.",
    ),
    _language(6, "Greece", "Θαλασσινή, Ανεμόεσσα, Πετρόνησος, Γαλανή Άκρη", "Ναυτιλιακή, Ενεργειακή", "Α.Ε."),
    _language(2, "Latvia", "Jūrasgals, Ežmala", "Kuģniecība, Enerģija", "SIA"),
    _language(2, "Hungary", "Vízfői, Gőzhalom", "Erőmű, Hajózás", "Kft., Zrt."),
    _language(9, "Japan", "青波, 白鷹, 翠嶺, 潮見野, 雪浜, かもめ台", "海運, 造船, 電力, 重工業, 製紙", "株式会社", joined=True),
    _language(8, "China, China, Taiwan", "海曦, 澄江湾, 北屿, 锦帆, 远岚", "航运, 船厂, 电力, 矿业", "有限公司, 股份有限公司", joined=True),
    _language(6, "South Korea", "바람재, 푸른여울, 새벽해, 솔내음", "해운, 조선, 에너지, 중공업", "(주)", joined=True),
    _language(4, "United Arab Emirates, Egypt", "واحة الموج, نجمة الساحل, ريح الخليج", "للملاحة, للطاقة", "ش.م.م"),
    _language(2, "Israel", "גלי צפון, אור החוף", "אנרגיה, ספנות", 'בע"מ'),
    _language(2, "Vietnam", "Sóng Biếc, Đảo Ngọc", "Vận Tải Biển, Điện Lực", "JSC"),
)
"""Room for 391 names; with those of `NAMED` a few more than 412."""

REGIONS: Final = {
    "Nordics": "Finland Sweden Norway Denmark",
    "DACH": "Germany Austria Switzerland",
    "Western Europe": "France Belgium Netherlands United_Kingdom",
    "Southern Europe": "Spain Portugal Italy Greece Türkiye",
    "Eastern Europe": "Poland Czechia Slovakia Hungary Latvia",
    "Middle East": "United_Arab_Emirates Egypt Israel",
    "Asia Pacific": "Japan China Taiwan South_Korea Singapore India Australia Vietnam",
    "Americas": "United_States Canada Mexico Chile Peru Brazil",
}
REGION_OF: Final = {country.replace("_", " "): region for region, countries in REGIONS.items() for country in countries.split()}


@dataclass(frozen=True)
class Member:
    """A company of a group, or a company that the plans tell of; `place` 0 is the largest customer, 1 the smallest."""

    name: str
    parent: str
    country: str
    industry: str
    place: float
    kind: str = "customer"


NAMED: Final = (
    Member("Väinäsalmi Oyj", "", "Finland", "Shipping", 0.0),
    Member("Väinäsalmi Norge AS", "Väinäsalmi Oyj", "Norway", "Shipping", 0.018),
    Member("Väinäsalmi Bergen Verft AS", "Väinäsalmi Norge AS", "Norway", "Shipyards", 0.25),
    Member("Vainasalmi Services Ltd", "Väinäsalmi Oyj", "United Kingdom", "Shipping", 0.78),
    Member("Gråskär Line AB", "", "Sweden", "Cruise and ferry", 0.006),
    Member("Gråskär Cruises Ltd", "Gråskär Line AB", "United Kingdom", "Cruise and ferry", 0.12),
    Member("Schönhafen Gruppe AG", "", "Germany", "Shipyards", 0.003),
    Member("Schönhafen Werft Nord GmbH", "Schönhafen Gruppe AG", "Germany", "Shipyards", 0.09),
    Member("Schönhafen Reparatur GmbH & Co. KG", "Schönhafen Gruppe AG", "Germany", "Shipyards", 0.55),
    Member("Énergie Rochefière S.A.", "", "France", "Power generation", 0.009),
    Member("Rochefière Outre-mer SAS", "Énergie Rochefière S.A.", "France", "Power generation", 0.21),
    Member("翠嶺重工業株式会社", "", "Japan", "Shipyards", 0.012),
    Member("Suirei Singapore Pte Ltd", "翠嶺重工業株式会社", "Singapore", "Shipyards", 0.4),
    Member("Guarapêu Energia S.A.", "", "Brazil", "Power generation", 0.015),
    Member("Guarapêu Mineração Ltda", "Guarapêu Energia S.A.", "Brazil", "Mining", 0.17),
    Member("Ścibórz Żegluga S.A.", "", "Poland", "Shipping", 0.05),
    Member("Ściborz Baltic Ferries ApS", "Ścibórz Żegluga S.A.", "Denmark", "Cruise and ferry", 0.31),
    Member("Harrowmere Towage plc", "", "United Kingdom", "Ports", 0.07),
    Member('Harrowmere "Tug 24", Inc.', "Harrowmere Towage plc", "United States", "Ports", 0.62),
    Member("Çınardere Holding A.Ş.", "", "Türkiye", "Shipyards", 0.11),
    Member("Çınardere Tersanesi A.Ş.", "Çınardere Holding A.Ş.", "Türkiye", "Shipyards", 0.13),
    Member("Granitefall Data Centers LLC", "", "United States", "Data centres", 0.0, "prospect"),
    Member("Çınardere Enerji A.Ş.", "Çınardere Holding A.Ş.", "Türkiye", "Power generation", 0.47),
)
"""Nine groups, one of them three levels deep, and the prospect that matters most."""


def invented(rng: random.Random, taken: set[str], total: int) -> list[tuple[str, str]]:
    """Return `total` further (name, country), no name twice."""
    names: list[tuple[str, str]] = []
    for language in LANGUAGES:
        for _ in range(language.accounts):
            name = language.name(rng)
            while name in taken:
                name = language.name(rng)
            taken.add(name)
            names.append((name, rng.choice(language.countries)))
    rng.shuffle(names)
    return names[:total]
