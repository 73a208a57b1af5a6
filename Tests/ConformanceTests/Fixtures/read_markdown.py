"""Counts what a summary has of tables, fences and folds, and checks that each ends."""

import re
import sys

with open(sys.argv[1], encoding="utf-8", newline="") as file:
    lines = file.read().split("\n")
fence, fences, columns, backends, folds, open_folds = None, 0, None, 0, 0, 0
for line in lines:
    if fence:
        if re.fullmatch("`{%d,}" % len(fence), line):
            fence = None
        continue
    opening = re.match("(`{3,})(?:diff|python)$", line)
    if opening:
        fence, fences = opening[1], fences + 1
    elif line.startswith("|"):
        cells = len(re.findall(r"(?<!\\)\|", line)) - 1
        columns = columns or cells
        assert cells == columns, line
        backends += 1
    elif line.startswith("<details>"):
        folds, open_folds = folds + 1, open_folds + 1
    elif line == "</details>":
        open_folds -= 1
print("backends", backends - 2)
print("fences", fences, "open" if fence else "closed")
print("details", folds, "open" if open_folds else "closed")
