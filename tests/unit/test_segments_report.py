"""`abmtui report` over nine accounts: segments by `--group`, single parts by `--part`, prospects and partners in no figure of revenue."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from abmtui.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

ACCOUNTS = """ID,Name,Kind,Segment,Revenue,Potential,Needs,Tags
c1,Alpha,customer,Marine,800,,4,
c2,Beta,customer,Marine,100,,1,
c3,Gamma,customer,Energy,60,,2,
c4,Delta,customer,,40,,5,
c5,Epsilon,customer,Energy,-5,,,
p1,Zeta,prospect,Trade,,900,3,
p2,Eta,prospect,Trade,,50,1,
p3,Theta,prospect,Trade,,,,
q1,Iota,partner,,,5,,
"""

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in a folder with nine accounts, and with config and state folders of its own."""
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    for name in ("ABMTUI_CONFIG", "LC_ALL", "LC_NUMERIC", "LANG"):
        monkeypatch.delenv(name, raising=False)
    work = tmp_path / "work"
    work.mkdir()
    (work / "a.csv").write_text(ACCOUNTS, encoding="utf-8")
    monkeypatch.chdir(work)


def ran(capsys: Captured, *words: str, code: int = 0) -> str:
    """What the report wrote on stdout, or on stderr where it ended with a code."""
    given = main(("report", *words))
    out, err = capsys.readouterr()
    assert given == code, err
    return err if code else out


def figures(capsys: Captured, *words: str) -> Any:
    """The report as JSON."""
    return json.loads(ran(capsys, *words, "--format", "json"))


def lines(text: str) -> list[list[str]]:
    """The words of each line."""
    return [line.split() for line in text.splitlines()]


def test_groups_side_by_side(capsys: Captured) -> None:
    """Each group has its line, the largest first; an undefined one says so and is never 0; what the figures leave out is counted."""
    told = ran(capsys, "a.csv", "--group", "segment", "--part", "segments")
    assert told.startswith("Segments by segment\n")
    assert lines(told)[4:] == [
        ["segment", "Accounts", "Total", "Share", "k", "Gini", "Top", "20%", "To", "80%", "A/B/C", "Median"],
        ["Marine", "2", "900", "90.0%", "64/36", "0.3889", "35.6%", "1", "1/1/0", "450"],
        ["Energy", "2", "60", "6.0%", "50/50", "0.0000", "20.0%", "1", "0/1/1", "60"],
        ["(none)", "2", "40", "4.0%", "50/50", "0.0000", "20.0%", "1", "0/0/1", "40"],
        ["Trade", "3", "undefined", "0/0/0"],
    ]
    assert "5 accounts at zero, below, without a value or no customer" in told
    assert "1 group is undefined: no account is a customer, and only these have revenue figures." in told


def test_groups_as_json(capsys: Captured) -> None:
    """The groups stand under "segments", unrounded, null with the reason where undefined; without --group there are none."""
    found = figures(capsys, "a.csv", "--group", "SEGMENT")["segments"]
    assert (found["column"], found["group_count"], found["total"]) == ("segment", 4, 1000.0)
    marine, *_, trade = found["groups"]
    assert (marine["group"], marine["accounts"], marine["share"], marine["classes"]) == ("Marine", 2, 0.9, {"A": 1, "B": 1, "C": 0})
    assert marine["gini"] == pytest.approx(7 / 18)
    assert (trade["total"], trade["gini"], trade["undefined"]) == (None, None, "no account is a customer, and only these have revenue figures")
    assert figures(capsys, "a.csv")["segments"] is None
    assert "Segments by" not in ran(capsys, "a.csv")


def test_groups_follow_the_filter(capsys: Captured) -> None:
    """Under a filter the shares are of what it leaves; the class stays the book's."""
    found = figures(capsys, "a.csv", "--group", "segment", "--filter", "revenue < 200 AND revenue > 0")["segments"]
    assert [(group["group"], group["share"], group["classes"]["A"]) for group in found["groups"]] == [
        ("Marine", 0.5, 0),
        ("Energy", 0.3, 0),
        ("(none)", 0.2, 0),
    ]


