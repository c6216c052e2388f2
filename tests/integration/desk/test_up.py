"""The desk comes up, lets its owner in once, and leaves no process behind."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest


@pytest.mark.slow
def test_up_prints_a_link_that_answers_and_ctrl_c_ends_everything(tmp_path: Path, database_of):
    database_of(tmp_path)
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"} | {
        "ASHORE_HOME": str(tmp_path)
    }
    init = [sys.executable, "-m", "ashore", "init", "--me", "anna@studio.example"]
    subprocess.run(init, env=environment, check=True, capture_output=True)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        up = [sys.executable, "-m", "ashore", "up", "--port", str(port)]
        process = subprocess.Popen(up, env=environment, stdout=subprocess.PIPE, start_new_session=True)
        try:
            assert process.stdout is not None
            address = process.stdout.readline().decode().strip()
            assert f":{port}/" not in address, "the next free port is taken"
            with urllib.request.urlopen(address, timeout=20) as answer:
                assert answer.status == 200
                assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 0
    base = address.partition("/enter/")[0]
    time.sleep(0.2)
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(base, timeout=2)
