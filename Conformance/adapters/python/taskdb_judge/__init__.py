"""The modules of ``taskdb_suite.py`` and ``taskdb_pytest.py``: they run the suite in this process on a Python class."""

NAME = "taskdb_suite"
VERSION = "0.1.0"
