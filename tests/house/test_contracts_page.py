"""In: each example of docs/reference/contracts.md. Out: the code that reads a person's files reads it too."""

import json
import re

import msgspec
import pytest

from roost.answer.counts import COUNT_COLUMNS
from roost.answer.exploratory import OF_SESSIONS
from roost.answer.read_trial import EVENT_COLUMNS, read_trial
from roost.app import books
from roost.app.export_person import Export
from roost.base.datafile import parse_json
from roost.body.estimate import BodyEstimate
from roost.coach.log import SessionLog
from roost.coach.session_json import parse_session, replay
from roost.plan.history import parse_history
from roost.plan.plan_json import plan_from_json, plan_json
from roost.screen.screening import Screening
from roost.words.profile import read_profile
from scripts.sizes import ROOT, our_files

PAGE = (ROOT / "docs/reference/contracts.md").read_text()
EXAMPLES = re.findall(r"<!-- example: (\w+) -->\n```json\n(.*?)```", PAGE, re.DOTALL)
KINDS = {"profile", "screening", "plan", "sessions", "history", "session", "session_log", "export", "body_estimate"}


def same_keys(given: object, made: object) -> bool:
    """Whether a thing written out again has the keys of the example, at every depth."""
    if isinstance(given, dict) and isinstance(made, dict):
        return given.keys() == made.keys() and all(same_keys(given[key], made[key]) for key in given)
    if isinstance(given, list) and isinstance(made, list | tuple):
        return len(given) == len(made) and all(same_keys(one, other) for one, other in zip(given, made, strict=True))
    return given == made


READ = {
    "body_estimate": lambda data: same_keys(json.loads(data), msgspec.to_builtins(msgspec.json.decode(data, type=BodyEstimate))),
    "profile": lambda data: read_profile(data),
    "screening": lambda data: same_keys(json.loads(data), msgspec.to_builtins(msgspec.json.decode(data, type=Screening))),
    "plan": lambda data: same_keys(json.loads(data), json.loads(msgspec.json.encode(plan_json(plan_from_json(json.loads(data)))))),
    "sessions": lambda data: parse_history(data, file="SESSIONS.json").sessions,
    "history": lambda data: len(found := parse_history(data, file="SESSIONS.json").away) == 1 and found,
    "session": lambda data: replay(parse_session(data, file="SESSION.json"), books.coach()).ended == "upright",
    "export": lambda data: parse_json(data, Export, file="EXPORT.json").entries,
    "session_log": lambda data: same_keys(json.loads(data), msgspec.to_builtins(msgspec.json.decode(data, type=SessionLog))),
}


@pytest.mark.parametrize(("kind", "text"), EXAMPLES, ids=[f"{kind}-{i}" for i, (kind, _) in enumerate(EXAMPLES)])
def test_an_example_is_read_by_the_code_that_reads_yours(kind, text):
    assert READ[kind](text.encode())


def test_every_contract_has_an_example():
    assert {kind for kind, _ in EXAMPLES} == KINDS


def test_every_block_of_json_in_any_document_is_json():
    for path in our_files():
        if path.suffix == ".md":
            for block in re.findall(r"```json\n(.*?)```", (ROOT / path).read_text(), re.DOTALL):
                json.loads(block)


def test_the_diary_of_a_trial_is_read_and_its_columns_are_those_that_code_knows():
    read = read_trial(re.search(r"```csv\n(.*?)```", PAGE, re.DOTALL)[1].encode())
    assert set(OF_SESSIONS) <= set(read.outcomes)
    assert set(COUNT_COLUMNS) <= set(re.findall(r"`(\w+)`", PAGE))
    assert set(EVENT_COLUMNS) & set(re.findall(r"`(\w+)`", PAGE))
