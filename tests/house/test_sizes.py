"""In: our files. Out: none is longer than a reader can hold."""

from scripts import sizes
from scripts.sizes import FILE_LINES, FUNCTION_LINES, ROOT, file_sizes, function_sizes, our_files


def test_no_file_is_over_600_lines():
    assert {str(path): lines for path, lines in file_sizes().items() if lines > FILE_LINES} == {}


def test_no_function_is_over_80_lines():
    code = [path for path in our_files() if path.parts[0] == "src" and path.suffix == ".py"]
    assert code
    long = {
        f"{path}:{line} {name}": length
        for path in code
        for name, line, length in function_sizes((ROOT / path).read_text())
        if length > FUNCTION_LINES
    }
    assert long == {}


def test_a_function_is_counted_without_signature_docstring_comments_and_blanks():
    source = 'def f(\n    a,\n    b,\n):\n    """One.\n\n    Two.\n    """\n    # why\n\n    x = (\n        1\n    )\n    return x\n'
    assert list(function_sizes(source)) == [("f", 1, 4)]


def test_the_files_are_found_without_git_too(tmp_path, monkeypatch):
    for name in ("README.md", ".ci/run", ".venv/lib/x.py", "src/__pycache__/y.pyc", "build/z.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    monkeypatch.setattr(sizes, "ROOT", tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert [str(path) for path in our_files()] == [".ci/run", "README.md"]
