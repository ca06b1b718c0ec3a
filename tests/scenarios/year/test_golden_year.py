"""In: a made-up year of diary, sessions, gaps, events, Screenings that end and sign-offs. Out: replayed, it comes to the same bytes."""

import pytest

from tests.scenarios.year.golden_year import acts, kept, replay


@pytest.mark.slow
def test_the_year_comes_to_the_same_bytes():
    walked, wanted = replay(), kept()
    for line, held in zip(walked.splitlines(), wanted.splitlines(), strict=False):
        assert line == held
    assert walked == wanted


def test_the_year_is_a_year_and_all_of_it_is_in_there():
    days = [act["at"][:10] for act in acts()]
    assert (days[0], days[-1]) == ("2026-01-05", "2026-12-31")
    text = kept()
    for held in ("usual_day", "screening_ended", "verdict", "event", "away", "too_soon"):
        assert f'\\"held\\": \\"{held}\\"' in text, held
    for move in ("start", "hold", "step_up", "step_down", "step_back", "resume", "restart"):
        assert f'\\"move\\": \\"{move}\\"' in text, move
    for verdict in ("ok", "caution", "ask_first"):
        assert f'\\"verdict\\": \\"{verdict}\\"' in text, verdict
    assert '\\"waits\\": [\\"today_alcohol\\"]' in text
