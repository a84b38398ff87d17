"""The rule page docs/settlement.md in Python: an oracle to compare the engine with.

Written from that page without reading the engine. Each function below is one step of the page,
with the page's names; `policy.py` says what a benefits file holds for a bill (`terms`).

    python3 oracle.py BENEFITS.toml BILLS.parquet OUT.parquet [PERSONS.parquet]

All money is whole fen, all arithmetic that of whole numbers.
"""

import sys
import time
from array import array
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from policy import Policy, Refused

# What is known of somebody of whom the file of persons says nothing, or where there is none:
# (continuous_years, claimed_last_year), so that no incentive follows.
NO_RECORD = (0, True)


class Bill(NamedTuple):
    """What a bill says: the columns of the table `bills` that a settlement asks for.

    Codes are numbers; dates are days since 1970-01-01; `prior` and `admitted` may be None.
    """

    person_id: int
    date: int
    bill_id: int
    admitted: int | None
    kind: int
    level: int
    place: int
    filing: int
    category: int
    age: int
    disease: int
    transfer: int
    tcm: bool
    total: int
    class_a: int
    class_b: int
    own: int
    prior: int | None


COLUMNS = ["person_id", "date", "bill_id", "admitted", "kind", "level", "place", "filing",
           "category", "age", "disease", "transfer", "tcm", "total_fen", "class_a_fen",
           "class_b_fen", "own_fen", "prior_self_payment_fen"]

OUTPUT = ["bill_id", "eligible_fen", "prior_self_payment_fen", "deductible_fen", "basic_fen",
          "critical_fen", "assistance_fen", "tilt_fen", "person_fen"]

NO_TRANSFER, UP, DOWN = 0, 1, 2


class Totals:
    """The running totals S of a person-year; they begin at nothing."""

    __slots__ = ("stays", "episode_deductible", "deducted", "used", "basic", "own_cost",
                 "critical", "critical_raw", "assistance_deducted", "assistance", "burden",
                 "tilt", "extra")

    def __init__(self, extra):
        self.stays = 0
        self.episode_deductible = 0
        self.deducted = {}  # yearly deductibles, by counter
        self.used = {}  # yearly limits by counter; daily limits by counter and date
        self.basic = 0
        self.own_cost = 0
        self.critical = 0
        self.critical_raw = 0
        self.assistance_deducted = 0
        self.assistance = 0
        self.burden = 0
        self.tilt = 0
        self.extra = extra  # the person's incentive, the same for the whole year


def room(ceiling, paid):
    """What a ceiling leaves; nothing if more than a lower one was paid under a higher one."""
    return max(0, ceiling - paid)


def clamp(x, lo, hi):
    return min(max(x, lo), hi)


def eligible_cost(policy, bill):
    """Step 1: what is within the scope of policy, and the first-pay of class B."""
    prior = bill.prior
    if prior is None:
        prior = policy.share(bill.class_b, policy.class_b)
    return bill.class_a + bill.class_b - prior, prior


def deductible(policy, terms, totals, bill, eligible):
    """Step 2."""
    amount = terms.deductibles[0]
    if terms.per == "none":
        return 0
    if terms.per == "visit":
        return min(amount, eligible)
    if terms.per == "year":
        deducted = totals.deducted.get(terms.counter, 0)
        taken = min(max(0, amount - deducted), eligible)
        totals.deducted[terms.counter] = deducted + taken
        return taken
    return deductible_of_stay(policy, terms, totals, bill, eligible)


def deductible_of_stay(policy, terms, totals, bill, eligible):
    """Step 2, `per = "admission"`: the n-th admission, and stays of one episode."""
    last = len(terms.deductibles) - 1
    continues = policy.continuous_referral and bill.transfer != NO_TRANSFER and totals.stays > 0
    if not continues:
        taken = min(terms.deductibles[min(totals.stays, last)], eligible)
        totals.stays += 1
        totals.episode_deductible = taken
        return taken
    if bill.transfer == DOWN:
        return 0
    # The first stay of the episode was the last that raised the count: its n is one less.
    amount = terms.deductibles[min(totals.stays - 1, last)]
    taken = min(max(0, amount - totals.episode_deductible), eligible)
    totals.episode_deductible += taken
    return taken


def basic_share(policy, terms, bill, eligible, base):
    """Step 3: the basic fund's share before limits."""
    raw = 0
    for lo, hi, percentage in terms.segments:
        if base <= lo:
            break
        raw += policy.share(min(base, hi) - lo, percentage)
    if terms.minimum:
        of = {"eligible": eligible, "total": bill.total,
              "total_less_deductible": bill.total - (eligible - base)}[terms.minimum_of]
        raw = max(raw, min(policy.share(of, terms.minimum), base))
    return raw


def kind_limit(terms, totals, bill, raw):
    """Step 4: each limit in turn; then each counts what was paid in the end."""
    p = raw
    used = totals.used
    counters = []
    for counter, per, amount in terms.limits:
        if per == "visit":
            p = min(p, amount)
            continue
        if per == "day":
            counter = (counter, bill.date)
        counters.append(counter)
        p = min(p, amount - used.get(counter, 0))
    for counter in counters:
        used[counter] = used.get(counter, 0) + p
    return p


def annual_ceiling(terms, totals, p):
    """Step 5."""
    if terms.annual_ceiling is None:
        return p
    basic = min(p, room(terms.annual_ceiling, totals.basic))
    totals.basic += basic
    return basic


