"""In: a folder of Roost's own data files. Out: their bytes by name. The only place that reads the package's data."""

from __future__ import annotations

from importlib.resources import files

__all__ = ["shelf_file", "shelf_folder"]


def shelf_folder(folder: str) -> dict[str, bytes]:
    """The bytes of each `.yaml` file in a folder of the package, by name without the ending.

    Args:
        folder: path inside the package, as `screen/rules`.
    """
    found = files("roost").joinpath(*folder.split("/"))
    return {item.name.removesuffix(".yaml"): item.read_bytes() for item in found.iterdir() if item.name.endswith(".yaml")}


def shelf_file(path: str) -> bytes:
    """The bytes of one file of the package, as `coach/machine.yaml`."""
    return files("roost").joinpath(*path.split("/")).read_bytes()
