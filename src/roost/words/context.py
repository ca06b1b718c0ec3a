"""In: the files of words/context, as bytes by name. Out: Cues: the small words that deny, doubt, or speak of somebody else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from roost.base.datafile import Strict, parse_yaml
from roost.base.errors import DataFileError
from roost.base.sources import Source
from roost.words.answers import Cue
from roost.words.text import plain_words

__all__ = ["ContextExample", "ContextFile", "read_context", "read_context_files"]


class ContextExample(Strict, frozen=True, kw_only=True):
    """One entry, and what is made of it: the status by label, and whether it is listed as not understood."""

    text: str
    field: Literal["conditions", "medicines", "symptoms", "free_text"] = "conditions"
    found: dict[str, Literal["yes", "no", "not_sure", "noted", "someone_else"]] = {}  # noqa: RUF012  msgspec copies it
    missed: bool = False


class ContextFile(Strict, frozen=True, kw_only=True):
    """One file: phrases that do one thing.

    `does`: deny; doubt; yes; other (somebody else's); turn (what stands before no longer counts); light (says nothing, and may stand
    between the words of a term); filler (says nothing); general (words for anything at all, as "medical problems"); limit (narrows a
    denial, as "no recent stroke"); hint (names an illness, medicine, operation or symptom that we may not know); plain (an ordinary
    word that looks like a hint or like a typing error).
    """

    title: str
    does: Literal["deny", "doubt", "yes", "other", "turn", "light", "filler", "general", "limit", "hint", "plain"]
    side: Literal["before", "after", "both"] = "before"
    through: tuple[Literal["comma", "and"], ...] = ()
    at_end: bool = False
    not_after: tuple[str, ...] = ()
    follow: tuple[str, ...] = ()
    fields: tuple[Literal["conditions", "medicines", "symptoms", "free_text"], ...] = ()
    phrases: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    facts: tuple[str, ...]
    sources: tuple[Source, ...]
    examples: tuple[ContextExample, ...]


def read_context_files(files: Mapping[str, bytes]) -> dict[str, ContextFile]:
    """Reads and checks the files, by name.

    Raises:
        DataFileError: a file that is wrong, or without phrases, sources or examples; names file, line and key.
    """
    found = {name: parse_yaml(data, ContextFile, file=f"{name}.yaml") for name, data in sorted(files.items())}
    for name, file in found.items():
        for key in ("facts", "sources", "examples"):
            if not getattr(file, key):
                raise DataFileError("needs at least one", file=f"{name}.yaml", key=key)
        if not (file.phrases or file.endings):
            raise DataFileError("needs at least one phrase or ending", file=f"{name}.yaml", key="phrases")
        for i, phrase in enumerate(file.phrases):
            if not plain_words(phrase):
                raise DataFileError(f"{phrase!r} holds no word", file=f"{name}.yaml", key=f"phrases[{i}]")
    return found


def read_context(files: Mapping[str, bytes]) -> tuple[Cue, ...]:
    """All cues of all files.

    Raises:
        DataFileError: a file that is wrong; names file, line and key.
    """
    return tuple(
        Cue(
            does=file.does,
            side=file.side,
            through=file.through,
            at_end=file.at_end,
            not_after=file.not_after,
            follow=file.follow,
            fields=file.fields,
            phrases=file.phrases,
            endings=file.endings,
        )
        for file in read_context_files(files).values()
    )
