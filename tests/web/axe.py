"""In: a page in a browser. Out: what axe finds wrong with it, by the rules of WCAG 2.2 at level AA."""

import json
from pathlib import Path

import axe_playwright_python

__all__ = ["BY_SCHEME", "RULES", "SOURCE", "violations"]

SOURCE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
BY_SCHEME = {"light": RULES, "dark": ["color-contrast"]}  # of all rules only that one hangs on the scheme


def violations(page, rules=RULES):
    """Each rule that is broken, with the elements that break it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SOURCE)  # not as a script of the page: the headers would refuse it
    found = page.evaluate(
        "async (rules) => JSON.stringify((await axe.run(document, {runOnly: rules})).violations"
        ".map((one) => [one.id, one.nodes.map((node) => node.html)]))",
        rules,
    )
    return json.loads(found)
