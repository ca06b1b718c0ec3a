"""In: a home. Out: a clock that a test sets, and the answers of somebody who has nothing to tell."""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from roost.app.questionnaire import next_page, save_page

__all__ = ["BEGIN", "Clock", "answer_all", "harmless"]

ZONE = timezone(timedelta(hours=1))
BEGIN = datetime(2026, 3, 1, 19, 30, tzinfo=ZONE)
BODY = {
    "person": {"mass": {"kg": "74"}, "height": {"cm": "172"}},
    "table": {"max_user_mass": {"kg": "136"}, "min_user_height": {"cm": "147"}, "max_user_height": {"cm": "198"}},
    "answers": {"doctor_agreed": "yes"},
}


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


def harmless(home, page):
    """What somebody answers who has nothing to tell."""
    today = home.now().date().isoformat()
    return {
        "about": {"person": {"birth_date": "1981-05-02", "sex": "F"}},
        "reading": {"readings": [{"systolic_mmHg": 121, "diastolic_mmHg": 77, "taken_at": today}]},
        "body": BODY,
        "words": {"conditions": [], "medicines": [], "symptoms": ["aching lower back"], "free_text": ""},
    }.get(page.kind) or {"answers": {ask.fact: 0 if ask.fact in page.numbers else "no" for ask, _ in page.asks}}


def answer_all(home, person, **instead):
    """Answers each page that is not done; `instead` gives the piece of some pages by id. Returns the ids in order."""
    seen = []
    while (page := next_page(home, person)) is not None:
        assert page.id not in seen, f"{page.id} is asked again and again"
        seen.append(page.id)
        save_page(home, person, page.id, instead.get(page.id) or harmless(home, page))
    return seen
