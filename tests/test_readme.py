"""What the README shows is run: its commands, their output, its Python."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

import kg
from kg.cli import run
from kg.paths import example_report

README = (Path(__file__).resolve().parents[1] / "README.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example report as ``report.md`` in an empty working folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "400")
    (tmp_path / "report.md").write_text(example_report().read_text("utf-8"), "utf-8")
    return tmp_path


def sessions() -> list[tuple[str, str]]:
    """Commands of the terminal sessions with the output shown below each."""
    found = []
    for block in blocks("console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            if command.startswith("kg "):
                found.append((command, output))
    return found


def matches(shown: str, printed: str) -> bool:
    """Whether a printed text is what is shown, where … stands for anything."""
    pattern = ".*?".join(re.escape(piece) for piece in shown.strip().split("…"))
    return re.fullmatch(pattern, printed.strip(), re.DOTALL) is not None


def test_commands_print_what_the_readme_shows(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command, shown in sessions():
        assert run(shlex.split(command)[1:]) == 0, command
        captured = capsys.readouterr()
        if shown.strip():
            assert matches(shown, captured.out + captured.err), f"{command}\n{captured.out}"


def test_python_runs(report: Path) -> None:
    for block in blocks("python"):
        exec(compile(block, "README.md", "exec"), {})
    assert (report / "page.html").exists()


@pytest.mark.parametrize("name", sorted(set(kg.__all__) & {"build", "check", "query", "view"}))
def test_verbs_of_the_library_are_shown(name: str) -> None:
    assert f"kg.{name}(" in README


@pytest.mark.parametrize("path", re.findall(r"`((?:ontology|queries|tests)/[\w./-]*)`", README))
def test_paths_exist(path: str) -> None:
    assert (Path(__file__).resolve().parents[1] / path).exists()
