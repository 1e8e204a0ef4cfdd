"""An archive: what a second build does, what it survives, and that nothing of it shows."""

import fcntl
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from archive_fixture import TESTS, build, exported, lines
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.archive import text_of
from kg.archive.fingerprint import key_of
from kg.archive.limit import TimeLimitError, time_limit
from kg.archive.lock import locked
from kg.cli import run
from kg.errors import GraphError, InputError
from kg.files import Item

DATA = Path(__file__).parent / "data"
TEXTS = [f"Report number {i}." for i in range(200)]


@pytest.fixture
def reports(tmp_path):
    path = tmp_path / "reports.jsonl"
    path.write_text(lines(*TEXTS))
    return path


def counts(summary):
    return summary.articles, summary.added, summary.replaced, summary.removed, summary.faults


def faults(folder):
    entries = map(json.loads, (folder / "ledger.jsonl").read_text().splitlines())
    return [(e["line"], e["problem"]) for e in entries if e["reason"] == "input"]


def test_the_texts_of_the_articles_are_kept(tmp_path):
    report = tmp_path / "tiny.jsonl"
    report.write_text(lines("First.", "Second."))
    build(report, tmp_path / "a")
    graph, _ = exported(tmp_path / "a")
    named = {line.split()[0].strip("<>") for line in graph.decode().splitlines()}
    assert {text_of(tmp_path / "a", iri) for iri in named} >= {"First.", "Second."}
    assert text_of(tmp_path / "a", "urn:other") == ""
    assert text_of(tmp_path, "urn:other") == ""


def test_a_damaged_manifest_is_named(tmp_path):
    (tmp_path / "manifest.db").write_text("no database")
    with pytest.raises(GraphError, match=r"manifest\.db"):
        text_of(tmp_path, "urn:other")


class TestSecondBuild:
    def test_nothing_is_read_twice(self, reports, tmp_path):
        assert counts(build(reports, tmp_path / "a")) == (200, 200, 0, 0, 0)
        before, read = exported(tmp_path / "a"), []
        summary = build(reports, tmp_path / "a", progress=lambda done, queued: read.append(done))
        assert (counts(summary), read) == ((200, 0, 0, 0, 0), [])
        assert exported(tmp_path / "a") == before

    def test_an_added_report_alone_is_read(self, reports, tmp_path):
        build(reports, tmp_path / "a")
        reports.write_text(lines("A new one.", *TEXTS))
        assert counts(build(reports, tmp_path / "a")) == (201, 1, 0, 0, 0)

    def test_a_changed_report_replaces(self, reports, tmp_path):
        build(reports, tmp_path / "a")
        reports.write_text(lines("Corrected.", *TEXTS[1:]))
        assert counts(build(reports, tmp_path / "a")) == (200, 1, 0, 1, 0)

    def test_a_changed_file_replaces(self, tmp_path):
        report = tmp_path / "report.txt"
        report.write_text("First.")
        build(report, tmp_path / "a")
        report.write_text("Second.")
        assert counts(build(report, tmp_path / "a")) == (1, 1, 0, 1, 0)

    def test_a_removed_report_stays_until_pruned(self, reports, tmp_path):
        build(reports, tmp_path / "a")
        reports.write_text(lines(*TEXTS[:50]))
        assert counts(build(reports, tmp_path / "a")) == (200, 0, 0, 0, 0)
        assert counts(build(reports, tmp_path / "a", prune=True)) == (50, 0, 0, 150, 0)

    def test_pruning_spares_what_cannot_be_read_today(self, tmp_path):
        folder = tmp_path / "reports"
        folder.mkdir()
        (folder / "a.txt").write_text("Readable.")
        (folder / "b.jsonl").write_text(lines("Kept."))
        build(folder, tmp_path / "a")
        (folder / "b.jsonl").write_text("")
        summary = build(folder, tmp_path / "a", prune=True)
        assert (summary.articles, summary.removed, summary.faults) == (2, 0, 1)

    def test_other_sources_are_added(self, reports, tmp_path):
        build(reports, tmp_path / "a")
        other = tmp_path / "other.txt"
        other.write_text("Elsewhere.")
        assert counts(build(other, tmp_path / "a")) == (201, 1, 0, 0, 0)

    def test_after_pruning_it_is_as_if_never_read(self, reports, tmp_path):
        build(reports, tmp_path / "a")
        reports.write_text(lines(*TEXTS[100:]))
        build(reports, tmp_path / "a", prune=True)
        build(reports, tmp_path / "b")
        assert exported(tmp_path / "a") == exported(tmp_path / "b")


