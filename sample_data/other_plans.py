"""Plans of other accounts: begun, overdue, stale, written by hand, and one for a prospect."""

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
tier = "1:few"
tier_reason = "Planned together with the group; a programme of its own would be two"
segment = "LNG owners"
needs = 3
buying_process = "semi-formal"
buying_centre = "decentralised"
sales_cycle_months = 4

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

# Guessed at the desk; nobody has met B. Tveit.
[[score]]
id = "<k:n-technology>"
criterion = "role of technology"
score = 3
source = "guessed"
date = 2025-08-19

[[score]]
id = "<k:n-innovate>"
criterion = "drive to innovate"
score = 3
source = "guessed"
date = 2025-08-19

[[score]]
id = "<k:n-cocreate>"
criterion = "desire to co-create"
score = 2
evidence = "Buys elsewhere without a word"
source = "observed"
date = 2026-11-13

[[score]]
id = "<k:n-range>"
criterion = "range of requirements"
score = 2
evidence = "Overhauls and parts, nothing beyond"
source = "observed"
date = 2026-11-13

[[score]]
id = "<k:n-trust>"
criterion = "trust"
score = 2
evidence = "Two overhauls went to a third party"
source = "observed"
date = 2026-11-13
due = 2027-02-15

[[offering]]
id = "<o:n-overhauls>"
name = "Overhauls"
current = 450000
potential = 900000
stage = "negotiation"
expected = 2026-12-18
cycle_months = 4

[[gate]]
id = "<p:n-qualified>"
name = "Qualified"
entered = 2026-09-01
owner = "Aino Keskitalo"
met = ["need in their own words"]
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
buying_process = "formal"
buying_centre = "decentralised"
selection_verdict = "key account"
selection_reason = "Zweitgrößter Kunde"
selection_date = 2024-11-05

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

# Alles von 2024, damals am Schreibtisch geschätzt.
[[score]]
id = "<k:s-technik>"
criterion = "role of technology"
score = 3
evidence = "Laut Geschäftsbericht 2023"
source = "observed"
date = 2024-11-05
due = 2025-11-05

[[score]]
id = "<k:s-innovation>"
criterion = "drive to innovate"
score = 2
source = "guessed"
date = 2024-11-05

[[score]]
id = "<k:s-gemeinsam>"
criterion = "desire to co-create"
score = 2
source = "guessed"
date = 2024-11-05

[[score]]
id = "<k:s-bedarf>"
criterion = "needs"
score = 3
source = "guessed"
date = 2024-11-05

[[score]]
id = "<k:s-einkauf>"
criterion = "buying process"
score = 2
evidence = "Drei Werften, drei Einkaufsleiter"
source = "asked"
date = 2024-11-05

[[score]]
id = "<k:s-vertrauen>"
criterion = "trust"
score = 3
source = "guessed"
date = 2024-11-05

[[score]]
id = "<k:s-umsatz>"
criterion = "revenue history"
score = 4
evidence = "Über 3 Mio. in 2023"
source = "observed"
date = 2024-11-05

[[score]]
id = "<k:s-marge>"
criterion = "margin"
score = 3
source = "guessed"
date = 2024-11-05
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
# Gustav is there alone until the new technical director is found and met.
coverage = "field sales"
coverage_reason = "No team before the new technical director is there in December"
segment = "Passenger lines"
needs = 5
buying_process = "semi-formal"
buying_centre = "centralised"
potential = 7964000
lifetime_value = 15000000
sales_cycle_months = 8
selection_verdict = "key account"
selection_reason = "Growing, loud in the trade, and three quarters of what it needs is still bought elsewhere"
selection_date = 2026-06-11

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

[[score]]
id = "<k:g-technology>"
criterion = "role of technology"
score = 5
evidence = "Battery ferry on the Åland route"
source = "observed"
date = 2026-06-11

[[score]]
id = "<k:g-innovate>"
criterion = "drive to innovate"
score = 4
evidence = "Two pilots a year, one of them with us"
source = "observed"
date = 2026-06-11

[[score]]
id = "<k:g-cocreate>"
criterion = "desire to co-create"
score = 4
evidence = "Asked for a joint test of shore charging"
source = "asked"
date = 2026-06-11

[[score]]
id = "<k:g-stakes>"
criterion = "stakes"
score = 5
evidence = "Two thousand passengers a departure"
source = "observed"
date = 2026-06-11

