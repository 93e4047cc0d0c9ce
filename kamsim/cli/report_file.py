"""A report as a file to keep: a page for a browser, or Markdown."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from kamsim.engine.reading import Problems

KINDS = (".html", ".md")
STYLE = (
    "body{font:15px/1.5 sans-serif;color:#1f2733;max-width:72em;margin:2em auto;padding:0 1em}"
    "table{border-collapse:collapse;font-size:13px}"
    "td,th{padding:3px 9px;border-bottom:1px solid #d5dae1;text-align:left}"
    "td:nth-child(n+4){text-align:right;white-space:nowrap}"
)


def report_file(text: str, problems: Problems) -> Path:
    """Where a report may go: a file of a known kind that does not exist yet, or an earlier report's."""
    path = Path(text)
    try:
        if path.suffix not in KINDS:
            problems.add("--out", f"a file that ends in {' or '.join(KINDS)}", value=text)
        elif path.exists() and not _is_ours(path):
            problems.add("--out", "another file; this one is no report of kamsim", value=text)
    except (OSError, ValueError):
        problems.add("--out", "a file that can exist on this computer", value=text)
    return path


MARK = "A report of kamsim"


def _is_ours(path: Path) -> bool:
    try:
        return path.is_file() and MARK in path.read_text(encoding="utf-8")[:2_000]
    except (OSError, ValueError):
        return False


def as_html(title: str, header: Sequence[str], rows: Sequence[Sequence[str]], notes: Sequence[str]) -> str:
    """A page that needs nothing else."""
    head = "".join(f"<th>{escape(cell)}</th>" for cell in header)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>\n" for row in rows)
    grid = f"<table><thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody></table>\n" if rows else ""
    tag = "p" if rows else "pre"
    said = "".join(f"<{tag}>{escape(note)}</{tag}>\n" for note in notes)
    return (
        f'<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>{escape(title)}</title>\n'
        f"<style>{STYLE}</style>\n<!-- {MARK} -->\n<h1>{escape(title)}</h1>\n{grid}{said}</html>\n"
    )


def as_markdown(title: str, header: Sequence[str], rows: Sequence[Sequence[str]], notes: Sequence[str]) -> str:
    """The same as Markdown."""
    lines = [f"# {title}", "", f"<!-- {MARK} -->", ""]
    if rows:
        lines += [_row(header), _row(["---"] * len(header)), *map(_row, rows), ""]
        lines += [note + "\n" for note in notes]
    else:
        lines += [f"```\n{note}\n```\n" for note in notes]
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '&#124;').replace(chr(10), ' ') for cell in cells)} |"
