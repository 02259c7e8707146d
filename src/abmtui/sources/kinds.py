"""Words for what an account is to us -> customer, prospect or partner."""

from __future__ import annotations

from typing import Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.wording import folded

_WORDS: Final = {
    col.CUSTOMER: """customer,customers,client,clients,existing customer,active customer,current customer,key customer,direct customer,end customer,customer - direct,
        customer - channel,customer direct,customer channel,buyer,account,kunde,bestandskunde,stammkunde,neukunde,endkunde,aktivkunde,bestehender kunde,client actif,client existant,cliente,
        clientes,cliente actual,cliente activo,asiakas,nykyinen asiakas,aktiivinen asiakas,kund,befintlig kund,aktiv kund,klant,bestaande klant,cliente attivo,cliente attuale,cliente ativo,
        installation partner customer""",
    col.PROSPECT: """prospect,prospects,prospective,prospective customer,potential customer,potential,lead,leads,target,target account,suspect,opportunity,non-customer,no customer,interessent,
        interessenten,potenzieller kunde,potentieller kunde,zielkunde,wunschkunde,piste,client potentiel,prospecto,cliente potencial,potencial,liidi,prospekti,potentiaalinen asiakas,
        potentiaalinen,potentiell kund,presumtiv kund,mojlig kund,potentiele klant,potenziale,cliente potenziale,potenziale cliente,prospet""",
    col.PARTNER: """partner,partners,reseller,distributor,channel partner,channel,integrator,alliance,technology partner,var,handler,haendler,vertriebspartner,wiederverkaufer,fachhandler,
        grosshandler,partenaire,revendeur,distributeur,socio,distribuidor,revendedor,kumppani,jalleenmyyja,jakelija,yhteistyokumppani,aterforsaljare,distributor partner,wederverkoper,
        rivenditore,distributore,parceiro""",
}
KIND_WORDS: Final = {" ".join(word.split()): kind for kind, words in _WORDS.items() for word in words.split(",")}
"""Folded word -> kind."""


def kinds_of(cells: pl.Series) -> tuple[pl.Series, dict[str, int]]:
    """Return a text column as kinds, empty and unknown words as null, and the unknown words with their rows."""
    counted = cells.drop_nulls().value_counts()
    counts = dict(counted.rows())
    known = {word: KIND_WORDS.get(folded(" ".join(word.split()))) for word in counts}
    kinds = cells.replace_strict(list(known), list(known.values()), default=None, return_dtype=pl.String) if known else cells.cast(pl.String)
    return kinds, {word: counts[word] for word, kind in known.items() if kind is None and word.strip()}
