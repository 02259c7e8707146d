"""A review written out: text, Markdown, JSON and tables."""
