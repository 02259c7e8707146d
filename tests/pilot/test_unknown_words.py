"""Words in a plan that no rule knows: the rule holds, and every place that shows the account says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from abmtui.store.names import file_name

if TYPE_CHECKING:
    from pathlib import Path

Open = Any

PLAN = 'format = 1\nid = "c1"\nname = "Alpha"\nabc_class = "Z"\ntier = "1:1000"\nzone = "Mars"\nzone_reason = "They said so"\n'


async def test_the_rule_holds_where_a_word_is_unknown(open_app: Open, tmp_path: Path) -> None:
    """Class Z, tier 1:1000 and zone Mars are told as what the plan says; header and page show what holds."""
    path = tmp_path / "accounts.csv"
    path.write_text("id,name,revenue\nc1,Alpha,800\nc2,Beta,200\n", encoding="utf-8")
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / file_name("c1", "Alpha")).write_text(PLAN, encoding="utf-8")
    async with open_app(path, size=(140, 45)) as desk:
        await desk.press("enter", "7")
        head, lines = desk.lines()[0], [" ".join(line.split()) for line in desk.lines()]
        assert "A · ABM 1:few" in head
        assert "1:1000" not in head
        for label, word, said in (("Class", "A", "Z"), ("ABM tier", "1:few", "1:1000"), ("Zone", "ABM", "Mars")):
            assert any(f'{label} {word} rule plan says "{said}", none of the known words;' in line and "!" in line for line in lines), label
