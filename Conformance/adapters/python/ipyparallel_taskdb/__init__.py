"""Judges task databases of IPython's parallel computing by the taskdb specification.

``taskdb-suite MODULE:CLASS`` judges a class, the pytest plugin makes each case a test, and ``taskdb-adapter`` serves a
class over the protocol that ``taskdb test`` speaks.
"""

__version__ = "0.1.0"
