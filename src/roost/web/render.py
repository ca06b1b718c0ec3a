"""In: a template and its values. Out: the page. Everything is escaped; a name that a template does not know is an error.

A sentence in a template is `{{ _("Part %(part)s of 5", part=3) }}`; one that comes from a data file or from an error is
`{{ page.title|told }}`, which translates it and escapes it. `_` takes its message for markup, so give it no text from elsewhere.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from roost.web.assets import asset
from roost.web.i18n import current, day, gettext, ngettext
from roost.web.visit import values

__all__ = ["environment", "render"]


@cache
def environment() -> Environment:
    """The templates, with `_` for their own sentences, `asset`, and the filters `day` and `told`."""
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals["asset"] = asset
    made.filters.update(day=day, told=gettext)
    return made


def render(request: Request, template: str, *, status: int = 200, **more: Any) -> Response:
    """A page.

    Args:
        request: the request; gives the chosen person, the errors and what was typed.
        template: its file in `templates`.
        status: the status of the answer.
        more: what the template shows besides `someone`, `trouble`, `form`, `path`, `lang` and `tab` (today, plan, diary, answer or learn).
    """
    known = {"path": request.url.path, "lang": current().code, "tab": ""} | values(request) | more
    return HTMLResponse(environment().get_template(template).render(known), status)
