"""The peer of `taskdb test`: runs the console sessions of a page with CPython's own doctest.

    doctest_cases.py PAGE

Every session has fresh globals and a fresh database.
"""

import doctest
import re
import sys
from copy import deepcopy

KEYS = (
    "msg_id header metadata content buffers submitted client_uuid engine_uuid started completed resubmitted received "
    "result_header result_metadata result_content result_buffers queue execute_input execute_result error stdout "
    "stderr label"
).split()


class DictDB:
    """Records in a dict, as IPython's own keeps them."""

    def __init__(self):
        self._records = {}

    def add_record(self, msg_id, record):
        if msg_id in self._records:
            raise KeyError(f"Already have msg_id {msg_id!r}")
        self._records[msg_id] = record

    def get_record(self, msg_id):
        if msg_id not in self._records:
            raise KeyError(f"No such msg_id {msg_id!r}")
        return deepcopy(self._records[msg_id])


def new_record(msg_id, **fields):
    record = dict.fromkeys(KEYS)
    record.update(msg_id=msg_id, stdout="", stderr="")
    record.update(fields)
    return record


def main(page):
    with open(page, encoding="utf-8") as file:
        text = file.read()
    parser = doctest.DocTestParser()
    runner = doctest.DocTestRunner(optionflags=doctest.IGNORE_EXCEPTION_DETAIL | doctest.ELLIPSIS)
    for number, session in enumerate(re.findall(r"^```pycon\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)):
        names = {"db": DictDB(), "new_record": new_record}
        runner.run(parser.get_doctest(session, names, f"case {number}", page, 0))
    return runner.summarize(verbose=False)


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1]).failed else 0)
