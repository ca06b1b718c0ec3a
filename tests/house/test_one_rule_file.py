"""In: a copy of Roost with one more rule file, and nothing else. Out: its tests, its question and its row in the table are there."""

import pytest

from tests.house.copies import copy_of_the_house, run_in

pytestmark = pytest.mark.slow

RULE = """\
title: "Purple spots after gardening"
group: back_story
order: 9999
ask:
  - fact: purple_spots
    kind: condition
    question: "Do you get purple spots after gardening?"
    label: "purple spots after gardening"
    terms: ["purple spots"]
when: {fact: purple_spots, is: true}
verdict: ask_first
tell: "You get purple spots. Ask your doctor first."
why: "A rule made up for a test."
lifts: sign_off
facts: [TEST]
sources:
  - {id: TEST, cite: "Made up for a test", where: "tests/house", says: "Nothing.", checked: "2026-03-01", level: design}
examples:
  - {name: "has them", given: {conditions: ["purple spots"]}, expect: fires}
  - {name: "has none", given: {answers: {purple_spots: "no"}}, expect: quiet}
  - {name: "does not say", given: {}, expect: unknown}
"""

ASKED = """
import sys
from roost.app.home import open_home
from roost.app.people import add_person
from roost.app.questionnaire import pages
home = open_home(sys.argv[1])
person = add_person(home, "Ann").id
print([page.id for page in pages(home, person) for ask, rule in page.asks if ask.fact == "purple_spots"])
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    house = copy_of_the_house(tmp_path_factory.mktemp("house"))
    (house / "src/roost/screen/rules/purple_spots.yaml").write_text(RULE)
    return house


def test_one_file_adds_its_tests(house):
    done = run_in(house, "-m", "pytest", "-q", "tests/data/test_rules.py", "-k", "purple_spots", "-p", "no:cov")
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(done.stdout.split(" passed")[0].split()[-1]) >= 3


def test_one_file_adds_its_question(house, tmp_path):
    done = run_in(house, "-c", ASKED, str(tmp_path / "data"))
    assert done.stdout.strip() == "['back_story']", done.stderr


def test_one_file_adds_its_row(house):
    done = run_in(house, "-m", "scripts.reference")
    assert done.returncode == 0, done.stderr
    rows = [line for line in (house / "docs/reference/rules.md").read_text().splitlines() if "[purple_spots](" in line]
    assert len(rows) == 1
    assert "ask_first" in rows[0]
    assert "TEST (design)" in rows[0]


def test_one_file_makes_the_rule_fire_on_the_command_line(house, tmp_path):
    profile = tmp_path / "PROFILE.json"
    profile.write_text('{"today": "2026-03-01", "conditions": ["purple spots"]}')
    done = run_in(house, "-c", "from roost.cli.main import run; run()", "screen", str(profile), "--json")
    assert '"rule":"purple_spots"' in done.stdout.replace(": ", ":"), done.stderr
