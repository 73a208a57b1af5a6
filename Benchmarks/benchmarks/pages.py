"""Generates the pages to measure, the same bytes every time."""

from pathlib import Path

TITLE = """# Made to be measured

<!-- rule: kept -->
What was added **must** be there.

"""

KEPT = """<!-- case: kept-{n} -->
```pycon
>>> db.add_record('task-{n}', new_record('task-{n}', label={n}, stdout='done'))
>>> db.get_record('task-{n}')['label']
{n}
```

"""

UNKNOWN = """<!-- case: unknown-{n} -->
```pycon
>>> db.add_record('task-{n}', new_record('task-{n}', label={n}, stdout='done'))
>>> db.get_record('other-{n}')
Traceback (most recent call last):
    ...
KeyError
```

"""

SECTION = """## What is record {n} good for?

One record tells the life of one *task*. It has the [keys](#what-is-record-{n}-good-for) that `new_record` gives it, and `msg_id` is the
one **name** by which it is found again; see <https://example.org/{n}> for more. Nothing else is promised: a database
may keep records in whatever order it likes, & it may forget what it was told to forget.

- the client that sent it, and the engine it went to, `None` until that is known
- four dates: when it was
  1. submitted and started,
  2. completed, and received
- a *label* of your own

> A record that was handed out is yours: changing it
> changes **nothing** in the database.

<!-- rule: kept-{n} -->
Record {n} **must** be handed out as it was given, with *every* key it had.

Ask for it by its name:

<!-- case: get-{n} -->
```pycon
>>> db.add_record('task-{n}', new_record('task-{n}', label={n}, stdout='done', header={{'n': [1, 2.5, None]}}))
>>> record = db.get_record('task-{n}')
>>> [record[key] for key in ('label', 'stdout')]
[{n}, 'done']
```

A name that was never given is no name:

<!-- case: get-unknown-{n} proves=kept-{n} -->
```pycon
>>> db.get_record('other-{n}')
Traceback (most recent call last):
    ...
KeyError
```

"""

REQUESTS = """# Made to be measured

<!-- rule: same -->
A record **must** be the same however often it is asked for.

<!-- case: same -->
```pycon
>>> from datetime import datetime, timezone
>>> now = datetime.now(timezone.utc)
>>> given = new_record('a', client_uuid='ada', engine_uuid='e0', queue='mux', label='fit/linear', submitted=now,
...     started=now, completed=now, received=now, header={{'username': 'ada', 'version': '5.3', 'msg_type': 'apply'}},
...     metadata={{'dependencies': []}}, content={{'code': 'fit(1, 2, 3)', 'silent': False}}, buffers=[b'12345678'],
...     result_header={{'status': 'ok'}}, result_metadata={{'engine': 'e0'}}, result_content={{'status': 'ok'}},
...     result_buffers=[b'12345678'], execute_input='fit(1, 2, 3)', stdout='done')
>>> db.add_record('a', given)
>>> for n in range({count}):
...     record = db.get_record('a')
...
>>> db.get_record('a') == given
True
```
"""


def write(folder, text):
    """Writes a folder with one page. Returns both paths."""
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / "page.md"
    page.write_text(text, encoding="utf-8")
    return str(folder), str(page)


def isolated_cases(folder, count=2000):
    """Cases of two prompts each. A quarter of all prompts expects a KeyError."""
    return write(folder, TITLE + "".join((UNKNOWN if n % 2 else KEPT).format(n=n) for n in range(count)))


def large_page(folder, size=10_000_000):
    """A page of at least `size` bytes of prose, lists, quotes, rules and cases."""
    sections, length, number = [TITLE, KEPT.format(n=0)], 0, 0
    while length < size:
        sections.append(SECTION.format(n=number))
        length += len(sections[-1])
        number += 1
    return write(folder, "".join(sections))


def many_pages(folder, count=1000, size=10_000):
    """Pages of at least `size` bytes each. Returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        sections, length, section = [f"# Made to be measured, {number}\n\n"], 0, 100 * number
        while length < size:
            sections.append(SECTION.format(n=section))
            length += len(sections[-1])
            section += 1
        Path(folder, f"page{number:04}.md").write_text("".join(sections), encoding="utf-8")
    return sorted(str(page) for page in folder.glob("*.md"))


def requests(folder, count):
    """A case that requests the same full record `count` times."""
    return write(folder, REQUESTS.format(count=count))


def project_pages(root):
    return sorted(str(page) for page in Path(root, "Docs").glob("*.md"))
