"""Reads workflow commands as GitHub's runner does, and prints them."""

import re
import sys

with open(sys.argv[1], encoding="utf-8", newline="") as file:
    lines = file.read().split("\n")[:-1]
for line in lines:
    name, properties, data = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line).groups()
    unescape = lambda text: re.sub("%(25|0D|0A|3A|2C)", lambda match: chr(int(match[1], 16)), text)
    values = {key: unescape(value) for key, value in (part.split("=", 1) for part in properties.split(","))}
    place = "%(file)s:%(line)s " % values if "file" in values else ""
    print(name, place + values["title"])
    for text in unescape(data).split("\n"):
        print("|", text)
