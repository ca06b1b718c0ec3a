"""In: words after `roost evidence`. Out: words, JSON or SVG, and the exit code that is documented."""

import json
import shutil
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

import roost
from roost.cli import main

BCG = "trial,ai,n1i,ci,n2i\nA,4,123,11,139\nB,6,306,29,303\nC,3,231,11,220\n"
KEYS = {"estimate", "se", "ci95", "tau2", "i2", "q", "k", "prediction95"}


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(tmp_path)

    def _run(*words, table=None):
        if table is not None:
            (tmp_path / "TABLE.csv").write_text(table)
        monkeypatch.setattr(sys, "argv", ["roost", "evidence", *words])
        with pytest.raises(SystemExit) as ended:
            main.run()
        printed = capsys.readouterr()
        return ended.value.code or 0, printed.out, printed.err

    return _run


@pytest.mark.parametrize("words", [(), ("pool",), ("check",), ("sources",), ("forest",)])
def test_each_command_has_an_example(run, words):
    code, out, _ = run(*words, "--help")
    assert code == 0
    assert f"Example: roost evidence{''.join(' ' + word for word in words)}" in " ".join(out.split())


def test_a_person_reads_that_nobody_knows_and_where_each_line_comes_from(run):
    code, out, _ = run()
    assert code == 0
    assert out.startswith("Nobody knows if a table helps a back like yours.")
    for words in ("Beurskens 1997 (second-hand)", "do not offer it", "fell on their head", "No clinician has signed this"):
        assert words in out


def test_a_clinician_reads_certainty_with_reasons(run):
    code, out, _ = run("--clinician")
    assert code == 0
    for words in (
        "certainty: very low",
        "risk of bias (−2)",
        "+0.4 (−0.5 to +1.3)",
        "not reliable with 2 studies",
        "NICE 2020: Do not offer",
    ):
        assert words in out


def test_a_program_reads_all_of_it(run):
    code, out, _ = run("--json")
    told = json.loads(out)
    assert code == 0
    assert {"person", "clinician", "comparisons", "priors", "studies", "guidelines"} <= told.keys()
    assert len(told["studies"]) >= 35
    sham = next(one for one in told["comparisons"] if one["name"] == "sham_traction_pain")
    assert sham["pooled"]["estimate"] == pytest.approx(0.3737, abs=5e-5)


@pytest.mark.parametrize("method", ["EE", "DL", "PM", "REML", "ML"])
@pytest.mark.parametrize("hksj", [(), ("--hksj",), ("--hksj-guard",)])
def test_a_table_is_pooled_with_every_key(run, method, hksj):
    code, out, _ = run("pool", "TABLE.csv", "--method", method, "--measure", "RR", *hksj, "--json", table=BCG)
    found = json.loads(out)
    assert code == 0
    assert found.keys() >= KEYS
    assert found["k"] == 3
    assert len(found["ci95"]) == len(found["prediction95"]) == 2
    assert found["heterogeneity_is_reliable"] is False
    assert found["small_studies"] == {"refused": {"have": 3, "needed": 10}}
    if method == "EE":
        assert found["tau2"] == 0


def test_a_pooled_table_is_told_in_words(run):
    table = BCG + "D,0,10,2,12\nE,NA,NA,NA,NA\n"
    code, out, _ = run("pool", "TABLE.csv", "--measure", "RR", table=table)
    assert code == 7
    for words in ("REML, 4 studies", "as a ratio", "not reliable", "a half was added to each cell of: D", "Set aside: line 6, E"):
        assert words in out
    rows = "yi,vi\n" + "".join(f"{n / 10},{0.1 + n / 100}\n" for n in range(12))
    code, out, _ = run("pool", "TABLE.csv", table=rows)
    assert code == 0
    assert "not reliable" not in out
    assert "Small studies" not in out


@pytest.mark.parametrize(
    ("words", "table", "code", "said"),
    [
        (("pool", "TABLE.csv"), "yi,vi\n1,x\n", 3, "TABLE.csv, line 2: vi: 'x' is no number"),
        (("pool", "TABLE.csv"), BCG, 3, "TABLE.csv, line 1: yi"),
        (("pool", "NOWHERE.csv"), None, 3, "NOWHERE.csv: can't be read"),
        (("pool", "TABLE.csv", "--method", "FE"), BCG, 2, "FE"),
        (("pool", "TABLE.csv", "--hksj", "--hksj-guard"), BCG, 2, "not both"),
        (("pool",), None, 2, ""),
        (("check", "NOWHERE"), None, 3, "is no folder"),
    ],
)
def test_what_is_wrong_is_named_and_has_its_code(run, words, table, code, said):
    ended, out, err = run(*words, table=table)
    assert ended == code
    assert said in " ".join(err.split())
    assert "Traceback" not in out + err


def test_a_table_is_read_from_standard_input(run, monkeypatch):
    import io

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"yi,vi\n1,1\n")))
    code, out, _ = run("pool", "-", "--json")
    assert code == 0
    assert json.loads(out)["estimate"] == 1


def test_the_files_are_checked(run, tmp_path):
    code, out, _ = run("check")
    assert code == 0
    assert "nothing is wrong" in out
    shelves = tmp_path / "evidence"
    shutil.copytree(Path(roost.__file__).parent / "evidence", shelves)
    lesson = shelves / "learn/does_it_help.yaml"
    lesson.write_text(lesson.read_text().replace("read: 24", "read: 25"))
    code, out, _ = run("check", "evidence")
    assert code == 3
    assert "learn/does_it_help.yaml" in out
    assert "people is 25, and the study file says 24" in out
    code, out, _ = run("check", "evidence", "--json")
    assert code == 3
    assert json.loads(out)["faults"][0]["file"] == "learn/does_it_help.yaml"
    (shelves / "studies/kim_2013.yaml").write_text("title: x\n")
    code, out, _ = run("check", "evidence")
    assert code == 3
    assert "kim_2013.yaml" in out


def test_sources_come_as_bibtex_as_csl_and_with_what_rests_on_them(run):
    assert "@article{prasad_2012," in run("sources")[1]
    assert {item["id"] for item in json.loads(run("sources", "--csl")[1])} >= {"prasad_2012", "who_2023"}
    assert "prasad_2012: " in run("sources", "--used")[1]
    used = json.loads(run("sources", "--used", "--json")[1])
    assert {"kind": "page", "name": "does_it_help.surgery", "title": "Does it help?", "page": "/learn/does_it_help#surgery"} in used[
        "prasad_2012"
    ]


def test_the_plot_is_an_svg_file(run):
    code, out, _ = run("forest")
    assert code == 0
    assert out.startswith("<svg ")
    assert out.endswith("</svg>\n")


def test_a_pooled_table_is_drawn_as_svg_with_each_study_in_words(run):
    code, out, _ = run("pool", "TABLE.csv", "--measure", "RR", "--svg", table=BCG)
    assert code == 0
    drawing = ElementTree.fromstring(out)
    told = drawing.findtext("{http://www.w3.org/2000/svg}desc")
    assert [part.partition(":")[0] for part in told.split("; ")] == ["A", "B", "C", "All 3 together"]
    pooled = json.loads(run("pool", "TABLE.csv", "--measure", "RR", "--json", table=BCG)[1])
    assert told.endswith(f"{pooled['estimate']:.3f} ({pooled['ci95'][0]:.3f} to {pooled['ci95'][1]:.3f})")


def test_one_asks_for_json_or_for_svg(run):
    assert run("pool", "TABLE.csv", "--measure", "RR", "--svg", "--json", table=BCG)[0] == 2
