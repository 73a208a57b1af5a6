"""`make install` and the packages: what they hold, that it runs, and that nothing is left when it is removed.

The programs are small ones that start those of .build/debug: a release build would take longer than all tests.
"""

import importlib.metadata
import os
import re
import subprocess
import sys
import tarfile
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILT = ROOT / ".build/debug"
PACK = ROOT / "Scripts/pack_program.py"
# A program that needs a shared library as the real one does.
STARTER = '#include <unistd.h>\nint main(int count, char **words) { return execv("%s", words); }\n'
LIBRARIES = {"taskdb": [], "ipcontroller": ["-Wl,--no-as-needed", "-lzmq"]}
CLASS = """\
class MyDB:
    def __init__(self):
        self.records = {}

    def add_record(self, msg_id, record):
        if msg_id in self.records:
            raise KeyError(msg_id)
        self.records[msg_id] = record

    def get_record(self, *arguments):
        raise NotImplementedError

    update_record = drop_record = drop_matching_records = find_records = get_history = get_record
"""


def run(*command, **options):
    """Runs a command as a user without the checkout's settings; returns what it prints."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    ended = subprocess.run(
        command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment, check=False, **options)
    if ended.returncode:
        raise AssertionError(f"{command} ended with {ended.returncode}:\n{ended.stdout}")
    return ended.stdout


def contents(folder):
    """The paths of everything in a folder, a directory with a slash."""
    return {f"{path.relative_to(folder)}{'/' if path.is_dir() else ''}" for path in Path(folder).rglob("*")}


class Packages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        for name, libraries in LIBRARIES.items():
            if not (BUILT / name).is_file():
                raise AssertionError(f"{BUILT / name} is missing: swift build --product {name}")
            source = cls.folder / f"{name}.c"
            source.write_text(STARTER % (BUILT / name))
            run("cc", "-o", cls.folder / name, source, *libraries)
        cls.stage, cls.prefix = cls.folder / "stage", cls.folder / "prefix"
        cls.make("install", f"PREFIX={cls.prefix}")

    @classmethod
    def make(cls, *words):
        """Runs make with the programs here; `PREFIX=` and the like are among the words."""
        return run(
            "make", "-C", ROOT, f"STAGE={cls.stage}", f"PYTHON={sys.executable}",
            *(f"{name.upper()}={cls.folder / name}" for name in LIBRARIES), *words)

    def temporary(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        return Path(folder.name)

    # make install

    def test_what_is_installed_runs(self):
        programs = self.prefix / "bin"
        self.assertRegex(run(programs / "taskdb", "--version"), r"\Ataskdb \d")
        self.assertEqual(run(programs / "ipcontroller", "--version"), "9.2.0\n")
        self.assertIn("taskdb-adapter MODULE:CLASS", run(programs / "taskdb-adapter", "--help"))
        (self.folder / "mydb.py").write_text(CLASS)
        verdict = run(
            programs / "taskdb-suite", "--run", "add-duplicate", "./mydb.py:MyDB", "capabilities=", cwd=self.folder)
        self.assertIn("MyDB is conformant: 1 passed", verdict)

    def test_python_finds_the_plugin_of_pytest(self):
        (packages,) = self.prefix.glob("lib/python*/*-packages")
        (package,) = importlib.metadata.Distribution.discover(name="ipyparallel-taskdb", path=[str(packages)])
        self.assertEqual(
            {entry.name for entry in package.entry_points}, {"taskdb", "taskdb-suite", "taskdb-adapter"})
        (plugin,) = package.entry_points.select(group="pytest11")
        run(sys.executable, "-c", f"import sys; sys.path.insert(0, {str(packages)!r}); import {plugin.value}")

    def test_uninstall_removes_what_install_wrote_and_nothing_else(self):
        prefix = self.temporary()
        (prefix / "bin").mkdir()
        (prefix / "share").mkdir()
        (prefix / "bin/mine").write_text("")
        before = contents(prefix)
        self.make("install", f"PREFIX={prefix}")
        run(prefix / "bin/taskdb-adapter", "--help")
        self.assertTrue([path for path in contents(prefix) if path.endswith(".pyc")], "Python compiled nothing")
        # A file that an earlier version had and this one has not.
        listed = prefix / "share/taskdb/installed.txt"
        (prefix / "bin/taskdb-old").write_text("")
        listed.write_text("bin/taskdb-old\n" + listed.read_text())
        self.make("install", f"PREFIX={prefix}")
        self.assertFalse((prefix / "bin/taskdb-old").exists())
        self.make("uninstall", f"PREFIX={prefix}")
        self.assertEqual(contents(prefix), before)

    def test_destdir_gets_the_files_for_the_prefix(self):
        destination = self.temporary()
        self.make("install", f"DESTDIR={destination}", "PREFIX=/opt/taskdb")
        written = {path for path in contents(self.prefix) if not re.search(r"__pycache__/", path)}
        self.assertEqual(contents(destination / "opt/taskdb"), written)
        program = (destination / "opt/taskdb/bin/taskdb-suite").read_text()
        self.assertIn("'/opt/taskdb/lib/", program)
        self.assertNotIn(str(destination), program)
        self.make("uninstall", f"DESTDIR={destination}", "PREFIX=/opt/taskdb")
        self.assertEqual(contents(destination), set())

    def test_a_file_of_another_is_not_overwritten(self):
        prefix = self.temporary()
        (prefix / "bin").mkdir()
        (prefix / "bin/ipcontroller").write_text("from pip")
        before = contents(prefix)
        with self.assertRaisesRegex(AssertionError, "not taskdb's own: .*/bin/ipcontroller"):
            self.make("install", f"PREFIX={prefix}")
        self.assertEqual(contents(prefix), before)

    def test_errors_of_the_command_line(self):
        for words, message in [
            (["install", "PREFIX=here"], "PREFIX must be an absolute path: here"),
            (["uninstall", f"PREFIX={self.temporary()}"], "taskdb is not installed in "),
        ]:
            with self.assertRaisesRegex(AssertionError, message):
                self.make(*words)

    # What the programs make

    def test_man_pages_are_formatted_without_warnings(self):
        pages = sorted((self.prefix / "share/man/man1").iterdir())
        self.assertGreater(len(pages), 15)
        for page in pages:
            shown = run("man", "--warnings", "-l", page)
            self.assertNotIn("warning:", shown, page.name)
            self.assertIn(f"{page.stem} - ", re.sub(r"\s+", " ", shown))

    def test_every_option_of_ipcontroller_is_on_its_page(self):
        page = (self.stage / "share/man/man1/ipcontroller.1").read_text("utf-8").replace("\\-", "-")
        options = re.findall(r"^--[\w.-]+", run(BUILT / "ipcontroller", "--help-all"), re.M)
        self.assertGreater(len(options), 60)
        self.assertEqual(re.findall(r"^\\fB(--[\w.-]+)", page, re.M), options)

    def test_every_option_of_taskdb_test_is_on_its_page(self):
        page = (self.stage / "share/man/man1/taskdb-test.1").read_text("utf-8").replace("\\-", "-")
        options = re.findall(r"^  (?:-\w, )?(--[\w-]+)", run(BUILT / "taskdb", "test", "--help"), re.M)
        self.assertGreater(len(options), 8)
        self.assertEqual(re.findall(r"^(?:\\fB-\w\\fR, )?\\fB(--[\w-]+)", page, re.M), options)

    def test_bash_completes_commands(self):
        script = self.stage / "share/bash-completion/completions/taskdb"
        completed = run(
            "bash", "-c", 'source "$0"; COMP_WORDS=(taskdb di); COMP_CWORD=1; COMP_LINE="taskdb di"; COMP_POINT=9; '
            '_taskdb taskdb di taskdb; echo "${COMPREPLY[@]}"', script)
        self.assertEqual(completed, "diff\n")

    # Packages

    def test_the_debian_package_has_what_install_has(self):
        folder = self.temporary()
        run(sys.executable, PACK, "debian", self.stage, folder)
        (package,) = folder.glob("taskdb_*.deb")
        field = {name: run("dpkg-deb", "-f", package, name).strip() for name in ("Depends", "Conflicts", "Version")}
        needed = {re.sub(r" .*", "", each) for each in field["Depends"].split(", ")}
        self.assertEqual(needed, {"libc6", "libzmq5", "python3"})
        self.assertEqual(field["Conflicts"], "python3-ipyparallel")
        self.assertEqual(field["Version"], run(BUILT / "taskdb", "--version").split()[1] + "-1")

        listing = [line.split() for line in run("dpkg-deb", "-c", package).splitlines()]
        self.assertEqual({words[1] for words in listing}, {"root/root"})
        self.assertEqual({words[0] for words in listing}, {"drwxr-xr-x", "-rwxr-xr-x", "-rw-r--r--"})
        held = {words[5].removeprefix("./usr/").removesuffix(".gz") for words in listing if words[0][0] == "-"}
        installed = {path for path in contents(self.prefix) if not path.endswith("/")}
        usual = {
            re.sub(r"^lib/python[\d.]+/\w+-packages/", "lib/python3/dist-packages/", path)
            .replace("zsh/site-functions", "zsh/vendor-completions")
            .replace("taskdb/LICENSE", "taskdb/copyright").replace("taskdb/CHANGELOG.md", "taskdb/changelog")
            for path in installed if not path.endswith(".pyc")
        }
        self.assertEqual(
            held ^ usual,
            {"share/doc/taskdb/changelog.Debian", "share/lintian/overrides/taskdb", "share/taskdb/installed.txt"})

        run("dpkg-deb", "-x", package, folder / "root")
        suite = folder / "root/usr/bin/taskdb-suite"
        self.assertEqual(suite.read_text().splitlines()[0], "#!/usr/bin/python3")
        self.assertEqual(suite.stat().st_mode & 0o777, 0o755)

    def test_the_wheel_and_the_archive_hold_taskdb_alone(self):
        folder = self.temporary()
        run(sys.executable, PACK, "archives", self.stage, folder)
        (wheel,), (archive,) = folder.glob("*.whl"), folder.glob("*.tar.xz")
        with tarfile.open(archive) as opened:
            opened.extractall(folder, filter="data")
        (top,) = folder.glob("taskdb-*/")
        self.assertRegex(run(top / "bin/taskdb", "--version"), r"\Ataskdb \d")
        prefix = folder / "prefix"
        run(sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-index", "--no-deps",
            "--prefix", prefix, wheel)
        self.assertRegex(run(prefix / "bin/taskdb", "--version"), r"\Ataskdb \d")
        held = {path for path in contents(top) if not path.endswith("/")}
        self.assertEqual({path for path in contents(prefix) if path.startswith(("bin/", "share/"))} - contents(top), set())
        self.assertEqual(
            {path for path in contents(self.stage) if not path.endswith("/")} - held - {
                path for path in contents(self.stage) if "/html/" in path},
            {"bin/ipcontroller", "share/man/man1/ipcontroller.1"})


if __name__ == "__main__":
    unittest.main()