def test_by_size_by_zone_and_many_groups(capsys: Captured, tmp_path: Path) -> None:
    """Numbers make bands, further columns group too, and beyond 20 groups the rest is counted with its share."""
    assert ["ABM", "2"] in [line[:2] for line in lines(ran(capsys, "a.csv", "--group", "zone", "--part", "segments"))]
    (tmp_path / "own.csv").write_text("Name,Sector,Revenue\na,x,1\nb,y,2\n", encoding="utf-8")
    assert ran(capsys, str(tmp_path / "own.csv"), "--group", "Sector", "--part", "segments").startswith("Segments by industry")
    (tmp_path / "sizes.csv").write_text("Name,Revenue,Employees\n" + "".join(f"n{place},10,{place * 100}\n" for place in range(1, 41)), encoding="utf-8")
    assert "over 1,100 to 2,100" in ran(capsys, str(tmp_path / "sizes.csv"), "--group", "employees", "--part", "segments")
    (tmp_path / "many.csv").write_text("Name,Bucket,Revenue\n" + "".join(f"n{place},kind {place // 2},10\n" for place in range(50)), encoding="utf-8")
    told = ran(capsys, str(tmp_path / "many.csv"), "--group", "Bucket", "--part", "segments")
    assert "The 20 largest are listed; 5 more hold 20.0% with 10 accounts." in told
    assert len(figures(capsys, str(tmp_path / "many.csv"), "--group", "Bucket")["segments"]["groups"]) == 20


def test_what_cannot_be_grouped_or_told(capsys: Captured) -> None:
    """An unknown column or part ends with exit code 2 and the nearest; segments need a column; JSON has every part."""
    assert "did you mean `segment`?" in ran(capsys, "a.csv", "--group", "segmnt", code=2)
    wrong = ran(capsys, "a.csv", "--part", "prospect", code=2)
    assert "did you mean `prospects`?" in wrong
    assert "effort" in wrong
    assert "xyzzy: there is no such part; there are effort," in ran(capsys, "a.csv", "--part", "xyzzy", code=2)
    assert "--group segment" in ran(capsys, "a.csv", "--part", "segments", code=2)
    assert "the JSON report has every part under its own key" in ran(capsys, "a.csv", "--part", "segments", "--format", "json", code=2)


def test_only_the_parts_named(capsys: Captured) -> None:
    """Parts are printed alone, in the report's own order, as text or Markdown."""
    told = ran(capsys, "a.csv", "--part", "segments, Prospects", "--group", "kind", "--format", "markdown")
    assert [line for line in told.splitlines() if line.startswith("#")] == ["# Prospects and partners", "## Segments by kind"]


def test_prospects_by_potential(capsys: Captured) -> None:
    """Prospects stand by potential with zone, programme and plan, by the rule of customers; they are in no figure of revenue, and partners are counted."""
    told = ran(capsys, "a.csv", "--part", "prospects")
    assert "3 prospects, ranked by potential, together 950; they are in no figure of revenue." in told
    assert "1 without a potential, not ranked." in told
    assert "1 of exceptional value: in the top band, with a potential of 800 or more" in told
    assert "1 of zone ABM without a plan." in told
    assert "1 partner, 0 with a plan; in no figure of revenue." in told
    assert lines(told)[-2:] == [["Zeta", "900", "ABM", "ABM", "none"], ["Eta", "50", "mass", "marketing", "DRM", "none"]]
    found = figures(capsys, "a.csv")
    assert found["total"] == 1000.0
    assert found["prospects"] == {
        "prospects": 3,
        "with_potential": 2,
        "potential": 950.0,
        "with_plan": 0,
        "zones": {"ABM": 1, "mass marketing": 1},
        "partners": 1,
        "partners_with_plan": 0,
        "ranked": [
            {"id": "p1", "name": "Zeta", "potential": 900.0, "band": "top", "zone": "ABM", "programme": "ABM", "has_plan": False},
            {"id": "p2", "name": "Eta", "potential": 50.0, "band": "low", "zone": "mass marketing", "programme": "DRM", "has_plan": False},
        ],
    }


def test_prospects_in_view_and_with_a_plan(capsys: Captured) -> None:
    """A filter leaves the prospects that meet it; one with a plan says so."""
    assert main(("plan", "set", "p1", "strategy=First sale", "--source", "a.csv")) == 0
    capsys.readouterr()
    told = ran(capsys, "a.csv", "--part", "prospects", "--filter", "has_plan OR id = 'c1'")
    assert "1 prospect, ranked by potential" in told
    assert "No partners." in told
    assert lines(told)[-1] == ["Zeta", "900", "ABM", "ABM", "yes"]
    assert "without a plan" not in told


def test_nobody_but_customers(capsys: Captured) -> None:
    """Where there are no prospects, or none with a potential, a sentence says so in the place of an empty table."""
    assert "all accounts in view are customers" in ran(capsys, "a.csv", "--part", "prospects", "--filter", "kind = 'customer'")
    assert "No prospects." in ran(capsys, "a.csv", "--part", "prospects", "--filter", "kind = 'partner' OR id = 'c1'")
    assert "1 prospect, none with a potential above zero, so none can be ranked." in ran(
        capsys, "a.csv", "--part", "prospects", "--filter", "id = 'p3' OR id = 'c1'"
    )
    assert figures(capsys, "a.csv", "--filter", "id = 'p3' OR id = 'c1'")["prospects"]["potential"] is None