class TestNothingShows:
    @pytest.mark.parametrize("workers", [1, 3])
    def test_neither_order_nor_workers_nor_duplicates(self, workers, reports, tmp_path):
        build(reports, tmp_path / "a")
        shuffled = TEXTS + TEXTS[:20]
        random.Random(workers).shuffle(shuffled)
        other = tmp_path / "other.jsonl"
        other.write_text(lines(*shuffled))
        build([other, reports], tmp_path / "b", workers=workers)
        assert exported(tmp_path / "a") == exported(tmp_path / "b")

    def test_an_archive_says_what_a_file_says(self, tmp_path):
        reports = [str(DATA / "tiny.txt"), str(DATA / "tiny-correction.txt")]
        assert run(["build", *reports, "-o", str(tmp_path / "a.nq"), "--quiet"]) == 0
        assert run(["build", *reports, "-o", str(tmp_path / "a"), "--quiet"]) == 0
        assert run(["export", str(tmp_path / "a"), "-o", str(tmp_path / "b.nq")]) == 0
        assert (tmp_path / "a.nq").read_bytes() == (tmp_path / "b.nq").read_bytes()

    @given(st.binary(), st.binary(), st.sampled_from([".txt", ".jsonl"]))
    def test_a_key_is_of_the_bytes_and_not_of_the_place(self, one, other, suffix):
        keys = {key_of(Item(s, n, suffix, one), "x") for s, n in (("a", 1), ("b", 2))}
        assert len(keys) == 1
        assert (key_of(Item("a", 1, suffix, other), "x") in keys) == (one == other)


class TestIdentities:
    def test_what_the_user_says_is_one_thing_becomes_one_at_the_next_build(self, tmp_path):
        reports = tmp_path / "reports.jsonl"
        reports.write_text(
            lines(
                "The 2030 Lantern Forum was hosted by the Lantern Guild in Oslo on May 3, 2030.",
                "The 2031 Lantern Forum was hosted by the Society of Lamps in Oslo on May 2, 2031.",
            )
        )
        archive, names = tmp_path / "a", ("Lantern Guild", "Society of Lamps")
        assert run(["build", str(reports), "-o", str(archive), "-q"]) == 0
        assert len(hosts(archive)) == 2
        (archive / "identities.yaml").write_text(f"same: [[{names[0]}, {names[1]}]]\n")
        assert run(["build", str(reports), "-o", str(archive), "-q"]) == 0
        assert len(hosts(archive)) == 1
        (archive / "identities.yaml").unlink()
        assert run(["build", str(reports), "-o", str(archive), "-q"]) == 0
        assert len(hosts(archive)) == 2

    def test_a_damaged_file_of_identities_is_one_line(self, reports, tmp_path, capsys):
        (tmp_path / "same.yaml").write_text("same: 3\n")
        build(reports, tmp_path / "a")
        with pytest.raises(InputError, match=r"same\.yaml:1"):
            build(reports, tmp_path / "a", identities=tmp_path / "same.yaml")


def hosts(archive):
    """Bodies that hosted an event."""
    from kg import query

    return query(
        archive,
        "SELECT DISTINCT ?o { ?s <https://w3id.org/summitkg/ontology#hostedBy> ?o }",
    ).rows


class TestFaults:
    def test_a_report_that_makes_the_reader_fail(self, reports, tmp_path):
        reports.write_text(lines(*TEXTS[:99], "RAISE", *TEXTS[99:]))
        assert counts(build(reports, tmp_path / "a")) == (200, 200, 0, 0, 1)
        problem = "the reading failed: ValueError: no head for this"
        assert faults(tmp_path / "a") == [(100, problem)]

    def test_a_report_that_ends_the_process(self, reports, tmp_path):
        reports.write_text(lines(*TEXTS[:150], "EXIT", *TEXTS[150:]))
        assert counts(build(reports, tmp_path / "a")) == (200, 200, 0, 0, 1)
        assert faults(tmp_path / "a") == [(151, "it ended the reading process 3 times")]

    def test_a_report_that_runs_for_ever(self, reports, tmp_path):
        reports.write_text(lines("FOREVER", *TEXTS))
        assert counts(build(reports, tmp_path / "a", seconds=0.5)) == (200, 200, 0, 0, 1)
        assert faults(tmp_path / "a") == [(1, "not read within 0.5 seconds")]

    def test_what_failed_is_tried_again_on_demand_only(self, reports, tmp_path):
        reports.write_text(lines("FOREVER"))
        build(reports, tmp_path / "a", seconds=0.2)
        started = time.perf_counter()
        assert build(reports, tmp_path / "a", seconds=5).faults == 1
        assert time.perf_counter() - started < 5
        build(reports, tmp_path / "a", seconds=0.3, retry=True)
        assert faults(tmp_path / "a") == [(1, "not read within 0.3 seconds")]

    def test_a_broken_line(self, tmp_path):
        path = tmp_path / "r.jsonl"
        path.write_text('{"text": "The fair opened."}\n{"text": \n')
        assert run(["build", str(path), "-o", str(tmp_path / "a"), "--quiet"]) == 3
        ((line, problem),) = faults(tmp_path / "a")
        assert line == 2 and problem.startswith("not JSON")

    def test_an_unreadable_file_in_the_middle(self, tmp_path, capsys):
        folder = tmp_path / "reports"
        folder.mkdir()
        (folder / "a.txt").write_text("The fair opened.")
        (folder / "b.jsonl.gz").write_bytes(b"\x1f\x8b not gzip")
        (folder / "c.txt").write_text("The fair closed.")
        assert run(["build", str(folder), "-o", str(tmp_path / "a"), "--json"]) == 3
        summary = json.loads(capsys.readouterr().out)
        assert (summary["articles"], summary["faults"]) == (2, 1)
        assert faults(tmp_path / "a") == [(None, "the gzip data are damaged or cut off")]

    def test_a_source_that_does_not_exist_is_an_error(self, tmp_path):
        with pytest.raises(InputError, match="no such file"):
            build(tmp_path / "missing", tmp_path / "a")
        assert list(tmp_path.iterdir()) == []

    def test_a_folder_of_something_else_is_left_alone(self, reports, tmp_path):
        with pytest.raises(GraphError, match="not an archive"):
            build(reports, tmp_path)
        assert list(tmp_path.iterdir()) == [reports]

    def test_a_second_build_says_who_holds_the_archive(self, reports, tmp_path):
        build(reports, tmp_path / "a")
        with locked(tmp_path / "a" / "lock"), pytest.raises(GraphError) as error:
            build(reports, tmp_path / "a")
        assert f"process {os.getpid()} on " in str(error.value)

    @pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a small disk")
    def test_a_full_disk_and_then_room(self, reports, tmp_path):
        disk = tmp_path / "disk"
        disk.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", "size=200k", "none", str(disk)]
        if subprocess.run(mount, capture_output=True, check=False).returncode:
            pytest.skip("no small disk can be mounted here")
        try:
            with pytest.raises(GraphError, match="full"):
                build(reports, disk / "a")
            subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
            build(reports, disk / "a")
            build(reports, tmp_path / "b")
            assert exported(disk / "a") == exported(tmp_path / "b")
        finally:
            subprocess.run(["umount", "-l", str(disk)], check=True)


