"""Makes an instance of the class under test: a subclass of ipyparallel's BaseDB as the controller makes it, any other
class with its options as keywords."""

from __future__ import annotations

import inspect
import logging
import sys
import uuid
from typing import TYPE_CHECKING, Any, Dict, Mapping, Optional, Tuple, Type

from .hub import add_hint

if TYPE_CHECKING:
    from ipyparallel.controller.app import IPController

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


def new_instance(
    cls: Type[Any], options: Dict[str, Any], profile: Optional[str], controller: Optional[IPController] = None
) -> Any:
    """An instance of the class. Raises what its constructor raises, with a hint for a subclass of BaseDB.

    A BaseDB gets ``controller`` as its parent; without one, a controller that is not started, whose profile is the
    directory ``profile``.
    """
    if not is_base_db(cls):
        return cls(**options)
    traits, keywords = _divided(cls, options)
    if controller is None:
        assert profile is not None  # a BaseDB always gets one
        controller = _new_controller(profile)
    controller.config[cls.__name__].update(traits)
    try:
        return cls(parent=controller, log=controller.log, **keywords)
    except Exception as error:
        add_hint(error, "the controller makes it as %s(session=str, parent=application, log=logger)" % cls.__name__)
        raise


def check_options(cls: Type[Any], options: Mapping[str, Any]) -> None:
    """Raises ``OptionError`` for an option that the class does not have."""
    if is_base_db(cls):
        _divided(cls, options)
        return
    try:
        parameters = inspect.signature(cls).parameters.values()
    except (TypeError, ValueError):
        return  # the constructor will say it
    names = [item.name for item in parameters if item.kind in (item.POSITIONAL_OR_KEYWORD, item.KEYWORD_ONLY)]
    unknown = [name for name in options if name not in names]
    if unknown and not any(item.kind is item.VAR_KEYWORD for item in parameters):
        raise OptionError(
            "%s has no option %s; its constructor takes: %s" % (cls.__name__, unknown[0], ", ".join(names) or "none")
        )


def accepts(cls: Type[Any], option: str) -> bool:
    """Whether the constructor has this parameter, or the class this attribute (as traitlets' classes do)."""
    is_trait = hasattr(cls, "class_traits") and hasattr(cls, option)
    return is_trait or option in _parameters(cls)


def _new_controller(profile: str) -> IPController:
    """ipyparallel's controller, not started, as the application of this process: databases ask either for its profile."""
    from IPython.core.profiledir import ProfileDir
    from ipyparallel.controller.app import IPController
    from traitlets.config import MultipleInstanceError

    IPController.clear_instance()
    logger = logging.getLogger("ipyparallel_taskdb.hub")
    try:
        controller = IPController.instance(log=logger)
    except MultipleInstanceError:  # this process is an application of IPython already
        controller = IPController(log=logger)
    controller.profile_dir = ProfileDir(location=profile)
    return controller


def _divided(cls: Type[Any], options: Mapping[str, Any]) -> Tuple[Dict[str, Any], Dict[str, Any]]:
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
