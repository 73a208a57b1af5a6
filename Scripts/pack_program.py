"""Packs a built taskdb, its man pages and its completions: pack_program.py PROGRAM FOLDER. Called by Scripts/package."""

import base64
import hashlib
import io
import platform
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
SUMMARY = "Judges task databases of IPython's parallel computing, and serves those that come with it"
# Where each shell looks for the completions of a program.
COMPLETIONS = {
    "bash": "share/bash-completion/completions/taskdb",
    "zsh": "share/zsh/site-functions/_taskdb",
    "fish": "share/fish/vendor_completions.d/taskdb.fish",
}


def run(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


def files(program, man):
    """What both packages hold: path → (contents, whether it is a program)."""
    held = {"bin/taskdb": (program.read_bytes(), True)}
    held.update((f"share/man/man1/{page.name}", (page.read_bytes(), False)) for page in sorted(man.iterdir()))
    for shell, path in COMPLETIONS.items():
        held[path] = (run(program, "--generate-completion-script", shell), False)
    held["share/doc/taskdb/LICENSE"] = ((PROJECT / "LICENSE").read_bytes(), False)
    return held


def needed_glibc(program):
    """The oldest glibc that has every symbol which the program takes from it, such as (2, 34)."""
    symbols = run("objdump", "-T", program).decode()
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


def main(program, folder):
    held = files(program, folder / "man")
    version = run(program, "--version").decode().split()[1]
    machine = platform.machine()
    major, minor = needed_glibc(program)
    name = f"taskdb-{version}-linux-{machine}"
    write_tar(folder / f"{name}.tar.xz", held, name)
    tag = f"manylinux_{major}_{minor}_{machine}"
    write_wheel(folder / f"taskdb-{version}-py3-none-{tag}.whl", held, version, tag)
    for file in sorted(folder.glob("taskdb-*")):
        print(f"{file.stat().st_size / 1e6:5.1f} MB  {file}")
    print(f"needs glibc {major}.{minor} or later")


main(Path(sys.argv[1]), Path(sys.argv[2]))