EVERYTHING = "SELECT ?s ?p ?o WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o"


def killed(reports, folder, seconds):
    """Kill a build after some time; whether it was still running."""
    code = f"import sys; sys.path.insert(0, {TESTS!r}); import archive_fixture as a; "
    code += f"a.main({str(reports)!r}, {str(folder)!r})"
    process = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL)
    time.sleep(seconds)
    running = process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.wait()
    return running


def survives_kills(reports, tmp_path, moments):
    build(reports, tmp_path / "undisturbed")
    expected = exported(tmp_path / "undisturbed")
    together = kg.query(tmp_path / "undisturbed", EVERYTHING).rows
    for moment in moments:
        shutil.rmtree(tmp_path / "a", ignore_errors=True)
        killed(reports, tmp_path / "a", moment)
        build(reports, tmp_path / "a")
        assert exported(tmp_path / "a") == expected, f"killed after {moment:.2f} s"
        assert kg.query(tmp_path / "a", EVERYTHING).rows == together


def test_a_killed_build_is_finished_by_the_same_command(tmp_path):
    path = tmp_path / "r.jsonl"
    path.write_text(lines(*(f"{text} SLOW" for text in TEXTS[:80])))
    survives_kills(path, tmp_path, [0.7, 1.4])


@pytest.mark.slow
def test_twenty_kills_at_random_moments(tmp_path):
    path = tmp_path / "r.jsonl"
    path.write_text(lines(*(f"{text} SLOW" for text in TEXTS)))
    moments = random.Random(20).sample(range(50, 4000), 20)
    survives_kills(path, tmp_path, [m / 1000 for m in moments])


def test_workers_end_with_the_build(tmp_path):
    path = tmp_path / "r.jsonl"
    path.write_text(lines(*(f"{text} FOREVER" for text in TEXTS)))
    assert killed(path, tmp_path / "a", 2)
    with (tmp_path / "a" / "lock").open() as lock:
        for _ in range(50):
            time.sleep(0.1)
            if not any_process_with(str(tmp_path)):
                break
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    assert not any_process_with(str(tmp_path))


def any_process_with(text):
    """Whether a process has a file under this path open or in its command line."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            opened = [os.readlink(p) for p in (folder / "fd").iterdir()]
            named = text in (folder / "cmdline").read_text() or any(text in o for o in opened)
            if named and int(folder.name) != os.getpid():
                return True
        except (OSError, UnicodeDecodeError):
            continue
    return False


class TestTimeLimit:
    def test_work_in_time_is_let_be(self):
        with time_limit(5):
            pass

    def test_work_beyond_it_is_ended(self):
        with pytest.raises(TimeLimitError), time_limit(0.05):
            while True:
                time.sleep(0.001)

    @settings(deadline=None, max_examples=20)
    @given(st.floats(0.001, 0.01))
    def test_nothing_strikes_later(self, seconds):
        for _ in range(3):
            try:
                with time_limit(seconds):
                    time.sleep(seconds)
            except TimeLimitError:
                continue
        time.sleep(0.002)
