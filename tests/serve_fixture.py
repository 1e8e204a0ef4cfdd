"""A running ``kg serve`` for tests that speak to it as clients do."""

import subprocess
import sys
import time
from contextlib import contextmanager

import httpx
from triple_stores import free_port


@contextmanager
def serving(graph, *options, ready=True):
    """Address of a server over ``graph`` and its process."""
    port = free_port()
    command = [sys.executable, "-m", "kg", "serve", str(graph), "--port", str(port), *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(400):
            if not ready or process.poll() is not None or _answers(address):
                break
            time.sleep(0.05)
        yield address, process
    finally:
        process.terminate()
        process.communicate(timeout=20)


def _answers(address):
    try:
        return httpx.get(f"{address}/health", timeout=5).status_code == 200
    except httpx.HTTPError:
        return False
