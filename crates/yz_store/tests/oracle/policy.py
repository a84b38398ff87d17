"""Reads a benefits file and says, for each combination of what its rules select by, what holds.

Second half of the oracle: `oracle.py` has the nine steps, this file has the words of the page
docs/settlement.md up to "The steps": selectors, percentages, amounts, roundings.

Amounts are whole fen. Percentages are whole millionths: 85 % is 850_000.
"""

import datetime
import tomllib
from fractions import Fraction
from types import SimpleNamespace

KINDS = {"outpatient": 0, "chronic": 1, "inpatient": 2, "common_drugs": 3, "special": 4}
PLACES = {"local": 0, "in_province": 1, "out_of_province": 2}
FILINGS = {"unfiled": 0, "filed": 1, "referred": 2, "emergency": 3}
CATEGORIES = {"ordinary": 0, "destitute": 1, "minimum_living": 2, "relapsed": 3, "marginal": 4,
              "orphan": 5, "monitored": 6, "hardship": 7}
LOCAL, UNFILED = PLACES["local"], FILINGS["unfiled"]

MILLION = 1_000_000
UNLIMITED = 1 << 60  # fen: stands for a ceiling that is absent and for the end of a last segment

# share(x, p): x is not negative, p in millionths. "half_even" is no word of the rule page: it
# is there for the control of `compare.py` only, which asks whether ties occur at all.
SHARES = {
    "half_up": lambda x, p: (x * p + MILLION // 2) // MILLION,
    "down": lambda x, p: x * p // MILLION,
    "up": lambda x, p: -(-x * p // MILLION),
    "half_even": lambda x, p: round(Fraction(x * p, MILLION)),
}


class Refused(Exception):
    """The file, or a bill, is not one that the rule page gives a meaning to."""


def whole(number, what):
    """A fraction that must be a whole number."""
    if number.denominator != 1:
        raise Refused(f"{what}: {number} is not a whole number")
    return int(number)


def fen(text):
    """Yuan as written, in fen: "1200.00" is 120000."""
    return whole(Fraction(text) * 100, f"amount {text}")


def fen_or_unlimited(text):
    return UNLIMITED if text is None else fen(text)


def millionths(text):
    """A percentage (or points) as written, in millionths: "85" is 850000."""
    return whole(Fraction(text) * 10_000, f"percentage {text}")


def within_hundred(percentage):
    return min(max(percentage, 0), MILLION)


def age_span(text):
    """"0-6" is 0 to 6, both included; "60-" is 60 and above; "18" is 18 alone."""
    first, dash, last = text.partition("-")
    return int(first), int(last or 127) if dash else int(first)


def selects(rule, case):
    """Whether the selectors of a rule hold for a case; an absent one means all.

    `filing` does not count at place `local`: there, whatever it lists, it holds.
    """
    codes = [("kind", KINDS, case.kind), ("place", PLACES, case.place),
             ("category", CATEGORIES, case.category)]
    if case.place != LOCAL:
        codes.append(("filing", FILINGS, case.filing))
    for selector, names, value in codes:
        if selector in rule and value not in [names[name] for name in rule[selector]]:
            return False
    if "level" in rule and case.level not in rule["level"]:
        return False
    if "age" in rule:
        return any(first <= case.age <= last for first, last in map(age_span, rule["age"]))
    return True


def all_rules(table, case):
    return [rule for rule in table if selects(rule, case)]


def at_most_one(table, case, what):
    rules = all_rules(table, case)
    if len(rules) > 1:
        raise Refused(f"{what}: overlap for {case}")
    return rules[0] if rules else None


def exactly_one(table, case, what):
    rule = at_most_one(table, case, what)
    if rule is None:
        raise Refused(f"{what}: gap for {case}")
    return rule


def segments_of(rows, what):
    """Segments as (from, to, percentage): `from` is included, `to` is the next one's `from`."""
    starts = [fen(row["from"]) for row in rows]
    if starts[0] != 0 or any(a >= b for a, b in zip(starts, starts[1:])):
        raise Refused(f"{what}: segments must begin at 0 and rise")
    ends = starts[1:] + [UNLIMITED]
    return [(a, b, millionths(row["percent"])) for a, b, row in zip(starts, ends, rows)]


class Policy:
    """A benefits file."""

    def __init__(self, path, rounding=None):
        with open(path, "rb") as file:
            self.file = tomllib.load(file)
        self.rounding = rounding or self.file.get("rounding", "half_up")
        self.share = SHARES[self.rounding]
        self.first_day, self.last_day = self.file["from"], self.file["until"]
        self.year_by_admission = self.file.get("stay_across_year") == "admission"
        self.continuous_referral = self.file.get("continuous_referral", False)
        self.class_b = millionths(self.file["catalogue"]["class_b_percent"])
        self.diseases = {disease["number"]: disease for disease in self.file.get("disease", [])}
        self.band = self.age_bands()
        self.known = {}

    def age_bands(self):
        """For each age, the number of the band it lies in: no rule parts two ages of a band."""
        borders = set()

        def look(value):
            if isinstance(value, dict):
                for text in value["age"] if isinstance(value.get("age"), list) else []:
                    first, last = age_span(text)
                    borders.update((first, last + 1))
                value = value.values()
            elif not isinstance(value, list):
                return
            for inner in value:
                look(inner)

        look(self.file)
        return [sum(border <= age for border in borders) for age in range(128)]

    def day_counts(self, date, admitted):
        """Whether a bill belongs to the benefit year, which is the span of the file."""
        day = admitted if self.year_by_admission and admitted is not None else date
        day = datetime.date(1970, 1, 1) + datetime.timedelta(days=day)
        return self.first_day <= day <= self.last_day

    def terms(self, bill):
        """What the file says for a bill, worked out once for each combination."""
        key = (bill.kind, bill.level, bill.place, bill.filing, bill.category,
               self.band[bill.age], bill.disease, bill.tcm)
        terms = self.known.get(key)
        if terms is None:
            terms = self.known[key] = self.work_out(bill)
        return terms

    def work_out(self, case):
        if case.kind not in [KINDS[name] for name in self.file["covers"]]:
            raise Refused(f"kind {case.kind} is not covered")
        disease = self.diseases.get(case.disease)
        if case.disease != 0 and (disease is None or KINDS[disease["kind"]] != case.kind):
            raise Refused(f"disease {case.disease} is not listed for kind {case.kind}")
        terms = SimpleNamespace()
        self.deductible(case, disease, terms)
        self.ratio(case, disease, terms)
        self.limits(case, disease, terms)
        self.ceiling(case, terms)
        self.critical(case, terms)
        self.assistance(case, terms)
        return terms

    def deductible(self, case, disease, terms):
        """Step 2. A disease's own deductible takes the place of the rule's."""
        rule = exactly_one(self.file["deductible"], case, "deductible")
        own_counter = ("deductible", self.file["deductible"].index(rule))
        if disease and "deductible" in disease:
            rule, own_counter = disease["deductible"], ("disease", case.disease)
        amount = fen(rule.get("amount", "0"))
        terms.per = rule["per"]
        terms.counter = ("shared", rule["shared"]) if "shared" in rule else own_counter
        terms.deductibles = [amount]  # D(0), D(1), …; the last one for all that follow
        for entry in rule.get("next", []):
            if entry.endswith("%"):
                reduced = self.share(amount, millionths(entry[:-1]))
            elif entry.startswith("-"):
                reduced = max(0, amount + fen(entry))
            else:
                reduced = fen(entry)
            if "floor" in rule:
                reduced = max(reduced, fen(rule["floor"]))
            terms.deductibles.append(min(reduced, amount))

    def ratio(self, case, disease, terms):
        """Step 3: segments with their adjusted percentages, and what `away` grants at least."""
        rule = exactly_one(self.file["ratio"], case, "ratio")
        if disease and "percent" in disease:
            segments = [(0, UNLIMITED, millionths(disease["percent"]))]
        elif "segments" in rule:
            segments = segments_of(rule["segments"], "ratio")
        else:
            segments = [(0, UNLIMITED, millionths(rule["percent"]))]
        away = at_most_one(self.file.get("away", []), case, "away") or {}
        bonuses = [bonus for bonus in all_rules(self.file.get("bonus", []), case)
                   if bonus.get("tcm", case.tcm) == case.tcm]
        if disease and "percent" in disease and disease.get("fixed", False):
            away, bonuses = {}, []

        def adjusted(percentage):
            percentage = percentage * Fraction(away.get("factor", "1"))
            percentage += millionths(away.get("points", "0"))
            percentage += sum(millionths(bonus["points"]) for bonus in bonuses)
            return within_hundred(whole(percentage, "adjusted percentage"))

        terms.segments = [(a, b, adjusted(percentage)) for a, b, percentage in segments]
        terms.minimum = millionths(away.get("minimum_percent", "0"))
        terms.minimum_of = away.get("minimum_of", "eligible")

    def limits(self, case, disease, terms):
        """Step 4: (counter, per, amount) of each limit, in the order of the file."""
        terms.limits = []
        for number, limit in enumerate(self.file.get("limit", [])):
            if "disease" in limit and (not disease or disease["name"] not in limit["disease"]):
                continue
            if selects(limit, case):
                terms.limits.append((("limit", number), limit["per"], fen(limit["amount"])))
        if disease and "annual_limit" in disease:
            counter = ("disease", case.disease)
            terms.limits.append((counter, "year", fen(disease["annual_limit"])))

    def ceiling(self, case, terms):
        """Step 5. The page writes `kinds`, the shape of the file has the selectors of a rule."""
        rule = dict(self.file.get("annual_ceiling", {}))
        if "kinds" in rule:
            rule["kind"] = rule["kinds"]
        terms.annual_ceiling = fen(rule["amount"]) if rule and selects(rule, case) else None

    def critical(self, case, terms):
        """Step 6: threshold, segments with relief, ceiling."""
        table = self.file.get("critical_illness")
        terms.critical = table is not None and case.kind in [KINDS[k] for k in table["kinds"]]
        if not terms.critical:
            return
        reliefs = all_rules(table.get("relief", []), case)
        points = sum(millionths(relief.get("points", "0")) for relief in reliefs)
        threshold = exactly_one(table["threshold"], case, "critical_illness.threshold")
        terms.critical_threshold = fen(threshold["amount"])
        terms.critical_segments = [(a, b, within_hundred(percentage + points)) for a, b, percentage
                                   in segments_of(table["segment"], "critical_illness")]
        terms.critical_by_year = table.get("by", "bill") == "year"
        no_ceiling = any(relief.get("no_ceiling", False) for relief in reliefs)
        terms.critical_ceiling = fen_or_unlimited(None if no_ceiling else table.get("ceiling"))

    def assistance(self, case, terms):
        """Steps 7 and 8."""
        table = self.file.get("medical_assistance")
        rule = None
        if table is not None and case.kind in [KINDS[name] for name in table["kinds"]]:
            rule = at_most_one(table["rule"], case, "medical_assistance.rule")
        terms.assistance = rule is not None
        if rule:
            away = case.place != LOCAL and case.filing == UNFILED
            percent = rule["away_percent"] if away and "away_percent" in rule else rule["percent"]
            terms.assistance_percent = millionths(percent)
            terms.assistance_deductible = fen(rule.get("deductible", "0"))
            terms.assistance_ceiling = fen_or_unlimited(rule.get("ceiling"))
        tilt = self.file.get("tilt_assistance")
        terms.tilt = tilt is not None and terms.assistance and selects(tilt, case)
        if terms.tilt:
            terms.tilt_threshold = fen(tilt["threshold"])
            terms.tilt_percent = millionths(tilt["percent"])
            terms.tilt_ceiling = fen_or_unlimited(tilt.get("ceiling"))
            terms.tilt_feedback = tilt.get("feedback", True)
            terms.tilt_within_bill = tilt.get("within_bill", True)

    def extra(self, person):
        """What the incentive adds to the ceiling of critical-illness insurance for a person.

        `person` is (continuous_years, claimed_last_year). The cap is rounded down.
        """
        table = self.file.get("critical_illness", {})
        incentive = table.get("incentive")
        if incentive is None or "ceiling" not in table:
            return 0
        continuous_years, claimed_last_year = person
        steps = max(0, continuous_years - incentive["after_years"]) + (not claimed_last_year)
        most = fen(table["ceiling"]) * millionths(incentive["most_percent"]) // MILLION
        return min(steps * fen(incentive["per_year"]), most)
