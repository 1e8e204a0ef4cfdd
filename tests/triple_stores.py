"""Real triple stores on loopback, for tests that push and ask."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

OXIGRAPH = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which(
    "oxigraph"
)
VIRTUOSO = shutil.which("virtuoso-t")

_VIRTUOSO = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = {sql}
DisableUnixSocket = 1
CaseMode = 2
NumberOfBuffers = 10000
DefaultHost = 127.0.0.1
[HTTPServer]
ServerPort = {http}
ServerRoot = {folder}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 10000
"""


def free_port():
    """A port that nothing listens on."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


@contextmanager
def _running(command, ready, folder):
    with (folder / "output").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
        try:
            for _ in range(600):
                if process.poll() is not None or _answers(ready):
                    break
                time.sleep(0.1)
            assert process.poll() is None, (folder / "output").read_text("utf-8", "replace")
            yield
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _answers(address):
    try:
        with urllib.request.urlopen(address, timeout=2):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


@contextmanager
def oxigraph(folder):
    """Addresses of an empty Oxigraph server: Graph Store Protocol, SPARQL."""
    base = f"http://127.0.0.1:{free_port()}"
    bind = base.removeprefix("http://")
    command = [OXIGRAPH, "serve", "--location", str(folder / "db"), "--bind", bind]
    with _running(command, base, folder):
        yield f"{base}/store", f"{base}/query"


@contextmanager
def virtuoso(folder):
    """Addresses of an empty Virtuoso server: Graph Store Protocol, SPARQL."""
    port = free_port()
    ini = folder / "virtuoso.ini"
    ini.write_text(_VIRTUOSO.format(folder=folder, sql=free_port(), http=port))
    base = f"http://127.0.0.1:{port}"
    with _running([VIRTUOSO, "-f", "-c", str(ini)], f"{base}/sparql", folder):
        yield f"{base}/sparql-graph-crud-auth", f"{base}/sparql"
