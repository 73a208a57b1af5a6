"""Installs or packs what Scripts/stage laid out, and the Python package with it.

    pack_program.py archives STAGE FOLDER               a wheel and a tar.xz of taskdb alone
    pack_program.py debian STAGE FOLDER                 a Debian package of everything
    pack_program.py install STAGE DESTDIR PREFIX        everything, below DESTDIR/PREFIX
    pack_program.py uninstall DESTDIR PREFIX            removes what `install` put there
"""

import ast
import base64
import gzip
import hashlib
import io
import os
import platform
import re
import site
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from pathlib import Path

from man_pages import help_page, output_of

PROJECT = Path(__file__).resolve().parent.parent
ADAPTER = PROJECT / "Conformance/adapters/python"
SUMMARY = "Judges task databases of IPython's parallel computing, and serves those that come with it"
# Lists what `install` wrote, below the prefix; a directory that it made ends with a slash.
INSTALLED = Path("share/taskdb/installed.txt")


def version_of(stage):
    return output_of(stage / "bin/taskdb", "--version").split()[1]


# MARK: What belongs to taskdb: path → (contents, whether it is a program)


def staged_files(stage):
    files = sorted(path for path in stage.rglob("*") if path.is_file())
    return {str(path.relative_to(stage)): (path.read_bytes(), os.access(path, os.X_OK)) for path in files}


def files_of_program(stage):
    """What runs on any Linux: ipcontroller needs a shared libzmq, and the HTML pages are on the web."""
    held = staged_files(stage)
    return {path: file for path, file in held.items() if "ipcontroller" not in path and "/html/" not in path}


def python_files(folder, interpreter, import_from=None):
    """The Python package in a folder such as lib/python3/dist-packages, and its programs, as pip installs them.

    The programs run with an interpreter, and find the package in `import_from` where that does not look for it.
    """
    project = tomllib.loads((ADAPTER / "pyproject.toml").read_text("utf-8"))
    about, tools = project["project"], project["tool"]["setuptools"]
    held = {}
    for package in tools["packages"]:
        names = ["*.py", *tools["package-data"].get(package, [])]
        for file in sorted(file for name in names for file in (ADAPTER / package.replace(".", "/")).glob(name)):
            held[f"{folder}/{file.relative_to(ADAPTER)}"] = (file.read_bytes(), False)
    # A checkout has the suite elsewhere.
    held[f"{folder}/ipyparallel_taskdb/suite.json"] = ((PROJECT / "Conformance/suite.json").read_bytes(), False)
    version = re.search(r'^__version__ = "(.+)"', (ADAPTER / "ipyparallel_taskdb/__init__.py").read_text("utf-8"), re.M)[1]
    metadata = (
        f"Metadata-Version: 2.1\nName: {about['name']}\nVersion: {version}\nSummary: {about['description']}\n"
        f"License: {about['license']['text']}\nRequires-Python: {about['requires-python']}\n"
    )
    entry_points = {"console_scripts": about["scripts"], **about["entry-points"]}
    info = f"{folder}/ipyparallel_taskdb-{version}.dist-info"
    # Without a RECORD, pip leaves the package to whoever installed it.
    held[f"{info}/METADATA"] = (metadata.encode(), False)
    held[f"{info}/entry_points.txt"] = ("\n".join(
        f"[{group}]\n" + "".join(f"{name} = {place}\n" for name, place in entries.items())
        for group, entries in entry_points.items()
    ).encode(), False)
    for name, place in about["scripts"].items():
        module, function = place.split(":")
        search = f"import sys\n\nsys.path.insert(0, {import_from!r})\n" if import_from else ""
        program = f"#!{interpreter}\n{search}from {module} import {function}\n\n{function}()\n"
        held[f"bin/{name}"] = (program.encode(), True)
        source = (ADAPTER / f"{module.replace('.', '/')}.py").read_text("utf-8")
        summary = ast.get_docstring(ast.parse(source)).split("\n\n")[0].replace("\n", " ").rstrip(".")
        usage = output_of(
            sys.executable, "-m", module, "--help", env=os.environ | {"PYTHONPATH": str(ADAPTER), "COLUMNS": "80"})
        held[f"share/man/man1/{name}.1"] = (help_page(name, version, summary, usage).encode(), False)
    return held


# MARK: A wheel and a tar.xz


def needed_glibc(program):
    """The oldest glibc that has every symbol which the program takes from it, such as (2, 34)."""
    symbols = output_of("objdump", "-T", program)
    return max(tuple(map(int, version.split("."))) for version in re.findall(r"GLIBC_(2[.0-9]*)", symbols))[:2]


def write_tar(path, held, root):
    with tarfile.open(path, "w:xz", preset=9) as archive:
        for name, (data, is_program) in held.items():
            entry = tarfile.TarInfo(f"{root}/{name}")
            entry.size, entry.mode = len(data), 0o755 if is_program else 0o644
            archive.addfile(entry, io.BytesIO(data))


