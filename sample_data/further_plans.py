"""Plans that show what choosing is about: a hidden gem, its reverse, a partner, and a small customer served by machines."""

from __future__ import annotations

from typing import Final

FURTHER: Final = {
    "Hirvikoski Satamat Oyj": """\
# Small today. Four harbours that want shore power, and a technical manager who tries things first.
# Aino, September 2026: scored after two long talks; this is the one to grow.
format = 1
id = "@ID@"
name = "Hirvikoski Satamat Oyj"
strategy = "Build the first battery-backed shore power with them, and show it to every harbour on the coast"
next_step = "Send the draft of the pilot agreement"
next_step_owner = "Aino Keskitalo"
next_step_due = 2026-12-09
next_review = 2027-01-20
owner = "Aino Keskitalo"
marketer = "Joonas Perälä"
programme = "ABM"
programme_reason = "Worth a programme of its own before it is large: four harbours decide together in 2027"
coverage = "field sales"
coverage_reason = "Telesales by the rule; a pilot is not sold by telephone"
segment = "Harbours going electric"
needs = 5
buying_process = "semi-formal"
buying_process_note = "Below 200,000 the technical manager decides, above it the four towns vote"
buying_centre = "decentralised"
potential = 640000
lifetime_value = 2900000
sales_cycle_months = 14
selection_verdict = "watch"
selection_reason = "Everything but the revenue speaks for it; decide when the pilot runs"
selection_date = 2026-09-30
satisfaction = 5
satisfaction_date = 2026-09-24
pain_points = ["Grid connection is too small for two ferries at once"]

[[stakeholder]]
id = "<s:viitala>"
name = "Sanna Viitala-Korpi"
title = "Technical Manager"
role = "champion"
reached_by = "both"
influence = 4
interest = 5
support = "mentor"
coverage = "in depth"
relationship = "problem solver"
relationship_desired = "trusted advisor"
personal_stake = "Proposed shore power to the towns; wants the first harbour running before the 2027 vote"
our_contact = "Aino Keskitalo"
last_touch = 2026-10-29
source = "asked"

[[stakeholder]]
id = "<s:nummelin>"
name = "Erkki Nummelin"
title = "Managing Director"
role = "economic buyer"
reached_by = "sales"
influence = 5
interest = 4
support = "supporter"
coverage = "brief"
last_touch = 2026-09-24
source = "observed"

[[channel]]
id = "<c:pilot>"
audience = "<s:viitala>"
message = "What a battery does for a small grid connection"
channel = "site visit"
when = 2026-12-15
call_to_action = "Name the quay for the pilot"
goal = "<g:pilot>"
private = true
programme = "ABM"
owner = "Aino Keskitalo"
side = "joint"
status = "planned"
budget = 2500
hours = 10
content_asset = "Load curves of her own quays"
content_status = "in work"
content_cost = 1800

[[goal]]
id = "<g:pilot>"
name = "Pilot agreement signed"
whose = "mutual"
kind = "qualitative"
aim = "growth"
due = 2027-02-26
status = "open"
our_benefit = "First reference for shore power"
their_benefit = "Two ferries at one quay without a new cable"
sales_owner = "Aino Keskitalo"
marketing_owner = "Joonas Perälä"

# ---- scores: asked in September, both of them at the table ----

[[score]]
id = "<k:technology>"
criterion = "role of technology"
score = 5
evidence = "Strategy 2030 of the harbours is about power and data; three of its five aims need us"
source = "asked"
date = 2026-09-24
due = 2027-09-24

[[score]]
id = "<k:innovate>"
criterion = "drive to innovate"
score = 5
evidence = "First harbour of its size with automatic mooring"
source = "observed"
date = 2026-09-24

[[score]]
id = "<k:cocreate>"
criterion = "desire to co-create"
score = 5
evidence = "\\"Let us build the first one together\\" (S. Viitala-Korpi)"
source = "asked"
date = 2026-09-24

[[score]]
id = "<k:maturity>"
criterion = "build-test-run-evolve maturity"
score = 4
evidence = "Tests before it buys; one data engineer of its own"
source = "observed"
date = 2026-09-24

[[score]]
id = "<k:range>"
criterion = "range of requirements"
score = 5
evidence = "From a spare part to running the power supply for ten years"
source = "asked"
date = 2026-09-24

[[score]]
id = "<k:stakes>"
criterion = "stakes"
score = 4
evidence = "A ferry without power at the quay is in the newspaper the same day"
source = "guessed"
date = 2026-09-24

[[score]]
id = "<k:expertise>"
criterion = "expertise expected"
score = 5
evidence = "Asks for people who know harbours, not engines"
source = "asked"
date = 2026-09-24

[[score]]
id = "<k:trust>"
criterion = "trust"
score = 5
evidence = "Shows us its load data without an agreement"
source = "observed"
date = 2026-09-24

[[score]]
id = "<k:revenue>"
criterion = "revenue history"
score = 2
evidence = "Parts only, twenty thousand a year"
source = "observed"
date = 2026-09-30

[[score]]
id = "<k:viable>"
criterion = "viability of the relationship"
score = 5
evidence = "Owned by four towns; will be there in fifty years"
source = "observed"
date = 2026-09-30

[[score]]
id = "<k:common>"
criterion = "what both have in common"
score = 5
evidence = "Both need a reference for shore power by 2028"
source = "asked"
date = 2026-09-30

[[score]]
id = "<k:unique>"
criterion = "uniqueness of the service"
score = 5
evidence = "Nobody else offers battery, converter and service in one contract"
source = "asked"
date = 2026-09-30

[[score]]
id = "<k:history>"
criterion = "account history"
score = 5
evidence = "Customer since 1998, not one dispute"
source = "observed"
date = 2026-09-30

[[offering]]
id = "<o:parts>"
name = "Spare parts"
current = 20000
potential = 40000

[[offering]]
id = "<o:shore>"
name = "Shore power with battery"
current = 0
potential = 600000
stage = "specification"
expected = 2027-06-15
cycle_months = 14
note = "One quay first; the other three follow the vote."
""",
    "Peñaluz Cementos S.A. de C.V.": """\
# The reverse of a gem: large, and interested in nothing but the price.
format = 1
id = "@ID@"
name = "Peñaluz Cementos S.A. de C.V."
key_account = true
strategy = "Hold the volume at the price of the tender, spend nothing beyond it"
next_step = "Prices for the tender of 2027"
next_step_owner = "Íñigo Barrutieta"
next_step_due = 2026-12-04
next_review = 2027-02-01
owner = "Íñigo Barrutieta"
marketer = "Camille Orsandre"
needs = 2
buying_process = "formal"
buying_process_note = "Tender each January, lowest price wins"
buying_centre = "centralised"
lifetime_value = 4200000
sales_cycle_months = 2
# Key account since 2014; nobody remembers why.
selection_verdict = "not a key account"
selection_date = 2026-10-06

[[stakeholder]]
id = "<s:urquijo>"
name = "Begoña Urquijo Salmerón"
title = "Directora de Compras"
role = "decision maker"
reached_by = "sales"
influence = 5
interest = 1
support = "neutral"
coverage = "brief"
relationship = "vendor"
relationship_desired = "vendor"
last_touch = 2026-10-06
source = "asked"

[[channel]]
id = "<c:oferta>"
audience = "<s:urquijo>"
message = "Prices for 2027"
channel = "email"
when = 2027-01-11
call_to_action = "Order for the whole year"
owner = "Íñigo Barrutieta"
side = "sales"
status = "planned"
automatable = true

[[score]]
id = "<k:tecnologia>"
criterion = "role of technology"
score = 2
evidence = "Kilns of 1994; an engine is a line in a list of costs"
source = "observed"
date = 2026-10-06

[[score]]
id = "<k:innovar>"
criterion = "drive to innovate"
score = 1
evidence = "Turned down the trial of 2023 and of 2025"
source = "observed"
date = 2026-10-06

[[score]]
id = "<k:cocrear>"
criterion = "desire to co-create"
score = 1
source = "guessed"
date = 2026-10-06

[[score]]
id = "<k:necesidades>"
criterion = "needs"
score = 2
evidence = "The same kits every year"
source = "observed"
date = 2026-10-06

[[score]]
id = "<k:proceso>"
criterion = "buying process"
score = 2
evidence = "One page, one price, no talk"
source = "asked"
date = 2026-10-06

[[score]]
id = "<k:requisitos>"
criterion = "range of requirements"
score = 1
evidence = "Parts only"
source = "asked"
date = 2026-10-06

[[score]]
id = "<k:confianza>"
criterion = "trust"
score = 3
evidence = "Correct on both sides, never more"
source = "asked"
date = 2026-10-06

[[score]]
id = "<k:ingresos>"
criterion = "revenue history"
score = 4
source = "observed"
date = 2026-10-06

[[score]]
id = "<k:margen>"
criterion = "margin"
score = 1
evidence = "Every tender two points lower"
source = "observed"
date = 2026-10-06

[[score]]
id = "<k:rentabilidad>"
criterion = "profitability"
score = 2
source = "guessed"
date = 2026-10-06

[[score]]
id = "<k:viabilidad>"
criterion = "viability of the relationship"
score = 2
evidence = "Changes supplier for one per cent"
source = "asked"
date = 2026-10-06

[[score]]
id = "<k:comun>"
criterion = "what both have in common"
score = 1
source = "guessed"
date = 2026-10-06

[[score]]
id = "<k:unico>"
criterion = "uniqueness of the service"
score = 2
evidence = "Three others sell the same kits"
source = "observed"
date = 2026-10-06

[[offering]]
id = "<o:kits>"
name = "Overhaul kits"
current = 960000
potential = 980000

[[gate]]
id = "<p:qualified>"
name = "Qualified"
entered = 2026-10-06
passed = 2026-10-06
owner = "Íñigo Barrutieta"
met = ["need in their own words", "decider named"]
""",
    "Kivikaarre Satamat Oy": """\
# A partner: refers us to its tenants, buys nothing itself.
format = 1
id = "@ID@"
name = "Kivikaarre Satamat Oy"
strategy = "Joint offer for owners who berth there: service while the ship waits"
next_step = "Joint page for the harbour's guide"
next_step_owner = "Joonas Perälä"
next_step_due = 2027-01-29
next_review = 2027-03-15
owner = "Aino Keskitalo"
marketer = "Joonas Perälä"
segment = "Harbours going electric"
needs = 3
buying_process = "informal"

[[stakeholder]]
id = "<s:lehtiranta>"
name = "Outi Lehtiranta"
title = "Harbour Master"
role = "champion"
reached_by = "both"
influence = 4
interest = 4
support = "supporter"
coverage = "multiple"
our_contact = "Aino Keskitalo"
last_touch = 2026-10-12
source = "asked"

[[channel]]
id = "<c:guide>"
audience = "Owners who berth at Kivikaarre"
message = "Service while you wait"
channel = "inbound content"
when = 2027-03-01
call_to_action = "Book a berth with service"
goal = "<g:referrals>"
programme = "lead generation"
owner = "Joonas Perälä"
side = "marketing"
status = "planned"
budget = 3500
digital = true
automatable = true
content_asset = "Page in the harbour's guide"
content_status = "planned"
content_cost = 1200

[[goal]]
id = "<g:referrals>"
name = "Owners referred by the harbour"
whose = "mutual"
kind = "quantitative"
aim = "growth"
baseline = 0
target = 6
current = 2
unit = "owners"
due = 2027-12-31
status = "open"
our_benefit = "Six talks that we would not get alone"
their_benefit = "Ships stay a day longer"
sales_owner = "Aino Keskitalo"
marketing_owner = "Joonas Perälä"

[[score]]
id = "<k:partner-cocreate>"
criterion = "desire to co-create"
score = 4
evidence = "The joint offer was their idea"
source = "asked"
date = 2026-10-12

[[score]]
id = "<k:partner-trust>"
criterion = "trust"
score = 4
evidence = "Names us to tenants without being asked"
source = "observed"
date = 2026-10-12
""",
    "Copperlea Ferries Inc.": """\
# Class C, served by machines; a person looks in once a year.
format = 1
id = "@ID@"
name = "Copperlea Ferries Inc."
owner = "Margaux Delvincourt"
next_review = 2027-04-12
segment = "Small ferries"
needs = 2
buying_process = "informal"
buying_centre = "centralised"
potential = 31000
sales_cycle_months = 0.5
lifecycle_stage = "declining"
enrolled = ["churn prevention"]

# One row of several: what they find by themselves is not the whole programme.
[[channel]]
id = "<c:articles>"
audience = "Small ferries"
message = "Five questions before an overhaul"
channel = "inbound content"
when = "monthly"
call_to_action = "Ask for the kit list"
activity = "content"
programme = "lead generation"
side = "marketing"
status = "active"
automated = true
digital = true

[[channel]]
id = "<c:filters>"
audience = "Small ferries"
message = "Filters for the season, before the season"
channel = "email"
when = "every March"
call_to_action = "Order with one click"
programme = "up-selling"
side = "marketing"
status = "active"
budget = 150
hours = 1
actual = 120
metric = "outcome"
result = "Order in the same week"
result_value = 3400
automated = true
automatable = true
digital = true
content_asset = "Season letter"
content_status = "ready"
content_cost = 60

[[channel]]
id = "<c:still-there>"
audience = "Owners without an order for 200 days"
message = "Is she laid up? Tell us, and we stop writing"
channel = "email"
when = "daily"
call_to_action = "One click: laid up, sold, sailing"
programme = "churn prevention"
side = "marketing"
status = "active"
budget = 80
automated = true
automatable = true
digital = true

[[score]]
id = "<k:ferry-technology>"
criterion = "role of technology"
score = 2
evidence = "Two boats, one mechanic"
source = "guessed"
date = 2025-06-02

[[score]]
id = "<k:ferry-innovate>"
criterion = "drive to innovate"
score = 1
source = "guessed"
date = 2025-06-02

[[score]]
id = "<k:ferry-process>"
criterion = "buying process"
score = 2
evidence = "The owner telephones"
source = "observed"
date = 2025-06-02

[[score]]
id = "<k:ferry-range>"
criterion = "range of requirements"
score = 1
evidence = "Filters and belts"
source = "observed"
date = 2025-06-02

[[score]]
id = "<k:ferry-trust>"
criterion = "trust"
score = 4
evidence = "Pays on the day"
source = "observed"
date = 2025-06-02

[[gate]]
id = "<p:ferry-qualified>"
name = "Qualified"
entered = 2025-06-02
passed = 2025-06-02
owner = "Margaux Delvincourt"
met = ["need known"]

[[gate]]
id = "<p:ferry-order>"
name = "Order"
entered = 2026-03-10
passed = 2026-03-14
owner = "Margaux Delvincourt"
met = ["order placed"]
""",
}
"""Account -> its plan; `@ID@` and `<kind:word>` as in `worked_plan`."""
