"""Templates of channel rows: the library, insertion, the user's own file with its mistakes, and the command."""

from __future__ import annotations

import datetime as dt
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from abmtui.cli.main import main
from abmtui.plan import vocabulary as words
from abmtui.plan.dates import typed_date
from abmtui.plan.findings import findings
from abmtui.plan.model import ChannelRow, Plan, Stakeholder, field_specs
from abmtui.plan.template_library import LIBRARY
from abmtui.plan.templates import Template, TemplateRow, dated, filled, inserted, meant, nearest_field, with_own
from abmtui.store.templates import LARGEST, library, read_templates

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2026, 11, 22)
PLAN = Plan(id="1", name="W", owner="Anna", marketer="Joonas", stakeholders=(Stakeholder("s-1", "Mika Laine"),))
SHIPPED = (
    "personal selling, direct marketing, loyalty marketing, mobile marketing, publicity, sales promotion, product demonstration, promotional merchandise, "
    "promotional representative, display advertising, native advertising, online advertising, out-of-home, behavioural targeting, drip marketing, web banner, "
    "brand ambassador, word-of-mouth, corporate anniversary, private wiki, private forum, closed network, video chat, webinar, trade fair, printed brochure"
)


def test_the_channels_that_business_buyers_know_are_offered() -> None:
    """The vocabulary ships them, and any other word is welcome."""
    assert set(SHIPPED.split(", ")) <= set(words.CHANNELS)
    assert field_specs(ChannelRow)["channel"].free


@pytest.mark.parametrize("template", LIBRARY, ids=lambda one: one.name)
def test_every_template_of_the_library_is_whole(template: Template) -> None:
    """Known words, a message and a call to action in every row, a first row on the first day, and a purpose that is a programme."""
    assert template.purpose in words.ROW_PROGRAMMES
    assert template.about.endswith(".")
    specs = field_specs(ChannelRow)
    for one in template.rows:
        assert set(one.fields) <= set(specs)
        assert one.fields["message"]
        assert one.fields["call_to_action"]
        assert one.fields["programme"] == template.purpose
        for name, value in one.fields.items():
            assert not specs[name].choices or value in specs[name].choices
    assert dated(template.rows[0], TODAY) in {TODAY, "monthly"}
    plan, ids = inserted(PLAN, template, "Mika Laine", TODAY)
    assert len(ids) == len(template.rows) == len(plan.channels)
    assert {finding.what for finding in findings(plan, TODAY) if finding.kind == "channel"} <= {"no goal"}


def test_the_library_holds_abm_and_every_programme_and_private_channels() -> None:
    """Inbound content is one of many; wikis, forums and networks are private, tools to run their business are there."""
    assert {one.purpose for one in LIBRARY} == set(words.ROW_PROGRAMMES)
    assert len({one.name for one in LIBRARY}) == len(LIBRARY)
    rows = [one.fields for template in LIBRARY for one in template.rows]
    assert all(one.get("private") for one in rows if one["channel"] in {"private wiki", "private forum", "closed network"})
    assert any(one.get("activity") == "enablement or tool" for one in rows)
    assert sum(one["channel"] == "inbound content" for one in rows) == 1


def test_rows_are_dated_from_the_first_day() -> None:
    """An offset is a date, a cadence and a date stay what they are, nothing stays nothing."""
    found = [dated(TemplateRow({"when": when}), TODAY) for when in ("+14 d", "+2w", "monthly", dt.date(2027, 1, 1), "")]
    assert found == [dt.date(2026, 12, 6), dt.date(2026, 12, 6), "monthly", dt.date(2027, 1, 1), None]
    assert dated(TemplateRow({}), TODAY) is None


