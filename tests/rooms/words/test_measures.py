"""A weight, a label or an age in words counts where it is graver than what was given, and nowhere else."""

import pytest

from roost.base.units import Mass
from roost.words.measures import with_words
from tests.rooms.words.small import profile

KG = {"kg": 74}


def mass(**amounts):
    return Mass.of(amounts)


@pytest.mark.parametrize(
    ("text", "own", "limit"),
    [
        ("The sticker says three hundred pounds.", mass(kg=150), mass(lb=300)),
        ("The sticker says three hundred pounds.", mass(kg=74), None),
        ("The label says 120 kg, I think.", mass(kg=130), mass(kg=120)),
        ("The sticker says 3 pounds.", mass(kg=150), None),
        ("I lost twenty kilos, the label says so.", mass(kg=150), None),
        ("The label says 120 kg or 140 kg.", mass(kg=150), None),
        ("Nothing said.", mass(kg=150), None),
        ("The label says 100 kg.", None, None),
    ],
)
def test_a_label_in_words_counts_where_the_person_is_too_heavy_for_it(text, own, limit):
    assert with_words(profile(free_text=text, mass=own)).max_user_mass == limit


def test_a_label_never_grows_by_words():
    given = profile(free_text="The label says 140 kg.", mass=mass(kg=150), max_user_mass=mass(kg=110))
    assert with_words(given) == given


@pytest.mark.parametrize(
    ("text", "own", "found"),
    [
        ("I weigh 22 stone 4.", None, mass(st=22, lb=4)),
        ("I weigh 12 stone 9.", None, None),
        ("I am 150kg now", mass(kg=74), mass(kg=150)),
        ("I weigh 140 kg", mass(kg=150), mass(kg=150)),
        ("I lifted 150 kg", None, None),
        ("My husband: his weight is 150 kg", None, None),
        ("Bought 150 kg of sand.", None, None),
    ],
)
def test_a_weight_in_words_counts_where_it_is_over_the_label(text, own, found):
    assert with_words(profile(free_text=text, mass=own, max_user_mass=mass(kg=136))).mass == found


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("I am sixty-six.", 66),
        ("I'm a 70 year old man", 70),
        ("aged 81, retired", 81),
        ("I am 17", 17),
        ("I am 45", None),
        ("I am 70 kg", None),
        ("I am 170 years old", None),
        ("My mother is 81", None),
        ("I am well", None),
    ],
)
def test_an_age_in_words_counts_where_a_rule_hangs_on_it(text, age):
    assert with_words(profile(free_text=text)).age_years == age
    assert with_words(profile(free_text=text, age_years=50)).age_years == 50
