"""Templates that quizgen did not write, filled in where they can reach nothing but what they are given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from types import FunctionType, MethodType, ModuleType, TracebackType
from typing import Any

from jinja2 import Environment, StrictUndefined, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.loaders import FunctionLoader
from jinja2.sandbox import ImmutableSandboxedEnvironment

from quizgen.render.faults import TemplateFault
from quizgen.render.theme import Theme
from quizgen.shipped import shipped

SHIPPED = "shipped/"
"""Before a name: the template that came with quizgen, also where the folder has one of that name."""
_LONGEST = 160
_OPAQUE = (partial, FunctionType, MethodType, ModuleType, type)


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, in which functions are for calling only and show nothing of themselves."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Tell whether a template may look at an attribute."""
        return not isinstance(obj, _OPAQUE) and super().is_safe_attribute(obj, attr, value)


def filled(theme: Theme, template: str, fields: Mapping[str, object], filters: Mapping[str, Callable[..., Any]]) -> str:
    """Fill in a template of a theme, else the shipped one of that name; raises TemplateFault."""
    environment = _environment(theme, tuple(filters.items()))
    try:
        return environment.get_template(template).render(fields)
    except MemoryError:
        raise
    except Exception as error:
        raise _fault(error, theme, template) from None


@lru_cache(maxsize=4)
def _environment(theme: Theme, filters: tuple[tuple[str, Callable[..., Any]], ...]) -> Environment:
    def source(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        own = None if name.startswith(SHIPPED) else theme.text(name)
        if own is not None:
            return own, theme.shown(name), lambda: True
        plain = name.removeprefix(SHIPPED)
        # Names of files in one folder only: no path leads anywhere.
        if "/" in plain or "\\" in plain or not plain.endswith(".j2") or not (shipped("templates") / plain).is_file():
            return None
        return (shipped("templates") / plain).read_text("utf-8"), f"{SHIPPED}{plain}", lambda: True

    made = _Sandbox(loader=FunctionLoader(source), autoescape=True, undefined=StrictUndefined, auto_reload=False)
    made.filters.update(filters)
    return made


def _fault(error: Exception, theme: Theme, template: str) -> TemplateFault:
    told = " ".join(str(error).split())[:_LONGEST]
    if isinstance(error, TemplateSyntaxError):
        place = (error.filename or theme.shown(error.name or template), error.lineno)
        return _told("syntax", place, (error.message or told)[:_LONGEST])
    place = _place(error.__traceback__, theme) or (theme.shown(template), 1)
    if isinstance(error, SecurityError):
        return _told("security", place, told)
    if isinstance(error, TemplateNotFound):
        return _told("missing", place, str(error.name or template))
    if isinstance(error, UndefinedError):
        # The sandbox words what it keeps back as something that is not there.
        return _told("security" if "unsafe" in told else "undefined", place, told)
    if isinstance(error, RecursionError):
        return _told("endless", place, told)
    return _told("failed", place, f"{type(error).__name__}: {told}")


def _told(reason: str, place: tuple[str, int], told: str) -> TemplateFault:
    return TemplateFault(reason, {"template": place[0], "line": str(place[1]), "told": told})


def _place(trace: TracebackType | None, theme: Theme) -> tuple[str, int] | None:
    """Give the innermost line of a template that the error went through."""
    found = None
    own = {theme.shown(name) for name in theme.files}
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file in own or file.startswith(SHIPPED):
            found = (file, trace.tb_lineno)
        trace = trace.tb_next
    return found
