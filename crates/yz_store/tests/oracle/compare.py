"""Compares two results to the fen, and shows that ties occur.

    python3 compare.py OURS.parquet ORACLE.parquet
    python3 compare.py --control FOLDER

The first prints the number of rows, and for each column how many differ and the first of them;
it exits with 1 if anything does. The second settles what `generate.py` put into a folder twice,
with the rounding half up of the rule page and with half to even, and prints how many bills
change: if none did, the comparison could not tell the one from the other.
"""

import pathlib
import sys

import pyarrow as pa
import pyarrow.parquet as pq

from oracle import OUTPUT, read_persons, settle_all
from policy import Policy

SHOWN = 5


def differences(ours, theirs):
    """For each column, the places in which two tables of equal bills differ."""
    found = {}
    for name in OUTPUT[1:]:
        pairs = zip(ours[name].to_pylist(), theirs[name].to_pylist())
        places = [place for place, (a, b) in enumerate(pairs) if a != b]
        if places:
            found[name] = places
    return found


def whole_numbers(path):
    table = pq.read_table(path)
    missing = [name for name in OUTPUT if name not in table.column_names]
    if missing:
        sys.exit(f"{path}: without column {', '.join(missing)}")
    table = table.select(OUTPUT).cast(pa.schema([(name, pa.int64()) for name in OUTPUT]))
    return table.sort_by("bill_id")


def compare(ours_path, theirs_path):
    ours, theirs = whole_numbers(ours_path), whole_numbers(theirs_path)
    print(f"rows: {ours.num_rows} and {theirs.num_rows}")
    ids, their_ids = ours["bill_id"].to_pylist(), theirs["bill_id"].to_pylist()
    if ids != their_ids:
        for title, some, others in (("ours", ids, their_ids), ("the oracle's", their_ids, ids)):
            only = sorted(set(some) - set(others))
            print(f"only in {title}: {len(only)} bills {only[:SHOWN]}")
        if len(set(ids)) != len(ids):
            print("a bill occurs more than once in ours")
        return 1
    found = differences(ours, theirs)
    for name, places in found.items():
        print(f"{name}: {len(places)} differ")
        for place in places[:SHOWN]:
            a, b = ours[name][place].as_py(), theirs[name][place].as_py()
            print(f"    bill {ids[place]}: ours {a}, the oracle {b}")
    if not found:
        print("equal")
    return 1 if found else 0


def control(folder):
    all_bills = all_changed = 0
    for path in sorted(pathlib.Path(folder).glob("*.toml")):
        if Policy(path).rounding != "half_up":
            print(f"{path.stem}: rounds otherwise, left out")
            continue
        bills = pq.read_table(path.with_suffix(".bills.parquet"))
        persons = read_persons(path.with_suffix(".persons.parquet"))
        half_up = settle_all(Policy(path), bills, persons)
        half_even = settle_all(Policy(path, rounding="half_even"), bills, persons)
        found = differences(half_up, half_even)
        changed = len(set().union(*found.values()))
        columns = ", ".join(f"{name[:-4]} {len(places)}" for name, places in found.items())
        print(f"{path.stem}: {changed} of {bills.num_rows} bills change ({columns})")
        all_bills, all_changed = all_bills + bills.num_rows, all_changed + changed
    percent = 100 * all_changed / max(all_bills, 1)
    print(f"all: {all_changed} of {all_bills} bills change, {percent:.1f} %")
    return 0 if all_changed else 1


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(control(sys.argv[2]) if sys.argv[1] == "--control" else compare(*sys.argv[1:]))
