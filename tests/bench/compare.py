"""Prints the same report with Singo and with other programs, by turns, and compares time, size and validity.

    compare.py <singo> <form> <answers.json> <fonts folder> <out folder> [rounds]

The others lay out the words that stand in Singo's own file (read from its tag tree), in tables of the same shape, in
the same typeface. Called by scripts/bench.sh; a program that is not there is said to be absent.
"""

import html
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

singo, form, answers, fonts, out = sys.argv[1:6]
rounds = int(sys.argv[6]) if len(sys.argv) > 6 else 21
out = Path(out)
out.mkdir(parents=True, exist_ok=True)
fonts = Path(fonts).resolve()


def words():
    """Headings and tables of Singo's file, in order: ("h1", text), ("p", text) or ("table", rows of (kind, span, text))."""
    subprocess.run([singo, "render", form, answers, "--out", out / "singo.pdf"], check=True, stdout=subprocess.DEVNULL)
    tree = subprocess.run(["pdfinfo", "-struct-text", out / "singo.pdf"], check=True, capture_output=True, text=True).stdout
    blocks, row, cell = [], None, None
    for line in tree.splitlines():
        text = line.strip()
        if re.match(r"H\d|P\b", text) and line.startswith("  ") and not line.startswith("   "):
            cell = [text[:2].strip().lower(), ""]
            blocks.append(cell)
        elif text.startswith("Table"):
            blocks.append(["table", []])
        elif text == "TR":
            row = []
            blocks[-1][1].append(row)
        elif re.match(r"T[HD]\b", text):
            cell = [text[:2].lower(), "", 1]
            row.append(cell)
        elif text.startswith("/ColSpan"):
            cell[2] = int(text.split()[1])
        elif text.startswith('"') and cell is not None:
            cell[1] += text[1:-1] + " "
    return blocks


def as_html(blocks, name, mark):
    parts = []
    for block in blocks:
        if block[0] == "table":
            rows = ""
            for row in block[1]:
                cells = "".join(f'<{kind} colspan="{span}">{html.escape(text)}{mark}</{kind}>' for kind, text, span in row)
                rows += f"<tr>{cells}</tr>"
            parts.append(f"<table>{rows}</table>")
        else:
            tag = block[0] if block[0].startswith("h") else "p"
            parts.append(f"<{tag}>{html.escape(block[1])}{mark}</{tag}>")
    return f"""<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>{name}</title><style>
@font-face {{ font-family: P; src: url("file://{fonts}/Pretendard-Regular.ttf") }}
@font-face {{ font-family: P; font-weight: bold; src: url("file://{fonts}/Pretendard-Bold.ttf") }}
@font-face {{ font-family: N; src: url("file://{fonts}/NanumGothic.ttf") }}
@page {{ size: A4; margin: 18mm 18mm 22mm }}
body {{ font: 9.5pt/1.42 P, N; word-break: keep-all; overflow-wrap: anywhere }} h1 {{ font-size: 18pt; text-align: center }}
h2 {{ font-size: 10pt; background: #dbdbdb; border: .4mm solid; margin: 0; padding: 1mm }}
table {{ width: 100%; border-collapse: collapse; border: .4mm solid }} td, th {{ border: .12mm solid; padding: .9mm 1.3mm }}
th {{ background: #f0f0f0; font-weight: normal; text-align: left }}</style></head><body>
<p>{name}</p>{"".join(parts)}</body></html>"""


