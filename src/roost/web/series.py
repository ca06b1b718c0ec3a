"""In: the diary. Out: Series for each instrument that was filled in: its chart, and in words what its scores can and can't tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel.numbers import format_decimal

from roost.app.books import instruments
from roost.base.sources import Source
from roost.track.diary import Diary
from roost.track.instrument import Change, Instrument
from roost.track.scored import Scored
from roost.web.i18n import current, day, gettext
from roost.web.pictures.series import Point, Scale, series_picture
from roost.web.pictures.svg import Picture

__all__ = ["Series", "all_series", "end_words", "number", "score_words", "series_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """All that is shown of one instrument.

    Args:
        name: of its file.
        title: its name for people.
        last: the last score in words.
        end: what to say where that is an end of the scale; "" elsewhere.
        picture: the chart with its table.
        says: sentences on what a change means, each with its source; None where none was found.
        note: what a person must know beside it.
        own: the person's own items.
    """

    name: str
    title: str
    last: str
    end: str
    picture: Picture
    says: tuple[tuple[str, Source | None], ...]
    note: str
    own: tuple[str, ...]


def number(value: Decimal | float) -> str:
    """A number with at most one decimal, and a real minus sign."""
    return format_decimal(value, format="#,##0.##", locale=current().dates, decimal_quantization=False).replace("-", "\u2212")


def _score_number(value: Decimal | float) -> str:
    return number(round(Decimal(str(value)), 1).normalize() + 0)


def score_words(instrument: Instrument, score: Decimal | None) -> str:
    """A score in words: 4 of 10, 14 cm, or that there is none."""
    if score is None:
        return gettext("no score")
    if instrument.answers.unit:
        return f"{_score_number(score)} {gettext(instrument.answers.unit)}"
    if instrument.better is None:
        return _score_number(score)  # a count, of which no number is good or bad
    if instrument.low < 0:
        return gettext("{n}, from {low} to {high}").format(
            n=_score_number(score), low=_score_number(instrument.low), high=_score_number(instrument.high)
        )
    return gettext("{n} of {high}").format(n=_score_number(score), high=_score_number(instrument.high))


def end_words(instrument: Instrument, score: Decimal | None) -> str:
    """What to say of a score at an end of the scale: it can't show more. "" elsewhere."""
    if score not in (instrument.low, instrument.high):
        return ""
    if instrument.better is None:
        return gettext("This is the top of the scale. It can't show more than this.") if score == instrument.high else ""
    if (score == instrument.low) == (instrument.better == "lower"):
        return gettext("This is the best end of the scale. It can't show better than this.")
    return gettext("This is the worst end of the scale. It can't show worse than this.")


def series_of(name: str, found: Sequence[Scored]) -> Series:
    """What is shown of one instrument. Where its items are the person's own, only scores of the same items stand side by side.

    Args:
        name: of the instrument.
        found: what was filled in, at least one, in the order of the days.
    """
    instrument = instruments()[name]
    shown = [one for one in found if one.own == found[-1].own]
    change = instrument.important_change
    picture = series_picture(
        f"series-{name}",
        Scale(
            title=gettext(instrument.title),
            low=instrument.low,
            high=_top(instrument, shown),
            change=None if change is None else float(change.points),
        ),
        [Point(day=one.day, score=_plain(one.score), remark=end_words(instrument, one.score)) for one in shown],
        gettext,
        _short_day,
        _score_number,
    )
    return Series(
        name=name,
        title=instrument.title,
        last=score_words(instrument, shown[-1].score),
        end=end_words(instrument, shown[-1].score),
        picture=picture,
        says=tuple(_says(instrument)),
        note=instrument.note,
        own=shown[-1].own,
    )


def all_series(kept: Diary) -> list[Series]:
    """All instruments that were filled in, in their order."""
    return [series_of(name, found) for name in instruments() if (found := kept.series(name))]


def _top(instrument: Instrument, shown: Sequence[Scored]) -> int:
    """Where the chart ends: at the end of the scale, or for an amount at the next ten above all that was measured."""
    if not instrument.answers.unit:
        return instrument.high
    return min(instrument.high, 10 * (1 + int(max(one.score or 0 for one in shown) // 10)))


def _plain(score: Decimal | None) -> float | None:
    return None if score is None else float(score)


def _short_day(when: date) -> str:
    return day(when, "d MMM")


def _says(instrument: Instrument) -> list[tuple[str, Source | None]]:
    found: list[tuple[str, Source | None]] = []
    change, noise, room = instrument.important_change, instrument.noise, instrument.room
    if change is None:
        found.append((gettext(instrument.change_unknown), None))
    else:
        found.append((_change_words(change), instrument.source(change.source)))
    if noise is not None:
        unit = gettext(instrument.answers.unit) or gettext("points")
        words = gettext("A change under {n} {unit} may be just the wobble of measuring.").format(n=number(noise.points), unit=unit)
        found.append((words, instrument.source(noise.source)))
    if room is not None:
        words = gettext("Below {low} it can hardly show that you get better. Above {high} it can hardly show that you get worse.")
        found.append((words.format(low=number(room.low), high=number(room.high)), instrument.source(room.source)))
    return found


def _change_words(change: Change) -> str:
    if change.up_to is not None:
        words = gettext("To most people, a change begins to matter at {n} to {up_to} points.")
        return words.format(n=number(change.points), up_to=number(change.up_to))
    if change.percent is not None:
        words = gettext("A change under {n} points, or under {p} in 100 of your first score, may not matter to you.")
        return words.format(n=number(change.points), p=change.percent)
    return gettext("A change under {n} points may not matter to you.").format(n=number(change.points))