[[score]]
id = "<k:g-expertise>"
criterion = "expertise expected"
score = 4
source = "guessed"
date = 2026-06-11

[[score]]
id = "<k:g-range>"
criterion = "range of requirements"
score = 4
evidence = "Parts to crew training"
source = "asked"
date = 2026-06-11

# To be asked again in November, with the new director.
[[score]]
id = "<k:g-trust>"
criterion = "trust"
score = 2
evidence = "Three late deliveries in July"
source = "asked"
date = 2026-09-28
due = 2026-11-15

[[score]]
id = "<k:g-revenue>"
criterion = "revenue history"
score = 4
evidence = "Up three years"
source = "observed"
date = 2026-06-11

[[score]]
id = "<k:g-margin>"
criterion = "margin"
score = 5
evidence = "39%, among the best of the large ones"
source = "observed"
date = 2026-06-11

[[score]]
id = "<k:g-profit>"
criterion = "profitability"
score = 5
source = "observed"
date = 2026-06-11

[[score]]
id = "<k:g-viable>"
criterion = "viability of the relationship"
score = 3
evidence = "Depends on who follows Ö. Hällgren-Moberg"
source = "guessed"
date = 2026-10-14

[[score]]
id = "<k:g-common>"
criterion = "what both have in common"
score = 4
evidence = "Same home port"
source = "observed"
date = 2026-06-11

[[offering]]
id = "<o:g-service>"
name = "Service contract"
current = 1500000
potential = 2400000
stage = "decided"

[[offering]]
id = "<o:g-charging>"
name = "Shore charging"
current = 0
potential = 3600000
stage = "specification"
expected = 2027-09-01
cycle_months = 12

[[gate]]
id = "<p:g-qualified>"
name = "Qualified"
entered = 2026-03-02
passed = 2026-04-20
owner = "Gustav Lindehov"
met = ["need in their own words", "decider named"]

[[gate]]
id = "<p:g-strategy>"
name = "Strategy agreed"
entered = 2026-04-20
owner = "Gustav Lindehov"
met = ["strategy written"]
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
relationship_stage = "cooperative"
our_roi = "yes"
their_roi = "no"
roi_date = 2026-10-08

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

[[offering]]
id = "<o:conversion>"
name = "Conversion to dual fuel"
current = 0
potential = 660000
stage = "decided"
expected = 2026-09-30
cycle_months = 18

[[gate]]
id = "<p:r-qualified>"
name = "Qualified"
entered = 2025-04-03
passed = 2025-06-12
owner = "Margaux Delvincourt"
met = ["need in their own words", "decider named"]

[[gate]]
id = "<p:r-strategy>"
name = "Strategy agreed"
entered = 2025-06-12
passed = 2025-11-20
owner = "Margaux Delvincourt"
met = ["strategy written", "a mutual goal", "marketing and sales agree"]

[[gate]]
id = "<p:r-value>"
name = "Value shown"
entered = 2025-11-20
passed = 2026-05-05
owner = "Camille Orsandre"
met = ["value worked out with them", "economic buyer reached"]

# Depuis juin chez eux, au comité d'investissement.
[[gate]]
id = "<p:r-decision>"
name = "Decision"
entered = 2026-05-05
owner = "Margaux Delvincourt"
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
segment = "Yards that build our engines"
needs = 5
buying_process = "formal"
buying_process_note = "稟議"
buying_centre = "centralised"
potential = 3800000
sales_cycle_months = 24
selection_verdict = "key account"
selection_reason = "Licence partner; what we build together sells in every other yard"
selection_date = 2026-04-10

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

[[score]]
id = "<k:s-technology>"
criterion = "role of technology"
score = 5
evidence = "自社の中期計画"
source = "asked"
date = 2026-11-06

[[score]]
id = "<k:s-innovate>"
criterion = "drive to innovate"
score = 5
evidence = "Ammonia engine in the first two hulls"
source = "asked"
date = 2026-11-06

[[score]]
id = "<k:s-cocreate>"
criterion = "desire to co-create"
score = 5
evidence = "共同開発契約"
source = "asked"
date = 2026-11-06
due = 2027-11-06

[[score]]
id = "<k:s-maturity>"
criterion = "build-test-run-evolve maturity"
score = 5
evidence = "Own test bed since 1978"
source = "observed"
date = 2026-11-06

