"""The words by which other programs and other languages call the fields of a plan's rows, and the kinds of row themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

ACCOUNT: Final = "account"
"""The column that names the account of each row."""
ACCOUNT_ID: Final = "account_id"
FIRST_NAME: Final = "first_name"
LAST_NAME: Final = "last_name"
ROW_ID: Final = "id"
"""The column with the id that a row has in the plan."""

KIND_WORDS: Final[Mapping[str, str]] = {
    word: kind
    for kind, words in {
        "stakeholder": "stakeholders contact contacts person persons people kontakt kontakte kontakter contacto contactos contatto contatti yhteyshenkilo yhteyshenkilot lead leads",
        "channel": "channels channel-row channel-rows campaign campaigns kampagne kampagnen kanal kanaele campagne campagnes",
        "flag": "flags red-flag red-flags risk risks risiko risiken risque risques riski riskit",
        "goal": "goals objective objectives target targets ziel ziele objectif objectifs objetivo objetivos tavoite tavoitteet mal",
        "touch": "touches touch-log activity activities meeting meetings call calls visit visits interaction interactions aktivitat aktivitaten besuch besuche",
        "note": "notes memo memos notiz notizen remarque remarques nota notas muistiinpano muistiinpanot",
        "score": "scores rating ratings bewertung bewertungen",
        "offering": "offerings product products opportunity opportunities produkt produkte produit produits tuote tuotteet",
        "gate": "gates stage stages",
        "dismissal": "dismissals",
    }.items()
    for word in words.split()
}
"""What people call a kind of row -> the kind."""

EVERY_KIND: Final[Mapping[str, str]] = {
    ACCOUNT: "account name|account|company|company name|customer|customer name|client|client name|organisation|organization|organisation name|organization name|associated company"
    "|primary company|employer|firma|firmenname|kunde|kundenname|unternehmen|konto|compte|nom du compte|client nom|societe|entreprise|empresa|cliente|cuenta|nombre de la cuenta"
    "|azienda|yritys|asiakas|asiakkaan nimi|foretag|kund|kundnamn|bedrijf|klant",
    ACCOUNT_ID: "account id|account number|account no|account nr|company id|customer id|customer number|customer no|client id|accountid|associated company id|kundennummer"
    "|kunden nr|kunden id|debitor|debitorennummer|numero client|numero de cliente|codice cliente|asiakasnumero|kundnummer|klantnummer",
    ROW_ID: "row id|row|id",
}
"""Field -> words, parted by bars: folded, marks of punctuation as blanks."""

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "stakeholder": {
        FIRST_NAME: "first name|firstname|given name|forename|vorname|prenom|nombre de pila|etunimi|fornamn|voornaam",
        LAST_NAME: "last name|lastname|surname|family name|nachname|familienname|nom de famille|apellido|apellidos|cognome|sukunimi|efternamn|achternaam",
        "name": "full name|fullname|contact|contact name|person|contact full name|ansprechpartner|kontakt|kontaktperson|nom|nom complet|contacto|nombre|nombre completo|nominativo"
        "|yhteyshenkilo|nimi|namn|naam|contactpersoon",
        "title": "job title|position|jobtitle|funktion|berufsbezeichnung|stellung|poste|fonction|titre|cargo|puesto|qualifica|titteli|tehtava|titel|befattning|functie",
        "unit": "department|business unit|division|abteilung|bereich|departement|service|departamento|reparto|osasto|yksikko|avdelning|afdeling",
        "role": "buying role|contact role|buyer role|rolle|kaufrolle|role dans l achat|rol|rol de compra|ruolo|rooli|roll",
        "reached_by": "reached through|erreicht durch|contacte par|contactado por|tavoittaa",
        "influence": "influence level|power|einfluss|pouvoir|influencia|influenza|vaikutusvalta|inflytande|invloed",
        "interest": "interest level|interesse|interet|interes|kiinnostus|intresse",
        "support": "attitude|sentiment|stance|haltung|soutien|apoyo|suhtautuminen|installning",
        "coverage": "contact coverage|abdeckung",
        "relationship": "relationship status|beziehung|relation|relacion|suhde",
        "reports_to": "manager|supervisor|reports to name|vorgesetzter|berichtet an|superieur|rapporte a|reporta a|jefe|esimies|chef|rapporterar till",
        "preferred_channel": "preferred contact method|preferred contact|bevorzugter kanal|canal prefere|canal preferido",
        "our_contact": "contact owner|owner|owner name|relationship owner|record owner|zustandig|betreuer|kontaktinhaber|proprietaire|responsable|propietario|proprietario"
        "|vastuuhenkilo|agare|ansvarig",
        "last_touch": "last activity|last activity date|last contacted|last contact|last contact date|last contacted date|last engagement date|letzter kontakt|letzte aktivitat"
        "|dernier contact|derniere activite|ultimo contacto|ultima actividad|viimeisin yhteydenotto|senaste kontakt|senaste aktivitet",
        "left": "left company|no longer at company|inactive|ausgeschieden|parti|lahtenyt|slutat",
        "topics": "interests|subjects|themen|sujets|temas|aiheet|amnen",
        "updated": "last modified|last modified date|modified|updated on|geandert am|modifie le|muokattu|andrad",
        "note": "notes|description|comments|comment|remark|remarks|notiz|notizen|bemerkung|bemerkungen|beschreibung|remarque|commentaire|nota|notas|comentario|muistiinpano|anteckning",
    },
    "channel": {
        "audience": "audience|recipient|recipients|contact|person|persona|target|an|empfanger|zielgruppe|destinataire|publico|kohderyhma|mottagare",
        "message": "subject|headline|topic|name|campaign|campaign name|botschaft|betreff|thema|sujet|mensaje|asunto|viesti|aihe|budskap|amne",
        "channel": "medium|media|type|kanal|canal|kanava",
        "when": "date|start|start date|timing|due|send date|scheduled|datum|wann|termin|quand|fecha|cuando|milloin|paivamaara|nar",
        "call_to_action": "cta|handlungsaufforderung|appel a l action|llamada a la accion|toimintakehotus|uppmaning",
        "goal": "objective|ziel|objectif|objetivo|tavoite|mal",
        "owner": "responsible|assigned to|verantwortlich|responsable|vastuuhenkilo|ansvarig",
        "budget": "budgeted cost|planned cost|kosten geplant|presupuesto|budjetti",
        "actual": "actual cost|spent|ist kosten|cout reel|coste real|toteutunut",
        "status": "state|zustand|statut|estado|tila",
    },
    "flag": {
        "type": "risk|red flag|flag|category|art|risiko|risque|riesgo|tyyppi|riski|risk typ",
        "severity": "impact|priority|schwere|prioritat|gravite|gravedad|vakavuus|allvar",
        "likelihood": "probability|wahrscheinlichkeit|probabilite|probabilidad|todennakoisyys|sannolikhet",
        "status": "state|zustand|statut|estado|tila",
        "raised": "date raised|opened|opened on|created|created date|date|identified|gemeldet am|eroffnet|cree le|abierto|avattu|oppnad",
        "review_by": "due|due date|review date|next review|follow up|wiedervorlage|fallig|echeance|vencimiento|erapaiva|forfallodag",
        "owner": "assigned to|responsible|verantwortlich|responsable|vastuuhenkilo|ansvarig",
        "evidence": "reason|cause|beleg|grund|preuve|motivo|peruste|orsak",
        "note": "notes|description|comments|notiz|bemerkung|remarque|nota|muistiinpano",
        "action": "mitigation|next step|response|massnahme|mesure|accion|toimenpide|atgard",
    },
    "goal": {
        "name": "name|objective|title|ziel|objectif|objetivo|tavoite|mal",
        "whose": "side|owner side|wessen",
        "due": "due date|deadline|target date|end date|fallig|frist|echeance|fecha limite|maaraaika|forfallodag",
        "target": "target value|zielwert|valeur cible|valor objetivo|tavoitearvo",
        "current": "current value|actual|progress|istwert|valeur actuelle|valor actual|nykyarvo",
        "baseline": "start value|ausgangswert|valeur de depart|lahtoarvo",
        "status": "state|zustand|statut|estado|tila",
    },
    "touch": {
        "date": "activity date|start|start date|meeting date|when|due date|datum|fecha|paivamaara|data",
        "channel": "type|activity type|medium|kanal|art|canal|kanava",
        "who": "contact|contacts|person|people|attendees|participants|contact name|teilnehmer|kontakt|participants|asistentes|osallistujat|deltagare",
        "our_contact": "owner|assigned to|assigned|by|zustandig|betreuer|responsable|vastuuhenkilo|ansvarig",
        "topic": "subject|title|betreff|thema|sujet|objet|asunto|tema|aihe|amne",
        "insight": "comments|description|notes|outcome|result|notiz|ergebnis|bemerkung|resultat|nota|tulos",
    },
    "note": {
        "text": "text|body|content|comment|comments|description|notiz|inhalt|beschreibung|remarque|texte|nota|texto|muistiinpano|anteckning",
        "date": "created|created date|created on|datum|fecha|paivamaara",
        "author": "created by|by|owner|verfasser|auteur|autor|kirjoittaja|forfattare",
        "topic": "type|category|thema|sujet|tema|aihe",
    },
    "score": {
        "criterion": "criteria|question|kriterium|critere|criterio|kriteeri",
        "score": "rating|points|value|bewertung|punkte|note|puntuacion|pisteet|poang",
        "date": "date|scored on|datum|fecha|paivamaara",
        "evidence": "reason|comment|comments|beleg|preuve|peruste",
    },
    "offering": {
        "name": "name|product|product name|product family|opportunity name|produkt|produit|producto|tuote",
        "current": "current revenue|revenue|umsatz|chiffre d affaires|ventas|liikevaihto|omsattning",
        "potential": "amount|opportunity|value|potenzial|potentiel|potencial|potentiaali",
        "stage": "stage|phase|etapa|vaihe|fas",
        "expected": "close date|expected close date|closing date|abschlussdatum|date de cloture|fecha de cierre",
        "note": "notes|description|comments|next step|notiz|bemerkung|remarque|nota",
    },
    "gate": {"name": "stage|stage name|name|phase|vaihe", "entered": "entered on|since", "passed": "passed on|left", "owner": "responsible"},
    "dismissal": {"reason": "reason|why", "date": "date", "author": "by|author"},
}
"""Kind -> field -> words, as above; a field's own name and label are understood without standing here."""
