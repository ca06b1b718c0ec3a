"""In: the coach's data files, as bytes. Out: Book: states, timings, stop rules, check-list, cues; a broken or missing part is an error."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from roost.base.datafile import Strict, parse_yaml
from roost.base.errors import DataFileError
from roost.base.logic import Condition, Fact
from roost.base.sources import Source
from roost.plan import caps

__all__ = [
    "ENDS",
    "STATES",
    "Book",
    "CheckItem",
    "Cue",
    "Example",
    "Expect",
    "MachineFile",
    "StateRow",
    "StopRule",
    "book_json",
    "read_book",
]

STATES = (
    "preflight",
    "ready",
    "lowering",
    "hold",
    "returning",
    "level_rest",
    "upright",
    "checkout",
    "attention",
    "help",
    "stopped",
)
ENDS = ("upright", "level", "stay")  # from mild to grave; the gravest of all reasons decides


class Expect(Strict, frozen=True, kw_only=True):
    """What an example comes to; what is left out is not looked at."""

    state: str | None = None
    ended: str | None = None
    rule: str | None = None
    grade: int | None = None
    cue: str | None = None
    loudness: int | None = None
    conforms: bool | None = None


class Example(Strict, frozen=True, kw_only=True):
    """A small table of events: the usual way to a state, then these (`after_s` seconds after the one before), and what it comes to."""

    name: str
    reach: str
    mode: Literal["sensor", "manual"] = "manual"
    then: tuple[dict[str, Any], ...] = ()
    expect: Expect


class _DataFile(Strict, frozen=True, kw_only=True):
    title: str
    facts: tuple[str, ...]
    sources: tuple[Source, ...]
    examples: tuple[Example, ...]


class Timing(Strict, frozen=True, kw_only=True):
    """Milliseconds; each is explained in machine.yaml."""

    ankle_pull: int
    settle_manual: int
    settle_sensor: int
    ask_every: int
    ask_loud: int
    after_halfway: int
    halfway_move: int
    next_bout: int
    confirm_upright: int
    louder_every: int
    stall: int
    steady: int
    too_deep: int


class Angles(Strict, frozen=True, kw_only=True):
    """Degrees; each is explained in machine.yaml."""

    level: int
    below: int
    reached: int
    too_deep: int
    upright: int
    limit_of_error: int


class Loudness(Strict, frozen=True, kw_only=True):
    """Steps of the alarm, 0 (silent) to `most`."""

    most: int
    come_up: int
    help: int


class StateRow(Strict, frozen=True, kw_only=True):
    """What each event does in one state, and what falls due in it."""

    on: dict[str, tuple[str, ...]]
    due: dict[str, str] = {}  # noqa: RUF012  msgspec copies it


class MachineFile(_DataFile, frozen=True, kw_only=True):
    """machine.yaml."""

    timing_ms: Timing
    angles_deg: Angles
    loudness: Loudness
    before: StateRow
    states: dict[str, StateRow]


class StopRule(_DataFile, frozen=True, kw_only=True):
    """One reason to come up: when it holds, the cue, what to do, where the person is to end, and how grave it is (1 to 3)."""

    when: Condition
    cue: str
    action: tuple[str, ...]
    end: Literal["upright", "level", "stay"]
    grade: Literal[1, 2, 3]


class CheckItem(_DataFile, frozen=True, kw_only=True):
    """One item of the check-list, put so that yes is the good answer. `how` says how to look, `no` what to do instead."""

    ask: str
    how: tuple[str, ...]
    no: str


class Cue(_DataFile, frozen=True, kw_only=True):
    """One thing the coach says: at most seven words, verb first. The file's name is the moment it belongs to."""

    say: str
    sound: Literal["none", "chime", "bell", "loud_bell", "alarm"]


@dataclass(frozen=True, slots=True, eq=False)
class Book:
    """All that the coach knows. `by_symptom`: the stop rule of each symptom; `unanswered`: after how many ms of silence which rule acts."""

    machine: MachineFile
    stop_rules: Mapping[str, StopRule]
    by_symptom: Mapping[str, str]
    missed: tuple[int, str]
    no_answer: tuple[int, str]
    checklists: Mapping[str, CheckItem]
    cues: Mapping[str, Cue]