[[score]]
id = "<k:s-needs>"
criterion = "needs"
score = 4
source = "observed"
date = 2026-11-06

[[score]]
id = "<k:s-process>"
criterion = "buying process"
score = 3
evidence = "稟議 takes four months"
source = "asked"
date = 2026-11-06

[[score]]
id = "<k:s-range>"
criterion = "range of requirements"
score = 5
evidence = "Licence, parts, crews"
source = "asked"
date = 2026-11-06

[[score]]
id = "<k:s-stakes>"
criterion = "stakes"
score = 4
source = "guessed"
date = 2026-11-06

[[score]]
id = "<k:s-expertise>"
criterion = "expertise expected"
score = 5
evidence = "Sends its own chief designer"
source = "observed"
date = 2026-11-06

[[score]]
id = "<k:s-trust>"
criterion = "trust"
score = 4
evidence = "Thirty years of licences"
source = "observed"
date = 2026-11-06

[[score]]
id = "<k:s-history>"
criterion = "account history"
score = 5
evidence = "Licence partner since 1994"
source = "observed"
date = 2026-04-10

[[score]]
id = "<k:s-common>"
criterion = "what both have in common"
score = 5
evidence = "The same engine"
source = "asked"
date = 2026-04-10

[[score]]
id = "<k:s-unique>"
criterion = "uniqueness of the service"
score = 5
evidence = "Only licence for this bore in Japan"
source = "observed"
date = 2026-04-10

[[score]]
id = "<k:s-viable>"
criterion = "viability of the relationship"
score = 5
evidence = "Agreement until 2041"
source = "observed"
date = 2026-04-10
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
needs = 3
buying_process = "formal"
buying_centre = "centralised"
selection_verdict = "watch"
selection_reason = "Largest of the Americas, but no return for either side yet; decide in March 2027"
selection_date = 2026-10-02

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

[[score]]
id = "<k:gu-technology>"
criterion = "role of technology"
score = 3
evidence = "Wants fewer people in the control room"
source = "asked"
date = 2026-10-02

[[score]]
id = "<k:gu-innovate>"
criterion = "drive to innovate"
score = 3
source = "observed"
date = 2026-10-02

[[score]]
id = "<k:gu-cocreate>"
criterion = "desire to co-create"
score = 3
evidence = "Lends us its data, not its people"
source = "asked"
date = 2026-10-02

[[score]]
id = "<k:gu-stakes>"
criterion = "stakes"
score = 4
evidence = "The regulator fines every hour without power"
source = "observed"
date = 2026-10-02

[[score]]
id = "<k:gu-trust>"
criterion = "trust"
score = 3
source = "guessed"
date = 2026-10-02

[[score]]
id = "<k:gu-revenue>"
criterion = "revenue history"
score = 4
evidence = "Up two years"
source = "observed"
date = 2026-10-02

[[score]]
id = "<k:gu-profit>"
criterion = "profitability"
score = 2
evidence = "Travel ate the margin of the service"
source = "observed"
date = 2026-10-02

[[score]]
id = "<k:gu-viable>"
criterion = "viability of the relationship"
score = 3
source = "guessed"
date = 2026-10-02

[[score]]
id = "<k:gu-unique>"
criterion = "uniqueness of the service"
score = 2
evidence = "Two others optimise too"
source = "asked"
date = 2026-10-02
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
needs = 4

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

[[score]]
criterion = "trust"
score = 4

[[score]]
criterion = "likes our ferries"
score = 5
# not in the list, but true
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
lifecycle_stage = "opportunity"
relationship_stage = "exploratory"
awareness = "aware"
abm_variety = "named-account"
abm_variety_reason = "One of nine owners of data centres that we work by name"
segment = "Standby power for data centres"
needs = 2
buying_process = "formal"
buying_centre = "centralised"
potential = 9400000
lifetime_value = 60000000
sales_cycle_months = 20
selection_verdict = "key account"
selection_reason = "A first site opens the other five"
selection_date = 2026-08-20

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
hours = 60
content_asset = "Measured start, as a film and a sheet"
content_status = "in work"
content_cost = 9000

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

[[score]]
id = "<k:d-technology>"
criterion = "role of technology"
score = 5
evidence = "It is what they sell"
source = "observed"
date = 2026-10-15

