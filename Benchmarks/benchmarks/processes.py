"""What processes use, read from /proc."""

import os

# The kernel counts time in ticks.
TICK = os.sysconf("SC_CLK_TCK")


def family(pid):
    """A process with all its descendants."""
    parents = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        fields = stat(name)
        if fields:
            parents.setdefault(int(fields[1]), []).append(int(name))
    found = [pid]
    for member in found:
        found += parents.get(member, [])
    return found


def stat(pid):
    """The fields after the name, which can hold blanks; nothing for a process that has ended."""
    try:
        with open("/proc/%s/stat" % pid, encoding="utf-8", errors="replace") as file:
            return file.read().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def cpu_seconds(pid):
    return sum(map(int, stat(pid)[11:13])) / TICK


def proportional_bytes(pid):
    with open("/proc/%d/smaps_rollup" % pid, encoding="utf-8") as lines:
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
