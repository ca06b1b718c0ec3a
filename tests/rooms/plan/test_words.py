"""In: every sentence of this room that a person may read. Out: short, easy to read, and without a promise."""

import re

import pytest

from roost.plan import because, hold
from tests.rooms.plan.small import LADDER, THERAPIES

NUMBERS = {"sessions": 4, "days": 7, "deg": 30}
SAID = {f"because.{name}": tell for name, tell in because.TELLS.items()}
SAID |= {f"hold.{name}": tell for name, tell in hold.TELLS.items()}
SAID |= {f"ladder.{name}": getattr(LADDER.why, name) for name in LADDER.why.__struct_fields__}
SAID |= {f"{one.name}.{part}": getattr(one, part) for one in THERAPIES for part in ("tell", "dose", "why")}
SAID |= {f"{one.name}.{part}": " ".join(getattr(one, part)) for one in THERAPIES for part in ("steps", "cautions")}
NEVER = re.compile(r"\b(?:safe|safely|cleared|clearance|approved|proven|guaranteed|cures?|heals?)\b", re.IGNORECASE)


def readability(text: str) -> float:
    """The automated readability index (Smith and Senter 1967): about 6 is age 11."""
    words = re.findall(r"[\w']+", text)
    sentences = [part for part in re.split(r"[.!?]+", text) if part.strip()]
    letters = sum(len(re.sub(r"\W", "", word)) for word in words)
    return 4.71 * letters / len(words) + 0.5 * len(words) / len(sentences) - 21.43


@pytest.mark.parametrize("name", SAID)
def test_a_sentence_is_short_easy_and_promises_nothing(name):
    text = SAID[name].format(**NUMBERS)
    for sentence in re.split(r"(?<=[.!?])\s+", text):
        assert len(re.findall(r"[\w']+", sentence)) <= 20, sentence
        assert sentence[-1] in ".!?", sentence
    assert readability(text) <= 6
    assert not NEVER.search(text)
    assert "—" not in text


def test_the_measure_of_reading_tells_easy_from_hard():
    assert readability("You do the first step again. It is small.") < 2
    assert readability("Contraindicated interventions necessitate multidisciplinary authorisation beforehand.") > 20
