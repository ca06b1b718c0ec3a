"""Roost takes a person with back pain through inversion therapy with care, and finds out whether it helps them."""

__all__: list[str] = []
__version__ = "0.1.0"