def write_wheel(path, held, version, tag):
    """Writes a wheel (https://packaging.python.org/en/latest/specifications/binary-distribution-format/)."""
    info = f"taskdb-{version}.dist-info"
    metadata = (
        f"Metadata-Version: 2.1\nName: taskdb\nVersion: {version}\nSummary: {SUMMARY}\n"
        "License: BSD-3-Clause\nRequires-Python: >=3.8\n"
    )
    wheel = f"Wheel-Version: 1.0\nGenerator: taskdb\nRoot-Is-Purelib: false\nTag: py3-none-{tag}\n"
    parts = {f"taskdb-{version}.data/data/{name}": file for name, file in held.items()}
    parts[f"{info}/METADATA"] = (metadata.encode(), False)
    parts[f"{info}/WHEEL"] = (wheel.encode(), False)
    record = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, (data, is_program) in parts.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o100755 if is_program else 0o100644) << 16
            archive.writestr(entry, data)
            digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
            record.append(f"{name},sha256={digest},{len(data)}\n")
        archive.writestr(f"{info}/RECORD", "".join(record) + f"{info}/RECORD,,\n")


def write_archives(stage, folder):
    stage, folder = Path(stage), Path(folder)
    held, version, machine = files_of_program(stage), version_of(stage), platform.machine()
    major, minor = needed_glibc(stage / "bin/taskdb")
    name = f"taskdb-{version}-linux-{machine}"
    write_tar(folder / f"{name}.tar.xz", held, name)
    tag = f"manylinux_{major}_{minor}_{machine}"
    write_wheel(folder / f"taskdb-{version}-py3-none-{tag}.whl", held, version, tag)
    print(f"taskdb needs glibc {major}.{minor} or later")


# MARK: A Debian package

# Where Debian's shells, and its policy, look elsewhere than others.
DEBIAN_PLACES = {
    "share/zsh/site-functions/": "share/zsh/vendor-completions/",
    "share/doc/taskdb/LICENSE": "share/doc/taskdb/copyright",
    "share/doc/taskdb/CHANGELOG.md": "share/doc/taskdb/changelog",
}
DESCRIPTION = """\
judge and serve task databases of IPython's parallel computing
 The Hub of IPython's parallel computing keeps a record of every task in its
 task database. taskdb judges such databases by their specification, whose
 pages are included as HTML, and serves databases that keep it.
 .
 ipcontroller is a controller for the clients and engines of ipyparallel
 9.2.0. taskdb-suite judges Python classes, and the Python package
 ipyparallel_taskdb gives ipyparallel's controller the databases of taskdb.
"""
# Debian's own ipyparallel has a /usr/bin/ipcontroller. libmongoc is loaded when a MongoDB is opened.
RELATIONS = """\
Recommends: libmongoc-1.0-0 | libmongoc-1.0-0t64
Conflicts: python3-ipyparallel
"""
# Python's compiled files are made and removed beside the modules.
SCRIPTS = {
    "postinst": "#!/bin/sh\nset -e\nif command -v py3compile >/dev/null; then py3compile -p taskdb; fi\n",
    "prerm": "#!/bin/sh\nset -e\nif command -v py3clean >/dev/null; then py3clean -p taskdb; fi\n",
}
LINTIAN_OVERRIDES = """\
# The licenses of all that the programs are built with are given as they came.
taskdb: copyright-file-contains-full-apache-2-license
# There is no bug to close: the package is not in Debian's archive.
taskdb: initial-upload-closes-no-bugs *
"""


def debian_files(stage, version, author, date):
    """Everything as below /usr, with the names and the compression that Debian's policy asks for."""
    held = {}
    for path, file in (staged_files(stage) | python_files("lib/python3/dist-packages", "/usr/bin/python3")).items():
        for usual, place in DEBIAN_PLACES.items():
            path = path.replace(usual, place)
        held[path] = file
    change = f"taskdb ({version}) unstable; urgency=medium\n\n  * taskdb {version}.\n\n -- {author}  {date}\n"
    held["share/doc/taskdb/changelog.Debian"] = (change.encode(), False)
    held["share/lintian/overrides/taskdb"] = (LINTIAN_OVERRIDES.encode(), False)
    for path in [path for path in held if path.startswith(("share/man/", "share/doc/taskdb/changelog"))]:
        data, _ = held.pop(path)
        held[f"{path}.gz"] = (gzip.compress(data, mtime=0), False)
    return held


def needed_packages(tree):
    """Debian's packages with the shared libraries of the programs in `debian/taskdb`, below a directory."""
    (tree / "debian/control").write_text("Source: taskdb\n\nPackage: taskdb\nArchitecture: any\n")
    programs = (f"-edebian/taskdb/usr/bin/{name}" for name in ("taskdb", "ipcontroller"))
    return output_of("dpkg-shlibdeps", "-O", *programs, cwd=tree).removeprefix("shlibs:Depends=").strip()


