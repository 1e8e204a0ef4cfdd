"""The wheel carries everything, the lock files carry nothing but names, versions and hashes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("hatchling", reason="building a wheel needs hatchling")

ROOT = Path(__file__).parent.parent
LOCKS = sorted((ROOT / ".ci").glob("requirements*.txt"))


def run(*command: str | Path, **environment: str) -> str:
    """Run a command outside the checkout; its output, or a failure with what it complained of."""
    result = subprocess.run(
        list(map(str, command)),
        cwd=ROOT.root,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
    run(*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT)
    (built,) = folder.glob("kg-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    """Folder into which the wheel was unpacked, as pip does with a wheel of pure Python."""
    folder = wheel.parent / "installed"
    zipfile.ZipFile(wheel).extractall(folder)
    return folder


@pytest.mark.parametrize("folder", ["ontology", "queries"])
def test_the_wheel_ships_every_data_file(installed: Path, folder: str) -> None:
    def files(top: Path) -> set[Path]:
        return {path.relative_to(top) for path in top.rglob("*") if path.is_file()}

    assert files(ROOT / folder) == files(installed / "kg" / "_shipped" / folder)


def test_the_wheel_ships_no_tests(installed: Path) -> None:
    tops = {path.name for path in installed.iterdir()}
    assert tops == {"kg", f"kg-{_project()['version']}.dist-info"}


def test_an_installed_kg_finds_its_own_data(installed: Path) -> None:
    code = (
        "from kg import gazetteer, paths; print(paths.ontology_dir()); gazetteer.country('Chile')"
    )
    printed = run(sys.executable, "-c", code, PYTHONPATH=str(installed))
    assert Path(printed) == installed / "kg" / "_shipped" / "ontology"


def test_a_checkout_finds_its_own_data() -> None:
    code = "from kg import paths; print(paths.ontology_dir(), paths.queries_dir())"
    printed = run(sys.executable, "-c", code, PYTHONPATH=str(ROOT))
    assert printed == f"{ROOT / 'ontology'} {ROOT / 'queries'}"


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_locks_hold_names_versions_and_hashes_only(lock: Path) -> None:
    pin = re.compile(r"[a-z0-9.-]+==[\w.]+(?: ; [^\\]+)? \\")
    digest = re.compile(r" {4}--hash=sha256:[0-9a-f]{64}(?: \\)?")
    lines = [line for line in lock.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert lines
    assert not [line for line in lines if not (pin.fullmatch(line) or digest.fullmatch(line))]


def test_every_dependency_is_locked() -> None:
    locked = {line.partition("==")[0] for line in LOCKS[-1].read_text("utf-8").splitlines()}
    names = {re.split(r"[<>=]", need)[0] for need in _project()["dependencies"]}
    assert LOCKS[-1].name == "requirements.txt"
    assert names <= locked


def _project() -> dict[str, list[str]]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
