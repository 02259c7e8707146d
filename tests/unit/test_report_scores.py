"""Outside-in score, hidden gems, the choice of key accounts and intelligence as a report and as JSON."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from abmtui.config import Config
from abmtui.formats import Formats
from abmtui.portfolio.scores import LeftOut
from abmtui.report import part_scores, part_selection
from abmtui.report.intelligence_blocks import intelligence_blocks, intelligence_data
from abmtui.report.score_lists import left_out_data, left_out_said, marks_said, score_cells
from abmtui.sources.request import SourceRequest
from abmtui.workspace.measured import View
from abmtui.workspace.opened import Workspace, open_workspace
from abmtui.workspace.request import OpenRequest
from abmtui.workspace.reviewed import Reviewed, reviewed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from abmtui.report.blocks import Block

SAMPLE = Path(__file__).parents[2] / "sample_data"
GEM, REVERSE, WORKED = "012178", "023546", "037290"


def opened(source: Path, plans: str = "") -> Workspace:
    """Return a table of accounts with its plans, on 22 November 2026."""
    request = OpenRequest(SourceRequest((str(source),)), Config(locale="en"), plans=plans)
    return open_workspace(request, author="", now=lambda: dt.datetime(2026, 11, 22, tzinfo=dt.UTC))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return a copy of the sample portfolio with its plans."""
    copy = tmp_path_factory.mktemp("sample") / "demo"
    shutil.copytree(SAMPLE, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__", ".rollup"))
    return opened(copy / "accounts.csv")


def view(workspace: Workspace, filtered: str = "") -> Reviewed:
    """Return the book, or what a filter leaves of it."""
    return reviewed(workspace, workspace.measured(View(filter=filtered)))


def bare(tmp_path: Path) -> Reviewed:
    """Return two customers without any plan."""
    (tmp_path / "accounts.csv").write_text("id,name,revenue\n1,Alpha,5\n2,Beta,3\n", "utf-8")
    return view(opened(tmp_path / "accounts.csv"))


def words(blocks: Iterable[Block]) -> str:
    """Return everything that is said."""
    return "\n".join(" ".join((block.heading, *block.sentences, *(" ".join(row) for row in block.rows))) for block in blocks)


def test_both_ranks_stand_side_by_side_and_gems_are_told_with_their_lines(sample: Workspace) -> None:
    """The sample's small harbour is first from the outside in and 229th by revenue; the large cement maker the other way round."""
    ranking, gems, again = part_scores.blocks(view(sample), Formats())
    assert ranking.rows[0] == ("Hirvikoski Satamat Oyj", "4.8", "80%", "1", "229", "1 guessed")
    assert ("Väinäsalmi Oyj", "4.0", "100%", "4", "1", "2 !, 2 guessed") in ranking.rows
    assert ("Granitefall Data Centers LLC", "3.8", "60%", "7", "-", "2 guessed") in ranking.rows
    assert ranking.accounts[0] == GEM
    assert dict(zip(gems.accounts, (row[1] for row in gems.rows), strict=True))[GEM] == "hidden gem"
    assert dict(zip(gems.accounts, (row[1] for row in gems.rows), strict=True))[REVERSE] == "reverse"
    assert "best fifth of 10 judged customers" in gems.sentences[0]
    assert again.rows[0][:3] == ("Schönhafen Gruppe AG", "role of technology", "3 !")
    assert len(again.rows) == len(again.accounts) == 12


def test_what_does_not_count_is_said_by_reason(sample: Workspace) -> None:
    """The sample has a criterion that nobody knows and one that was scored again."""
    said = words(part_scores.blocks(view(sample), Formats()))
    assert 'Scores that do not count: 1 for a criterion that the config does not know ("likes our ferries"); 1 scored again since.' in said


def test_the_choice_of_key_accounts_is_told_with_candidates_and_doubts(sample: Workspace) -> None:
    """A worksheet makes nobody a key account; a key account by habit is to be thought over."""
    ranking, candidates, doubtful = part_selection.blocks(view(sample), Formats())
    assert ranking.sentences == ("9 key accounts: 7 with a worksheet, 8 with a reason.", "8 worksheets, 9 verdicts; 1 without a reason.")
    assert ("★ Väinäsalmi Oyj", "4.1", "100%", "3", "key account", "1 !") in ranking.rows
    assert candidates.rows == (("Hirvikoski Satamat Oyj", "4.1", "65%", "worksheet of 3.5 or more"),)
    assert doubtful.rows[doubtful.accounts.index(REVERSE)][3].startswith("no reason why a key account; worksheet of 2.5 or less; verdict: not a key account")
    assert "risk of losing, signals: 2" in words([doubtful])


def test_a_view_lists_its_accounts_with_the_ranks_of_the_book(sample: Workspace) -> None:
    """Ranks do not change with a filter."""
    seen = view(sample, "id = '037290'")
    assert part_scores.blocks(seen, Formats())[0].rows == (("Väinäsalmi Oyj", "4.0", "100%", "4", "1", "2 !, 2 guessed"),)
    data = part_scores.data(seen)
    assert [account["rank"] for account in data["accounts"]] == [4]
    assert (data["hidden_gems"], data["reverse"], data["scored"], data["stale"]) == ([], [], 1, 2)
    assert "No hidden gem. " in words(part_scores.blocks(seen, Formats())) + " "
    assert part_selection.data(seen)["key_accounts"] == 1


def test_a_view_without_scores_says_so(sample: Workspace) -> None:
    """Not an empty table; the book may have some."""
    (scores,) = part_scores.blocks(view(sample, "id = '042023'"), Formats())
    assert scores.sentences[0].startswith("No scores yet in view. Enter one on the Value tab of an account, or by: abmtui plan add ACCOUNT score")
    assert part_scores.data(view(sample, "id = '042023'")) is None
    (selection,) = part_selection.blocks(view(sample, "id = '042023'"), Formats())
    assert selection.sentences[0].startswith("No worksheet, no verdict and no key account yet.")
    fresh = view(sample, "id = '043990'")
    assert part_scores.blocks(fresh, Formats())[2].sentences == ("No outside-in score is stale.",)
    harrowmere = view(sample, "id = '035979'")
    assert part_selection.blocks(harrowmere, Formats())[1].sentences == ("No account speaks for becoming one.",)


def test_without_plans_every_part_says_how_to_begin(tmp_path: Path) -> None:
    """JSON is null, lists are empty, no figure is 0."""
    made = bare(tmp_path)
    assert "No scores yet. Enter one" in words(part_scores.blocks(made, Formats()))
    assert "criterion='margin'" in words(part_selection.blocks(made, Formats()))
    assert intelligence_blocks(made, Formats()) == ()
    assert (part_scores.data(made), part_selection.data(made), intelligence_data(made)) == (None, None, [])


def test_few_scores_have_no_gems_and_say_why(tmp_path: Path) -> None:
    """Undefined with the reason, in words and in JSON."""
    made = tmp_path / "plans"
    made.mkdir()
    (tmp_path / "accounts.csv").write_text("id,name,revenue\n1,Alpha,5\n2,Beta,3\n", "utf-8")
    workspace = opened(tmp_path / "accounts.csv")
    assert workspace.plans is not None
    file = workspace.plans.open("1", "Alpha")
    file.path.write_text(
        'format = 1\nid = "1"\nname = "Alpha"\n[[score]]\nid = "k-aaaaaa"\ncriterion = "trust"\nscore = 4\ndate = 2026-11-01\nsource = "asked"\n', "utf-8"
    )
    workspace.refresh_plans()
    seen = view(workspace)
    why = "it takes 5 accounts with revenue that are scored on half of the weight or more; there are 0"
    assert part_scores.blocks(seen, Formats())[1].sentences == (f"Undefined: {why}.",)
    assert part_scores.data(seen)["gems_undefined"] == why
    assert "0 key accounts: 0 with a worksheet" not in words(part_selection.blocks(seen, Formats()))
    (known, buying, _) = intelligence_blocks(seen, Formats())
    assert "of 1 account with a plan; the least" in known.sentences[0]
    assert buying.sentences == ("Nothing is known of how 1 of them buys.",)


def test_the_json_is_unrounded_without_nan_and_at_most_twenty_long(sample: Workspace) -> None:
    """It can be read by any program; ids and both ranks stand in it."""
    book = view(sample)
    for part in (part_scores, part_selection):
        assert json.loads(json.dumps(part.data(book), allow_nan=False))
    data = part_scores.data(book)
    assert data["accounts"][0] == {
        "id": GEM,
        "name": "Hirvikoski Satamat Oyj",
        "score": 4.75,
        "coverage": pytest.approx(0.8),
        "rank": 1,
        "revenue_rank": 229,
        "stale": 0,
        "guessed": 1,
    }
    assert len(data["to_ask_again"]) == 16
    assert data["left_out"]["unknown_criteria"] == {"likes our ferries": 1}
    choice = part_selection.data(book)
    assert choice["verdicts"] == {"key account": 5, "not a key account": 2, "watch": 2}
    assert [account["id"] for account in choice["candidates"]] == [GEM]
    assert {figure.field for part in (part_scores, part_selection) for figure in part.EXPLAINED} >= {"outside_in", "gem", "selection_score", "candidates"}


def test_every_key_that_a_block_points_to_is_explained(sample: Workspace) -> None:
    """And accounts stand beside the rows they are about."""
    for part in (part_scores, part_selection):
        known = {figure.field for figure in part.EXPLAINED}
        for block in part.blocks(view(sample), Formats()):
            assert set(block.about) <= known
            assert len(block.accounts) == len(block.rows)


def test_intelligence_names_what_is_missing_and_the_scorecard_counts_no_leads(sample: Workspace) -> None:
    """Key accounts, the least known first; a long list is cut and says so."""
    known, buying, card = intelligence_blocks(view(sample), Formats())
    assert known.rows[0][:2] == ("Énergie Rochefière S.A.", "31%")
    assert known.rows[-1] == ("Väinäsalmi Oyj", "94%", "every decider reached, topics of each person")
    assert " more" in known.rows[0][2]
    assert ("Väinäsalmi Oyj", "formal", "centralised", "1", "6") in buying.rows
    assert not any("ead" in column for column in card.columns)
    assert card.rows[0][0] == "Väinäsalmi Oyj"
    written = intelligence_data(view(sample))
    assert (written[-1]["missing_count"], written[-1]["missing"]) == (2, ["every decider reached", "topics of each person"])
    assert (written[0]["missing_count"], len(written[0]["missing"])) == (25, 20), "a list of the report has at most 20, the rest is counted"


def test_scores_are_written_with_what_they_rest_on() -> None:
    """Dashes where nothing is scored; marks only where there is something to mark."""
    formats = Formats()
    assert [score_cells(4.25, 1.0, formats), score_cells(None, None, formats)] == [("4.2", "100%"), ("-", "-")]
    assert [marks_said(0, 0), marks_said(2, 0), marks_said(1, 3)] == ["", "2 !", "1 !, 3 guessed"]


def test_every_reason_for_leaving_a_score_out_has_its_words() -> None:
    """Three unknown criteria are named, the rest counted."""
    left = LeftOut({"a": 1, "b": 2, "c": 1, "d": 1}, without_score=2, future=3, replaced=4)
    parts = (
        'Scores that do not count: 5 for a criterion that the config does not know ("a", "b", "c" and 1 more); 2 without a number from 1 to 5; '
        "3 dated in the future; 4 scored again since."
    )
    assert left_out_said(left, 1) == (parts, "1 account with scores is not in this table: under a parent, or not in the source.")
    assert left_out_said(LeftOut(), 2) == ("2 accounts with scores are not in this table: under a parent, or not in the source.",)
    assert left_out_said(LeftOut(), 0) == ()
    assert left_out_data(left, 1)["future"] == 3
