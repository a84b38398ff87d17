"""Makes policies and bills for the comparison of the engine with the oracle.

    python3 generate.py SEED N OUTDIR

Copies every file of `policies/`, draws some more, and spreads N bills over them. For each policy
NAME: OUTDIR/NAME.toml, NAME.bills.parquet (every column of the table `bills`, in the order of
arrival) and NAME.persons.parquet (person_id, continuous_years, claimed_last_year). The same seed
and N make the same files. Bills seek the borders: amounts a fen around those of the policy,
ages on both sides of its bands, several bills a day, episodes with transfers, categories that
change within the year. Every bill is one that is settled: none is refused.
"""

import datetime
import pathlib
import random
import sys

import pyarrow as pa
import pyarrow.parquet as pq

from policy import KINDS, LOCAL, MILLION, Policy, fen, millionths, age_span
from random_policy import Draw

HERE = pathlib.Path(__file__).resolve().parent
DRAWN = 8
READING_SHARE = 2  # a policy `oracle-reading-…` gets one bill where another has so many

COLUMNS = {
    "bill_id": pa.int64(), "person_id": pa.int64(), "institution_id": pa.int64(),
    "date": pa.date32(), "admitted": pa.date32(), "kind": pa.int8(), "level": pa.int8(),
    "place": pa.int8(), "filing": pa.int8(), "category": pa.int8(), "age": pa.int8(),
    "disease": pa.int16(), "transfer": pa.int8(), "tcm": pa.bool_(), "total_fen": pa.int64(),
    "class_a_fen": pa.int64(), "class_b_fen": pa.int64(), "own_fen": pa.int64(),
    "prior_self_payment_fen": pa.int64(), "corrects": pa.int64(), "reverses": pa.int64(),
}
REQUIRED = set(COLUMNS) - {"admitted", "prior_self_payment_fen", "corrects", "reverses"}
NO_TRANSFER, UP, DOWN = 0, 1, 2
INPATIENT = KINDS["inpatient"]
EPOCH = datetime.date(1970, 1, 1)

# Magnitudes in fen of what bills of a kind come to, and how often each.
MAGNITUDES = {
    "outpatient": ([500, 3_000, 10_000, 40_000], [10, 40, 35, 15]),
    "common_drugs": ([800, 4_000, 9_000], [30, 50, 20]),
    "chronic": ([5_000, 30_000, 120_000, 500_000], [25, 40, 25, 10]),
    "special": ([20_000, 100_000, 400_000, 2_000_000], [25, 40, 25, 10]),
    "inpatient": ([30_000, 200_000, 800_000, 3_000_000, 12_000_000], [10, 35, 30, 20, 5]),
}
WEIGHTS = {"outpatient": 30, "common_drugs": 15, "chronic": 20, "special": 20, "inpatient": 35}


