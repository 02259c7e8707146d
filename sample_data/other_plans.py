"""Plans of further accounts: begun, overdue, stale, written by hand, and one for a prospect."""

from __future__ import annotations

from typing import Final

PLANS: Final = {
    "Väinäsalmi Norge AS": """\
format = 1
id = "@ID@"
name = "Väinäsalmi Norge AS"
key_account = true
key_account_reason = "Part of the group; buys its overhauls alone"
strategy = "Bring Bergen back to the group agreement: parts within 48 hours, one price for all"
next_step = "Price for the two overhauls of spring 2027"
next_step_owner = "Aino Keskitalo"
next_step_due = 2026-11-30
next_review = 2026-11-30
owner = "Aino Keskitalo"
marketer = "Joonas Perälä"

[[stakeholder]]
id = "<s:tveit>"
name = "Bjørn Tveit"
title = "Managing Director"
role = "decision maker"
reached_by = "none"
influence = 5
support = "neutral"
coverage = "none"
source = "guessed"

[[stakeholder]]
id = "<s:solheim-norge>"
name = "Ingrid Solheim"
title = "Chief Engineer, LNG"
role = "user"
reached_by = "marketing"
influence = 3
interest = 5
support = "supporter"
coverage = "multiple"
reports_to = "<s:tveit>"
last_touch = 2026-10-21
source = "asked"

[[channel]]
id = "<c:norge-parts>"
audience = "<s:tveit>"
message = "Spare parts at Bergen within 48 hours"
channel = "executive briefing"
when = 2026-12-08
call_to_action = "Try it for one ship"
owner = "Aino Keskitalo"
side = "sales"
status = "planned"

[[flag]]
id = "<f:norge>"
type = "business goes elsewhere"
severity = "high"
likelihood = "high"
status = "open"
raised = 2026-11-13
review_by = 2026-11-30
owner = "Aino Keskitalo"
evidence = "Two overhauls bought from a third party"
""",
    "Schönhafen Gruppe AG": """\
# Angelegt von F. Außenthal für das Planungsgespräch 2025. Seitdem nicht mehr angefasst!
format = 1
id = "@ID@"
name = "Schönhafen Gruppe AG"
key_account = true
key_account_reason = "Größte Werftgruppe im Gebiet"
strategy = "Rahmenvertrag für alle drei Werften"
next_step = "Termin mit der Geschäftsführung"
next_step_owner = "Friederike Außenthal"
next_step_due = 2025-09-15
next_review = 2025-12-01
owner = "Friederike Außenthal"
marketer = "Joonas Perälä"
contract_end = 2026-03-31
satisfaction = 4
satisfaction_date = 2024-11-05

[[stakeholder]]
id = "<s:kroeger>"
name = "Jürgen Kröger-Thiessen"
title = "Geschäftsführer"
role = "decision maker"
reached_by = "sales"
influence = 5
interest = 3
support = "supporter"
coverage = "multiple"
relationship = "problem solver"
relationship_desired = "trusted advisor"
last_touch = 2025-05-22
source = "asked"
updated = 2025-05-22

[[stakeholder]]
id = "<s:ackermann>"
name = "Sibylle Ackermann-Roß"
title = "Leiterin Einkauf"
role = "procurement"
reached_by = "sales"
influence = 3
support = "neutral"
coverage = "brief"
last_touch = 2025-03-11
source = "observed"

[[channel]]
id = "<c:katalog>"
audience = "Werkstattleiter"
message = "Der neue Ersatzteilkatalog"
channel = "printed brochure"
when = 2025-06-01
programme = "lead generation"
owner = "Joonas Perälä"
side = "marketing"
status = "planned"
budget = 8000

[[goal]]
id = "<g:rahmen>"
name = "Rahmenvertrag unterschrieben"
whose = "mutual"
kind = "qualitative"
due = 2025-12-31
status = "open"
our_benefit = "Planbarer Umsatz"
their_benefit = "Ein Preis für drei Werften"
""",
    "Gråskär Line AB": """\
format = 1
id = "@ID@"
name = "Gråskär Line AB"
key_account = true
key_account_reason = "Second largest passenger line we serve, and loud in the trade"
strategy = "Keep the service contract through the change of the technical management"
next_step = "Meet the new technical director"
next_step_owner = "Gustav Lindehov"
next_step_due = 2026-12-01
next_review = 2026-12-15
owner = "Gustav Lindehov"
marketer = "Joonas Perälä"
satisfaction = 2
satisfaction_date = 2026-09-28
pain_points = ["Product information is spread over four portals"]

# Flyttade till ett varv i oktober. Hans efterträdare börjar 1 december.
[[stakeholder]]
id = "<s:hallgren>"
name = "Örjan Hällgren-Moberg"
title = "Technical Director"
role = "economic buyer"
reached_by = "sales"
influence = 5
interest = 4
support = "mentor"
coverage = "in depth"
last_touch = 2026-09-11
left = true
source = "asked"

[[stakeholder]]
id = "<s:tornblad>"
name = "Åsa Törnblad"
title = "Purchasing Manager"
role = "procurement"
reached_by = "both"
influence = 3
interest = 3
support = "neutral"
coverage = "brief"
preferred_channel = "email"
last_touch = 2026-10-30
source = "asked"

[[channel]]
id = "<c:portal>"
audience = "<s:tornblad>"
message = "All product information in one place"
channel = "private wiki"
when = "monthly"
call_to_action = "Name five colleagues who get access"
private = true
programme = "ABM"
owner = "Joonas Perälä"
side = "marketing"
status = "active"
digital = true

[[flag]]
id = "<f:graskar>"
type = "reorganisation"
severity = "medium"
likelihood = "high"
status = "open"
raised = 2026-10-14
review_by = 2026-12-05
owner = "Gustav Lindehov"
evidence = "Technical director left"

[[note]]
id = "<n:graskar>"
text = "Satisfaction fell from 4 to 2: three late deliveries in July."
date = 2026-09-28
author = "Gustav Lindehov"
topic = "feedback"
""",
    "Énergie Rochefière S.A.": """\
format = 1
id = "@ID@"
name = "Énergie Rochefière S.A."
key_account = true
key_account_reason = "Island power plants: nobody else runs engines of this size there"
strategy = "Convert the two island plants to dual fuel"
# En retard : relancer après le comité d'investissement.
next_step = "Remettre l'offre pour la centrale nord"
next_step_owner = "Margaux Delvincourt"
next_step_due = 2026-10-30
next_review = 2026-11-02
owner = "Margaux Delvincourt"
marketer = "Camille Orsandre"
contract_end = 2026-12-31

[[stakeholder]]
id = "<s:lefaucheux>"
name = "Hélène Lefaucheux-Briand"
title = "Directrice générale"
role = "economic buyer"
reached_by = "both"
influence = 5
interest = 4
support = "supporter"
coverage = "multiple"
last_touch = 2026-10-08
source = "asked"

[[channel]]
id = "<c:visite>"
audience = "<s:lefaucheux>"
message = "Une centrale convertie, en service"
channel = "site visit"
when = 2026-11-10
call_to_action = "Fixer la date de la décision"
goal = "<g:ile>"
programme = "ABM"
owner = "Margaux Delvincourt"
side = "joint"
status = "planned"
budget = 7000

[[goal]]
id = "<g:ile>"
name = "Première centrale convertie"
whose = "mutual"
kind = "quantitative"
baseline = 0
target = 1
current = 0
unit = "plants"
due = 2026-09-30
status = "open"
our_benefit = "Ten years of service"
their_benefit = "A third less fuel"
sales_owner = "Margaux Delvincourt"
""",
    "翠嶺重工業株式会社": """\
format = 1
id = "@ID@"
name = "翠嶺重工業株式会社"
key_account = true
key_account_reason = "Licence partner and customer in one"
strategy = "Co-develop the ammonia engine; be in the first two hulls"
next_step = "共同開発契約の草案を送る"
next_step_owner = "高瀬 美波"
next_step_due = 2026-12-18
next_review = 2027-01-15
owner = "高瀬 美波"
marketer = "Lotte Vermaasen"

[[stakeholder]]
id = "<s:hayami>"
name = "速水 健太郎"
title = "常務取締役"
role = "decision maker"
reached_by = "sales"
influence = 5
interest = 5
support = "supporter"
coverage = "multiple"
relationship = "problem solver"
relationship_desired = "trusted advisor"
our_contact = "高瀬 美波"
last_touch = 2026-11-06
source = "asked"

[[stakeholder]]
id = "<s:asagiri>"
name = "朝霧 玲奈"
title = "設計部長"
role = "technical buyer"
reached_by = "both"
influence = 4
interest = 5
support = "mentor"
coverage = "in depth"
reports_to = "<s:hayami>"
last_touch = 2026-11-06
source = "asked"

[[touch]]
id = "<t:suirei>"
date = 2026-11-06
channel = "site visit"
who = ["<s:hayami>", "<s:asagiri>"]
our_contact = "高瀬 美波"
topic = "アンモニア機関"
insight = "First hull is decided in June 2027"
source = "asked"
""",
    "Guarapêu Energia S.A.": """\
format = 1
id = "@ID@"
name = "Guarapêu Energia S.A."
key_account = true
key_account_reason = "Largest account in the Americas"
strategy = "Show within this year what the optimisation service is worth to them"
next_step = "Meet the plant manager with the measured savings"
next_step_owner = "Íñigo Barrutieta"
next_step_due = 2026-11-27
next_review = 2026-12-10
owner = "Íñigo Barrutieta"
marketer = "Lotte Vermaasen"

[[stakeholder]]
id = "<s:conceicao>"
name = "Maria da Conceição Veloso"
title = "Diretora de Operações"
role = "economic buyer"
reached_by = "sales"
influence = 5
interest = 3
support = "non-supporter"
coverage = "multiple"
personal_stake = "Argued for the service against her own engineers"
last_touch = 2026-10-02
source = "asked"

[[channel]]
id = "<c:economia>"
audience = "<s:conceicao>"
message = "Measured savings of the first year"
channel = "video chat"
when = 2026-11-27
call_to_action = "Extend the service to plant 2"
owner = "Íñigo Barrutieta"
side = "sales"
status = "planned"

[[flag]]
id = "<f:roi-ours>"
type = "no mutual ROI: ours"
severity = "low"
likelihood = "medium"
status = "open"
raised = 2026-08-19
owner = "Íñigo Barrutieta"
evidence = "Travel ate the margin of the service"

[[flag]]
id = "<f:goals>"
type = "mutual goals not achieved"
severity = "medium"
likelihood = "medium"
status = "open"
raised = 2026-10-02
review_by = 2026-12-10
owner = "Íñigo Barrutieta"

[[goal]]
id = "<g:economia>"
name = "Fuel per MWh down by 3%"
whose = "mutual"
kind = "quantitative"
baseline = 0
target = 3
current = 1.4
unit = "%"
due = 2026-06-30
status = "missed"
their_benefit = "900 t of fuel a year"
""",
    "Ścibórz Żegluga S.A.": """\
# typed on the train, ids come later (zw)
format = 1
id = "@ID@"
name = "Ścibórz Żegluga S.A."
owner = "Zofia Wrzosek"
strategy = "Two ferries are up for re-engining in 2028; be there before the tender is written"
next_step = "Coffee with Tadeusz"
next_step_due = 2027-01-12

[[stakeholder]]
name = "Tadeusz Młynarczyk-Gęsior"
title = "Dyrektor techniczny"
role = "technical buyer"
reached_by = "sales"
influence = 4
support = "supporter"

[[stakeholder]]
name = "Bożena Łącka"
role = "decision maker"
reached_by = "none"
influence = 5
# she never answers mail

[[channel]]
audience = "Bożena Łącka"
message = "What re-engining costs, and what waiting costs"
channel = "direct marketing"
when = "spring 2027"
call_to_action = "Ask for the calculation"
""",
    "Granitefall Data Centers LLC": """\
# A prospect worth more than any customer: standby power for six sites.
format = 1
id = "@ID@"
name = "Granitefall Data Centers LLC"
key_account = true
key_account_reason = "Six sites at 1.5 M each; first sale opens the others"
strategy = "Win site one as a reference before the framework is tendered in autumn 2027"
next_step = "Invite to the test bed"
next_step_owner = "Owen Thackrell"
next_step_due = 2026-12-11
next_review = 2027-01-08
owner = "Owen Thackrell"
marketer = "Lotte Vermaasen"
programme = "ABM"
programme_reason = "Few prospects of this value: a market of one"

[[stakeholder]]
id = "<s:abernethy>"
name = "Rosalind Abernethy-Cole"
title = "VP Infrastructure"
role = "decision maker"
reached_by = "marketing"
influence = 5
interest = 4
support = "neutral"
coverage = "brief"
preferred_channel = "webinar"
last_touch = 2026-10-15
source = "marketing research"

[[stakeholder]]
id = "<s:okonjo>"
name = "Chidi Okonjo-Bright"
title = "Site Reliability Lead"
role = "coach"
reached_by = "marketing"
influence = 3
interest = 5
support = "supporter"
coverage = "multiple"
reports_to = "<s:abernethy>"
last_touch = 2026-11-17
source = "asked"

[[channel]]
id = "<c:standby>"
audience = "<s:abernethy>"
message = "Start in 30 seconds, measured"
channel = "product demonstration"
when = 2027-01-20
call_to_action = "Specify the start time in the tender"
goal = "<g:site>"
private = true
programme = "ABM"
owner = "Lotte Vermaasen"
side = "joint"
status = "planned"
budget = 15000

[[goal]]
id = "<g:site>"
name = "First order: site one"
whose = "ours"
kind = "quantitative"
target = 1500000
current = 0
unit = "EUR"
due = 2027-09-30
status = "open"
sales_owner = "Owen Thackrell"
marketing_owner = "Lotte Vermaasen"
""",
    "Harrowmere Towage plc": """\
format = 1
id = "@ID@"
name = "Harrowmere Towage plc"
programme = "DRM"
programme_reason = "Buys parts only, and prefers the portal; a visit a year is enough"
owner = "Owen Thackrell"
next_review = 2027-03-01

[[channel]]
id = "<c:welcome>"
audience = "New skippers"
message = "First steps in the parts portal"
channel = "drip marketing"
when = "at sign-up"
call_to_action = "Order the first filter set"
programme = "onboarding"
side = "marketing"
status = "active"
automated = true
digital = true

[[channel]]
id = "<c:kits>"
audience = "Workshop leads"
message = "Overhaul kits instead of single parts"
channel = "email"
when = "quarterly"
call_to_action = "Order a kit"
programme = "up-selling"
side = "marketing"
status = "active"
actual = 400
metric = "outcome"
result = "9 kits"
result_value = 21600
automated = true
digital = true

[[channel]]
id = "<c:quiet>"
audience = "Tugs without an order for 200 days"
message = "Is she still in service?"
channel = "email"
when = "daily"
call_to_action = "Tell us, or order"
programme = "churn prevention"
side = "marketing"
status = "planned"
automated = true
digital = true
""",
}
"""Account -> its plan; `@ID@` and `<kind:word>` as in `worked_plan`."""
