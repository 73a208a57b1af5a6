#!/usr/bin/env python3
"""Changes one token of a sample database at a time, judges each change, and lists those that the suite does not notice.

    Conformance/mutate_samples.py [--every N] [--taskdb PATH] [SAMPLE ...]

The samples are `javascript`, the example of the protocol, and `python`, the class of the adapter's tests. What survives is
compared with `survivors.txt`: a change in that list makes no difference to a user, and each has its reason there. Exit
status: 0 nothing else survived, 1 something did, 2 a sample itself does not pass.
"""

import argparse
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tokenize
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
PYTHON_ADAPTER = FOLDER / "adapters" / "python"
sys.path.insert(0, str(PYTHON_ADAPTER / "tests"))

from cluster import kill_group  # noqa: E402

# The most seconds for one change.
LONGEST = 300
# What each token becomes. Tokens that are not here stay: names, texts and brackets.
CHANGES = {
    "==": ["!="], "!=": ["=="], "===": ["!=="], "!==": ["==="], "<": ["<="], "<=": ["<"], ">": [">="], ">=": [">"],
    "+": ["-"], "-": ["+"], "&&": ["||"], "||": ["&&"], "??": ["&&"], "!": [""], "true": ["false"], "false": ["true"],
    "True": ["False"], "False": ["True"], "and": ["or"], "or": ["and"], "not": [""], "is": ["is not"], "any": ["all"],
    "all": ["any"], "lt": ["le"], "le": ["lt"], "gt": ["ge"], "ge": ["gt"], "some": ["every"], "every": ["some"],
    "null": ["undefined"], "undefined": ["null"], "None": ["0"],
}
JAVASCRIPT = re.compile(
    r"//[^\n]*|/\*.*?\*/|`(?:\\.|[^`\\])*`|'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\"|(?<=[(,=:\[!&|?{};\n])\s*/(?:\\.|[^/\\\n])+/[a-z]*"
    r"|[A-Za-z_$][\w$]*|\d[\w.]*|===|!==|=>|<=|>=|==|!=|&&|\|\||\?\?|\?\.|\.\.\.|\+\+|--|[+\-]=|\S", re.S)


def javascript_tokens(text):
    return [(found.start(), found.group()) for found in JAVASCRIPT.finditer(text)]


def python_tokens(text):
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    kinds = (tokenize.NAME, tokenize.OP, tokenize.NUMBER)
    return [(starts[token.start[0] - 1] + token.start[1], token.string)
            for token in tokenize.generate_tokens(io.StringIO(text).readline) if token.type in kinds]


def changed(text, tokens):
    """The changes of a source: the line and what it says, and the changed source."""
    for at, token in tokens:
        replacements = CHANGES.get(token, [])
        if token.isdigit():
            replacements = [str(int(token) + 1)]
        for replacement in replacements:
            after = text[:at] + replacement + text[at + len(token):]
            number = text.count("\n", 0, at)
            yield after.split("\n")[number].strip(), after


class Sample:
    def __init__(self, folder, files, tokens, command):
        self.folder, self.files, self.tokens, self.command = folder, files, tokens, command

    def mutants(self):
        for name in self.files:
            text = (self.folder / name).read_text(encoding="utf-8")
            for line, after in changed(text, self.tokens(text)):
                yield name, line, after

    def passes(self, name=None, after=None):
        """Whether the sample passes, with a file changed."""
        with tempfile.TemporaryDirectory() as folder:
            copies = Path(folder) / "sample"
            shutil.copytree(self.folder, copies, ignore=shutil.ignore_patterns("__pycache__", "build", "*.egg-info"))
            if name is not None:
                (copies / name).write_text(after, encoding="utf-8")
            environment = dict(os.environ, PYTHONPATH=str(PYTHON_ADAPTER), PYTHONDONTWRITEBYTECODE="1")
            run = subprocess.Popen(
                self.command, cwd=copies, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, start_new_session=True)
            try:
                return run.wait(LONGEST) == 0
            except subprocess.TimeoutExpired:
                return False
            finally:
                # What it has started may go on.
                kill_group(run)


def samples(taskdb):
    return {
        "javascript": Sample(
            FOLDER / "adapters" / "javascript", ["memory_backend.js", "query.js", "extended_json.js"], javascript_tokens,
            [taskdb, "test", "--strict", "--", "node", "memory_backend.js"]),
        "python": Sample(
            PYTHON_ADAPTER / "tests", ["memory_database.py"], python_tokens,
            [sys.executable, "-m", "ipyparallel_taskdb.suite_command", "./memory_database.py:MemoryDB"]),
    }


def known_survivors():
    lines = (FOLDER / "survivors.txt").read_text(encoding="utf-8").splitlines()
    return {tuple(line.split(": ", 1)) for line in lines if line and not line.startswith("#")}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("samples", nargs="*", metavar="SAMPLE", help="javascript or python (default: both)")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="judge only every Nth change")
    parser.add_argument("--taskdb", default="taskdb", metavar="PATH", help="the program (default: taskdb in PATH)")
    options = parser.parse_args()
    program = shutil.which(options.taskdb)
    if program is None:
        parser.error("there is no program %s; --taskdb names another" % options.taskdb)
    known = samples(os.path.abspath(program))
    if unknown := [name for name in options.samples if name not in known]:
        parser.error("unknown sample %s; there are %s" % (unknown[0], ", ".join(known)))
    excused, found, used, count = known_survivors(), [], set(), 0
    chosen = {name: known[name] for name in options.samples or known}
    for name, sample in chosen.items():
        if not sample.passes():
            print("the sample %s does not pass as it is: %s" % (name, " ".join(sample.command)), file=sys.stderr)
            return 2
        mutants = list(sample.mutants())[:: options.every]
        count += len(mutants)
        with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
            outcomes = pool.map(lambda mutant: sample.passes(mutant[0], mutant[2]), mutants)
            for (file, line, _), survived in zip(mutants, outcomes):
                if not survived:
                    continue
                used.add((file, line))
                if (file, line) not in excused:
                    found.append((file, line))
                    print("SURVIVED  %s: %s" % (file, line), flush=True)
    files = {file for sample in chosen.values() for file in sample.files}
    if options.every == 1:
        for file, line in sorted(excused - used):
            if file in files:
                print("survivors.txt lists what no change is any more, or what is noticed: %s: %s" % (file, line))
    print("%d of %d changes were noticed or make no difference" % (count - len(found), count))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
