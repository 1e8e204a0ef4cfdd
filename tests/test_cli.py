"""The command line: a good run, a bad run, and the exit code and message of each."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.cli import cli, run

TINY = Path(__file__).parent / "data" / "tiny.trig"
REPORT = Path(__file__).parent / "data" / "tiny.txt"


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_has_help_with_an_example(name, capsys):
    assert run([name, "--help"]) == 0
    assert f"kg {name}" in capsys.readouterr().out.replace("\n", " ")
    assert "Example: " in cli.commands[name].help


def test_exit_codes_are_documented(capsys):
    assert run(["--help"]) == 0
    documented = re.findall(r"^ +(\d+) +\w", capsys.readouterr().out, re.MULTILINE)
    assert documented == ["0", "1", "2", "3", "130"]


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "markdown"])
def test_query_prints_every_format(form, capsys):
    assert run(["query", str(TINY), "counts-at-least", "--format", form]) == 0
    assert "1201" in capsys.readouterr().out


def test_why_prints_the_words_the_article_and_the_rule(capsys):
    assert run(["why", str(TINY), "Eighth Silver River Conference", "hosted by"]) == 0
    out = capsys.readouterr().out
    assert "was hosted by the " in out and "Ostrel Wire" in out and "lex:host_v/passive" in out


def test_check_tells_by_its_exit_code(tmp_path, capsys):
    assert run(["check", str(TINY), "--quiet"]) == 0
    bad = tmp_path / "bad.trig"
    bad.write_text(TINY.read_text() + "<urn:x:g> { <urn:x:a> a sk:Summit }\n")
    assert run(["check", str(bad), "--json"]) == 1
    assert any(v["check"] == "shape:Named" for v in json.loads(capsys.readouterr().out))


@pytest.mark.parametrize(
    "name", ["g.ttl", "g.trig", "g.nq", "g.nt", "g.jsonld", "g.rdf", "g.graphml", "g.gexf", "g.csv"]
)
def test_export_writes_every_format(name, tmp_path):
    assert run(["export", str(TINY), "-o", str(tmp_path / name)]) == 0
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_build_writes_graph_and_ledger(tmp_path):
    out, ledger = tmp_path / "g.trig", tmp_path / "l.jsonl"
    assert run(["build", str(REPORT), "-o", str(out), "--ledger", str(ledger), "--quiet"]) == 0
    assert out.stat().st_size > 0 and ledger.exists()
    assert run(["check", str(out), "--quiet"]) == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "missing.txt", "-o", "OUT/g.ttl"],
        ["build", str(REPORT), "-o", "OUT/g.doc"],
        ["build", str(REPORT), "-o", "OUT/none/g.ttl"],
        ["build", str(REPORT), "missing.txt", "-o", "OUT/store"],
        ["build", "-o", "OUT/g.ttl"],
        ["query", "missing.trig", "when-and-where"],
        ["query", str(REPORT), "when-and-where"],
        ["query", str(TINY), "no-such-query"],
        ["query", str(TINY), "counts-at-least", "--param", "minimum"],
        ["why", str(TINY), "Nowhere at all"],
        ["check", "missing.trig"],
        ["view", str(TINY), "-o", "OUT/page.pdf"],
        ["export", str(TINY), "-o", "OUT/g.docx"],
        ["nonsense"],
    ],
)
def test_bad_input_is_one_line_exit_code_2_and_nothing_written(arguments, tmp_path, capsys):
    assert run([a.replace("OUT", str(tmp_path)) for a in arguments]) == 2
    error = capsys.readouterr().err
    assert "Traceback" not in error
    assert error.startswith(("kg: ", "Usage: "))
    assert error.startswith("Usage: ") or error.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_help_comes_at_once():
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "kg", "--help"], check=True, capture_output=True)
    assert time.perf_counter() - started < 2  # 0.3 s on an idle machine


def test_a_closed_pipe_is_no_error():
    command = f"{sys.executable} -m kg query {TINY} evidence-for --format json | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stderr == ""


def test_an_interrupt_leaves_nothing_and_exits_with_130(tmp_path):
    for i in range(300):
        (tmp_path / f"{i}.txt").write_text(REPORT.read_text() + f"\nNote {i} was added.\n")
    out = tmp_path / "out"
    out.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "build", str(tmp_path), "-o", str(out / "g.trig")],
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(3)
    os.kill(process.pid, signal.SIGINT)
    _, error = process.communicate(timeout=60)
    assert (process.returncode, error.strip()) == (130, "kg: interrupted")
    assert list(out.iterdir()) == []
