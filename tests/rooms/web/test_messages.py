"""In: all that `pybabel extract` finds by our settings. Out: each sentence that a page can say, short and in plain words."""

import re

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg

from roost.app import books
from scripts.sizes import ROOT

SOURCE = ROOT / "src" / "roost"
LONGEST = 20  # words in a sentence
NEVER = re.compile(r"\b(safe|safely|cleared|clearance|approved|proven|cured?|streak|well done|we bring you up|simply)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def found():
    """Each message, and the file it stands in."""
    with (SOURCE / "web/locale/babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    messages = {}
    for path, _, message, _, _ in extract_from_dir(str(SOURCE), methods, options):
        for one in (message,) if isinstance(message, str) else message:
            messages[one] = path
    return messages


def test_the_sentences_of_templates_code_and_data_are_found(found):
    for message in ("Get help now", "%(name)s, born %(day)s", "Choose yes, no or not sure.", "How bad was your back today, on average?"):
        assert message in found
    assert found["Get help now"].endswith((".html", ".py"))
    assert [message for message in found if "\n  " in message] == []


def test_whatever_a_rule_or_a_therapy_tells_is_found(found):
    rules = books.rules()
    told = [text for rule in rules.rules.values() for text in (rule.title, rule.tell, rule.why, rule.say, rule.change, rule.check)]
    told += [text for ask in rules.asks.values() for text in (ask.question, ask.label, ask.hint, ask.leaves_out)]
    told += [text for group in rules.groups for text in (group.title, group.hint)]
    told += [text for therapy in books.therapies() for text in (therapy.title, therapy.tell, therapy.dose, therapy.why, *therapy.steps)]
    assert [text for text in told if text and text not in found] == []


def sentences(message):
    text = re.sub(r"%\(\w+\)s|\{\w*\}", "X", message)
    return [part for part in re.split(r"(?<=[.!?:])\s+", text) if part]


def test_no_sentence_of_a_page_is_too_long(found):
    ours = [message for message, path in found.items() if path.startswith("web/")]
    assert len(ours) > 200
    assert [part for message in ours for part in sentences(message) if len(part.split()) > LONGEST] == []


def test_no_page_promises_or_praises(found):
    ours = [message for message, path in found.items() if path.startswith("web/")]
    assert [message for message in ours if NEVER.search(message)] == []


def test_a_message_names_its_values_and_holds_no_markup(found):
    ours = [message for message, path in found.items() if path.startswith("web/")]
    assert [message for message in ours if "<" in message or re.search(r"%[sd]", message)] == []