class County:
    """Persons and bills of one policy."""

    def __init__(self, policy, rng, number, most):
        self.policy, self.rng, self.number, self.most = policy, rng, number, most
        self.kinds = policy.file["covers"]
        self.weights = [WEIGHTS[kind] for kind in self.kinds]
        self.diseases = {kind: [disease["number"] for disease in policy.diseases.values()
                                if disease["kind"] == kind] for kind in self.kinds}
        self.amounts, self.percents, ages = set(), set(), {0, 1, 17, 18, 60, 95}
        self.look(policy.file, ages)
        self.amounts, self.percents = sorted(self.amounts), sorted(self.percents)
        self.ages = sorted(age for age in ages if 0 <= age <= 100)
        self.first = (policy.first_day - EPOCH).days
        self.last = (policy.last_day - EPOCH).days
        # By year, a change asks for a reading of the page; one policy is there to show it.
        by_year = policy.file.get("critical_illness", {}).get("by") == "year"
        reading = "-reading-" in policy.file["name"]
        self.changes_in = 6 if not by_year else 2 if reading else None  # one person in so many
        self.rows = []
        self.persons = []

    def look(self, value, ages):
        """Collects the borders that the file has: amounts, percentages, ages."""
        if isinstance(value, list):
            for inner in value:
                self.look(inner, ages)
            return
        for key, inner in value.items():
            if isinstance(inner, dict) or isinstance(inner, list) and inner and isinstance(
                    inner[0], dict):
                self.look(inner, ages)
            elif key in ("amount", "from", "ceiling", "threshold", "annual_limit", "floor",
                         "deductible"):
                if fits(inner):
                    self.amounts.add(fen(inner))
            elif key in ("percent", "minimum_percent") and millionths(inner):
                self.percents.add(millionths(inner))
            elif key == "age" and isinstance(inner, list):
                for span in inner:
                    first, last = age_span(span)
                    ages.update((first - 1, first, last, last + 1))

    def fill(self):
        while len(self.rows) < self.most:
            self.person()
        del self.rows[self.most:]

    def person(self):
        rng = self.rng
        person_id = self.number * 1_000_000_000 + len(self.persons) * 31 + rng.randrange(31)
        self.persons.append((person_id, rng.randrange(12), rng.randrange(2) == 1))
        age = rng.choice(self.ages) if rng.randrange(2) else rng.randrange(96)
        birthday = self.first + rng.randrange(366)
        category = rng.randrange(8) if rng.randrange(10) < 8 else 0
        changes, later = self.last + 60, category
        if self.changes_in and rng.randrange(self.changes_in) == 0:
            changes, later = self.first + rng.randrange(366), rng.randrange(8)
        count = rng.choices([1, 2, 4, 8, 16, 40], [10, 20, 30, 25, 12, 3])[0]
        days = sorted(rng.randrange(self.first, self.last + 1) for _ in range(count))
        discharged, level_before, day_before = None, 0, None
        for day in days:
            if day_before is not None and rng.randrange(4) == 0:
                day = max(day_before, self.first)
            kind = rng.choices(self.kinds, self.weights)[0]
            stay = kind == "inpatient"
            level, transfer, admitted = rng.randint(1, 4), NO_TRANSFER, None
            if stay:
                span = self.stay(day, discharged)
                if span is None:
                    break
                admitted, day = span
                level, transfer = self.transfer(level, level_before)
                discharged, level_before = day, level
            elif day > self.last:
                break
            day_before = day
            self.bill(person_id, day, admitted, kind, level, transfer,
                      later if day >= changes else category, min(age + (day >= birthday), 120))

    def stay(self, day, discharged):
        """Days of a stay after the last one; none if the year is over."""
        length = self.rng.choice([0, 1, 3, 7, 20])
        if self.policy.year_by_admission:  # the admission lies within the year
            admitted = max(day, self.first if discharged is None else discharged + 1)
            return (admitted, admitted + length) if admitted <= self.last else None
        if discharged is None:  # the discharge does; the admission may lie before
            return day - length, day
        admitted = max(day - length, discharged + 1)
        day = max(day, admitted)
        return (admitted, day) if day <= self.last else None

    def transfer(self, level, before):
        """Often a stay continues the one before; sometimes it says so and there is none."""
        if self.rng.randrange(100) >= (50 if before else 8):
            return level, NO_TRANSFER
        transfer = self.rng.choice([UP, DOWN])
        if before and self.rng.randrange(5):
            level = min(before + 1, 4) if transfer == UP else max(before - 1, 1)
        return level, transfer

    def bill(self, person_id, day, admitted, kind, level, transfer, category, age):
        rng = self.rng
        place = rng.choice([LOCAL, LOCAL, LOCAL, 1, 2])
        # At place `local` filing has no meaning; some bills give one all the same.
        filing = rng.randrange(4) if place != LOCAL or rng.randrange(5) == 0 else 0
        diseases = self.diseases[kind]
        disease = rng.choice(diseases) if diseases and rng.randrange(4) else 0
        class_a, class_b, own = self.costs(kind)
        prior = rng.randrange(class_b + 1) if rng.randrange(4) == 0 else None
        if rng.randrange(25) == 0:
            prior = 0  # given as nothing, which is not the same as not given
        institution = 100 * place + 10 * level + rng.randrange(1, 10)
        self.rows.append((person_id, institution, day, admitted, KINDS[kind], level, place, filing,
                          category, age, disease, transfer, rng.randrange(5) == 0,
                          class_a + class_b + own, class_a, class_b, own, prior, None, None))

    def costs(self, kind):
        """Class A, class B, own cost."""
        rng = self.rng
        magnitudes, weights = MAGNITUDES[kind]
        magnitude = rng.choices(magnitudes, weights)[0]
        way = rng.randrange(100)
        if way < 20 and self.amounts:
            # Eligible cost at a border, or where a share of it reaches one; sometimes both.
            eligible = rng.choice(self.amounts) + rng.randint(-1, 1)
            if eligible > 100 * magnitudes[-1]:
                eligible = magnitude + rng.randrange(magnitude)
            if self.percents and rng.randrange(2):
                eligible = eligible * MILLION // rng.choice(self.percents) + rng.randint(-1, 1)
            if rng.randrange(3) == 0:
                eligible += rng.choice(self.amounts)
            own = rng.randrange(eligible // 5 + 2) if rng.randrange(2) else 0
            return max(eligible, 0), 0, own
        if way == 20:
            return 0, 0, rng.randrange(magnitude)  # all own cost, or nothing at all
        total = magnitude + rng.randrange(3 * magnitude)
        own = total * rng.choice([0, 0, 5, 10, 30]) // 100
        class_b = (total - own) * rng.choice([0, 10, 25, 50, 100]) // 100
        return total - own - class_b, class_b, own

    def write(self, outdir, name):
        arrival = list(range(len(self.rows)))
        self.rng.shuffle(arrival)
        first = self.number * 1_000_000_000
        rows = sorted((first + 3 * place + 1, *row) for place, row in zip(arrival, self.rows))
        columns = zip(*rows) if rows else [()] * len(COLUMNS)
        schema = pa.schema([pa.field(name, kind, nullable=name not in REQUIRED)
                            for name, kind in COLUMNS.items()])
        arrays = [as_array(column, kind) for column, kind in zip(columns, COLUMNS.values())]
        pq.write_table(pa.table(arrays, schema=schema), outdir / f"{name}.bills.parquet")
        ids, years, claimed = zip(*self.persons) if self.persons else ((), (), ())
        persons = {"person_id": pa.array(ids, pa.int64()),
                   "continuous_years": pa.array(years, pa.int8()),
                   "claimed_last_year": pa.array(claimed, pa.bool_())}
        pq.write_table(pa.table(persons), outdir / f"{name}.persons.parquet")


def as_array(column, kind):
    if kind == pa.date32():
        return pa.array(column, pa.int32()).cast(kind)
    return pa.array(column, kind)


def fits(text):
    try:
        return fen(text) > 0
    except (TypeError, ValueError):
        return False


def main(seed, count, outdir):
    outdir = pathlib.Path(outdir)
    outdir.mkdir(parents=True, exist_ok=True)
    texts = {path.stem: path.read_text(encoding="utf-8")
             for path in sorted((HERE / "policies").glob("*.toml"))}
    for number in range(1, DRAWN + 1):
        name = f"oracle-drawn-{number}"
        texts[name] = Draw(random.Random(f"{seed}/{name}"), name).text()
    weights = [1 if "-reading-" in name else READING_SHARE for name in texts]
    left, weight_left = int(count), sum(weights)
    for number, ((name, text), weight) in enumerate(zip(texts.items(), weights), 1):
        path = outdir / f"{name}.toml"
        path.write_text(text, encoding="utf-8")
        most = left * weight // weight_left
        left, weight_left = left - most, weight_left - weight
        county = County(Policy(path), random.Random(f"{seed}/{name}/bills"), number, most)
        county.fill()
        county.write(outdir, name)
        print(f"{name}: {len(county.rows)} bills of {len(county.persons)} persons")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