def test_inserted_rows_are_planned_for_the_audience() -> None:
    """A name becomes the person's id; marketing's rows are the marketer's, the rest the manager's, or of whom there is."""
    template = Template("x", "ABM", rows=(TemplateRow({"side": "marketing"}), TemplateRow({"side": "sales", "status": "active"})))
    plan, _ = inserted(PLAN, template, "Mika Laine", TODAY)
    assert [(row.audience, row.owner, row.status) for row in plan.channels] == [("s-1", "Joonas", "planned"), ("s-1", "Anna", "active")]
    assert [one["owner"] for one in filled(Plan(owner="Anna"), template, "", TODAY)] == ["Anna", "Anna"]
    assert [one["owner"] for one in filled(Plan(marketer="Joonas"), template, "", TODAY)] == ["Joonas", "Joonas"]


def test_a_template_is_meant_by_its_name_or_first_letters() -> None:
    """None, the one, or several; an exact name before longer ones."""
    some = (Template("Fair", "ABM"), Template("Fair and visit", "ABM"), Template("Call", "ABM"))
    assert [len(meant(some, text)) for text in ("fair", "FAIR and", "c", "x", "")] == [1, 1, 1, 0, 3]
    own = Template("fair", "own", own=True)
    assert with_own(some, (own,)) == (own, *some[1:])
    assert (nearest_field("chanel"), nearest_field("zzz")) == ("channel", "")


OWN = """
[[template]]
name = "Site visit"
purpose = "ABM"
[[template.row]]
channel = "site visit"
when = "+7 d"
message = "What runs well"

[[template]]
name = "Harbour day"
colour = "blue"
[[template.row]]
chanel = "fair"
zzz = 1
audience = "Mika"
private = "yes"
side = "both"
when = 2027-05-01

[[template]]
about = 3
[[template]]
name = "Empty"
[other]
"""


def test_own_templates_are_read_and_every_mistake_is_told_with_its_line(tmp_path: Path) -> None:
    """What is sound is offered; what is not is left out, each with line, field and the mend."""
    path = tmp_path / "t.toml"
    path.write_text(OWN, encoding="utf-8")
    own, problems = read_templates(path)
    assert [(one.name, one.purpose, one.own, len(one.rows)) for one in own] == [("Site visit", "ABM", True, 1), ("Harbour day", "own", True, 1)]
    assert own[1].rows[0].fields == {"side": "both", "when": dt.date(2027, 5, 1)}
    told = [problem.sentence().removeprefix(f"{path}:") for problem in problems]
    assert told == [
        "25: other: there is no such table here; a template begins with [[template]]",
        "12: colour: there is no such field of a template; there are name, purpose, about and [[template.row]]",
        "14: chanel: there is no such field of a channel row; did you mean `channel`?",
        "15: zzz: there is no such field of a channel row; it is left out",
        "16: audience: is asked when the template is inserted, or belongs to the plan; it is left out",
        "17: private: should be true or false; it stays empty",
        "18: side: 'both' is none of sales, marketing, joint; it is inserted as it is",
        "22: about: should be text in quotes",
        '21: name: a template needs a name: name = "Site visit and thanks"; it is left out',
        "23: row: Empty has no rows: begin each with [[template.row]]; it is left out",
    ]
    both, _ = library(path)
    assert both == (*own, *LIBRARY)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"[[template]\n", ":1: the templates are not valid TOML"),
        (b"a = ", ": the templates are not valid TOML: "),
        (b"\n# \xff\n", ":2: the templates are not UTF-8 text"),
        (b"x" * (LARGEST + 1), ": the templates are over 1 MiB"),
        (b"template = 3\n", ":1: template: a template begins with [[template]]"),
        (b'template = [{name = "x", row = [{zzz = 1}]}]\n', ": zzz: there is no such field of a channel row"),
        (b"a = " + b"[" * 9000, ": the templates are not valid TOML"),
    ],
)
def test_a_broken_file_is_said_and_offers_what_the_program_has(tmp_path: Path, raw: bytes, said: str) -> None:
    """Whatever stands in the file, the library is there."""
    path = tmp_path / "t.toml"
    path.write_bytes(raw)
    found, (problem, *_) = library(path)
    assert problem.sentence().startswith(f"{path}{said}")
    assert found[-len(LIBRARY) :] == LIBRARY


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    """As every file that a setting names."""
    assert library(None) == (LIBRARY, ())
    assert "cannot be read: No such file" in library(tmp_path / "none.toml")[1][0].what


