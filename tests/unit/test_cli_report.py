"""`abmtui report` and `abmtui accounts` run in-process: data on stdout, narration on stderr, the promised exit codes."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from abmtui.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

SALES = """Customer,Region,Owner,Revenue,Prior revenue
Wärtsilä Oyj,Nordics,Anna Salo,1000,900
Neste,Nordics,Bo,620,700
=cmd(),DACH,Anna Salo,400,
Valmet,DACH,,260,260
Kemira,DACH,Bo,-20,5
Stora,Nordics,Bo,0,5
"""


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in an empty folder, with config and state folders of its own."""
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.delenv("ABMTUI_CONFIG", raising=False)
    for name in ("LC_ALL", "LC_NUMERIC", "LANG"):
        monkeypatch.delenv(name, raising=False)
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)


@pytest.fixture
def sales(tmp_path: Path) -> str:
    """A file of six customers, named as a user would."""
    (tmp_path / "work" / "sales.csv").write_text(SALES, encoding="utf-8")
    return "sales.csv"


Captured = pytest.CaptureFixture[str]


def ran(capsys: Captured, *words: str, code: int = 0) -> tuple[str, str]:
    """What a command wrote on stdout and stderr; its exit code is held to `code`."""
    given = main(words)
    out, err = capsys.readouterr()
    assert given == code, err
    return out, err


def figures(capsys: Captured, *words: str, code: int = 0) -> Any:
    """The report as JSON."""
    return json.loads(ran(capsys, "report", *words, "--format", "json", code=code)[0])


def test_the_text_report_speaks_plainly(sales: str, capsys: Captured) -> None:
    """Words first; accounts at zero and below stand beside them."""
    out, _ = ran(capsys, "report", sales)

    assert out.startswith("sales.csv\n")
    assert "2 of 4 accounts" not in out
    assert "3 of 4 accounts (75.0%) make 80%." in out
    assert "beside them 1 at zero, 1 negative (together -20.00)" in out


def test_the_json_report_keeps_the_contract(sales: str, capsys: Captured) -> None:
    """Counts, mapping, totals."""
    report = figures(capsys, sales)

    assert report["source"] == ["sales.csv"]
    assert (report["rows"], report["accounts"], report["positive_accounts"], report["zero_accounts"], report["negative_accounts"]) == (6, 6, 4, 1, 1)
    assert report["total"] == 2280
    assert report["negative_total"] == -20
    assert report["mapping"]["revenue"] == "Revenue"
    assert report["metric"] == "revenue"
    assert report["undefined"]["potential"] == "no such column"
    assert [customer["name"] for customer in report["major_customers"]] == ["Wärtsilä Oyj", "Neste", "=cmd()", "Valmet"]


def test_a_report_is_saved_by_its_name(sales: str, capsys: Captured, tmp_path: Path) -> None:
    """-o review.md is Markdown, review.json is JSON; stdout stays empty."""
    for name, start in (("review.md", "# sales.csv"), ("review.json", '{"source"'), ("review.txt", "sales.csv\n")):
        out, err = ran(capsys, "report", sales, "-o", name)
        assert out == ""
        assert name in err
        assert (tmp_path / "work" / name).read_text(encoding="utf-8").startswith(start)


def test_a_report_that_cannot_be_saved_is_exit_5(sales: str, capsys: Captured) -> None:
    """A folder of that name is in the way."""
    assert "not saved" in ran(capsys, "report", sales, "-o", ".", code=5)[1]


def test_a_filter_makes_a_view_and_keeps_the_book(sales: str, capsys: Captured) -> None:
    """Figures of the view, the book's beside them."""
    report = figures(capsys, sales, "--filter", "region = 'Nordics'")

    assert (report["accounts"], report["total"], report["book"]["total"]) == (3, 1620, 2280)
    assert report["filter"] == "region = 'Nordics'"


