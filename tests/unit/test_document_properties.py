"""What holds for any plan and any edit: the text says the plan, and no line of another row changes."""

from __future__ import annotations

import datetime as dt
import tomllib
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from abmtui.plan import edits
from abmtui.plan.document import Document, parse
from abmtui.plan.edits import row_of, rows_of
from abmtui.plan.model import EMPTY, KINDS, Plan, field_specs

QUICK = settings(max_examples=80, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))

TEXT = st.one_of(
    st.sampled_from(
        ["", "Mika", "a\nb", 'say "hi"', "tab\there", "# no comment", "'''", '"""', "\\", "a\r\nb", "[[stakeholder]]", "x = 1", "\x7f\x00", "æøå", " ", "\n"]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.sampled_from(["<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs", "\n=======\n", "two words\nand # more\n\n", "s-7kq2mf", "2026-03-01"]),
)
DATES = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "text": TEXT,
    "long": TEXT,
    "choice": TEXT,
    "date": st.none() | DATES,
    "when": st.none() | DATES | TEXT,
    "number": st.none() | st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**9), 10**9).map(float),
    "money": st.none() | st.sampled_from([0.0, 12500.0, 0.1, 1e300]),
    "scale": st.none() | st.integers(1, 5),
    "yes": st.booleans(),
    "list": st.lists(TEXT, max_size=4).map(tuple),
    "person": TEXT,
    "people": st.lists(TEXT, max_size=3).map(tuple),
    "goal": TEXT,
}


def an_edit(plan: Plan, draw: Any, chance: Random) -> tuple[Plan, tuple[str, str]]:
    """Return an edited plan, and the kind and id of the row that was edited."""
    kind = draw(st.sampled_from(list(KINDS)))
    rows = rows_of(plan, kind)
    what = draw(st.sampled_from(["plan", "add", "set", "set", "set", "remove", "move"]))
    if what == "plan":
        spec = draw(st.sampled_from(list(field_specs(Plan).values())))
        return edits.set_field(plan, spec.name, draw(VALUES[spec.shape])), ("", "")
    specs = field_specs(KINDS[kind].row)
    if what == "add" or not rows:
        names = draw(st.lists(st.sampled_from(list(specs)), max_size=5, unique=True))
        values = {name: draw(VALUES[specs[name].shape]) for name in names}
        behind = draw(st.sampled_from(["", *(row.id for row in rows)]))
        plan, row_id = edits.add_row(plan, kind, values, behind=behind, chance=chance)
        return plan, (kind, row_id)
    row_id = draw(st.sampled_from(rows)).id
    if what == "remove":
        return edits.remove_row(plan, kind, row_id), (kind, row_id)
    if what == "move":
        return edits.move_row(plan, kind, row_id, draw(st.integers(-3, 3))), ("", "")
    spec = draw(st.sampled_from(list(specs.values())))
    return edits.set_row_field(plan, kind, row_id, spec.name, draw(VALUES[spec.shape])), (kind, row_id)


@QUICK
@given(st.data())
def test_any_plan_that_edits_make_comes_back_from_its_toml(data: st.DataObject) -> None:
    """A plan made by any edits, written to TOML and read, is the same plan; tomllib agrees that it is TOML."""
    plan, chance = edits.set_field(EMPTY, "strategy", data.draw(TEXT)), Random(data.draw(st.integers()))
    document = Document()
    for _ in range(data.draw(st.integers(1, 8))):
        plan, _edited = an_edit(plan, data.draw, chance)
        if data.draw(st.booleans()):
            parsed = document.rewritten(plan)
            document = parsed.document
            assert parsed.plan == plan
    text = document.written(plan)
    assert tomllib.loads(text)["format"] == 1
    assert parse(text).plan == plan
    assert parse(text).document.written(plan) == text


SAMPLE: dict[str, Any] = {
    **dict.fromkeys(("text", "long", "choice"), "a word"),
    **dict.fromkeys(("person", "goal"), "somebody"),
    **dict.fromkeys(("list", "people"), ("one", "two")),
    **dict.fromkeys(("date", "when"), dt.date(2026, 12, 1)),
    **dict.fromkeys(("number", "money"), 12.5),
    "scale": 3,
    "yes": True,
}


def test_every_field_of_every_kind_comes_back() -> None:
    """The plan's own fields and those of each kind of row, all filled at once; none is left out of a file."""
    plan = EMPTY
    for name, spec in field_specs(Plan).items():
        plan = edits.set_field(plan, name, SAMPLE[spec.shape])
    for kind, known in KINDS.items():
        values = {name: SAMPLE[spec.shape] for name, spec in field_specs(known.row).items()}
        plan, row_id = edits.add_row(plan, kind, values, chance=Random(1))
        row = row_of(plan, kind, row_id)
        assert [name for name, value in values.items() if getattr(row, name) != value] == []
    assert parse(Document().written(plan)).plan == plan


