"""Colors and the style sheet."""

import re
from pathlib import Path

BLUE = "#0b63a5"  # what can be done, and us
# Okabe and Ito (2008), "Color universal design": told apart with every common kind of color blindness.
LINE_BLUE, AMBER, GREEN, VERMILLION = "#0072B2", "#E69F00", "#009E73", "#D55E00"
GREY, INK, FAINT, LINE, GRID = "#8a94a3", "#1f2733", "#586474", "#d5dae1", "#e8ebef"
# The companion for Chinese comes after the Latin faces, so that digits look alike everywhere.
FACE = (
    '"Noto Sans", "Segoe UI", "Helvetica Neue", "DejaVu Sans", "Noto Sans CJK SC", "Microsoft YaHei", '
    '"PingFang SC", sans-serif'
)
CSS = (
    f".kam-canvas {{ --blue: {BLUE}; --amber: {AMBER}; --green: {GREEN}; --vermillion: {VERMILLION}; --ink: {INK}; "
    f"--faint: {FAINT}; --line: {LINE}; --face: {FACE}; }}\n"
    + Path(__file__).with_name("look.css").read_text(encoding="utf-8")
)
CLASSES = frozenset(re.findall(r"\.(kam-[a-z0-9-]+)", CSS))
