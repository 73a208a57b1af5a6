"""Writes the man pages of taskdb and ipcontroller, from what the programs say of themselves: man_pages.py BIN FOLDER.

Called by Scripts/stage. A page has the options that its program has, and no date, so that it changes with the program alone.
"""

import json
import re
import subprocess
import sys
from pathlib import Path


def output_of(*command, **options):
    """What a command prints."""
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8", **options).stdout


def escaped(text):
    """A text as roff source: no character of it is taken for a request, and a hyphen can be copied as one."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^(?=[.'])", r"\\&", text, flags=re.M)


def bold(text):
    return f"\\fB{escaped(text)}\\fR"


def placeholder(text):
    return f"\\fI{escaped(text)}\\fR"


def prose(text):
    """A text of the command line's help: paragraphs, of which one with several lines stays as it is."""
    paragraphs = []
    for paragraph in text.split("\n\n"):
        lines = re.sub(r"`(.+?)`|\*\*(\w+)\*\*", r"\\fB\1\2\\fR", escaped(paragraph))
        paragraphs.append(f".nf\n{lines}\n.fi" if "\n" in lines else lines)
    return "\n.PP\n".join(paragraphs)


def page(name, version, summary, *sections, see=()):
    """A page of section 1; each section is a heading with its roff source."""
    parts = [f'.TH "{escaped(name.upper())}" "1" "" "taskdb {version}" "taskdb"', ".SH NAME"]
    parts.append(f"{escaped(name)} \\- {escaped(summary)}")
    for heading, source in sections:
        if source:
            parts += [f".SH {heading}", source]
    if see:
        parts += [".SH SEE ALSO", ",\n".join(f"{bold(other)}(1)" for other in see)]
    return "\n".join(parts) + "\n"


# MARK: taskdb, whose parser describes it as JSON


def entry_of(argument):
    """An argument with its help, as an item of a list."""
    names = argument.get("names", [])
    label = ", ".join(bold(("-" if name["kind"] == "short" else "--") + name["name"]) for name in names)
    if argument["kind"] != "flag":
        label = f"{label} {placeholder(argument['valueName'])}".strip()
    details = [argument.get("abstract", "")]
    if "allValues" in argument:
        details.append(f"Values: {', '.join(argument['allValues'])}.")
    if "defaultValue" in argument:
        details.append(f"Default: {argument['defaultValue']}.")
    entry = f".TP\n{label}\n{prose(' '.join(filter(None, details)))}"
    return entry + (f"\n.IP\n{prose(argument['discussion'])}" if "discussion" in argument else "")


def synopsis_of(command, path):
    shown = [argument for argument in command.get("arguments", []) if argument.get("shouldDisplay")]
    parts = [bold(" ".join(path))]
    if command.get("subcommands"):
        parts.append(placeholder("COMMAND"))
    for argument in shown:
        if argument["kind"] == "option" and not argument["isOptional"]:
            parts.append(f"{bold('--' + argument['preferredName']['name'])} {placeholder(argument['valueName'])}")
    parts.append("[" + placeholder("OPTION") + "]...")
    for argument in shown:
        if argument["kind"] == "positional":
            word = placeholder(argument["valueName"]) + ("..." if argument["isRepeating"] else "")
            word = f"{bold('--')} {word}" if argument["parsingStrategy"] == "postTerminator" else word
            parts.append(f"[{word}]" if argument["isOptional"] else word)
    return " ".join(parts)


def command_pages(command, version, path=()):
    """The pages of a command and of those below it, by their names: `man taskdb docs` finds taskdb-docs."""
    path = (*path, command["commandName"])
    name = "-".join(path)
    below = [item for item in command.get("subcommands", []) if item["commandName"] != "help"]
    discussion = command.get("discussion", "").split("\n\n")
    statuses = [text.removeprefix("Exit status: ") for text in discussion if text.startswith("Exit status: ")]
    others = [text for text in discussion if not text.startswith("Exit status: ")]
    shown = [argument for argument in command.get("arguments", []) if argument.get("shouldDisplay")]
    pages = {
        name: page(
            name, version, command["abstract"].rstrip("."),
            ("SYNOPSIS", synopsis_of(command, path)),
            ("DESCRIPTION", prose("\n\n".join(others))),
            ("COMMANDS", "\n".join(
                f".TP\n{bold(item['commandName'])}\n{prose(item['abstract'])}" for item in below)),
            ("OPTIONS", "\n".join(map(entry_of, shown))),
            ("EXIT STATUS", prose("\n\n".join(statuses))),
            see=[f"{name}-{item['commandName']}" for item in below] or ["taskdb"],
        )
    }
    for item in below:
        pages.update(command_pages(item, version, path))
    return pages


# MARK: ipcontroller, which only prints its options


def controller_page(text, version):
    """The page of ipcontroller from the output of --help-all: headings underlined with `=`, options, their help indented."""
    lines = text.splitlines()
    sections, index = [], 1
    while index < len(lines):
        line = lines[index]
        following = lines[index + 1] if index + 1 < len(lines) else ""
        if following and set(following) == {"="}:
            sections.append((line.upper(), []))
        elif line.startswith("--") and following.startswith("    ") and sections:
            option, _, value = line.partition("=")
            label = bold(option) + (f"={placeholder('VALUE')}" if value else "")
            sections[-1][1].append(f".TP\n{label}\n{prose(following.strip())}")
        elif line:
            raise SystemExit(f"ipcontroller --help-all: line {index + 1} is no heading and no option with help: {line}")
        index += 2 if line else 1
    if not sections:
        raise SystemExit("ipcontroller --help-all lists no options")
    return page(
        "ipcontroller", version, "start a controller for the clients and engines of ipyparallel",
        ("SYNOPSIS", f"{bold('ipcontroller')} [{placeholder('OPTION')}]..."),
        ("DESCRIPTION", prose(lines[0])),
        *((heading, "\n".join(entries)) for heading, entries in sections),
        see=["taskdb"],
    )


# MARK: A program whose help is shown as it is


def help_page(name, version, summary, text):
    """A page that shows what `--help` prints."""
    return page(name, version, summary, ("DESCRIPTION", f".nf\n{escaped(text.strip())}\n.fi"), see=["taskdb"])


def main(programs, folder):
    taskdb, ipcontroller = programs / "taskdb", programs / "ipcontroller"
    version = output_of(taskdb, "--version").split()[1]
    described = json.loads(output_of(taskdb, "--experimental-dump-help"))
    pages = command_pages(described["command"], version)
    pages["ipcontroller"] = controller_page(output_of(ipcontroller, "--help-all"), version)
    folder.mkdir(parents=True, exist_ok=True)
    for name, source in pages.items():
        (folder / f"{name}.1").write_text(source, "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
