"""In: the bytes of a YAML or JSON file. Out: the dataclass it describes, or an error that names file, line, key and what is allowed."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, TypeVar

import msgspec

from roost.base.errors import DataFileError, InputError
from roost.base.logic import Condition, parse_condition

__all__ = ["ReadBefore", "Strict", "lines_of", "locate", "parse_json", "parse_yaml", "read_plain", "to_dataclass"]

T = TypeVar("T")


class Strict(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=False):
    """Base of whatever is read from a file or a form: frozen like our dataclasses, and an unknown key is an error."""


class ReadBefore(bytes):
    """The bytes of a data file, with the plain data that stand in them. It saves time and changes nothing else."""

    plain: object

    @classmethod
    def of(cls, data: bytes, plain: object) -> ReadBefore:
        """The same bytes, with what `read_plain` made of them."""
        made = cls(data)
        made.plain = plain
        return made


# PyYAML reads `yes` as a boolean (YAML 1.1). We need the word, so only true, false, numbers and null are special (YAML 1.2 core).
_PLAIN: list[tuple[re.Pattern[str], Any]] = [
    (re.compile(r"(?:null|~|)"), lambda text: None),
    (re.compile(r"(?:true|false)"), lambda text: text == "true"),
    (re.compile(r"[-+]?[0-9]+"), int),
    (re.compile(r"[-+]?[0-9]+\.[0-9]+"), Decimal),
]


def _scalar(node: Any) -> object:
    if not node.style:  # None or '' for plain text, by loader
        for pattern, make in _PLAIN:
            if pattern.fullmatch(node.value):
                return make(node.value)
    return node.value


def _build(node: Any, path: str, lines: dict[str, int], file: str) -> object:
    lines[path] = node.start_mark.line + 1
    if node.id == "scalar":
        return _scalar(node)
    if node.id == "sequence":
        return [_build(item, f"{path}[{i}]", lines, file) for i, item in enumerate(node.value)]
    built: dict[object, object] = {}
    for key_node, value_node in node.value:
        key = key_node.value
        if key in built:
            raise DataFileError("this key stands twice: keep one", file=file, line=key_node.start_mark.line + 1, key=str(key))
        built[key] = _build(value_node, f"{path}.{key}", lines, file)
        lines[f"{path}.{key}"] = key_node.start_mark.line + 1
    return built


def _compose(text: str, file: str) -> tuple[object, dict[str, int]]:
    import yaml  # only here: a start that finds all its files read before goes without it

    try:
        node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        why = getattr(error, "problem", None) or "it is not YAML"
        raise DataFileError(f"can't be read: {why}", file=file, line=mark.line + 1 if mark else None) from None
    lines: dict[str, int] = {}
    return (None if node is None else _build(node, "$", lines, file)), lines


def lines_of(text: str) -> dict[str, int]:
    """Line numbers (from 1) by path, as `$.person.mass`, for a YAML or JSON text; empty when it can't be read."""
    try:
        return _compose(text.replace("\t", " "), "")[1]
    except InputError:
        return {}


def _hook(kind: type, raw: object) -> object:
    if kind is Condition:
        try:
            return parse_condition(raw)
        except DataFileError as error:
            raise ValueError(error.message) from None  # msgspec adds the path to it
    raise NotImplementedError(kind)


_AT = re.compile(r"^(?P<what>.*?)(?: - at `(?P<path>[^`]*)`)?$", re.DOTALL)
_FIELD = re.compile(r"unknown field `(?P<name>[^`]*)`")


def _explain(error: msgspec.ValidationError, lines: dict[str, int], file: str, kind: type) -> tuple[str, str, int | None]:
    found = _AT.match(str(error))
    what, path = (found["what"], found["path"] or "$") if found else (str(error), "$")
    path = re.sub(r"^`?(?:key|value)`? in ", "", path)
    if field := _FIELD.search(what):
        path = f"{path}.{field['name']}"
        what = f"this key is not known; allowed are {', '.join(_fields(kind, path))}"
    return what, path.removeprefix("$").removeprefix("."), _line(path, lines)


