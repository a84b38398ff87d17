"""Checks the oracle on the benchmark: its rules as data, its bills, the digests of its results.

    python3 bench.py BENCH_DATA DIGESTS OUTDIR [v1] [v2]

BENCH_DATA is the `claims.parquet` of the benchmark's generator, DIGESTS its `digests.txt`. The
digests were made by another program, from another page (the benchmark's SPEC.md).
"""

import hashlib
import pathlib
import sys
import time

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

import oracle
from policy import FILINGS, PLACES, Policy

BENEFITS = pathlib.Path(__file__).resolve().parents[4] / "benefits"

# The columns of a digest, in order; v1 has no tilt assistance.
DIGEST = ["bill_id", "deductible_fen", "basic_fen", "critical_fen", "assistance_fen", "tilt_fen",
          "person_fen"]


def bills_of(claims):
    """The benchmark's claims as rows of the table `bills`."""
    away = pc.equal(claims["out_of_area"], 1)
    nothing = {name: pa.repeat(pa.scalar(0, pa.int8()), len(claims))
               for name in ("age", "disease", "transfer")}
    none = pa.nulls(len(claims), pa.int64())
    return pa.table({
        "bill_id": claims["claim_id"],
        "person_id": claims["person_id"],
        "date": claims["claim_date"],
        "admitted": pa.nulls(len(claims), pa.date32()),
        "kind": claims["kind"],
        "level": claims["facility_level"],
        "place": pc.if_else(away, PLACES["out_of_province"], PLACES["local"]),
        "filing": pc.if_else(away, FILINGS["referred"], FILINGS["unfiled"]),
        "category": claims["category"],
        **nothing,
        "tcm": pa.repeat(False, len(claims)),
        "total_fen": claims["amount_total"],
        "class_a_fen": claims["amount_class_a"],
        "class_b_fen": claims["amount_class_b"],
        "own_fen": claims["amount_self"],
        "prior_self_payment_fen": none,
    })


def digest(settled, version):
    """SHA-256 over the columns' little-endian 64-bit bytes, by bill number."""
    sha = hashlib.sha256()
    for name in DIGEST:
        if not (name == "tilt_fen" and version == "v1"):
            sha.update(settled[name].to_numpy().astype("<i8").tobytes())
    return sha.hexdigest()


def main(data, digests, outdir, *versions):
    expected = dict(line.split() for line in open(digests, encoding="ascii"))
    bills = bills_of(pq.read_table(data))
    agrees = True
    for version in versions or ("v1", "v2"):
        begun = time.monotonic()
        policy = Policy(BENEFITS / f"benchmark-county-{version}.toml")
        settled = oracle.settle_all(policy, bills)
        seconds = time.monotonic() - begun
        pq.write_table(settled, pathlib.Path(outdir) / f"bench-{version}.parquet")
        seen = digest(settled, version)
        same = seen == expected[version]
        agrees &= same
        print(version, seen, "as expected" if same else f"DIFFERS from {expected[version]}",
              f"{settled.num_rows} bills in {seconds:.0f} s")
    return 0 if agrees else 1


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
