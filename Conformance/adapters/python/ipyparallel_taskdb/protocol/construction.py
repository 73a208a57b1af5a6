"""Makes an instance of the class under test: a subclass of ipyparallel's BaseDB as the controller makes it, any other
class with its options as keywords."""

from __future__ import annotations

import inspect
import logging
import sys
import uuid
from typing import TYPE_CHECKING, Any, Dict, Mapping, Tuple, Type

from .hub import add_hint

if TYPE_CHECKING:
    from traitlets.config import Application

_MODULE = "ipyparallel.controller.dictdb"


class OptionError(ValueError):
    """An option that the class does not have."""


def is_base_db(cls: Type[Any]) -> bool:
    """Whether the class derives from ipyparallel's BaseDB, as a controller requires."""
    # A class that does has imported the module.
    base = getattr(sys.modules.get(_MODULE), "BaseDB", None)
    return base is not None and issubclass(cls, base)


def new_session() -> str:
    """A session's name, like those of the Hub."""
    text = uuid.uuid4().hex
    return "%s-%s" % (text[:8], text[8:])


def new_instance(cls: Type[Any], options: Dict[str, Any]) -> Any:
    """An instance of the class. Raises what its constructor raises, with a hint for a subclass of BaseDB."""
    if not is_base_db(cls):
        return cls(**options)
    traits, keywords = _divided(cls, options)
    logger = logging.getLogger("ipyparallel_taskdb.hub")
    try:
        return cls(parent=_controller(cls, traits, logger), log=logger, **keywords)
    except Exception as error:
        add_hint(error, "the controller makes it as %s(session=str, parent=application, log=logger)" % cls.__name__)
        raise


def accepts(cls: Type[Any], option: str) -> bool:
    """Whether the constructor has this parameter, or the class this attribute (as traitlets' classes do)."""
    is_trait = hasattr(cls, "class_traits") and hasattr(cls, option)
    return is_trait or option in _parameters(cls)


def _controller(cls: Type[Any], traits: Dict[str, Any], logger: logging.Logger) -> Application:
    """An application whose configuration sets the traits, as IPController's does."""
    from traitlets.config import Application, Config

    return Application(config=Config({cls.__name__: traits}), log=logger)


def _divided(cls: Type[Any], options: Dict[str, Any]) -> Tuple[Dict[str, Any], Dict[str, Any]]:
    """The options that are configurable traits, and those that only the constructor has."""
    configurable = cls.class_traits(config=True)
    traits = {name: value for name, value in options.items() if name in configurable}
    keywords = {name: value for name, value in options.items() if name not in configurable}
    unknown = [name for name in keywords if name != "session" and name not in _parameters(cls)]
    if unknown:
        names = ", ".join(sorted(set(configurable) - {"parent", "log"})) or "none"
        raise OptionError(
            "%s has no trait %s with config=True; the controller can set: %s" % (cls.__name__, unknown[0], names)
        )
    return traits, keywords


def _parameters(cls: Type[Any]) -> Mapping[str, inspect.Parameter]:
    try:
        return inspect.signature(cls).parameters
    except (TypeError, ValueError):
        return {}
