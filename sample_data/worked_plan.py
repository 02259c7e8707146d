"""The plan of the worked example: a marine group, a lifecycle contract, and the people whom sales does not reach."""

from __future__ import annotations

from typing import Final

WORKED: Final = '''\
# Worked example: one strategic account, planned by sales (Aino) and marketing (Joonas) together.
# Everything in it is invented. Lines like this one are ours; the program leaves them where they are.

format = 1
id = "@ID@"
name = "Väinäsalmi Oyj"

key_account = true
key_account_reason = "Largest customer (8%), three LNG carriers on order, and the group buys as one since 2024"
strategy = """
Win the lifecycle agreement for the three new LNG carriers before the FY27 budget closes in March.
Sales holds the technical side well. The CFO decides, and no one of us has met him: marketing opens that door
with fuel cost per mile, worked out on their own ships."""
next_step = "Send the lifecycle calculation to M. Rautasalo"
next_step_owner = "Aino Keskitalo"
next_step_due = 2026-12-03
next_review = 2026-10-12
owner = "Aino Keskitalo"
marketer = "Joonas Perälä"
programme = "ABM"
programme_reason = "Strategic account, a programme of its own (1:1)"
tier = "1:1"
tier_reason = "One marketer for this account alone until March"
segment = "LNG owners"
needs = 5
buying_process = "formal"
buying_process_note = "Three prices above 250,000; the board sees everything above 2 M"
buying_centre = "centralised"
potential = 6900000
lifetime_value = 31000000
sales_cycle_months = 11
selection_verdict = "key account"
selection_reason = "First by revenue, wants what only we service, and decides for the whole group"
selection_date = 2026-09-30
contract_end = 2027-06-30
satisfaction = 3
satisfaction_date = 2026-05-20
pain_points = [
  "Unplanned stops in the North Atlantic",
  "Spare parts wait in customs at Bergen",
  "Fuel bill is budgeted on 2019 consumption",
]
motivations = ["Methanol by 2030 without a second crew", "One price for the whole group"]
lifecycle_stage = "growing"
relationship_stage = "cooperative"
awareness = "engaged"
our_roi = "yes"
their_roi = "unknown"
roi_date = 2026-03-06
our_team = ["Aino Keskitalo: key account manager", "Joonas Perälä: key account marketer", "Henrik Jokelainen: product manager"]

# ---- people -------------------------------------------------------------------------------------

# He signs everything above 2 M. Came from a bank, does not go to trade fairs.
[[stakeholder]]
id = "<s:rautasalo>"
name = "Mika Rautasalo"
title = "Chief Financial Officer"
unit = "Group"
role = "economic buyer"
reached_by = "none"
influence = 5
interest = 2
support = "neutral"
coverage = "none"
relationship = "vendor"
relationship_desired = "credible source"
persona = "Finance"
personal_stake = "Promised the board a fuel bill 12% lower by 2028; his name is on it"
topics = ["cost per mile", "cash flow", "emission allowances"]
preferred_channel = "executive briefing"
source = "guessed"
updated = 2026-09-02

[[stakeholder]]
id = "<s:hietala>"
name = "Anna Hietala"
title = "Technical Director, Fleet"
unit = "Fleet"
role = "champion"
reached_by = "both"
influence = 4
interest = 5
support = "mentor"
coverage = "in depth"
relationship = "problem solver"
relationship_desired = "trusted advisor"
reports_to = "<s:stromvall>"
influences = ["<s:rautasalo>", "<s:oksala>"]
persona = "Technical leader"
topics = ["uptime", "dry docking", "crew training"]
preferred_channel = "site visit"
our_contact = "Aino Keskitalo"
last_touch = 2026-11-12
source = "asked"
updated = 2026-11-12
note = """
Will carry the calculation to the CFO herself if it fits on one page.
Asked twice about the retrofit of the two older ferries."""

[[stakeholder]]
id = "<s:stromvall>"
name = "Eva-Lena Strömvall"
title = "Chief Operating Officer"
unit = "Group"
role = "approver"
reached_by = "sales"
influence = 4
interest = 3
support = "supporter"
coverage = "brief"
relationship = "credible source"
relationship_desired = "problem solver"
persona = "Executive"
topics = ["on-time arrival"]
our_contact = "Aino Keskitalo"
last_touch = 2026-08-28
source = "observed"

[[stakeholder]]
id = "<s:oksala>"
name = "Petri Oksala"
title = "Superintendent, Newbuilding"
unit = "Newbuilding"
role = "technical buyer"
reached_by = "sales"
influence = 3
interest = 4
support = "supporter"
coverage = "multiple"
reports_to = "<s:hietala>"
preferred_channel = "personal selling"
our_contact = "Henrik Jokelainen"
last_touch = 2026-11-03
source = "asked"

# Hard negotiator, but fair: wants three prices, never the lowest one.
[[stakeholder]]
id = "<s:penaranda>"
name = "Carlos Peñaranda"
title = "Head of Group Procurement"
unit = "Procurement"
role = "procurement"
reached_by = "sales"
influence = 3
interest = 2
support = "non-supporter"
coverage = "brief"
relationship = "vendor"
relationship_desired = "vendor"
topics = ["price list", "payment terms"]
preferred_channel = "email"
last_touch = 2026-06-17
source = "observed"

[[stakeholder]]
id = "<s:solheim>"
name = "Ingrid Solheim"
title = "Chief Engineer, LNG"
unit = "Väinäsalmi Norge"
role = "user"
reached_by = "marketing"
influence = 2
interest = 5
support = "supporter"
coverage = "multiple"
reports_to = "<s:oksala>"
influences = ["<s:oksala>"]
persona = "Chief engineer"
topics = ["condition monitoring", "remote support"]
preferred_channel = "private forum"
last_touch = 2026-10-21
source = "asked"

[[stakeholder]]
id = "<s:wulff>"
name = "Dr. Matthias Wulff"
title = "Member of the board, sustainability"
unit = "Board"
role = "executive sponsor"
reached_by = "none"
influence = 4
interest = 3
support = "neutral"
coverage = "unknown"
persona = "Executive"
source = "market research"

# Left for a yard in August; his replacement is not named yet (see the flag).
[[stakeholder]]
id = "<s:kettunen>"
name = "Samuli Kettunen"
title = "Fleet Performance Manager"
unit = "Fleet"
role = "coach"
reached_by = "both"
influence = 2
interest = 4
support = "mentor"
coverage = "in depth"
reports_to = "<s:hietala>"
our_contact = "Joonas Perälä"
last_touch = 2026-07-30
left = true
source = "asked"

# ---- channel plan: whom we tell what, where and when -------------------------------------------------

[[channel]]
id = "<c:fuel>"
audience = "<s:rautasalo>"
message = "Fuel cost per mile, on your own ships"
channel = "webinar"
when = 2026-12-10
goal = "<g:lng>"
private = true
programme = "ABM"
owner = "Joonas Perälä"
side = "marketing"
status = "planned"
budget = 6500
hours = 22
metric = "outcome"
digital = true
content_asset = "Fuel cost calculator (made for the group)"
content_status = "in work"
content_cost = 14000

[[channel]]
id = "<c:brief>"
audience = "<s:rautasalo>"
message = "What three owners saved in the first two years"
channel = "executive briefing"
when = 2027-01-21
call_to_action = "Agree on a date for the lifecycle workshop"
goal = "<g:lng>"
private = true
programme = "ABM"
owner = "Aino Keskitalo"
side = "joint"
status = "planned"
budget = 4000
hours = 16
content_asset = "Three owners, two years (with their consent)"
content_status = "planned"
content_cost = 3500

[[channel]]
id = "<c:onepage>"
audience = "<s:hietala>"
message = "The lifecycle agreement on one page"
channel = "personal selling"
when = 2026-11-26
call_to_action = "Take it to the CFO"
goal = "<g:lng>"
programme = "ABM"
owner = "Aino Keskitalo"
side = "sales"
status = "active"
hours = 6

[[channel]]
id = "<c:wiki>"
audience = "Chief engineers of the group"
message = "Answers of our product managers to your questions"
channel = "private wiki"
when = "weekly"
call_to_action = "Ask for remote support"
goal = "<g:stops>"
activity = "enablement or tool"
answers = ["Unplanned stops in the North Atlantic"]
private = true
programme = "ABM"
owner = "Joonas Perälä"
side = "marketing"
status = "active"
budget = 9000
actual = 7250
hours = 40
metric = "outcome"
result = "31 questions answered, 2 upgrades ordered"
result_value = 84000
insight = "Condition monitoring comes up in every second question"
automatable = true
digital = true
content_asset = "Answers of the product managers"
content_status = "ready"
content_cost = 2600

# Closed to the group: only their chief engineers and two of our product managers.
[[channel]]
id = "<c:forum>"
audience = "<s:solheim>"
message = "How other crews avoid unplanned stops"
channel = "private forum"
when = "monthly"
call_to_action = "Book a health check of the engines"
goal = "<g:stops>"
activity = "conversation"
answers = ["Unplanned stops in the North Atlantic"]
private = true
programme = "ABM"
owner = "Joonas Perälä"
side = "marketing"
status = "active"
budget = 2400
hours = 12
metric = "outcome"
digital = true

[[channel]]
id = "<c:visit>"
audience = "<s:oksala>"
message = "See the same engine after 60,000 hours"
channel = "site visit"
when = 2026-09-18
call_to_action = "Put the engine into the specification"
goal = "<g:lng>"
programme = "ABM"
owner = "Henrik Jokelainen"
side = "sales"
status = "done"
budget = 5000
actual = 5630
hours = 24
metric = "outcome"
result = "Engine is in the specification of hull 2"
result_value = 310000
insight = "They compare overhaul intervals, not prices"

[[channel]]
id = "<c:fair>"
audience = "Technical leaders"
message = "LNG without surprises"
channel = "trade fair"
when = 2026-09-08
call_to_action = "Meet at the stand"
programme = "ABM"
owner = "Joonas Perälä"
side = "marketing"
status = "done"
budget = 18000
actual = 21400
metric = "reach"
result = "400 visitors at the stand, 3 of them from the group"

# Nobody could say what this one is for. Keep, or stop it?
[[channel]]
id = "<c:social>"
audience = "<s:wulff>"
message = "Our year in sustainability"
channel = "social marketing"
when = "quarterly"
programme = "ABM"
owner = "Joonas Perälä"
side = "marketing"
status = "active"
budget = 3000
actual = 1200
metric = "reach"
result = "2,300 followers"
automatable = true
digital = true
content_asset = "Our year in sustainability"
content_status = "retired"

[[channel]]
id = "<c:bergen>"
audience = "<s:solheim>"
message = "Spare parts at Bergen within 48 hours"
channel = "video chat"
when = 2026-11-30
call_to_action = "Name the ten parts that matter"
goal = "<g:stops>"
activity = "conversation"
answers = ["Spare parts wait in customs at Bergen"]
programme = "up-selling"
owner = "Aino Keskitalo"
side = "joint"
status = "planned"
hours = 4

# Every week, beside the forum and the call: ask Ingrid whether that is too much.
[[channel]]
id = "<c:network>"
audience = "<s:solheim>"
message = "Questions about methanol, answered by our product managers"
channel = "closed network"
when = "weekly"
call_to_action = "Bring one question of your own"
goal = "<g:trust>"
activity = "co-creation"
answers = ["Methanol by 2030 without a second crew"]
private = true
programme = "ABM"
owner = "Henrik Jokelainen"
side = "joint"
status = "active"
hours = 10
digital = true

[[channel]]
id = "<c:drip>"
audience = "Crew of the ferries"
message = "Five short lessons before dry docking"
channel = "drip marketing"
when = 2027-02-01
call_to_action = "Reserve a place in the training centre"
goal = "<g:stops>"
programme = "onboarding"
owner = "Joonas Perälä"
side = "marketing"
status = "planned"
budget = 1500
hours = 3
automated = true
automatable = true
digital = true
content_asset = "Five lessons"
content_status = "ready"
content_cost = 4200

[[channel]]
id = "<c:price>"
audience = "<s:penaranda>"
message = "Price list and terms for 2027"
channel = "email"
when = 2026-12-15
call_to_action = "Confirm the framework agreement"
goal = "<g:cost>"
programme = "ABM"
owner = "Aino Keskitalo"
side = "sales"
status = "planned"

[[channel]]
id = "<c:fifty>"
audience = "<s:stromvall>"
message = "Fifty years together: dinner on board"
channel = "corporate anniversary"
when = 2027-05-14
call_to_action = "Speak about the next ten years"
goal = "<g:lng>"
programme = "ABM"
owner = "Joonas Perälä"
side = "joint"
status = "planned"
budget = 12000

# ---- red flags ----------------------------------------------------------------------------------

[[flag]]
id = "<f:elsewhere>"
type = "business goes elsewhere"
severity = "high"
likelihood = "medium"
status = "open"
raised = 2026-11-13
review_by = 2026-11-30
owner = "Aino Keskitalo"
evidence = "Norge bought the last two overhauls from a third party; its revenue is down 18%"
action = "Offer the group price to Bergen as well"

[[flag]]
id = "<f:reorganisation>"
type = "reorganisation"
severity = "low"
likelihood = "high"
status = "mitigating"
raised = 2026-10-23
review_by = 2026-12-18
owner = "Aino Keskitalo"
evidence = "S. Kettunen left, fleet performance moves under procurement"
action = "Ask A. Hietala who takes over"

[[flag]]
id = "<f:roi>"
type = "no mutual ROI: theirs"
severity = "medium"
likelihood = "low"
status = "resolved"
raised = 2025-11-04
owner = "Aino Keskitalo"
evidence = "They could not show what the 2024 upgrade saved"
resolution = "Savings measured on two ships and signed by both sides on 6 March 2026"
closed = 2026-03-06

# ---- goals --------------------------------------------------------------------------------------

[[goal]]
id = "<g:stops>"
name = "Cut unplanned stops by 20%"
whose = "mutual"
kind = "quantitative"
aim = "retention"
baseline = 0
target = 20
current = 12
unit = "%"
due = 2027-03-31
status = "open"
our_benefit = "Reference for every LNG owner"
their_benefit = "1.1 M a year less for towage and charter penalties"
sales_owner = "Aino Keskitalo"
marketing_owner = "Joonas Perälä"

[[goal]]
id = "<g:lng>"
name = "Lifecycle agreement for three LNG carriers"
whose = "ours"
kind = "quantitative"
aim = "growth"
baseline = 0
target = 3
current = 1
unit = "ships"
due = 2027-03-31
status = "open"
sales_owner = "Aino Keskitalo"
marketing_owner = "Joonas Perälä"

# Efficiency on our side: fewer small orders by telephone.
[[goal]]
id = "<g:cost>"
name = "Order spare parts in the portal"
whose = "mutual"
kind = "quantitative"
aim = "efficiency"
baseline = 20
target = 70
current = 55
unit = "% of order lines"
due = 2026-12-31
status = "open"
our_benefit = "Cost to serve down by 40,000 a year"
their_benefit = "Parts two days earlier"
sales_owner = "Aino Keskitalo"

[[goal]]
id = "<g:trust>"
name = "Seen as adviser on emission rules, not as engine vendor"
whose = "ours"
kind = "qualitative"
aim = "relationship"
status = "open"
due = 2027-12-31
marketing_owner = "Joonas Perälä"

# ---- touches, newest last -------------------------------------------------------------------------

[[touch]]
id = "<t:1>"
date = 2026-06-17
channel = "email"
who = ["<s:penaranda>"]
our_contact = "Aino Keskitalo"
topic = "Price list 2026"
insight = "Compares us with two others, decides on terms rather than price"
source = "asked"

[[touch]]
id = "<t:2>"
date = 2026-08-28
channel = "personal selling"
who = ["<s:stromvall>", "<s:hietala>"]
our_contact = "Aino Keskitalo"
topic = "On-time arrival"
insight = "A late ship costs them 90,000 a day in winter"
source = "asked"

[[touch]]
id = "<t:3>"
date = 2026-09-08
channel = "trade fair"
who = ["<s:oksala>"]
our_contact = "Henrik Jokelainen"
topic = "LNG engine"
source = "observed"

[[touch]]
id = "<t:4>"
date = 2026-09-18
channel = "site visit"
who = ["<s:oksala>", "<s:solheim>"]
our_contact = "Henrik Jokelainen"
topic = "Overhaul intervals"
insight = "Wants 24,000 hours between overhauls in the contract"
source = "asked"

[[touch]]
id = "<t:5>"
date = 2026-10-21
channel = "private forum"
who = ["<s:solheim>"]
our_contact = "Joonas Perälä"
topic = "Condition monitoring"
insight = "Crew trusts the readings, shore office does not see them"
source = "observed"

[[touch]]
id = "<t:6>"
date = 2026-11-03
channel = "video chat"
who = ["<s:oksala>"]
our_contact = "Henrik Jokelainen"
topic = "Specification of hull 3"
source = "asked"

[[touch]]
id = "<t:7>"
date = 2026-11-12
channel = "site visit"
who = ["<s:hietala>"]
our_contact = "Aino Keskitalo"
topic = "Lifecycle agreement"
insight = "The FY27 budget closes on 19 March, the CFO decides in February"
source = "asked"

# ---- notes --------------------------------------------------------------------------------------

[[note]]
id = "<n:1>"
text = "They run our engines on 14 of 41 ships; the other 27 are on two older makes."
date = 2026-01-15
author = "Aino Keskitalo"
topic = "note"

[[note]]
id = "<n:2>"
text = """
Feedback of sales: small LNG bunker vessels on the Baltic would be a market of its own.
Three owners asked for the same engine within a month."""
date = 2026-06-18
author = "Henrik Jokelainen"
topic = "feedback"
market = "small LNG bunker vessels"

[[note]]
id = "<n:3>"
text = "In common: both of us want methanol by 2030. Nobody else services engines of this size north of Bodø."
date = 2026-09-02
author = "Joonas Perälä"
topic = "insight"

[[note]]
id = "<n:4>"
text = "Decided with marketing: no more general advertising for this account; the money goes to the fuel calculator."
date = 2026-09-30
author = "Aino Keskitalo"
topic = "decision"

[[note]]
id = "<n:5>"
text = "\\"Your portal is good, your invoices are not\\" (Procurement, by telephone)"
date = 2026-10-05
author = "Aino Keskitalo"
topic = "feedback"

# ---- scores: outside-in first, then the worksheet of the choice of key accounts ----------------------

[[score]]
id = "<k:technology>"
criterion = "role of technology"
score = 4
evidence = "Fuel and emissions are two of the four points of its strategy"
source = "asked"
date = 2026-09-30
due = 2027-09-30

[[score]]
id = "<k:innovate>"
criterion = "drive to innovate"
score = 4
evidence = "First LNG carriers of the region, methanol study under way"
source = "observed"
date = 2026-09-30

# Was a 2 before A. Hietala came; the later one counts.
[[score]]
id = "<k:cocreate-old>"
criterion = "desire to co-create"
score = 2
evidence = "Refused a joint test of the new injectors"
source = "observed"
date = 2025-02-11

[[score]]
id = "<k:cocreate>"
criterion = "desire to co-create"
score = 4
evidence = "A. Hietala offers one ship for measuring"
source = "asked"
date = 2026-11-12
due = 2027-05-12

[[score]]
id = "<k:maturity>"
criterion = "build-test-run-evolve maturity"
score = 3
evidence = "Runs what it tested, evolves little: the shore office does not see the readings"
source = "observed"
date = 2026-10-21

[[score]]
id = "<k:needs>"
criterion = "needs"
score = 5
evidence = "Carriers, ferries and tugs, each with its own duty"
source = "observed"
date = 2026-09-30

[[score]]
id = "<k:process>"
criterion = "buying process"
score = 4
evidence = "Formal, but the technical side writes the specification"
source = "asked"
date = 2026-09-18

[[score]]
id = "<k:range>"
criterion = "range of requirements"
score = 4
evidence = "From a filter to an agreement over twelve years"
source = "asked"
date = 2026-09-30

[[score]]
id = "<k:stakes>"
criterion = "stakes"
score = 5
evidence = "A late ship costs them 90,000 a day in winter"
source = "asked"
date = 2026-08-28

# Nobody asked since; older than a year.
[[score]]
id = "<k:expertise>"
criterion = "expertise expected"
score = 4
evidence = "Wants people who sailed"
source = "guessed"
date = 2025-06-02

# Was to be asked in October, after the call with the CFO that never came.
[[score]]
id = "<k:trust>"
criterion = "trust"
score = 3
evidence = "Good below decks, none with the CFO"
source = "guessed"
date = 2026-06-17
due = 2026-10-15

[[score]]
id = "<k:revenue>"
criterion = "revenue history"
score = 5
evidence = "Up four per cent, the seventh year in a row"
source = "observed"
date = 2026-09-30

[[score]]
id = "<k:history>"
criterion = "account history"
score = 5
evidence = "Fifty years in May 2027"
source = "observed"
date = 2026-09-30

[[score]]
id = "<k:margin>"
criterion = "margin"
score = 2
evidence = "17% of revenue, among the lowest: the group price"
source = "observed"
date = 2026-09-30

[[score]]
id = "<k:profit>"
criterion = "profitability"
score = 4
source = "observed"
date = 2026-09-30

[[score]]
id = "<k:viable>"
criterion = "viability of the relationship"
score = 4
evidence = "Three carriers on order, but the contract ends in June"
source = "asked"
date = 2026-09-30

[[score]]
id = "<k:common>"
criterion = "what both have in common"
score = 5
evidence = "Both want methanol by 2030"
source = "asked"
date = 2026-09-02

[[score]]
id = "<k:unique>"
criterion = "uniqueness of the service"
score = 4
evidence = "Nobody else services engines of this size north of Bodø"
source = "observed"
date = 2025-09-02

# ---- what they buy and could buy ------------------------------------------------------------------

[[offering]]
id = "<o:parts>"
name = "Spare parts"
current = 1900000
potential = 2300000

[[offering]]
id = "<o:service>"
name = "Lifecycle agreement"
current = 1200000
potential = 3100000
stage = "comparison"
expected = 2027-03-19
cycle_months = 11
note = "Decided with the FY27 budget."

[[offering]]
id = "<o:overhauls>"
name = "Overhauls"
current = 900000
potential = 1300000

[[offering]]
id = "<o:retrofit>"
name = "Retrofit of the two older ferries"
current = 0
potential = 200000
stage = "need recognised"
cycle_months = 6

# ---- gates of the sales process -------------------------------------------------------------------

[[gate]]
id = "<p:qualified>"
name = "Qualified"
entered = 2026-01-15
passed = 2026-02-20
owner = "Aino Keskitalo"
met = ["need in their own words", "decider named"]

[[gate]]
id = "<p:strategy>"
name = "Strategy agreed"
entered = 2026-02-20
passed = 2026-06-18
owner = "Aino Keskitalo"
met = ["strategy written", "a mutual goal"]
reason = "Marketing's budget came in September; waiting for it would have cost the specification of hull 2"

[[gate]]
id = "<p:value>"
name = "Value shown"
entered = 2026-06-18
owner = "Joonas Perälä"
met = ["value worked out with them"]
'''
"""`@ID@` stands for the account's id, `<kind:word>` for the id of a row."""
