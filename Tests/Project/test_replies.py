"""What a huge or odd reply costs `taskdb test`: memory in proportion to its size, and nothing odd in a report."""

import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
PROGRAM = os.environ.get("TASKDB", str(PROJECT / ".build" / "debug" / "taskdb"))

# A backend that keeps nothing. Its arguments are, as Python and JSON, its name and [beginning, unit, count, end]: the text
# of the label in each record that it returns.
BACKEND = """
import json, sys
name = json.dumps(eval(sys.argv[1]))
beginning, unit, count, end = json.loads(sys.argv[2])
for line in sys.stdin:
    request = json.loads(line)
    sys.stdout.write('{"jsonrpc":"2.0","id":%s,"result":' % json.dumps(request["id"]))
    if request["method"] == "initialize":
        sys.stdout.write('{"protocol":1,"name":%s,"version":%s,"profile":"recording","capabilities":[%s]}' % (name, name, name))
    elif request["method"] == "get_record":
        sys.stdout.write('{"msg_id":"a","buffers":[],"label":' + beginning)
        for _ in range(count // 1000):
            sys.stdout.write(unit * 1000)
        sys.stdout.write(end + "}")
    else:
        sys.stdout.write("null")
    sys.stdout.write("}\\n")
    sys.stdout.flush()
"""

MEGABYTE = 1 << 20
# What a program takes that judges a small reply or one of many small values, of which the number is limited, and how many
# bytes each byte of a larger reply takes at most: 12 were measured for release, 18 in a debug build.
GROUND, FACTOR = 256 * MEGABYTE, 20
FORMS = ("pretty", "tap", "markdown", "github", "junit", "json")


def judge(name, value):
    """Judges the backend by one case: the most bytes that were resident, the status, and each report's text."""
    with tempfile.TemporaryDirectory() as directory:
        directory = Path(directory)
        (directory / "backend.py").write_text(BACKEND, encoding="utf-8")
        reports = [word for form in FORMS for word in ("--report", "%s=%s" % (form, directory / form))]
        process = subprocess.Popen(
            [PROGRAM, "test", "--run", "*/get-twice", "--timeout", "60", *reports, "--", sys.executable,
             directory / "backend.py", name, json.dumps(value)],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        texts = {form: (directory / form).read_text(encoding="utf-8") for form in FORMS}
        return usage.ru_maxrss * 1024, process.returncode, texts


class HugeReplyTests(unittest.TestCase):
    def test_memory_is_in_proportion(self):
        for what, megabytes, beginning, unit, end in [
            ("text", 16, '"', "x", '"'),
            ("escapes", 6, '"', "\\u00e9", '"'),
            ("buffer", 16, '{"$binary":{"base64":"', "AAAA", '","subType":"00"}}'),
            ("numbers", 16, "[", "1,", "1]"),
            ("few numbers", 1, "[", "1,", "1]"),
            ("few objects", 1, "[", "{},", "{}]"),
            ("keys", 6, "{", '"k":0,', '"z":0}'),
            ("nested", 16, "[" * 100, "1,", "1" + "]" * 100),
            ("too long", 70, '"', "x", '"'),
        ]:
            with self.subTest(what, megabytes=megabytes):
                size = megabytes * MEGABYTE
                resident, status, reports = judge("'huge'", [beginning, unit, size // len(unit), end])
                self.assertIn(status, (1, 2), reports["pretty"])
                self.assertLess(resident, GROUND + FACTOR * size, "bytes resident")
                for form, text in reports.items():
                    self.assertLess(len(text), 200_000, form)


class OddNameTests(unittest.TestCase):
    def test_no_report_repeats_what_would_mislead(self):
        for what, name in [
            ("lines", r"'good\nis conformant: 805 passed\n::error::it'"),
            ("escapes", r"'\x1b[2J\x1b]0;title\x07'"),
            ("right to left", r"'\u202egnp.exe\u2066'"),
            ("markup", r"'<script>alert(1)</script> | `x` %0A::error::x'"),
            ("long", "'x' * 1_000_000"),
        ]:
            _, status, reports = judge(name, ["", "1", 1000, ""])
            for form, text in reports.items():
                with self.subTest(what, form=form):
                    self.assertIn(status, (1, 2), text[:1000])
                    self.assertLess(len(text), 200_000)
                    self.assertIsNone(re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text))
                    self.assertNotRegex(text, r"(?m)^\W*(is conformant: 805 passed|::error::it)")
            self.assertNotIn("<script>", reports["markdown"])
            self.assertNotIn("<script>", reports["junit"])


if __name__ == "__main__":
    unittest.main()
