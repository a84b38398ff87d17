"""Ten counties' years out of one, and whether what came of them is right.

    tenfold.py make SORTED TEN COPIES          writes the file of bills
    tenfold.py check RESULT v1|v2 DIGESTS COPIES

Each copy has persons of its own, above those of the copy before, and goes on counting bills; so the
whole stays sorted, and the result of each copy must have the digest of one county's year.
"""
import hashlib
import os
import sys

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq


def make(source, target, copies):
    """Writes the copies one row group at a time, so that memory does not grow with them."""
    file = pq.ParquetFile(source)
    persons = [
        pc.min_max(file.read_row_group(group, ["person_id"])["person_id"]).as_py()
        for group in range(file.num_row_groups)
    ]
    span = max(one["max"] for one in persons) - min(one["min"] for one in persons) + 1
    shifts = {"person_id": span, "claim_id": file.metadata.num_rows}
    unfinished = target + ".unfinished"
    with pq.ParquetWriter(unfinished, file.schema_arrow, compression="snappy") as writer:
        for copy in range(copies):
            for group in range(file.num_row_groups):
                table = file.read_row_group(group)
                for name, shift in shifts.items():
                    column = pc.add(table[name], pa.scalar(copy * shift, pa.int64()))
                    table = table.set_column(table.schema.get_field_index(name), name, column)
                writer.write_table(table.cast(file.schema_arrow), row_group_size=len(table))
    os.replace(unfinished, target)


def check(result, rules, digests, copies):
    """Whether every copy has the digest; one column at a time, because all are too large."""
    with open(digests, encoding="utf-8") as lines:
        expected = dict(line.split() for line in lines)[rules]
    tilt = ["tilt"] if rules == "v2" else []
    names = ["deductible", "basic", "ci", "aid", *tilt, "self_pay"]
    read = lambda name: pq.read_table(result, columns=[name])[name].to_numpy().astype(np.int64)
    claims = read("claim_id")
    count = len(claims) // copies
    seen = np.zeros(len(claims), bool)
    seen[claims[(0 <= claims) & (claims < len(claims))]] = True
    if not seen.all():
        return "MISMATCH: bills are missing"
    hashes = [hashlib.sha256(np.arange(count, dtype=np.int64).tobytes()) for _ in range(copies)]
    for name in names:
        ordered = np.empty(len(claims), np.int64)
        ordered[claims] = read(name)
        for copy, digest in enumerate(hashes):
            digest.update(ordered[copy * count : (copy + 1) * count].tobytes())
    wrong = [copy for copy, digest in enumerate(hashes) if digest.hexdigest() != expected]
    return f"MISMATCH in copies {wrong}" if wrong else "OK"


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(sys.argv[2], sys.argv[3], int(sys.argv[4]))
    else:
        said = check(sys.argv[2], sys.argv[3], sys.argv[4], int(sys.argv[5]))
        print(said)
        sys.exit(said != "OK")