def test_mine_needs_a_name_and_then_shows_mine(sales: str, capsys: Captured, tmp_path: Path) -> None:
    """`me` of the config is compared with the owner."""
    assert "me = " in ran(capsys, "report", sales, "--mine", code=2)[1]
    (tmp_path / "work" / "abmtui.toml").write_text('me = "anna salo"\n')

    assert figures(capsys, sales, "--mine")["accounts"] == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--filter", "regio = 'DACH'"), "region"),
        (("--filter", "revenue > 1 oops"), "--filter"),
        (("--metric", "margin"), "--map margin=COLUMN"),
        (("--period", "2025"), "2025"),
        (("--map", "revenue"), "FIELD=COLUMN"),
        (("--map", "revenue=Turnover"), "Turnover"),
        (("--where", "nope = 1"), "nope"),
        (("--config", "none.toml"), "none.toml"),
    ],
)
def test_what_was_asked_wrongly_is_exit_2_without_data(words: tuple[str, ...], said: str, sales: str, capsys: Captured) -> None:
    """One sentence that helps, nothing on stdout."""
    out, err = ran(capsys, "report", sales, *words, code=2)

    assert out == ""
    assert said in err


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.csv", b"", 3),
        ("header.csv", b"Customer,Revenue\n", 3),
        ("binary.csv", bytes(range(256)) * 64, 3),
        ("names.csv", b"Customer,City\nA,B\nC,D\n", 2),
        ("zero.csv", b"Customer,Revenue\nA,0\nB,-5\n", 1),
        ("words.csv", b"Customer,Revenue\nA,10\nB,n/k?\nC,5\nD,7\n", 1),
        ("two.csv", b"Customer,Revenue,Turnover\nA,1,2\nB,3,4\n", 2),
    ],
)
def test_bad_sources_have_their_codes(name: str, content: bytes, code: int, capsys: Captured, tmp_path: Path) -> None:
    """A sentence that names the file, whatever is in it."""
    (tmp_path / "work" / name).write_bytes(content)
    out, err = ran(capsys, "report", name, code=code)

    assert name in err or (code == 2 and "--map revenue=" in err)
    assert (out == "") == (code > 1)
    assert "Traceback" not in err


def test_missing_sources_and_folders_without_accounts_are_exit_3(capsys: Captured, tmp_path: Path) -> None:
    """Nothing to read is not nothing to say."""
    (tmp_path / "work" / "folder").mkdir()

    for source in ("missing.csv", "*.xyz", "folder"):
        out, err = ran(capsys, "report", source, code=3)
        assert out == ""
        assert source in err


def test_no_source_at_all_is_exit_2(capsys: Captured) -> None:
    """Neither named nor in the config."""
    assert "name a source" in ran(capsys, "report", code=2)[1]


def test_an_address_is_refused_in_a_sentence(capsys: Captured) -> None:
    """This version reads files; the address, which may hold a password, is not repeated."""
    _, err = ran(capsys, "report", "postgres://me:secret@host/base", code=2)

    assert "reads files" in err
    assert "secret" not in err


