"""In: the Book, a Plan's next dose, the mode. Out: a Session that takes one event after the other. It has no clock.

Events come in order. What falls due before an event happens first, at the time it was due; whoever answers on the dot is in time.
The browser's twin is web/static/coach/machine.js: same states, same acts, same logs.
"""

from __future__ import annotations

from functools import lru_cache

from roost.base.errors import DataFileError
from roost.coach.acts import ACTS
from roost.coach.book import Book, StateRow
from roost.coach.due import DUES
from roost.coach.events import KINDS
from roost.coach.session import Rows, Session
from roost.plan.plan import Next

__all__ = ["new_session", "rows_of"]


def new_session(book: Book, plan: Next, mode: str) -> Session:
    """A session before its first event.

    Args:
        book: the coach's data.
        plan: today's dose, within the caps.
        mode: `sensor` or `manual`.

    Raises:
        DataFileError: machine.yaml names an event, an act or something due that does not exist.
    """
    return Session(rows_of(book), book, plan, mode)


@lru_cache(maxsize=8)
def rows_of(book: Book) -> Rows:
    """The table of machine.yaml with its names looked up.

    Raises:
        DataFileError: a name that does not exist.
    """
    table = {"before": book.machine.before, **book.machine.states}
    try:
        return {name: _row(row) for name, row in table.items()}  # type: ignore[misc]
    except KeyError as error:
        raise DataFileError(f"there is no event, act or deadline called {error.args[0]!r}", file="machine.yaml", key="states") from None


def _row(row: StateRow) -> object:
    acts = {KINDS[kind]: (ACTS[found[0]], found[1:]) for kind, found in row.on.items()}
    return acts, tuple((*DUES[name], to) for name, to in row.due.items())