def critical_illness(policy, terms, totals, own_cost):
    """Step 6."""
    if not terms.critical:
        return 0
    threshold = terms.critical_threshold
    x0 = max(0, totals.own_cost - threshold)
    totals.own_cost += own_cost
    x1 = max(0, totals.own_cost - threshold)
    raw = 0
    if terms.critical_by_year:
        for lo, hi, percentage in terms.critical_segments:
            raw += policy.share(clamp(x1, lo, hi) - lo, percentage)
        raw = max(0, raw - totals.critical_raw)
        totals.critical_raw += raw
    elif x1 > x0:
        for lo, hi, percentage in terms.critical_segments:
            raw += policy.share(clamp(x1, lo, hi) - clamp(x0, lo, hi), percentage)
    # The last of the three is not in the page's formula but in its step 9: "no step pays more than
    # what the one before left". By year it would, when a category that is better paid is gained.
    critical = min(raw, room(terms.critical_ceiling + totals.extra, totals.critical), own_cost)
    totals.critical += critical
    return critical


def medical_assistance(policy, terms, totals, b):
    """Step 7: of what critical-illness insurance left."""
    if not terms.assistance:
        return 0
    deducted = min(max(0, terms.assistance_deductible - totals.assistance_deducted), b)
    totals.assistance_deducted += deducted
    assistance = min(policy.share(b - deducted, terms.assistance_percent),
                     room(terms.assistance_ceiling, totals.assistance))
    totals.assistance += assistance
    return assistance


def tilt_assistance(policy, terms, totals, b):
    """Step 8: of what medical assistance left."""
    if not terms.tilt:
        return 0
    x0 = max(0, totals.burden - terms.tilt_threshold)
    totals.burden += b
    x1 = max(0, totals.burden - terms.tilt_threshold)
    paid_for = x1 if terms.tilt_feedback else x1 - x0
    tilt = min(policy.share(paid_for, terms.tilt_percent), room(terms.tilt_ceiling, totals.tilt))
    if terms.tilt_within_bill:
        tilt = min(tilt, b)
    totals.tilt += tilt
    if terms.tilt_feedback:
        totals.burden -= tilt
    return tilt


def settle(policy, totals, bill):
    """The nine steps for one bill; changes the totals, returns the row of the output."""
    terms = policy.terms(bill)
    eligible, prior = eligible_cost(policy, bill)
    deducted = deductible(policy, terms, totals, bill, eligible)
    base = eligible - deducted
    raw = basic_share(policy, terms, bill, eligible, base)
    p = kind_limit(terms, totals, bill, raw) if terms.limits else raw
    basic = annual_ceiling(terms, totals, p)
    own_cost = eligible - basic
    critical = critical_illness(policy, terms, totals, own_cost)
    assistance = medical_assistance(policy, terms, totals, own_cost - critical)
    tilt = tilt_assistance(policy, terms, totals, own_cost - critical - assistance)
    person = bill.total - basic - critical - assistance - tilt  # step 9
    if min(prior, eligible, deducted, basic, critical, assistance, tilt) < 0 or (
            person < 0 and not (terms.tilt and not terms.tilt_within_bill)):
        raise Refused(f"bill {bill.bill_id}: an amount is negative")
    return bill.bill_id, eligible, prior, deducted, basic, critical, assistance, tilt, person


def check(policy, bill):
    """The oracle settles; it does not ask who is insured, and stops at a bill that is none."""
    if bill.total != bill.class_a + bill.class_b + bill.own or min(bill[13:17]) < 0:
        raise Refused(f"bill {bill.bill_id}: the parts are not those of the total")
    if bill.prior is not None and not 0 <= bill.prior <= bill.class_b:
        raise Refused(f"bill {bill.bill_id}: first-pay is not a part of class B")
    if not policy.day_counts(bill.date, bill.admitted):
        raise Refused(f"bill {bill.bill_id}: outside the benefit year")


def in_order(table):
    """The bills of a table by person, date and number."""
    table = table.sort_by([(name, "ascending") for name in ("person_id", "date", "bill_id")])
    for name in ("corrects", "reverses"):
        if name in table.column_names and table[name].null_count != table.num_rows:
            raise Refused(f"{name}: the oracle settles first bills only")
    columns = table.select(COLUMNS)
    for name in ("date", "admitted"):
        place = COLUMNS.index(name)
        columns = columns.set_column(place, name, columns[name].cast(pa.int32()))
    for batch in columns.to_batches(max_chunksize=65_536):
        yield from map(Bill._make, zip(*(column.to_pylist() for column in batch.columns)))


def settle_all(policy, bills, persons=None):
    """Settles a table of bills; returns a table of the columns of OUTPUT, by bill number."""
    persons = persons or {}
    output = [array("q") for _ in OUTPUT]
    person_id = totals = None
    for bill in in_order(bills):
        check(policy, bill)
        if bill.person_id != person_id:
            person_id = bill.person_id
            totals = Totals(policy.extra(persons.get(person_id, NO_RECORD)))
        for column, amount in zip(output, settle(policy, totals, bill)):
            column.append(amount)
    columns = [pa.array(column, type=pa.int64()) for column in output]
    return pa.table(columns, names=OUTPUT).sort_by("bill_id")


def read_persons(path):
    """continuous_years and claimed_last_year of each person, for the incentive."""
    table = pq.read_table(path, columns=["person_id", "continuous_years", "claimed_last_year"])
    return {person: (years, claimed) for person, years, claimed
            in zip(*(column.to_pylist() for column in table.columns))}


def main(benefits, bills, out, persons=None):
    begun = time.monotonic()
    persons = read_persons(persons) if persons else None
    settled = settle_all(Policy(benefits), pq.read_table(bills), persons)
    pq.write_table(settled, out)
    print(f"{out}: {settled.num_rows} bills in {time.monotonic() - begun:.1f} s")


if __name__ == "__main__":
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__)
    try:
        main(*sys.argv[1:])
    except Refused as refused:
        sys.exit(f"refused: {refused}")
