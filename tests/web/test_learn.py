"""In: a real browser. Out: on any page to learn from axe finds nothing, nothing scrolls sideways, and nothing leaves the origin."""

import pytest

from roost.app.evidence import evidence
from tests.web.axe import RULES, violations

PAGES = [
    "/learn",
    "/evidence",
    "/evidence/prasad_2012",
    "/evidence/nice_ng59",
    "/evidence/rests-on",
    *(f"/learn/{name}" for name in evidence().lessons),
]
# Where it is shown, the rules that hang on that, and how many of the pages: all lessons have the colours of the first one.
PLACES = {
    "wide": ({"viewport": {"width": 1280, "height": 900}}, [*RULES, "best-practice"], len(PAGES)),
    "narrow": ({"viewport": {"width": 320, "height": 700}}, ["target-size"], len(PAGES)),
    "dark": ({"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}, ["color-contrast"], 6),
}


@pytest.mark.parametrize("place", PLACES)
def test_nothing_is_in_anybodys_way(roost, open_page, place):
    device, rules, count = PLACES[place]
    page = open_page(**device)
    found = {}
    for path in PAGES[:count]:
        page.goto(roost.address + path)
        wrong = violations(page, rules)
        sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wrong or sideways > 0:
            found[path] = (wrong, sideways)
    assert found == {}