NAMES = {kind.name: kind.title_field for kind in KINDS.values()}
KEYS = ["zz", '"odd key"', "crm.id", "note2"]
ODD_VALUES = ["1", "[1, # one\n 2]", "{ a = 1 }", "'''\n# text\n[[goal]]\n'''", "nan"]


@st.composite
def a_row(draw: st.DrawFn, number: int) -> tuple[str, str, list[str]]:
    """One hand-written row: kind, id, and its lines, comments included."""
    kind = draw(st.sampled_from(list(KINDS)))
    row_id = f"{KINDS[kind].prefix}-aaaaa{number}"
    lines = [f"# above {number}.{part}" for part in range(draw(st.integers(0, 2)))]
    lines.append(draw(st.sampled_from([f"[[{kind}]]", f"[[ {kind} ]] # of {number}", f'  [["{kind}"]]'])))
    body = [f'id = "{row_id}"', f'{NAMES[kind]} = "row {number}"   # called so']
    body += [f"{key} = {draw(st.sampled_from(ODD_VALUES))}" for key in draw(st.permutations(KEYS))[: draw(st.integers(0, 3))]]
    for text in draw(st.permutations(body)):
        if draw(st.booleans()):
            lines += draw(st.sampled_from([["# inside"], [""], ["", "# inside", ""]]))
        lines += text.split("\n")
    if draw(st.integers(0, 3)) == 0:
        lines += ["# at its end"]
    if draw(st.integers(0, 3)) == 0:
        lines += ["", f"[{kind}.sub]", "a = 1 # sub"]
    return kind, row_id, lines


@st.composite
def a_file(draw: st.DrawFn) -> tuple[str, dict[tuple[str, str], str], list[str]]:
    """A hand-written plan: its text, each row's own lines, and the comments that are nobody's."""
    end = draw(st.sampled_from(["\n", "\r\n"]))
    parts = [[], ['id = "x" # the id', "", "# crm", 'crm_key = "7"'], ["# Plan of X", "", 'name = "X"']][draw(st.integers(0, 2))]
    rows: dict[tuple[str, str], str] = {}
    loose = []
    for number in range(draw(st.integers(0, 6))):
        parts += [[], [""], ["", ""]][1 if rows else draw(st.integers(0, 2))]
        if draw(st.integers(0, 4)) == 0:
            loose.append(f"# loose {number}")
            parts += ["", loose[-1], ""]
        if draw(st.integers(0, 4)) == 0:
            parts += [f"[other{number}]", "a = 1", ""]
        kind, row_id, lines = draw(a_row(number))
        rows[kind, row_id] = end.join(lines)
        parts += lines
    text = draw(st.sampled_from(["", "\ufeff"])) + end.join(parts) + draw(st.sampled_from(["", end, end + end]))
    return text, rows, loose


@QUICK
@given(st.data())
def test_no_edit_touches_a_line_of_another_row(data: st.DataObject) -> None:
    """After any edits every other row's lines, its comments and unknown keys stand together, byte for byte, in the rows' order."""
    text, rows, loose = data.draw(a_file())
    parsed = parse(text)
    assert not parsed.broken, parsed.problems
    plan, chance, edited = parsed.plan, Random(1), {("", "")}
    for _ in range(data.draw(st.integers(1, 5))):
        plan, touched = an_edit(plan, data.draw, chance)
        edited.add(touched)
    written = parsed.document.rewritten(plan)
    assert written.plan == plan or repr(written.plan) == repr(plan)  # not-a-number is unlike itself, -0.0 like 0.0
    new = written.document.text
    places = []
    for (kind, row_id), lines in rows.items():
        if (kind, row_id) not in edited:
            assert new.count(lines) == 1, lines
            places.append((kind, [row.id for row in rows_of(plan, kind)].index(row_id), new.index(lines)))
        elif row_of(plan, kind, row_id) is None:
            assert lines not in new
    assert [place[:2] for place in sorted(places, key=lambda place: (place[0], place[2]))] == sorted(place[:2] for place in places)
    assert [comment for comment in loose if comment not in new] == []
    assert [line for line in ("crm_key", "# the id", "# Plan of X", "# crm") if line in text and line not in new] == []
    assert new.startswith("\ufeff") == text.startswith("\ufeff")
    assert "\r\n" not in text or "\n" not in new.replace("\r\n", "")


@QUICK
@given(st.data())
def test_a_plan_that_was_not_edited_is_written_as_it_was(data: st.DataObject) -> None:
    """Without an edit only what every plan must have (format, ids) is added, each on a line of its own."""
    text, _, _ = data.draw(a_file())
    parsed = parse(text)
    old, new = text.removeprefix("\ufeff").splitlines(), parsed.document.written(parsed.plan).removeprefix("\ufeff").splitlines()
    rest = iter(new)
    assert all(line in rest for line in old)
    added = [line for line in new if line not in old]
    assert added in ([], ["format = 1"])