def as_typst(blocks, name, mark):
    def said(text):
        return '#"' + (text + mark).replace("\\", "\\\\").replace('"', '\\"') + '"'

    parts = []
    for block in blocks:
        if block[0] == "table":
            columns = max(sum(cell[2] for cell in row) for row in block[1])
            cells = []
            for row in block[1]:
                for kind, text, span in row:
                    fill = "fill: luma(240), " if kind == "th" else ""
                    cells.append(f"table.cell(colspan: {span}, {fill})[{said(text)}]")
            parts.append(f"#table(columns: (1fr,) * {columns}, stroke: .12mm, inset: 1mm, {', '.join(cells)})")
        elif block[0].startswith("h"):
            parts.append(f"#heading(level: {block[0][1]})[{said(block[1])}]")
        else:
            parts.append(said(block[1]) + "\n")
    return f"""#set document(title: "{name}")
#set page(paper: "a4", margin: (x: 18mm, top: 18mm, bottom: 22mm), numbering: "1 / 1")
#set text(font: ("Pretendard", "NanumGothic"), size: 9.5pt, lang: "ko")
#set par(leading: .42em)
{name}

""" + "\n\n".join(parts)


def timed(work):
    began = time.perf_counter_ns()
    result = work()
    return time.perf_counter_ns() - began, result


blocks = words()
runners, absent = {}, []

paced = subprocess.Popen([singo, "bench", "pdf", form, answers, "--paced"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def by_singo(_):
    paced.stdin.write("\n")
    paced.stdin.flush()
    return int(paced.stdout.readline()), None


runners["singo, in process"] = by_singo
runners["singo, whole process"] = lambda _: timed(
    lambda: subprocess.run([singo, "render", form, answers, "--out", out / "singo.pdf"], check=True, stdout=subprocess.DEVNULL)
)

try:
    import typst

    compiler = typst.Compiler(font_paths=[str(fonts)], ignore_system_fonts=True)

    def by_typst(source):
        return timed(lambda: compiler.compile(input=source.encode(), format="pdf", pdf_standards=["a-2a"]))

    runners["typst, nothing cached"] = lambda turn: by_typst(as_typst(blocks, f"turn {turn}", f" {turn}"))
    runners["typst, one name changed"] = lambda turn: by_typst(as_typst(blocks, f"turn {turn}", ""))
except ImportError:
    absent.append("typst")

try:
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    runners["weasyprint"] = lambda turn: timed(
        lambda: weasyprint.HTML(string=as_html(blocks, f"turn {turn}", "")).write_pdf(
            pdf_variant="pdf/a-3a", font_config=FontConfiguration()
        )
    )
except (ImportError, OSError):
    absent.append("weasyprint")

chromium = shutil.which("chromium") or shutil.which("chromium-browser")
if chromium:
    page = out / "page.html"

    def by_chromium(turn):
        page.write_text(as_html(blocks, f"turn {turn}", ""))
        command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        command += [f"--print-to-pdf={out / 'chromium.pdf'}", page.as_uri()]
        return timed(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))

    runners["chromium, whole process"] = by_chromium
else:
    absent.append("chromium")

times = {name: [] for name in runners}
for turn in range(-2, rounds):
    # Each goes first as often as the others; the first two rounds warm up.
    order = list(runners)
    order = order[turn % len(order) :] + order[: turn % len(order)]
    for name in order:
        slow = "whole" in name or name == "weasyprint"
        if slow and turn >= max(5, rounds // 4):
            continue
        nanoseconds, document = runners[name](turn)
        if turn >= 0:
            times[name].append(nanoseconds)
        if isinstance(document, bytes):
            (out / f"{name.split(',')[0]}.pdf").write_bytes(document)
paced.stdin.close()
paced.wait()

own = statistics.median(times["singo, in process"])
print(f"{'':26} {'median ms':>10} {'ratio':>7} {'rounds':>7}")
for name, taken in times.items():
    median = statistics.median(taken)
    print(f"{name:26} {median / 1e6:10.2f} {median / own:7.2f} {len(taken):7}")
for name in absent:
    print(f"{name:26}     absent")
print()
for file in sorted(out.glob("*.pdf")):
    info = subprocess.run(["pdfinfo", file], check=True, capture_output=True, text=True).stdout
    pages = re.search(r"Pages: +(\d+)", info).group(1)
    print(f"{file.name:26} {file.stat().st_size:10} bytes {pages:>4} pages")
