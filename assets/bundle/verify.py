#!/usr/bin/env python3
"""Checks this bundle with Python's standard library alone. Usage: python3 verify.py [NUMBER:HASH]

NUMBER:HASH is the head printed at the foot of a report. Exit code 0: intact. 1: broken, with the reason.
"""
import datetime
import hashlib
import json
import os
import struct
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


def broken(reason):
    print("BROKEN: " + reason)
    sys.exit(1)


def framed(*fields):
    """Every field behind its length in eight bytes, most significant first."""
    return b"".join(struct.pack(">Q", len(field)) + field for field in fields)


def sha256(data):
    return hashlib.sha256(data).digest()


def file_hash(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        for piece in iter(lambda: file.read(1 << 20), b""):
            digest.update(piece)
    return digest.hexdigest()


def check_files():
    named = {"manifest.sha256"}
    with open(os.path.join(HERE, "manifest.sha256"), encoding="utf-8") as manifest:
        for line in manifest:
            told, name = line.rstrip("\n").split("  ", 1)
            path = os.path.join(HERE, *name.split("/"))
            if not os.path.isfile(path):
                broken("missing file " + name)
            if file_hash(path) != told:
                broken("altered file " + name)
            named.add(name)
    for folder, _, files in os.walk(HERE):
        for file in files:
            name = os.path.relpath(os.path.join(folder, file), HERE).replace(os.sep, "/")
            if name not in named:
                broken("file that is not in the manifest: " + name)


def act_hash(act):
    at = datetime.datetime.fromisoformat(act["at"].replace("Z", "+00:00"))
    millis = (at - EPOCH) // datetime.timedelta(milliseconds=1)
    return sha256(framed(
        b"singo-act-1", struct.pack(">Q", act["seq"]), struct.pack(">q", millis),
        act["actor"].encode(), act["act"].encode(), act["subject"].encode(),
        bytes.fromhex(act["digest"]), bytes.fromhex(act["prev"])))


def check_chain(noted):
    with open(os.path.join(HERE, "chain.jsonl"), encoding="utf-8") as chain:
        first, acts = json.loads(chain.readline()), [json.loads(line) for line in chain]
    number, head = first["after"]["seq"], first["after"]["hash"]
    if number == 0 and bytes.fromhex(head) != sha256(framed(b"singo-act-1", b"genesis", first["vault"].encode())):
        broken("the chain does not begin at the genesis of its vault")
    heads = {number: head}
    for act in acts:
        number += 1
        if act["seq"] != number:
            broken("act %d: missing or out of order" % number)
        if act_hash(act).hex() != act["hash"]:
            broken("act %d: altered" % number)
        if act["prev"] != head:
            broken("act %d: does not follow from the one before it" % number)
        head = heads[number] = act["hash"]
    if noted is not None:
        told, hash_ = noted.split(":")
        if heads.get(int(told)) != hash_:
            broken("the printed head %s is not on this chain" % noted)
    return {act["seq"]: act for act in acts}, "%d:%s" % (number, head)


def check_proofs(acts):
    proven, shown_acts, shown_files = [], set(), set()
    folder = os.path.join(HERE, "proof")
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            proof = json.load(file)
        seal = framed(b"singo-evidence-1", proof["payload"].encode())
        for table, records in proof["tables"]:
            body = b"".join(framed(record.encode()) for record in records)
            seal += framed(table.encode(), struct.pack(">Q", len(records)), sha256(body))
        act = acts.get(proof["act"])
        # The number of the filing stands in the act, too: a proof is of no other filing.
        if act is None or act["subject"] != "filing:%d" % proof["filing"] or act["digest"] != sha256(seal).hex():
            broken("proof/%s does not fit its act" % name)
        shown_acts.add(proof["act"])
        told = json.loads(proof["payload"])
        of = os.path.join(HERE, "filings", str(proof["filing"]))
        for key, file in (("document_hash", "filing.json"), ("pdf_sha256", "report.pdf")):
            if key in told and file_hash(os.path.join(of, file)) != told[key]:
                broken("filings/%d/%s is not the one that was sealed" % (proof["filing"], file))
        if "attachment" in told:
            start = "%d-" % told["attachment"]
            attached = os.path.join(of, "attachments")
            for file in os.listdir(attached):
                if not file.startswith(start):
                    continue
                if file_hash(os.path.join(attached, file)) != told["sha256"]:
                    broken("filings/%d/attachments/%s is not the one that was sealed" % (proof["filing"], file))
                shown_files.add((str(proof["filing"]), file))
        proven.append("filing %d: sealed by act %d" % (proof["filing"], proof["act"]))
    # A proof that was taken out is missed.
    filings = os.path.join(HERE, "filings")
    for number in sorted(os.listdir(filings)):
        sent = [act["seq"] for act in acts.values()
                if act["act"] == "filing.submitted" and act["subject"] == "filing:" + number]
        if sent and max(sent) not in shown_acts:
            broken("filings/%s/report.pdf has no proof" % number)
        attached = os.path.join(filings, number, "attachments")
        for file in sorted(os.listdir(attached)) if os.path.isdir(attached) else []:
            if (number, file) not in shown_files:
                broken("filings/%s/attachments/%s has no proof" % (number, file))
    return proven


check_files()
ACTS, HEAD = check_chain(sys.argv[1] if len(sys.argv) > 1 else None)
for sentence in check_proofs(ACTS):
    print(sentence)
print("INTACT: %d acts, head %s" % (len(ACTS), HEAD))
