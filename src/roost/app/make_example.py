"""In: the name of a story, an empty folder and the clock. Out: a home that holds the story up to now, marked as an example.

Its folder is a temporary one. Nothing of it is ever written to a person's own data, and nothing of theirs is read.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from roost.app.home import Home, local_time, new_id
from roost.app.stories import SEED, STORIES, acts_of
from roost.app.tell_story import tell_story
from roost.store.open import open_store

__all__ = ["make_example"]


def make_example(name: str, folder: Path, *, now: Callable[[], datetime] = local_time, seed: str = SEED) -> Home:
    """Tells a story into a folder.

    Args:
        name: of one of STORIES.
        folder: an empty one, which may be thrown away afterwards.
        now: the clock; the story ends with it.
        seed: of what is left to chance.

    Raises:
        InputError: there is no such story (`scenario`).
        StoreError: the folder can't be written.
    """
    acts = acts_of(name, now(), seed=seed)
    store = open_store(str(folder))
    tell_story(store, f"{seed}/{name}", acts)
    return Home(store, now, new_id, example=STORIES[name].title)
