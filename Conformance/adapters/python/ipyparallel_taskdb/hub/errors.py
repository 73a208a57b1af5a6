"""Errors of a backend as Python exceptions."""

from __future__ import annotations

from typing import Any, Dict

from ..protocol.errors import described_exception


class BackendError(RuntimeError):
    """The backend failed, or broke the protocol."""


class BackendFailure(BackendError):
    """The backend died, hung, or wrote what is no reply."""


class BackendUnavailable(BackendFailure):
    """The backend failed several times; calls fail at once until it is started again."""


class RecordUnavailable(BackendError, KeyError):
    """The backend died or hung when it was asked for a record.

    As it is a ``KeyError``, the Hub goes on as with a new task. After any other error of ``get_record`` the Hub drops
    the task from its queues.
    """

    __str__ = Exception.__str__


def exception(error: Dict[str, Any]) -> Exception:
    """Returns the exception that a JSON-RPC error describes; one that Python has no base class of is a ``BackendError``."""
    return described_exception(error, BackendError)
