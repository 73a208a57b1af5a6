"""Writes the page about performance and its plots from measured results."""

from .plots import Plot, Series

METHODS = (
    ("add_record", "`add_record`"), ("add_record, many at once", "`add_record`, many at once"),
    ("get_record", "`get_record`"), ("update_record", "`update_record`"), ("drop_record", "`drop_record`"),
    ("find msg_ids", "find 100 `msg_id`s"), ("find newest", "find the last 1 % submitted"),
    ("find client", "find one client's last, of 4 clients"), ("find pending", "find unfinished tasks"),
    ("find engines", "find tasks of two engines of 16"), ("find completed", "find completed tasks"),
    ("find ne", "find what 3 of 4 clients submitted"), ("get_history", "`get_history`"),
)
PLOTS = {
    "DictDB": (("find pending", "find unfinished tasks"), ("get_record", "get_record")),
    "SQLiteDB": (("find newest", "find the last 1 % submitted"), ("get_record", "get_record")),
}
SIDES = ("taskdb", "ipyparallel")

INTRODUCTION = """# Performance: what an operation costs as records grow

The databases of taskdb and those of ipyparallel 9.2.0 were asked the same questions about the same records, in turn, on one
machine with {processors} processors: on another one the times differ, and the ratios too. A record is as a Hub makes it, with
all keys and two buffers of 100 bytes. `Benchmarks/performance` measures again and writes this page.

[Which database to choose](index.md#which-database-to-choose) says what each of them keeps."""

CHOICE = """
## What this means for a choice

- Both DictDBs write fast enough for any Hub. But each `db_query` of ipyparallel's looks at every record, while all clients
  wait. Neither keeps more than 1,024 records unless its [limits](limits.md) are raised, as they were here.
- taskdb's SQLiteDB was measured with `synchronous` `full`: each write waits for the disk, and writes that wait together share
  one commit, as those of taskdb's controller do; "many at once" is what they cost. ipyparallel's was made to commit each
  write, to lose nothing. In a controller it commits every two seconds, and a kill loses what came since.
- Behind ipyparallel's controller, taskdb's databases are another process: each call takes 0.1 to 0.2 ms more.
- With taskdb's databases, queries by `msg_id`, date, engine and client use an index: their cost follows the number of records
  found. Other conditions look at every record.
"""


def write_page(results, docs):
    parts = [INTRODUCTION.format(processors=results.get("processors", "some"))]
    for database, costs in results.get("databases", {}).items():
        parts += database_section(database, costs, docs)
    parts.append(CHOICE)
    if "controller" in results:
        parts += controller_section(results["controller"])
    parts += soak_section(docs)
    if "parsers" in results:
        parts += parser_section(results["parsers"])
    (docs / "performance.md").write_text("\n".join(parts), encoding="utf-8")


def database_section(database, costs, docs):
    counts = sorted({count for pairs in costs.values() for count in pairs}, key=int)
    yield "\n## %s with 1,000 to %s records\n" % (database, thousands(counts[-1]))
    for operation, title in PLOTS[database]:
        name = "diagrams/performance-%s-%s.svg" % (database.lower(), operation.replace(" ", "-").replace("_", "-"))
        series = [
            Series(side, [(int(count), 1e6 * pair[index]) for count, pair in costs[operation].items() if pair[index]])
            for index, side in enumerate(SIDES)]
        plot = Plot("records", "%s, µs" % title, series, is_logarithmic=True)
        (docs / name).write_text(plot.svg(), encoding="utf-8")
        yield "![%s: %s.](%s)\n" % (title, "; ".join(map(described, series)), name)
    yield "<!-- table -->"
    yield "| operation | whose | " + " | ".join(map(thousands, counts)) + " |"
    yield "|---|---|" + "---:|" * len(counts)
    for operation, title in METHODS:
        for index, side in enumerate(SIDES):
            if operation in costs:
                cells = [duration(costs[operation].get(count, [None, None])[index]) for count in counts]
                yield "| %s | %s | %s |" % (title if index == 0 else "", side, " | ".join(cells))
    for index, side in enumerate(SIDES):
        cells = [size(costs["bytes"].get(count, [None, None])[index], int(count)) for count in counts]
        yield "| %s | %s | %s |" % ("memory or file, bytes a record" if index == 0 else "", side, " | ".join(cells))
    if any(pair[1] is None for cost in costs.values() for pair in cost.values()):
        yield "\nWhere ipyparallel's has a –, it took over 5 seconds with a tenth of the records, and was not asked again."


def described(series):
    (first, low), (last, high) = series.points[0], series.points[-1]
    return "%s takes %s with %s records and %s with %s" % (
        series.name, duration(low / 1e6), thousands(first), duration(high / 1e6), thousands(last))


def controller_section(figures):
    yield "\n## The controller\n"
    yield ("ipyparallel's controller is several processes of Python; taskdb's `ipcontroller` is one. Engines and clients are "
           "ipyparallel's, except where it says \"engines of no cost\": 16 that answer without doing anything. The last column "
           "is how many times sooner, or what part of the memory or processor time; it is the median of the rounds.\n")
    yield "<!-- table -->"
    yield "| | taskdb | ipyparallel | compared |"
    yield "|---|---:|---:|---:|"
    for name, ours, peer, comparison in figures:
        yield "| %s | %s | %s | %s |" % (name.removeprefix("controller: "), ours, peer or "–", comparison)


def soak_section(docs):
    """The plots that a soak has written, if there are any."""
    for database, title in (("sqlitedb", "SQLiteDB"), ("mongodb", "MongoDB")):
        names = [name for name in ("memory", "tasks") if (docs / plot_name(database, name)).exists()]
        if names:
            yield "\n## Half an hour under load, with faults: %s\n" % title
            yield (
                "Clients come and go, every 20 seconds an engine is killed and another one starts, and meanwhile the "
                "controller can open no file, or its %s. `Benchmarks/soak` runs it.\n" % (
                    "disk is full" if database == "sqlitedb" else "server is down"))
            for name in names:
                yield "![%s during the run.](%s)\n" % (
                    {"memory": "Memory of the controller", "tasks": "Tasks a second"}[name], plot_name(database, name))


def plot_name(database, name):
    return "diagrams/soak-%s-%s.svg" % (database, name)


def parser_section(kinds):
    yield "\n## Pages, cases and requests\n"
    yield "Each takes time in proportion to its size: twice the input, twice the time.\n"
    sizes = list(next(iter(kinds.values())))
    yield "<!-- table -->"
    yield "| | " + " | ".join(sizes) + " |"
    yield "|---|" + "---:|" * len(sizes)
    for kind, seconds in kinds.items():
        yield "| %s | %s |" % (kind, " | ".join(duration(seconds[one]) for one in sizes))
    yield ""


def thousands(count):
    return format(int(count), ",")


def size(count, records):
    """Nothing for few records: what a process takes once is too much for them."""
    return "" if records <= 1_000 else "–" if count is None else thousands(count)


def duration(seconds):
    """Two digits, in a unit that fits."""
    if seconds is None:
        return "–"
    for unit, factor in (("s", 1), ("ms", 1e3), ("µs", 1e6)):
        if seconds * factor >= 1 or unit == "µs":
            value = seconds * factor
            return "%s %s" % (format(value, ".0f") if value >= 10 else format(value, ".1f"), unit)
    return ""
