"""In: a home. Out: a clock that a test sets, and the answers of somebody who has nothing to tell."""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from roost.app.made_up_person import BODY, answer_all, harmless

__all__ = ["BEGIN", "BODY", "Clock", "answer_all", "harmless"]

ZONE = timezone(timedelta(hours=1))
BEGIN = datetime(2026, 3, 1, 19, 30, tzinfo=ZONE)


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    at: datetime = BEGIN

    def __call__(self):
        return self.at

    def move(self, **more):
        self.at += timedelta(**more)

    def evening(self, days):
        """Half past seven in the evening, so many days on."""
        self.at = (self.at + timedelta(days=days)).replace(hour=19, minute=30, second=0)