[[score]]
id = "<k:d-innovate>"
criterion = "drive to innovate"
score = 4
evidence = "First hydrogen test of the trade"
source = "observed"
date = 2026-10-15

[[score]]
id = "<k:d-cocreate>"
criterion = "desire to co-create"
score = 2
source = "guessed"
date = 2026-10-15

[[score]]
id = "<k:d-stakes>"
criterion = "stakes"
score = 5
evidence = "A minute without power is a clause in every contract of theirs"
source = "asked"
date = 2026-11-17

[[score]]
id = "<k:d-expertise>"
criterion = "expertise expected"
score = 5
evidence = "Asks for start times, not for brochures"
source = "asked"
date = 2026-11-17

[[score]]
id = "<k:d-trust>"
criterion = "trust"
score = 2
evidence = "They do not know us yet"
source = "guessed"
date = 2026-10-15

[[score]]
id = "<k:d-viable>"
criterion = "viability of the relationship"
score = 4
evidence = "Ten-year leases"
source = "observed"
date = 2026-10-15

[[score]]
id = "<k:d-unique>"
criterion = "uniqueness of the service"
score = 3
evidence = "Two others start in 30 seconds as well"
source = "asked"
date = 2026-11-17

[[offering]]
id = "<o:d-one>"
name = "Standby power, site one"
current = 0
potential = 1500000
stage = "specification"
expected = 2027-09-30
cycle_months = 20

[[offering]]
id = "<o:d-rest>"
name = "Standby power, sites two to six"
current = 0
potential = 7900000
stage = "need recognised"
cycle_months = 20

[[gate]]
id = "<p:d-qualified>"
name = "Qualified"
entered = 2026-08-20
owner = "Owen Thackrell"
met = ["decider named"]
""",
    "Harrowmere Towage plc": """\
format = 1
id = "@ID@"
name = "Harrowmere Towage plc"
programme = "DRM"
programme_reason = "Buys parts only, and prefers the portal; a visit a year is enough"
lifecycle_stage = "onboarding"
enrolled = ["onboarding", "up-selling"]
owner = "Owen Thackrell"
next_review = 2027-03-01
# Class A by the figures; the overhaul of 2025 was the first in nine years.
abc_class = "B"
abc_class_reason = "The revenue of 2025 is one overhaul; without it this is a B"
segment = "Towage"
buying_process = "informal"
buying_centre = "decentralised"
sales_cycle_months = 1
selection_verdict = "not a key account"
selection_reason = "Content with the portal, wants nothing else"
selection_date = 2026-03-02

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
budget = 900
hours = 2
automated = true
automatable = true
digital = true
content_asset = "Four mails and a film"
content_status = "ready"
content_cost = 1900

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
budget = 500
actual = 400
hours = 2
metric = "outcome"
result = "9 kits"
result_value = 21600
automated = true
automatable = true
digital = true
content_asset = "Kit finder"
content_status = "ready"
content_cost = 2400

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

[[score]]
id = "<k:h-technology>"
criterion = "role of technology"
score = 2
evidence = "Tugs of 1989"
source = "observed"
date = 2026-03-02

[[score]]
id = "<k:h-innovate>"
criterion = "drive to innovate"
score = 2
source = "guessed"
date = 2026-03-02

[[score]]
id = "<k:h-cocreate>"
criterion = "desire to co-create"
score = 1
evidence = "Does not want visits"
source = "asked"
date = 2026-03-02

[[score]]
id = "<k:h-needs>"
criterion = "needs"
score = 2
evidence = "Filters, belts, one overhaul in nine years"
source = "observed"
date = 2026-03-02

[[score]]
id = "<k:h-range>"
criterion = "range of requirements"
score = 1
evidence = "Parts"
source = "observed"
date = 2026-03-02

[[score]]
id = "<k:h-trust>"
criterion = "trust"
score = 4
evidence = "Pays on time, never complained"
source = "observed"
date = 2026-03-02

[[gate]]
id = "<p:h-qualified>"
name = "Qualified"
entered = 2026-03-02
passed = 2026-03-09
owner = "Owen Thackrell"
met = ["need in their own words"]
reason = "They never tell a budget"

[[gate]]
id = "<p:h-proposal>"
name = "Proposal"
entered = 2026-03-09
owner = "Owen Thackrell"
""",
}
"""Account -> its plan; `@ID@` and `<kind:word>` as in `worked_plan`."""
