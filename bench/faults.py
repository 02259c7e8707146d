"""The faults that the tests must notice: one changed line each, and the tests that should see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: in `src/abmtui/file`, `old` (found exactly once) becomes `new`."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]
    """Tests in `tests/` to ask first, for speed; when they pass, the whole suite is asked."""


def faults_of(file: str, tests: str, *faults: tuple[str, str, str]) -> tuple[Fault, ...]:
    """Return the faults of one file of `src/abmtui`, with the tests (in `tests/`, blanks between) that should see them."""
    return tuple(Fault(name, f"src/abmtui/{file}", old, new, tuple(f"tests/{test}" for test in tests.split())) for name, old, new in faults)


FAULTS: Final = (
    *faults_of(
        "portfolio/concentration.py",
        "unit/test_concentration.py",
        ("Gini of a sample instead of a population", "- (n + 1)) / n)", "- (n + 1)) / max(1, n - 1))"),
        ("accounts to 80%: more than, instead of at least", "curve.total * (1 - rounding)", "curve.total * (1 + rounding)"),
        ("top-20% share without interpolation", "+ part / LARGEST * float(curve.values[whole])) / total", ") / total"),
        ("HHI on another scale", "hhi=squares * 10_000", "hhi=squares * 1_000"),
        ("CTR/BS without the area below the axis", "/ (1.0 + 2.0 * _below_axis(everyone, curve))", ""),
    ),
    *faults_of(
        "portfolio/classes.py",
        "unit/test_classes.py",
        (
            "ties split over two classes",
            "    return int(curve.values.search_sorted(float(curve.values[count - 1])",
            "    return count or int(curve.values.search_sorted(float(curve.values[count - 1])",
        ),
        ("the account that crosses the line falls to the lower class", "return accounts_to(curve, share) if by", "return accounts_to(curve, share) - 1 if by"),
    ),
    *faults_of(
        "portfolio/lorenz.py",
        "unit/test_lorenz.py unit/test_concentration.py",
        ("k without interpolation", "return 1.0 - (above - 1 - low / (high - low)) / curve.n", "return 1.0 - above / curve.n"),
        ("Pareto curve not turned round", "for x, y in reversed(points))", "for x, y in points)"),
    ),
    *faults_of(
        "portfolio/book.py",
        "unit/test_book.py",
        (
            "prospects within the book of revenue",
            "kinds = KINDS.get(measure.metric, (names.CUSTOMER,))",
            "kinds = KINDS.get(measure.metric, (names.CUSTOMER, names.PROSPECT))",
        ),
        ("zeros counted among the positive", "positive = int((ordered > 0).sum())", "positive = int((ordered >= 0).sum())"),
        (
            "unknown accounts kept in a view",
            "kept = mask.gather(ranking.rows).fill_null(value=False)",
            "kept = mask.gather(ranking.rows).fill_null(value=True)",
        ),
        (
            "change against a prior that is not positive",
            "pl.when(pl.col(names.PRIOR) > 0).then(pl.col(names.VALUE)",
            "pl.when(pl.col(names.PRIOR) != 0).then(pl.col(names.VALUE)",
        ),
    ),
    *faults_of(
        "portfolio/periods.py",
        "unit/test_periods.py",
        ("prior: the same year again", "before = span.year_before()", "before = span"),
        ("a running year compared with a whole one", 'if portfolio.grain == "year" else min(last, newest))', 'if portfolio.grain == "year" else last)'),
    ),
    *faults_of(
        "portfolio/families.py",
        "unit/test_rollup.py",
        ("parents in a circle not broken", "        up = up.scatter(circle[0], circle[0])", "        up = up.scatter(circle[0], circle[-1])"),
    ),
    *faults_of(
        "portfolio/view.py",
        "unit/test_view.py",
        (
            "nulls first in a descending sort",
            'by = pl.arg_sort_by("key", descending=descending, nulls_last=True,',
            'by = pl.arg_sort_by("key", descending=descending, nulls_last=not descending,',
        ),
    ),
    *faults_of(
        "durable.py",
        "unit/test_durable.py faults/test_faults_race.py",
        (
            "save: file not synced",
            "            _write(descriptor, data)\n            _sync(descriptor)\n        _verify",
            "            _write(descriptor, data)\n        _verify",
        ),
        ("save: folder not synced", "        _sync_folder(target.parent)\n        doubt", "        doubt"),
        ("save: no lock", "fcntl.LOCK_EX | fcntl.LOCK_NB", "fcntl.LOCK_SH | fcntl.LOCK_NB"),
        ("save: hash not compared", "if before != ANY and before != (None", "if before == ANY and before != (None"),
        ("save: temporary file left after an error", "            temp.unlink()\n        raise\n    doubt", "            pass\n        raise\n    doubt"),
        ("save: not read back", "    if written != data:", "    if written is None:"),
        ("save: written in place of a link's target", "target = Path(os.path.realpath(path))", "target = Path(path)"),
        ("save: new files open to everybody", "_give(descriptor, 0o600 | above", "_give(descriptor, 0o644 | above"),
    ),
    *faults_of(
        "plan/rewriting.py",
        "unit/test_document_examples.py unit/test_document_properties.py",
        ("plan: ids not added to rows written by hand", 'changes["id"] = row.id', "pass"),
        ("plan: a new row in another place", "behind = owners[row.id]", "behind = None"),
    ),
    *faults_of(
        "plan/document.py",
        "unit/test_document_broken.py unit/test_document_examples.py",
        (
            "plan: a newer format edited all the same",
            'return f"the plan has format {written}, which is newer',
            'return "" and f"the plan has format {written}, which is newer',
        ),
        ("plan: what was written is not read again", "if parsed.broken or not same(parsed.plan, plan):", "if parsed.broken and not same(parsed.plan, plan):"),
    ),
    *faults_of(
        "plan/key_lines.py",
        "unit/test_document_examples.py unit/test_document_properties.py",
        ("plan: the comment behind a changed value is lost", "_ended(value, newline) + text[end:])]", "_ended(value, newline) + newline)]"),
    ),
    *faults_of(
        "store/plans.py",
        "unit/test_plans.py",
        ("plans: saved over a change of somebody else", "before=opened.hash, journal=journal)", "before=durable.ANY, journal=journal)"),
        ("plans: a broken plan may be saved over", "        if opened.read_only:\n            raise", "        if False:\n            raise"),
    ),
    *faults_of(
        "store/history.py",
        "unit/test_history.py unit/test_plans.py",
        ("history: a change outside is not kept", "if old is not None and not knows(", "if old is None and not knows("),
    ),
    *faults_of(
        "sources/values.py",
        "unit/test_values_numbers.py",
        ("reading: decimal comma ignored", "if self.point != self.comma:", "if self.point > self.comma:"),
        ("reading: unreadable cells not told", "unreadable = rest.filter(found.is_null() & ~told)", "unreadable = rest.filter(found.is_null() & told)"),
    ),
    *faults_of(
        "sources/affixes.py",
        "unit/test_values_numbers.py",
        ("reading: brackets no longer mean minus", 'negative = minus or "(" in ahead', "negative = minus"),
    ),
    *faults_of(
        "sources/cutting.py",
        "unit/test_decode_text.py",
        ("reading: line numbers off by one", "line=pl.int_range(start + 1, start + 1 + frame.height", "line=pl.int_range(start, start + frame.height"),
    ),
    *faults_of(
        "sources/junk.py",
        "unit/test_junk_rows.py unit/test_reader_shapes.py",
        ("reading: the total row becomes an account", "    return sorted({*found, *surely})", "    return sorted(surely)"),
    ),
    *faults_of(
        "sources/converting.py",
        "unit/test_sample_data.py unit/test_reader_sources.py",
        (
            "reading: leading zeros of ids lost",
            "        return stripped.set(blank, None) if blank.any() else stripped",
            '        return stripped.set(blank, None) if blank.any() else stripped.str.strip_chars_start("0")',
        ),
    ),
    *faults_of(
        "portfolio/search_grammar.py",
        "unit/test_search_grammar.py unit/test_search.py",
        (
            "search: the sign for not is ignored",
            'negated, part = part.startswith("!"), part.removeprefix("!")',
            'negated, part = False, part.removeprefix("!")',
        ),
    ),
    *faults_of(
        "portfolio/folding.py",
        "unit/test_view.py unit/test_search_words.py unit/test_search.py",
        ("search: accents are not folded", r""".replace_all(r"\p{M}", "")""", r""".replace_all(r"\p{M}", "$0")"""),
    ),
    *faults_of(
        "wording.py",
        "unit/test_sample_data.py pilot/test_figures_panel.py",
        (
            "shown: C1 controls pass",
            "    if not _UNSAFE.search(text):\n        return text\n    return text.translate(_VISIBLE_LINES",
            '    if not re.search("[\\x00-\\x1f]", text):\n        return text\n    return text.translate(_VISIBLE_LINES',
        ),
        ("folded: a letter that stands for two is read as one", '"ß": "ss",', '"ß": "s",'),
    ),
    *faults_of(
        "problems.py",
        "unit/test_exit_codes.py unit/test_cli_check.py",
        ("exit code: the lightest problem decides", "return max((int(problem.severity)", "return min((int(problem.severity)"),
    ),
    *faults_of(
        "cli/exits.py",
        "unit/test_exit_codes.py",
        (
            "exit code: a closed pipe is an error",
            "        let_go()\n        return 0\n    except OutputFailedError",
            "        let_go()\n        return 1\n    except OutputFailedError",
        ),
    ),
    *faults_of(
        "cli/streams.py",
        "unit/test_cli_report.py unit/test_exit_codes.py",
        ("stdout: controls pass unseen", "put_bytes(shown(text, lines=True).encode", "put_bytes(text.encode"),
    ),
    *faults_of(
        "report/tables.py",
        "unit/test_report_tables.py",
        ("CSV: formulas are not guarded", "return pl.when(text.str.contains(_FORMULA))", "return pl.when(text.str.contains(_FORMULA) & False)"),
    ),
    *faults_of(
        "tui/guard.py",
        "pilot/test_guard.py",
        ("guard: strips pass unseen", "    clean = shown(text)\n", "    clean = text\n"),
    ),
    *faults_of(
        "tui/bases/table_lines.py",
        "pilot/test_account_table.py pilot/test_portfolio_screen.py",
        (
            "table: the cursor stays at its place instead of its account",
            "position = self._window.position_of(row)\n        if position is None:\n            position = max(0",
            "position = None\n        if position is None:\n            position = max(0",
        ),
    ),
    *faults_of(
        "tui/bases/line_table.py",
        "pilot/test_account_table.py pilot/test_account_table_bytes.py",
        ("table: repainted whole at every move", "            repaint(self, *regions)", "            self.refresh()"),
    ),
)
