"""The answer: what one person's randomised on/off trial says, how sure that is, and when it says nothing."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any


class _Room(ModuleType):
    """This folder and the function share one name: `roost.answer(diary)` in a notebook is `roost.answer.analyse.answer(diary)`."""

    def __call__(self, *given: Any, **named: Any) -> Any:
        from roost.answer.analyse import answer

        return answer(*given, **named)


sys.modules[__name__].__class__ = _Room
