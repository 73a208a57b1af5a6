"""The package's targets form layers: each depends only on what is listed before it, as CONTRIBUTING.md draws them."""

import json
import re
import subprocess
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def package():
    text = subprocess.run(["swift", "package", "dump-package"], cwd=ROOT, check=True, capture_output=True).stdout
    return json.loads(text)


def names_of(dependencies):
    """The targets among a target's dependencies; products of other packages are left out."""
    for dependency in dependencies:
        for kind in ("byName", "target"):
            if kind in dependency:
                yield dependency[kind][0]


def needs_of(name, targets):
    """Every target and product of another package that a target is built with."""
    needs = set()
    for dependency in targets[name]["dependencies"]:
        if "product" in dependency:
            needs.add(dependency["product"][0])
    for target in names_of(targets[name]["dependencies"]):
        needs |= {target} | needs_of(target, targets)
    return needs


class Layers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.targets = [target for target in package()["targets"] if target["type"] != "plugin"]

    def test_a_target_depends_only_on_targets_listed_before_it(self):
        seen = set()
        for target in self.targets:
            for name in names_of(target["dependencies"]):
                self.assertIn(name, seen, f"{target['name']} depends on {name}, which is listed after it")
            seen.add(target["name"])

    def test_the_kit_builds_no_database_library_and_no_subprocess(self):
        needs = needs_of("Conformance", {target["name"]: target for target in self.targets})
        others = {
            "ArgumentParser", "Backends", "CMongoC", "GRDB", "GRDBSQLite", "Hummingbird", "MongoTaskDatabase", "Mustache",
            "Reports", "SQLiteTaskDatabase", "Site", "Subprocess",
        }
        self.assertEqual(needs & others, set())

    def test_the_contributors_guide_places_every_library_target(self):
        guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
        table = guide[guide.index("| layer | targets |"):guide.index("| to change")]
        placed = set(re.findall(r"`(\w+)`", table))
        libraries = {
            target["name"] for target in self.targets
            if target["type"] in ("regular", "executable") and not target.get("path") and target["name"] != "carry"
        } - {"CMongoC", "CarriedAdapter", "CarriedAssets"}
        self.assertEqual(placed, libraries)

    def test_no_module_is_named_after_a_type_in_it(self):
        declaration = re.compile(r"^\s*(?:public|package)\s+(?:final\s+)?(?:struct|class|enum|actor|protocol)\s+(\w+)", re.M)
        for target in self.targets:
            folder = ROOT / (target.get("path") or f"Sources/{target['name']}")
            types = {name for file in folder.rglob("*.swift") for name in declaration.findall(file.read_text("utf-8"))}
            self.assertNotIn(target["name"], types, f"{target['name']} cannot be used to qualify names")

    def test_no_two_modules_declare_a_type_of_the_same_name(self):
        declaration = re.compile(
            r"^(?:public|package)\s+(?:final\s+|indirect\s+)?(?:struct|class|enum|actor|protocol|typealias)\s+(\w+)", re.M)
        owners = {}
        for file in sorted((ROOT / "Sources").rglob("*.swift")):
            module = file.relative_to(ROOT / "Sources").parts[0]
            for name in declaration.findall(file.read_text("utf-8")):
                self.assertEqual(owners.setdefault(name, module), module, f"{name} is declared twice")


if __name__ == "__main__":
    unittest.main()
