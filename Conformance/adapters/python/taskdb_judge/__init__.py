"""The parts of ``taskdb_suite.py`` and ``taskdb_pytest.py``: the suite, run in this process against a Python class."""

NAME = "taskdb_suite"
VERSION = "0.1.0"
