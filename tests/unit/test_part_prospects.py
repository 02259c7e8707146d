"""Prospects and partners in the report: by potential, under the zone rule of customers, in no figure of revenue."""

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
