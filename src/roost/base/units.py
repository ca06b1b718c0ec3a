"""In: an amount with the unit a person chose. Out: Mass, Length or HeadDown as exact whole numbers, or a refusal that says why."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from enum import Enum

from roost.base.errors import InputError

__all__ = ["Convention", "HeadDown", "Length", "Mass", "head_down", "to_decimal"]

Number = int | Decimal | str

_GRAM = {"kg": Decimal(1000), "lb": Decimal("453.59237"), "st": Decimal("6350.29318")}
_MM = {"cm": Decimal(10), "m": Decimal(1000), "in": Decimal("25.4"), "ft": Decimal("304.8")}


def to_decimal(value: Number, key: str) -> Decimal:
    """A number as typed, read exactly; a decimal comma is read too.

    Raises:
        InputError: it is no finite number.
    """
    try:
        number = Decimal(str(value).strip().replace(",", "."))
    except ArithmeticError:
        number = Decimal("NaN")
    if not number.is_finite():
        raise InputError(f"{value!r} is not a number: write it in figures, as 74 or 74.5", key=key)
    return number


def _whole(amounts: dict[str, Number], table: dict[str, Decimal], key: str) -> int:
    total = Decimal(0)
    for unit, amount in amounts.items():
        number = to_decimal(amount, key)
        if unit not in table:
            raise InputError(f"{unit!r} is not a unit we know: choose one of {', '.join(table)}", key=key)
        if number < 0:
            raise InputError(f"{amount} {unit} is below zero: check the figure", key=key)
        total += number * table[unit]
    return int(total.to_integral_value(ROUND_HALF_EVEN))


@dataclass(frozen=True, slots=True, order=True)
class Mass:
    """A mass in whole grams."""

    gram: int

    @classmethod
    def of(cls, amounts: dict[str, Number], key: str = "mass") -> Mass:
        """From amounts by unit (kg, lb, st); two units are added, as 14 st 2 lb.

        Returns:
            Mass: in whole grams.

        Raises:
            InputError: no unit, an unknown one, or not a number.

        >>> Mass.of({"st": 14, "lb": 2})
        Mass(gram=89811)
        """
        return cls(_whole(amounts, _GRAM, key))

    @property
    def kg(self) -> Decimal:
        """In kilograms, to a tenth, for showing."""
        return (Decimal(self.gram) / 1000).quantize(Decimal("0.1"))

    @property
    def lb(self) -> int:
        """In whole pounds, for showing."""
        return int((self.gram / _GRAM["lb"]).to_integral_value())


@dataclass(frozen=True, slots=True, order=True)
class Length:
    """A length in whole millimetres."""

    mm: int

    @classmethod
    def of(cls, amounts: dict[str, Number], key: str = "height") -> Length:
        """From amounts by unit (cm, m, in, ft); two units are added, as 5 ft 10 in.

        Returns:
            Length: in whole millimetres.

        Raises:
            InputError: no unit, an unknown one, or not a number.

        >>> Length.of({"ft": 5, "in": 10})
        Length(mm=1778)
        """
        return cls(_whole(amounts, _MM, key))

    @property
    def cm(self) -> int:
        """In whole centimetres, for showing."""
        return int((Decimal(self.mm) / 10).to_integral_value())

    @property
    def feet_and_inches(self) -> tuple[int, int]:
        """In feet and whole inches, for showing."""
        inches = int((self.mm / _MM["in"]).to_integral_value())
        return inches // 12, inches % 12


class Convention(Enum):
    """Where an angle's zero is and which way it grows; an import must name one, there is no default."""

    below_level = "below_level"
    negative_is_down = "negative_is_down"
    from_upright = "from_upright"


@dataclass(frozen=True, slots=True, order=True)
class HeadDown:
    """How far the bed's head end is below level, in degrees: 0 lying level, 90 straight down, -90 standing."""

    deg: Decimal


def head_down(value: Number, convention: Convention | None, key: str = "head_down_deg") -> HeadDown:
    """An angle from somebody else's scale to ours.

    Args:
        value: degrees on the scale that `convention` names.
        convention: below_level, negative_is_down or from_upright. None means that nobody said.
        key: what the message calls it.

    Returns:
        HeadDown: from -90 (standing) to 90 (straight down), in degrees.

    Raises:
        InputError: no convention was named, or the result is beyond -90 to 90.

    Source: safety.md 3.2 of the research notes. Teeter counts from level, Kim 2013 gives head-down a minus, LeMarr 1984 counts
        from standing.

    >>> head_down(150, Convention.from_upright)
    HeadDown(deg=Decimal('60'))
    """
    number = to_decimal(value, key)
    if convention is None:
        names = ", ".join(each.value for each in Convention)
        raise InputError(f"{value} degrees has no named scale: say which one it is on ({names})", key=key)
    deg = {
        Convention.below_level: number,
        Convention.negative_is_down: -number,
        Convention.from_upright: number - 90,
    }[convention]
    if not -90 <= deg <= 90:
        raise InputError(f"{value} degrees ({convention.value}) is beyond straight down: was it counted from upright?", key=key)
    return HeadDown(deg)
