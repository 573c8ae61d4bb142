#!/usr/bin/env python3
"""Checks anchors of a Weiguang ledger with nothing but Python 3.8's standard library (docs/algorithms/ledger.md).

    verify-anchors.py keys.json anchors.json... [--proof proof.json]...

keys.json     https://<site>/api/v1/certificate-keys, kept since you first saw it
anchors.json  https://<site>/api/v1/ledger/anchors, its further pages, or the files of Ledger:AnchorFolder
proof.json    https://<site>/api/v1/ledger/anchors/<number>/proof/<account>

Says what is wrong and ends with 1; ends with 0 when everything fits.
"""
import base64, hashlib, json, sys

# Curve P-256 (FIPS 186-4, D.1.2.3).
P = 0xFFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
G = (0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296, 0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5)


def need(holds, otherwise):
    """Not assert, which python3 -O leaves out."""
    if not holds:
        raise ValueError(otherwise)


def add(p, q):
    if p is None or q is None:
        return q if p is None else p
    if p[0] == q[0] and (p[1] + q[1]) % P == 0:
        return None
    slope = (3 * p[0] * p[0] - 3) * pow(2 * p[1], -1, P) if p == q else (q[1] - p[1]) * pow(q[0] - p[0], -1, P)
    x = (slope * slope - p[0] - q[0]) % P
    return x, (slope * (p[0] - x) - p[1]) % P


def times(k, p):
    total = None
    while k:
        total, p, k = add(total, p) if k & 1 else total, add(p, p), k >> 1
    return total


def point(pem):
    """The public point is the last 65 bytes of SubjectPublicKeyInfo: 04, x, y."""
    der = base64.b64decode("".join(line for line in pem.split("\n") if "-----" not in line))
    x, y = int.from_bytes(der[-64:-32], "big"), int.from_bytes(der[-32:], "big")
    need(len(der) == 91 and der[-65] == 4 and (y * y - x * x * x + 3 * x - B) % P == 0, "no public key of P-256")
    return x, y


def integers(der):
    """r and s of SEQUENCE { INTEGER, INTEGER }; both are shorter than 128 bytes."""
    need(der[0] == 0x30 and der[1] == len(der) - 2 and der[2] == 2, "no signature")
    r, rest = der[4:4 + der[3]], der[4 + der[3]:]
    need(rest[0] == 2 and rest[1] == len(rest) - 2, "no signature")
    return int.from_bytes(r, "big"), int.from_bytes(rest[2:], "big")


def is_signed(pem, content, signature):
    r, s = integers(base64.b64decode(signature))
    if not (0 < r < N and 0 < s < N):
        return False
    w, e = pow(s, -1, N), int.from_bytes(hashlib.sha256(content).digest(), "big")
    at = add(times(e * w % N, G), times(r * w % N, point(pem)))
    return at is not None and at[0] % N == r


def root_of(leaf, at, size, path):
    """RFC 9162, 2.1.3.2."""
    node, last, digest = at, size - 1, leaf
    for beside in path:
        need(last > 0, "the path is too long")
        if node % 2 or node == last:
            digest = hashlib.sha256(b"\1" + beside + digest).digest()
            while node % 2 == 0 and node:
                node, last = node // 2, last // 2
        else:
            digest = hashlib.sha256(b"\1" + digest + beside).digest()
        node, last = node // 2, last // 2
    need(last == 0 and 0 <= at < size, "the path does not lead to the root")
    return digest


def check_anchor(anchor, before, keys):
    layout, number, _, size, root, _, _, previous, key = anchor["content"].split("\n")
    need(layout == "weiguang-anchor-1" and (int(number), int(size), root, int(key)) == (anchor["number"], anchor["size"], anchor["root"], anchor["keyId"]), "is not what was signed")
    need(int(key) in keys, "is signed with key %s, which you have not" % key)
    need(is_signed(keys[int(key)], anchor["content"].encode(), anchor["signature"]), "has a wrong signature")
    expected = "0" * 64 if anchor["number"] == 1 else before and hashlib.sha256(before["content"].encode()).hexdigest()
    need(expected in (None, previous), "does not follow the anchor before")


def check_proof(proof, anchor):
    need(anchor and (proof["root"], proof["size"]) == (anchor["root"], anchor["size"]), "is not about an anchor that was given")
    leaf = hashlib.sha256(b"\0" + "{accountId} {sequence} {hash}".format(**proof).encode()).digest()
    need(root_of(leaf, proof["index"], proof["size"], [bytes.fromhex(h) for h in proof["path"]]).hex() == proof["root"], "does not lead to the root")


def read(name):
    with open(name, encoding="utf-8") as file:
        content = json.load(file)
    return content["items"] if "items" in content else content if isinstance(content, list) else [content]


def main(names):
    if names[-1] == "--proof":
        sys.exit(__doc__)
    proofs = [names[i + 1] for i in range(len(names) - 1) if names[i] == "--proof"]
    files = [name for i, name in enumerate(names) if name != "--proof" and (i == 0 or names[i - 1] != "--proof")]
    keys, wrong, anchors, checks = {key["id"]: key["publicKey"] for key in read(files[0])}, 0, {}, []
    for name, anchor in ((name, anchor) for name in files[1:] for anchor in read(name)):
        before = anchors.setdefault(anchor["number"], anchor)
        checks.append(("anchor %d" % anchor["number"], lambda a=anchor, b=before, n=name: need(a["content"] == b["content"], "in %s is another than in the files before" % n)))
    checks += [("anchor %d" % n, lambda n=n: check_anchor(anchors[n], anchors.get(n - 1), keys)) for n in sorted(anchors)]
    missing = sorted(set(range(min(anchors, default=1), max(anchors, default=0))) - set(anchors))
    checks += [("proof " + name, lambda name=name: check_proof(read(name)[0], anchors.get(read(name)[0]["number"]))) for name in proofs]
    for what, check in checks:
        try:
            check()
        except (ValueError, KeyError, IndexError) as error:
            wrong += 1
            print("%s %s" % (what, error))
    for n in sorted(n for n in anchors if anchors[n].get("stampedAt")):
        print("anchor %d has a time stamp, which this does not check: openssl ts -verify -in anchor-%06d.tst -token_in -data CONTENT -CAfile AUTHORITY.pem" % (n, n))
    for n in missing:
        print("anchor %d is missing" % n)
    if not anchors:
        print("no anchors were given")
    print("%d anchors, %d proofs: %s" % (len(anchors), len(proofs), "NOT GENUINE" if wrong or missing or not anchors else "genuine"))
    return 1 if wrong or missing or not anchors else 0


if __name__ == "__main__":
    if len(sys.argv) < 3 or "--help" in sys.argv:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