def test_lines_that_no_map_understands_still_give_templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake is then told without its line."""
    from abmtui.plan.line_map import UnmappedError

    def unmapped(*_: Any) -> None:
        raise UnmappedError

    monkeypatch.setattr("abmtui.store.templates.line_map", unmapped)
    path = tmp_path / "t.toml"
    path.write_text(OWN, encoding="utf-8")
    own, problems = read_templates(path)
    assert (len(own), {problem.where for problem in problems}) == (2, {str(path)})


# The command


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a source and a config, away from the user's own folders."""
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.delenv("ABMTUI_CONFIG", raising=False)
    (tmp_path / "accounts.csv").write_text("Account ID,Account,Revenue\n1,Neste,500\n", encoding="utf-8")
    (tmp_path / "abmtui.toml").write_text('source = ["accounts.csv"]\ntemplates = "own.toml"\n', encoding="utf-8")
    (tmp_path / "own.toml").write_text(OWN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *given: str, code: int = 0) -> tuple[str, str]:
    """What `abmtui plan template` wrote; its exit code is held to `code`."""
    found = main(["plan", "template", *given])
    out, err = capsys.readouterr()
    assert found == code, err
    return out, err


def test_the_command_lists_all_templates(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The user's own first, with what is wrong in their file."""
    out, err = run(capsys, code=1)
    assert out.index("Site visit (own)") < out.index("Executive briefing series")
    assert "own.toml:14: chanel" in err
    assert main(["check"]) == 1
    assert "own.toml:14: chanel: there is no such field" in capsys.readouterr().out
    (work / "own.toml").unlink()
    assert "Onboarding sequence" in run(capsys, code=1)[0]


def test_the_command_inserts_the_rows_for_an_audience(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Ids on stdout; a person's name becomes the person, a start shifts every date."""
    (work / "abmtui.toml").write_text('source = ["accounts.csv"]\n', encoding="utf-8")
    main(["plan", "add", "Neste", "stakeholder", "name=Mika Laine"])
    capsys.readouterr()
    out, err = run(capsys, "Neste", "customer sat", "--audience", "Mika Laine", "--start", "2027-01-11")
    (path,) = (work / "plans").glob("*.toml")
    plan = tomllib.loads(path.read_text(encoding="utf-8"))
    assert out.split() == [row["id"] for row in plan["channel"]]
    assert "3 channel rows" in err
    assert [row["when"] for row in plan["channel"]] == [dt.date(2027, 1, 11), dt.date(2027, 1, 25), dt.date(2027, 4, 11)]
    assert {row["audience"] for row in plan["channel"]} == {plan["stakeholder"][0]["id"]}
    assert "name the audience with --audience" in run(capsys, "Neste", "inbound")[1]
    main(["plan", "add", "Neste", "stakeholder", "name=Mika Laine"])
    capsys.readouterr()
    assert "2 stakeholders are called" in run(capsys, "Neste", "inbound", "--audience", "Mika Laine", code=2)[1]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("Neste",), "name the template"),
        (("Neste", "private"), "2 templates begin with `private`: Private wiki for product information; Private forum of users"),
        (("Neste", "Onbording sequence"), "did you mean `Onboarding sequence`?"),
        (("Neste", "zzz"), "`abmtui plan template` lists them"),
        (("Neste", "onboarding", "--start", "3/4"), '--start: "3/4" is no date'),
    ],
)
def test_what_the_command_cannot_do_is_said(work: Path, capsys: pytest.CaptureFixture[str], given: tuple[str, ...], said: str) -> None:
    """Exit 2 with a sentence, and nothing is written."""
    assert said in run(capsys, *given, code=2)[1]
    assert not (work / "plans").exists()


def test_offsets_are_dates_that_a_person_may_type() -> None:
    """Templates and fields read the same forms."""
    assert typed_date("+14 d", TODAY) == TODAY + dt.timedelta(14)
