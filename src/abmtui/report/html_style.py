"""The look of a document in HTML: system fonts, light and dark, tables that print on A4; nothing from elsewhere."""

from __future__ import annotations

from typing import Final

STYLE: Final = """
:root { color-scheme: light dark; --ink: #1c2733; --soft: #5b6b7b; --rule: #d5dde5; --paper: #ffffff; --tint: #f3f6f9; --line: #0b62a4; --mark: #b3261e; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e4e9ee; --soft: #9fb0c0; --rule: #33414e; --paper: #12181e; --tint: #1a232c; --line: #6cb6f0; --mark: #ff8a80; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 62rem; background: var(--paper); color: var(--ink);
  font: 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .4rem; }
h2 { font-size: 1.1rem; margin: 1.6rem 0 .3rem; padding-bottom: .15rem; border-bottom: 1px solid var(--rule); }
p { margin: .15rem 0; }
nav { font-size: .85rem; color: var(--soft); margin: .8rem 0; columns: 3 14rem; }
nav a { color: inherit; display: block; text-decoration: none; }
nav a:hover, nav a:focus { text-decoration: underline; }
table { border-collapse: collapse; margin: .5rem 0; max-width: 100%; }
th, td { padding: .2rem .9rem .2rem 0; text-align: left; vertical-align: top; }
th { color: var(--soft); font-weight: 600; font-size: .85rem; border-bottom: 1px solid var(--rule); }
td { border-bottom: 1px solid var(--tint); }
tr:last-child td { border-bottom: 0; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; overflow-wrap: normal; }
.curves { display: flex; flex-wrap: wrap; gap: 1rem; margin: .8rem 0; }
figure { flex: 1 1 20rem; max-width: 30rem; margin: 0; }
figcaption { font-size: .85rem; color: var(--soft); }
svg.curve { width: 100%; height: auto; display: block; }
svg text { font: 11px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; fill: var(--soft); }
svg text.mark, svg text.account { fill: var(--ink); font-weight: 600; font-size: 12px; }
svg .grid { stroke: var(--rule); stroke-width: 1; }
svg .zero { stroke: var(--soft); stroke-width: 1; }
svg .equal { stroke: var(--soft); stroke-width: 1.2; stroke-dasharray: 2 4; }
svg path { fill: none; stroke-linejoin: round; }
svg path.line { stroke: var(--line); stroke-width: 2.4; }
svg path.book { stroke: var(--soft); stroke-width: 1.4; opacity: .55; }
svg circle.mark { fill: var(--line); }
svg circle.account { fill: var(--mark); }
footer { margin-top: 2rem; font-size: .8rem; color: var(--soft); }
@page { size: A4; margin: 16mm 14mm; }
@media print {
  :root { --ink: #000; --soft: #444; --rule: #bbb; --paper: #fff; --tint: #e6e6e6; --line: #0b62a4; --mark: #b3261e; }
  body { padding: 0; max-width: none; font-size: 9.5pt; }
  nav { display: none; }
  h2 { break-after: avoid; }
  table, figure, tr { break-inside: avoid; }
  thead { display: table-header-group; }
  table.long { break-inside: auto; }
}
"""
"""One style sheet; class `n` are figures, `long` are tables that may break over pages."""