def read_book(machine: bytes, checklists: Mapping[str, bytes], stop_rules: Mapping[str, bytes], cues: Mapping[str, bytes]) -> Book:
    """Reads and checks the coach's files.

    Args:
        machine: the bytes of machine.yaml.
        checklists: the bytes of each item's file by its name without `.yaml`.
        stop_rules: the same for the stop rules.
        cues: the same for the cues.

    Raises:
        DataFileError: a file that is wrong or missing; names file, line and key.
    """
    table = parse_yaml(machine, MachineFile, file="machine.yaml")
    rules = {name: parse_yaml(data, StopRule, file=f"{name}.yaml") for name, data in sorted(stop_rules.items())}
    items = {name: parse_yaml(data, CheckItem, file=f"{name}.yaml") for name, data in sorted(checklists.items())}
    said = {name: parse_yaml(data, Cue, file=f"{name}.yaml") for name, data in sorted(cues.items())}
    _check_states(table)
    by_symptom, silence = _whens(rules)
    if "other" not in by_symptom:
        raise DataFileError("a stop rule for `other` is missing: what nobody foresaw must bring the person up", file="stop_rules")
    if len(silence) != 2 or "ankle_lock" not in items:
        raise DataFileError("two rules for silence (come up, get help) and the check of the ankle lock must be there", file="coach")
    for name, rule in rules.items():
        if rule.cue not in said:
            raise DataFileError(f"there is no cue called {rule.cue!r}", file=f"{name}.yaml", key="cue")
    return Book(table, rules, by_symptom, silence[0], silence[1], items, said)


def _check_states(table: MachineFile) -> None:
    if set(table.states) != set(STATES):
        raise DataFileError(f"the states must be {', '.join(STATES)}", file="machine.yaml", key="states")
    for name, row in {"before": table.before, **table.states}.items():
        for key, targets in [*((kind, found[1:]) for kind, found in row.on.items()), *((due, (to,)) for due, to in row.due.items())]:
            if not set(targets) <= set(STATES):
                raise DataFileError(f"leads to a state that is none: {', '.join(targets)}", file="machine.yaml", key=f"states.{name}.{key}")


def _whens(rules: Mapping[str, StopRule]) -> tuple[dict[str, str], list[tuple[int, str]]]:
    """Which rule each symptom has, and the rules for silence, the shorter first."""
    by_symptom: dict[str, str] = {}
    silence: list[tuple[int, str]] = []
    for name, rule in rules.items():
        match rule.when:
            case Fact("symptom", "is" | "any_of", symptoms):
                by_symptom |= {str(symptom): name for symptom in symptoms}
            case Fact("unanswered_s", "at_least", (int(seconds),)):
                silence.append((seconds * 1000, name))
            case _:
                raise DataFileError("write {fact: symptom, is: name} or {fact: unanswered_s, at_least: seconds}", file=name, key="when")
    return by_symptom, sorted(silence)


def book_json(book: Book) -> dict[str, Any]:
    """The book as plain data for the browser's machine, without sources and examples, and the caps beside it."""
    plain: dict[str, Any] = msgspec.to_builtins(
        {
            "machine": {key: getattr(book.machine, key) for key in ("timing_ms", "angles_deg", "loudness", "before", "states")},
            "stop_rules": {
                name: {"title": rule.title, "cue": rule.cue, "action": rule.action, "end": rule.end, "grade": rule.grade}
                for name, rule in book.stop_rules.items()
            },
            "by_symptom": book.by_symptom,
            "missed": book.missed,
            "no_answer": book.no_answer,
            "checklists": {
                name: {"title": item.title, "ask": item.ask, "how": item.how, "no": item.no} for name, item in book.checklists.items()
            },
            "cues": {name: {"say": cue.say, "sound": cue.sound} for name, cue in book.cues.items()},
            "caps": {name.lower(): getattr(caps, name) for name in ("HEAD_DOWN_DEG", "BOUT_S", "INVERTED_S_PER_SESSION", "WAY_UP_S")},
        }
    )
    return plain
