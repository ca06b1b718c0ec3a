"""In: a real browser. Out: on any page to learn from axe finds nothing, nothing scrolls sideways, and nothing leaves the origin."""

import pytest

from roost.app.evidence import evidence

pytestmark = pytest.mark.browser
PAGES = [
    "/learn",
    "/evidence",
    "/evidence/prasad_2012",
    "/evidence/nice_ng59",
    "/evidence/rests-on",
    *(f"/learn/{name}" for name in evidence().lessons),
]
PLACES = {
    "wide": {"viewport": {"width": 1280, "height": 900}},
    "narrow": {"viewport": {"width": 320, "height": 700}},
    "dark": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
}


@pytest.mark.parametrize("place", PLACES)
def test_nothing_is_in_anybodys_way(roost, open_page, place):
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(**PLACES[place])
    found = {}
    for path in PAGES:
        page.goto(roost.address + path)
        violations = (
            Axe()
            .run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
            .response["violations"]
        )
        sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if violations or sideways > 0:
            found[path] = ([(one["id"], one["nodes"][0]["html"][:120]) for one in violations], sideways)
    assert found == {}
