"""Validates a report against its schema, and prints what it says."""

import json
import sys

import jsonschema

with open(sys.argv[1], encoding="utf-8") as schema, open(sys.argv[2], encoding="utf-8") as report:
    schema, report = json.load(schema), json.load(report)
jsonschema.Draft202012Validator.check_schema(schema)
jsonschema.Draft202012Validator(schema).validate(report)
for run in report["runs"]:
    print(run["verdict"], run["counts"])
    for case in run["cases"]:
        print(case["id"], case["level"], case["outcome"], "%(file)s:%(line)d" % case["source"])
