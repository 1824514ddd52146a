"""Prints a monthly report of as many transfers as asked for, and has the paper judged by this program and by others.

    big.py <singo> <sample.json> <out folder> <rows>...

The transfers of the sample are repeated in turn, each under a number, a transaction id and an identifier of its own. The sums are
not made to fit: they are not what is measured. Says time and peak memory of `singo render` and `singo verify`, each a process of
its own. Called by scripts/big.sh.
"""

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

singo, sample, out = (Path(part).resolve() for part in sys.argv[1:4])
out.mkdir(parents=True, exist_ok=True)


def answers(rows):
    report = json.loads(sample.read_text(encoding="utf-8"))
    models = report["tables"]["transfers"]
    report["fields"]["header.mode"] = "monthly"
    report["tables"]["transfers"] = transfers = []
    for number in range(1, rows + 1):
        transfer = dict(models[(number - 1) % len(models)], id=f"r{number}", exchange_tx_id=f"GAON-{number:09}")
        # Spread over the whole width, so that no two share a beginning.
        transfer["txid"] = f"{number * 0x9E3779B97F4A7C15F39CC0605CEDC834 % 2**256:064x}"
        for side in ("originator", "beneficiary"):
            if transfer.get(f"{side}_id_kind") == "rrn":
                transfer[f"{side}_id_number"] = f"900101-9{number % 1_000_000:06}"
        transfers.append(transfer)
    path = out / f"{rows}.json"
    path.write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")
    return path


def measured(*command):
    """Seconds, and peak memory in KiB: Linux counts in them, macOS in bytes."""
    began = time.monotonic()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - began
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"failed: {command}")
    return seconds, usage.ru_maxrss // (1024 if sys.platform == "darwin" else 1)


first = None
for rows in map(int, sys.argv[4:]):
    paper = out / f"{rows}.pdf"
    printed, most = measured(singo, "render", "remittance", answers(rows), "--on", "2026-12-10", "--out", paper)
    info = subprocess.run(["pdfinfo", paper], check=True, capture_output=True, text=True).stdout
    pages = int(re.search(r"Pages: +(\d+)", info).group(1))
    tagged = re.search(r"Tagged: +(\w+)", info).group(1)
    verified, verifying = measured(singo, "verify", paper)
    first = first or most
    print(
        f"{rows} transfers: {pages} pages, {paper.stat().st_size / 1e6:.1f} MB, tagged {tagged}; printed in {printed:.1f} s"
        f" ({printed * 1000 / pages:.2f} ms a page) with {most} KiB ({most / first:.2f} times the first); verified in"
        f" {verified:.1f} s with {verifying} KiB",
        flush=True,
    )
