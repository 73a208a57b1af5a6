"""Makes an instance of the class under test: a subclass of ipyparallel's BaseDB as the controller makes it, any other
class with its options as keywords."""

import inspect
import logging
import sys
import uuid

from .hub import add_hint

_MODULE = "ipyparallel.controller.dictdb"


class OptionError(ValueError):
    """An option that the class does not have."""


def is_base_db(cls):
    """Whether the class derives from ipyparallel's BaseDB, as a controller requires."""
    # A class that does has imported the module.
    base = getattr(sys.modules.get(_MODULE), "BaseDB", None)
    return base is not None and issubclass(cls, base)


def new_session():
    """A session's name, like those of the Hub."""
    text = uuid.uuid4().hex
    return "%s-%s" % (text[:8], text[8:])


def new_instance(cls, options):
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


def accepts(cls, option):
    """Whether the constructor has this parameter, or the class this attribute (as traitlets' classes do)."""
    is_trait = hasattr(cls, "class_traits") and hasattr(cls, option)
    return is_trait or option in _parameters(cls)


def _controller(cls, traits, logger):
    """An application whose configuration sets the traits, as IPController's does."""
    from traitlets.config import Application, Config

    return Application(config=Config({cls.__name__: traits}), log=logger)


def _divided(cls, options):
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


def _parameters(cls):
    try:
        return inspect.signature(cls).parameters
    except (TypeError, ValueError):
        return {}
