"""Loading the class under test."""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
from types import ModuleType
from typing import Any, Tuple, Type

METHODS = (
    "add_record", "get_record", "update_record", "drop_record",
    "drop_matching_records", "find_records", "get_history",
)


class BackendError(Exception):
    """The class cannot be loaded or is not a task database, or no database is open."""


def load(spec: str) -> Tuple[ModuleType, Type[Any]]:
    """The module and the class that ``MODULE:CLASS`` names."""
    module_name, _, class_name = spec.rpartition(":")
    if not module_name or not class_name:
        raise BackendError("%r is not MODULE:CLASS" % spec)
    try:
        module = _import_path(module_name) if module_name.endswith(".py") else importlib.import_module(module_name)
    except BackendError:
        raise
    except Exception as error:
        raise BackendError("cannot import %s: %s: %s" % (module_name, type(error).__name__, error)) from error
    cls = getattr(module, class_name, None)
    if not isinstance(cls, type):
        raise BackendError("%s has no class %s" % (module_name, class_name))
    return module, cls


def check_methods(database: Any, name: str) -> None:
    """Raises ``BackendError`` if a class or an instance lacks a method. An instance may have more than its class."""
    missing = [method for method in METHODS if not callable(getattr(database, method, None))]
    if missing:
        raise BackendError("%s is not a task database: it has no %s" % (name, ", ".join(missing)))


def _import_path(path: str) -> ModuleType:
    """Imports a file as a module. Its folder is added to ``sys.path``, so that it can import its neighbours."""
    if not os.path.isfile(path):
        raise BackendError("there is no file %s" % path)
    folder, file = os.path.split(os.path.abspath(path))
    name = file[: -len(".py")]
    sys.path.insert(0, folder)
    module_spec = importlib.util.spec_from_file_location(name, os.path.join(folder, file))
    assert module_spec is not None and module_spec.loader is not None  # the name ends in .py
    module = importlib.util.module_from_spec(module_spec)
    sys.modules[name] = module
    module_spec.loader.exec_module(module)
    return module