def _line(path: str, lines: dict[str, int]) -> int | None:
    """The line of a path, or of the nearest part around it that stands in the text."""
    while path not in lines and path != "$":
        path = re.sub(r"(?:\.[^.\[\]]*|\[[^\]]*\])$", "", path) or "$"
    return lines.get(path)


def locate(error: InputError, data: bytes, *, file: str) -> InputError:
    """An error that names a key, now with the file and the line where the key stands in `data`."""
    if error.file:
        return error
    return error.at(file=file, line=_line(f"$.{error.key}", lines_of(data.decode("utf-8", "replace"))))


def _fields(kind: type, path: str) -> list[str]:
    """The keys that are allowed beside the unknown one at `path`, found by walking the type along the path."""
    info: Any = _inside(msgspec.inspect.type_info(kind))
    for step in re.findall(r"[^.$\[\]]+|\[", path)[:-1]:
        if step.isdigit():
            continue
        if step == "[":
            info = _inside(getattr(info, "item_type", getattr(info, "value_type", info)))
        else:
            inner = getattr(info, "value_type", info)
            info = _inside(next((field.type for field in getattr(info, "fields", ()) if field.encode_name == step), inner))
    return [field.encode_name for field in getattr(info, "fields", ())] or ["no others"]


def _inside(info: Any) -> Any:
    while isinstance(info, msgspec.inspect.UnionType):
        info = next((each for each in info.types if not isinstance(each, msgspec.inspect.NoneType)), info.types[0])
    return info


def to_dataclass(raw: object, kind: type[T], *, file: str, lines: dict[str, int] | None = None, ours: bool = True) -> T:
    """Checks plain data against a dataclass: unknown keys, missing keys and wrong types are errors.

    Args:
        raw: dicts, lists, text and numbers.
        kind: the type it must have, derived from `Strict`.
        file: name for the message.
        lines: line numbers by path, see `lines_of`.
        ours: True for Roost's own data files, False for what a person gave.

    Raises:
        InputError: (DataFileError for ours) with file, line, key and what is allowed.
    """
    error_type: type[InputError] = DataFileError if ours else InputError
    try:
        return msgspec.convert(raw, kind, dec_hook=_hook, builtin_types=(Decimal,))
    except msgspec.ValidationError as error:
        what, key, line = _explain(error, lines or {}, file, kind)
        raise error_type(what, file=file, line=line, key=key) from None


def parse_yaml(data: bytes, kind: type[T], *, file: str) -> T:
    """Reads one of Roost's data files.

    Args:
        data: the file's bytes, UTF-8.
        kind: the msgspec type it must have.
        file: its name, for the message.

    Raises:
        DataFileError: with file, line, key and what is allowed.
    """
    if isinstance(data, ReadBefore):
        try:
            return to_dataclass(data.plain, kind, file=file)
        except DataFileError:
            pass  # the message below names the line too
    raw, lines = _compose(_text(data, file), file)
    return to_dataclass(raw, kind, file=file, lines=lines)


def read_plain(data: bytes, *, file: str) -> object:
    """What stands in a YAML file, as dicts, lists, text, whole numbers and Decimals.

    Raises:
        DataFileError: it is no YAML, or a key stands twice.
    """
    return _compose(_text(data, file), file)[0]


def _text(data: bytes, file: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DataFileError(f"is not UTF-8 text: byte {error.start} can't be read", file=file) from None


def parse_json(data: bytes, kind: type[T], *, file: str) -> T:
    """Reads JSON that a person or a program gave.

    Raises:
        InputError: not JSON, an unknown key, a missing one or a wrong type; with file, line, key and what is allowed.
    """
    try:
        return msgspec.json.decode(data, type=kind, dec_hook=_hook)
    except msgspec.ValidationError as error:
        what, key, line = _explain(error, lines_of(data.decode("utf-8", "replace")), file, kind)
        raise InputError(what, file=file, line=line, key=key) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        position = re.search(r"byte (\d+)", str(error))
        line = data[: int(position[1])].count(b"\n") + 1 if position else None
        raise InputError(f"is not JSON: {error}", file=file, line=line) from None