def write_debian(stage, folder):
    stage, folder = Path(stage), Path(folder)
    version = f"{version_of(stage)}-1"
    # The package is as new as its last commit, so that the same sources make the same package.
    author, date, seconds = output_of("git", "log", "-1", "--format=%an <%ae>%n%aD%n%at", cwd=PROJECT).splitlines()
    architecture = output_of("dpkg", "--print-architecture").strip()
    held = debian_files(stage, version, author, date)
    sums = "".join(f"{hashlib.md5(data).hexdigest()}  usr/{path}\n" for path, (data, _) in sorted(held.items()))
    with tempfile.TemporaryDirectory() as tree:
        root = Path(tree) / "debian/taskdb"
        for path, (data, is_program) in held.items():
            write_file(root / "usr" / path, data, 0o755 if is_program else 0o644)
        write_file(root / "DEBIAN/md5sums", sums.encode(), 0o644)
        for name, script in SCRIPTS.items():
            write_file(root / "DEBIAN" / name, script.encode(), 0o755)
        control = (
            f"Package: taskdb\nVersion: {version}\nArchitecture: {architecture}\nMaintainer: {author}\n"
            f"Installed-Size: {sum(len(data) for data, _ in held.values()) // 1024}\n"
            f"Depends: {needed_packages(Path(tree))}, python3 (>= 3.8)\n{RELATIONS}"
            f"Section: science\nPriority: optional\nDescription: {DESCRIPTION}"
        )
        write_file(root / "DEBIAN/control", control.encode(), 0o644)
        package = folder / f"taskdb_{version}_{architecture}.deb"
        subprocess.run(
            ["dpkg-deb", "--root-owner-group", "--build", root, package], check=True, stdout=subprocess.DEVNULL,
            env=os.environ | {"SOURCE_DATE_EPOCH": seconds})


# MARK: Below a prefix


def missing_folders(path):
    """The directories that a file needs and that are not there, from the top."""
    return [folder for folder in reversed(path.parents) if not folder.is_dir()]


def write_file(path, data, mode):
    """Writes a file in one step, as a program that runs cannot be written to, and makes its directories."""
    for folder in missing_folders(path):
        folder.mkdir()
        folder.chmod(0o755)
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(data)
    new.chmod(mode)
    new.replace(path)


def root_of(destination, prefix):
    if not os.path.isabs(prefix):
        raise SystemExit(f"PREFIX must be an absolute path: {prefix}")
    return Path(os.path.normpath(destination + prefix))


def packages_folder(prefix):
    """Where below a prefix this Python looks for packages; if nowhere, the usual place."""
    for folder in map(Path, site.getsitepackages()):
        if folder.is_relative_to(prefix) and folder.relative_to(prefix).parts[0] == "lib":
            return str(folder.relative_to(prefix))
    return "lib/python{}.{}/site-packages".format(*sys.version_info)


def remove(root, listed):
    """Removes listed files, what Python compiled of them, and then the listed directories that are empty."""
    for path in (root / name for name in listed if not name.endswith("/")):
        path.unlink(missing_ok=True)
        if path.suffix == ".py":
            for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*.pyc"):
                compiled.unlink()
    folders = [Path(os.path.normpath(root / name)) for name in listed if name.endswith("/")]
    for folder in sorted((place for folder in folders for place in (folder / "__pycache__", folder)), reverse=True):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def install(stage, destination, prefix):
    root = root_of(destination, prefix)
    folder = packages_folder(prefix)
    held = staged_files(Path(stage)) | python_files(folder, sys.executable, os.path.join(prefix, folder))
    listed = root / INSTALLED
    earlier = listed.read_text("utf-8").splitlines() if listed.is_file() else []
    others = [str(root / path) for path in held if path not in earlier and os.path.lexists(root / path)]
    if others:
        raise SystemExit(f"nothing installed, as these files are not taskdb's own: {', '.join(others)}")
    names = [*held, str(INSTALLED)]
    made = {name for name in earlier if name.endswith("/")}
    made |= {f"{os.path.relpath(folder, root)}/" for name in names for folder in missing_folders(root / name)}

    def list_files(files):
        write_file(listed, "".join(f"{name}\n" for name in [*files, *sorted(made)]).encode(), 0o644)

    # Until all is written, the list has the files before and after: what an error leaves can be removed.
    old = [name for name in earlier if not name.endswith("/") and name not in names]
    list_files(names + old)
    for path, (data, is_program) in held.items():
        write_file(root / path, data, 0o755 if is_program else 0o644)
    remove(root, old)
    list_files(names)
    print(f"Installed {len(names)} files in {root}")


def uninstall(destination, prefix):
    root = root_of(destination, prefix)
    listed = root / INSTALLED
    if not listed.is_file():
        raise SystemExit(f"taskdb is not installed in {root}: there is no {listed}")
    names = listed.read_text("utf-8").splitlines()
    remove(root, names)
    print(f"Removed {sum(not name.endswith('/') for name in names)} files from {root}")


COMMANDS = {
    "archives": (write_archives, 2), "debian": (write_debian, 2), "install": (install, 3), "uninstall": (uninstall, 2)}

if __name__ == "__main__":
    command, count = COMMANDS.get(sys.argv[1] if len(sys.argv) > 1 else "", (None, 0))
    if command is None or len(sys.argv) != 2 + count:
        raise SystemExit(__doc__)
    command(*sys.argv[2:])
