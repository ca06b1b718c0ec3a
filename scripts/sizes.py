"""In: our own files. Out: how long each file and function is; printed as medians, and what is over its limit."""

from __future__ import annotations

import ast
import io
import re
import subprocess
import tokenize
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

__all__ = ["FILE_LINES", "FUNCTION_LINES", "ROOT", "file_sizes", "function_sizes", "our_files"]

ROOT = Path(__file__).parent.parent
FILE_LINES, FUNCTION_LINES = 600, 80
LEFT_OUT = re.compile(r"\.(?!ci$|gitignore$).*|__pycache__|build|dist|mutants|node_modules|.*\.pyc")
WRITTEN = {".py", ".js", ".css", ".html", ".yaml", ".md", ".sh", ".toml"}
NO_CODE = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}


def our_files() -> list[Path]:
    """All files that are or would be in the repository, as paths from its root."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:  # unpacked from an archive
        found = [path.relative_to(ROOT) for path in ROOT.rglob("*")]
        return sorted(path for path in found if (ROOT / path).is_file() and not any(LEFT_OUT.fullmatch(part) for part in path.parts))
    return sorted(Path(line) for line in set(listed.stdout.splitlines()) if (ROOT / line).is_file())


def file_sizes() -> dict[Path, int]:
    """Lines of each file that somebody writes by hand."""
    return {path: len((ROOT / path).read_bytes().splitlines()) for path in our_files() if path.suffix in WRITTEN}


def function_sizes(source: str) -> Iterator[tuple[str, int, int]]:
    """Name, line and length of each function: lines that hold code, without signature, docstring, comments and blanks."""
    code = {
        line
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type not in NO_CODE
        for line in range(token.start[0], token.end[0] + 1)
    }
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            held = {line for part in body for line in range(part.lineno, (part.end_lineno or part.lineno) + 1)}
            yield node.name, node.lineno, len(held & code)


def main() -> None:
    """Prints the medians."""
    code = [path for path in our_files() if path.parts[0] == "src" and path.suffix == ".py"]
    files = [len((ROOT / path).read_bytes().splitlines()) for path in code]
    functions = [length for path in code for _, _, length in function_sizes((ROOT / path).read_text())]
    print(f"median file {median(files):.0f} lines (aim 120), median function {median(functions):.0f} (8), ", end="")
    print(f"95th percentile {quantiles(functions, n=20)[-1]:.0f} (40)")


if __name__ == "__main__":
    main()
