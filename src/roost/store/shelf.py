"""In: a folder of Roost's own data files. Out: their bytes by name. The only place that reads the package's data."""

from __future__ import annotations

from importlib.resources import files

from roost.store.kept import with_plain

__all__ = ["shelf_file", "shelf_folder"]


def shelf_folder(folder: str) -> dict[str, bytes]:
    """The bytes of each `.yaml` file in a folder of the package, by name without the ending.

    Args:
        folder: path inside the package, as `screen/rules`.
    """
    found = files("roost").joinpath(*folder.split("/"))
    data = {item.name.removesuffix(".yaml"): item.read_bytes() for item in found.iterdir() if item.name.endswith(".yaml")}
    return with_plain(folder, data)


def shelf_file(path: str) -> bytes:
    """The bytes of one file of the package, as `coach/machine.yaml`."""
    data = files("roost").joinpath(*path.split("/")).read_bytes()
    return with_plain(path, {path: data})[path] if path.endswith(".yaml") else data