def test_stdin_is_a_source(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` is read to its end."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(SALES.encode())))

    assert figures(capsys, "-")["accounts"] == 6


def test_the_config_names_the_source(sales: str, capsys: Captured, tmp_path: Path) -> None:
    """Without a source on the command line the config's is read; the command line wins."""
    (tmp_path / "work" / "abmtui.toml").write_text(f'source = "{sales}"\nmetric = "margin"\n')

    assert figures(capsys, "--metric", "revenue")["total"] == 2280


def test_a_wrong_config_is_exit_2_with_its_line(sales: str, capsys: Captured, tmp_path: Path) -> None:
    """Headless commands do not go on with half a config."""
    (tmp_path / "work" / "abmtui.toml").write_text("\nrollupp = true\n")
    out, err = ran(capsys, "report", sales, code=2)

    assert out == ""
    assert "abmtui.toml:2: rollupp: " in err
    assert "`rollup`" in err


def test_accounts_as_csv_is_every_account_largest_first(sales: str, capsys: Captured) -> None:
    """Raw numbers, a guarded formula, empty cells for what is not known."""
    out, _ = ran(capsys, "accounts", sales, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))

    assert [row["name"] for row in rows] == ["Wärtsilä Oyj", "Neste", "'=cmd()", "Valmet", "Stora", "Kemira"]
    assert rows[0]["rank"] == "1"
    assert float(rows[0]["revenue"]) == 1000
    assert float(rows[0]["share"]) == pytest.approx(1000 / 2280)
    assert rows[-1]["share"] == ""


def test_columns_sort_and_limit(sales: str, capsys: Captured) -> None:
    """What is asked for, in that order; a cut list is told."""
    out, err = ran(capsys, "accounts", sales, "--columns", "name,Region,revenue", "--sort", "region:asc,revenue:desc", "--limit", "2", "--format", "json")

    assert json.loads(out) == [{"name": "=cmd()", "region": "DACH", "revenue": 400}, {"name": "Valmet", "region": "DACH", "revenue": 260}]
    assert "2 of 6 accounts" in err


@pytest.mark.parametrize(("option", "value", "said"), [("--columns", "nam", "`name`"), ("--sort", "revenu", "`revenue`"), ("--sort", "name:up", "asc or desc")])
def test_a_column_that_is_not_there_is_told_with_the_nearest(option: str, value: str, said: str, sales: str, capsys: Captured) -> None:
    """Exit 2, no data."""
    out, err = ran(capsys, "accounts", sales, option, value, code=2)

    assert out == ""
    assert said in err


def test_search_forgives_accents_and_typos(sales: str, capsys: Captured) -> None:
    """Half a name without its accents finds the account."""
    for query in ("wartsi", "Wärtsilä", "wartsilla"):
        out, _ = ran(capsys, "accounts", sales, "--search", query, "--format", "ndjson")
        assert json.loads(out.splitlines()[0])["name"] == "Wärtsilä Oyj"


def test_the_table_for_eyes_steers_no_terminal(capsys: Captured, tmp_path: Path) -> None:
    """Controls in a name are marks in the table and raw in JSON."""
    (tmp_path / "work" / "evil.csv").write_text("Customer,Revenue\nA\x1b]0;owned\x07,5\nB,3\n")

    assert "\x1b" not in ran(capsys, "accounts", "evil.csv")[0]
    assert "\x1b" not in ran(capsys, "report", "evil.csv")[0]
    assert json.loads(ran(capsys, "accounts", "evil.csv", "--format", "json")[0])[0]["name"] == "A\x1b]0;owned\x07"


def test_parquet_and_xlsx_need_a_file(sales: str, capsys: Captured, tmp_path: Path) -> None:
    """On stdout they make no sense; the name chooses the format."""
    assert "-o FILE.parquet" in ran(capsys, "accounts", sales, "--format", "parquet", code=2)[1]
    ran(capsys, "accounts", sales, "-o", "out.parquet", "--columns", "all")
    ran(capsys, "accounts", sales, "-o", "out.xlsx")

    assert pl.read_parquet(tmp_path / "work" / "out.parquet").height == 6
    assert (tmp_path / "work" / "out.xlsx").read_bytes().startswith(b"PK")


def test_plan_columns_can_be_filtered(sales: str, capsys: Captured, tmp_path: Path) -> None:
    """open_flags > 0 finds the account whose plan has one."""
    ran(capsys, "plan", "add", "Neste", "flag", "type=reorganisation", "--source", sales)

    report = figures(capsys, sales, "--filter", "open_flags > 0")
    assert report["accounts"] == 1
    assert report["plans"]["accounts_with_plan"] == 1
    assert report["plans"]["open_red_flags"] == 1


def test_a_broken_plan_is_exit_1_and_told_with_its_line(sales: str, capsys: Captured, tmp_path: Path) -> None:
    """The report is whole; the plan is named as broken and left as it is."""
    ran(capsys, "plan", "set", "Neste", "strategy=Grow", "--source", sales)
    plan = next((tmp_path / "work" / "plans").glob("*.toml"))
    plan.write_text(plan.read_text() + "<<<<<<< ours\n")
    before = plan.read_bytes()

    report = figures(capsys, sales, code=1)
    assert report["plans"]["broken"] == 1
    assert any(plan.name in problem["where"] for problem in report["problems"])
    assert plan.read_bytes() == before


def test_a_gini_over_a_net_total_below_zero_is_undefined_with_its_reason(capsys: Captured, tmp_path: Path) -> None:
    """CTR/BS needs a positive net total; where negative accounts outweigh the others it is told as undefined, never left away in silence."""
    path = tmp_path / "credit.csv"
    path.write_text("Customer,Revenue\nA,100\nB,-300\nC,50\n", encoding="utf-8")
    assert main(["report", str(path)]) == 1
    (line,) = [line for line in capsys.readouterr().out.splitlines() if "CTR/BS" in line]
    assert " ".join(line.split()) == "Gini CTR/BS, negatives included undefined: the net total is not above zero"
    assert main(["report", str(path), "--format", "json"]) == 1
    held = json.loads(capsys.readouterr().out)
    assert (held["concentration"]["gini_ctr_bs"], held["undefined"]["gini_ctr_bs"]) == (None, "the net total is not above zero")


def test_classes_that_plans_say_are_counted_beside_the_lines(capsys: Captured, tmp_path: Path) -> None:
    """Class A ends at 80% of the value; a plan that takes an account out of it leaves less, which is said, in a view for its own accounts."""
    path = tmp_path / "a.csv"
    path.write_text("id,name,revenue\n1,A,500\n2,B,400\n3,C,100\n", encoding="utf-8")
    assert main(["plan", "set", "2", "abc_class=C", "--source", str(path)]) == 0
    said = "1 account has its class from a plan, not from the lines."
    capsys.readouterr()
    for words, told in (([], True), (["--filter", "revenue > 400"], False), (["--filter", "revenue < 500"], True)):
        assert main(["report", str(path), *words]) == 0
        assert (said in capsys.readouterr().out) is told
