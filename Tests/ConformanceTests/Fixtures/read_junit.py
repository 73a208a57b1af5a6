"""Prints what a JUnit report says, one line a suite and a case, the text of a case below it."""

import sys
import xml.etree.ElementTree

for suite in xml.etree.ElementTree.parse(sys.argv[1]).getroot():
    counts = " ".join("%s=%s" % (name, suite.get(name)) for name in ("tests", "failures", "errors", "skipped", "file"))
    print("suite", suite.get("name"), counts)
    for case in suite:
        told = [[outcome.tag, outcome.get("type"), outcome.get("message")] for outcome in case]
        print(case.get("name"), *sum(told, []))
        for outcome in case:
            for line in (outcome.text or "").split("\n"):
                print("|", line)
