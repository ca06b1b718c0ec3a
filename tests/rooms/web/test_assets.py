"""In: addresses of static files. Out: each holds a hash of all of them, is kept by the browser for ever, and leads nowhere else."""

import gzip

import pytest

from roost.web import assets
from roost.web.assets import STATIC, asset, version


def test_a_file_has_an_address_with_the_hash_and_is_kept_for_ever(nobody):
    answer = nobody.get(asset("css/tokens.css"), headers={"accept-encoding": "identity"})
    assert answer.status_code == 200
    assert version() in asset("css/tokens.css")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert answer.content == (STATIC / "css/tokens.css").read_bytes()


def test_each_static_file_is_served_with_a_type_that_browsers_take(nobody):
    kinds = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
    for path in STATIC.rglob("*"):
        if path.is_file() and path.suffix in kinds:
            answer = nobody.get(asset(path.relative_to(STATIC).as_posix()))
            assert answer.headers["content-type"].startswith(kinds[path.suffix]), path


def test_text_is_packed_where_the_browser_takes_it(nobody):
    answer = nobody.get(asset("css/base.css"), headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert int(answer.headers["content-length"]) == len(gzip.compress((STATIC / "css/base.css").read_bytes(), mtime=0))


@pytest.mark.parametrize("path", ["css/nothing.css", "%2e%2e/server.py", "..%2fserver.py", "/etc/passwd", ""])
def test_what_is_no_static_file_is_not_there(nobody, path):
    assert nobody.get(f"/static/{version()}/{path}").status_code == 404


def test_an_address_of_another_version_is_not_there(nobody):
    assert nobody.get("/static/000000000000/css/tokens.css").status_code == 404


def test_a_page_that_names_a_file_that_is_not_there_is_a_defect():
    with pytest.raises(KeyError):
        asset("css/nothing.css")


def test_the_version_changes_with_any_byte_and_any_name(monkeypatch):
    versions = set()
    for files in ({"a": b"1"}, {"a": b"2"}, {"b": b"1"}, {"a": b"", "1": b""}):
        monkeypatch.setattr(assets, "_files", lambda files=files: files)
        assets.version.cache_clear()
        versions.add(assets.version())
    monkeypatch.undo()
    assets.version.cache_clear()
    assert len(versions) == 4


def test_css_is_ours_alone_and_only_the_tokens_name_colours():
    import re

    for path in STATIC.glob("css/*.css"):
        text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
        assert "://" not in text, path.name
        assert "@import" not in text, path.name
        assert "@font-face" not in text, path.name
