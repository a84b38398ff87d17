"""Draws a benefits file: every table, with selectors that part all combinations without gap.

Percentages go in steps of 2.5 %, amounts end in odd fen, so that halves of a fen are common.
"""

from policy import CATEGORIES, FILINGS, KINDS, PLACES

AGE_CUTS = [6, 7, 14, 18, 60, 65, 80]
HEADER = """# Drawn by random_policy.py.
name = "{name}"
title.zh = "随机规则"
title.en = "Drawn benefits"
region = "benchmark"
from = 2024-01-01
until = 2024-12-31
synthetic = true
source = "yizhang"
article = "基准测试规则"
verified = true
covers = {covers}
rounding = "{rounding}"
continuous_referral = {referral}

[catalogue]
class_b_percent = "{class_b}"
"""


def written(value):
    """A value as TOML."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {written(v)}" for key, v in value.items()) + " }"
    return str(value) if isinstance(value, int) else f'"{value}"'


def table(heading, *parts):
    pairs = {key: value for part in parts for key, value in part.items()}
    lines = [f"{key} = {written(value)}" for key, value in pairs.items()]
    return "\n".join([heading] + lines) + "\n"


class Draw:
    def __init__(self, rng, name):
        self.rng = rng
        self.name = name
        visits = rng.sample(["outpatient", "chronic", "common_drugs", "special"], rng.randint(1, 4))
        self.kinds = [kind for kind in KINDS if kind in visits] + ["inpatient"]
        cuts = sorted(rng.sample(AGE_CUTS, rng.randint(1, 3)))
        firsts = [0] + cuts
        self.ages = [f"{a}-{b - 1}" for a, b in zip(firsts, cuts)] + [f"{cuts[-1]}-"]
        self.full = {"kind": self.kinds, "level": [1, 2, 3, 4], "place": list(PLACES),
                     "filing": list(FILINGS), "category": list(CATEGORIES), "age": self.ages}

    def percent(self, first, last):
        """A percentage in steps of 2.5."""
        return f"{self.rng.randint(first * 2 // 5, last * 2 // 5) * 2.5:g}"

    def amount(self, first, last):
        """An amount in yuan that ends in odd fen."""
        return f"{self.rng.randint(first, last)}.{self.rng.randrange(1, 100, 2):02d}"

    def chance(self, percent):
        return self.rng.randrange(100) < percent

    def boxes(self, cuts, dimensions, **fixed):
        """Parts all combinations into boxes by cutting one of them in two, `cuts` times.

        `filing` is cut only where the place is not local, as it does not count there.
        """
        boxes = [{**self.full, **fixed}]
        for _ in range(cuts):
            box = self.rng.choice(boxes)
            open_to_cut = [name for name in dimensions if len(box[name]) > 1
                           and (name != "filing" or "local" not in box["place"])]
            if not open_to_cut:
                continue
            name = self.rng.choice(open_to_cut)
            first = self.rng.sample(box[name], self.rng.randint(1, len(box[name]) - 1))
            boxes.remove(box)
            for half in (True, False):
                part = [value for value in box[name] if (value in first) == half]
                boxes.append({**box, name: part})
        return [{name: values for name, values in box.items() if values != self.full[name]}
                for box in boxes]

    def segments(self, count, first, last, most, key="percent"):
        starts = sorted({self.rng.randint(1, most) * 100 + self.rng.randrange(1, 100, 2)
                         for _ in range(count - 1)})
        starts = ["0"] + [f"{start // 100}.{start % 100:02d}" for start in starts]
        return [{"from": start, key: self.percent(first, last)} for start in starts]

    def deductibles(self):
        by = ["level", "place", "filing", "category", "age"]
        parts = []
        for kind in self.kinds:
            per = self.rng.choice(["none", "visit", "year", "year"])
            if kind == "inpatient":
                per = self.rng.choice(["visit", "year", "admission", "admission", "admission"])
            for box in self.boxes(self.rng.randint(0, 4), by, kind=[kind]):
                rule = {"per": per}
                stay = kind == "inpatient"
                if per != "none":
                    rule["amount"] = self.amount(200, 2000) if stay else self.amount(0, 300)
                if per == "year" and self.chance(60):
                    rule["shared"] = "stays" if stay else self.rng.choice(["first", "second"])
                if per == "admission" and self.chance(80):
                    rule["next"] = self.rng.choice([
                        ["50%"], ["75%", "50%", "25%"], ["-100.00", "-200.05"], ["100.01"],
                        ["-50.05", "62.5%", "150.15"], ["87.5%", "-333.33", "0"]])
                    if self.chance(40):
                        rule["floor"] = self.amount(100, 199)
                parts.append(table("[[deductible]]", box, rule))
        return parts

    def ratios(self):
        parts = []
        for box in self.boxes(self.rng.randint(3, 8), list(self.full)):
            if self.chance(40):
                rule = {"segments": self.segments(self.rng.randint(2, 4), 40, 95, 9000)}
            else:
                rule = {"percent": self.percent(35, 95)}
            parts.append(table("[[ratio]]", box, rule))
        return parts

    def adjustments(self):
        parts = []
        outside = ["in_province", "out_of_province"]
        for box in self.boxes(5, ["kind", "level", "place", "filing", "category"], place=outside):
            if self.chance(25):
                continue
            rule = {}
            if self.chance(50):
                rule["factor"] = self.rng.choice(["0.5", "0.75", "0.8", "0.85", "0.9", "1.1"])
            if self.chance(60) or not rule:
                rule["points"] = self.rng.choice(["-30", "-20", "-10", "-5", "-2.5", "5"])
            if self.chance(50):
                rule["minimum_percent"] = self.percent(10, 60)
                rule["minimum_of"] = self.rng.choice(["eligible", "total"])
            parts.append(table("[[away]]", box, rule))
        for _ in range(self.rng.randint(1, 4)):
            box = self.rng.choice(self.boxes(2, ["kind", "level", "place", "category", "age"]))
            rule = {"points": self.rng.choice(["2.5", "5", "7.5", "12.5", "-2.5"])}
            if self.chance(40):
                rule["tcm"] = True
            parts.append(table("[[bonus]]", box, rule))
        return parts

    def limits(self, diseases):
        parts = []
        for number in range(self.rng.randint(1, 5)):
            kind = self.rng.choice(self.kinds)
            box = self.rng.choice(self.boxes(1, ["level", "place", "category", "age"], kind=[kind]))
            per = self.rng.choice(["visit", "day", "year"])
            scale = {"visit": 1, "day": 1, "year": 4}[per] * (50 if kind == "inpatient" else 1)
            rule = {"name": f"限额{number + 1}", "per": per,
                    "amount": self.amount(50 * scale, 400 * scale)}
            of_kind = [name for name, disease_kind in diseases.items() if disease_kind == kind]
            if of_kind and self.chance(40):
                rule["disease"] = self.rng.sample(of_kind, self.rng.randint(1, len(of_kind)))
            parts.append(table("[[limit]]", box, rule))
        if self.chance(80):
            kinds = self.boxes(0, [], kind=sorted(self.rng.sample(self.kinds, 1) + ["inpatient"]))
            box = {"kind": sorted(set(kinds[0].get("kind", self.kinds)))}
            parts.append(table("[annual_ceiling]", box, {"amount": self.amount(20000, 120000)}))
        return parts

    def diseases(self):
        parts, kinds = [], {}
        for number in range(1, self.rng.randint(1, 5)):
            name, kind = f"disease_{number}", self.rng.choice(self.kinds[:-1])
            kinds[name] = kind
            disease = {"number": number, "name": name, "title.zh": f"病种{number}",
                       "title.en": f"Disease {number}", "kind": kind, "certified": False}
            if self.chance(70):
                disease["percent"] = self.percent(30, 95)
                disease["fixed"] = self.chance(50)
            if self.chance(50):
                per = self.rng.choice(["none", "visit", "year"])
                own = {"per": per}
                if per != "none":
                    own["amount"] = self.amount(0, 200)
                if per == "year" and self.chance(50):
                    own["shared"] = "first"
                disease["deductible"] = own
            if self.chance(60):
                disease["annual_limit"] = self.amount(300, 5000)
            parts.append(table("[[disease]]", disease))
        return parts, kinds

    def critical(self):
        some = self.rng.sample(self.kinds[:-1], self.rng.randint(0, len(self.kinds) - 1))
        head = {"kinds": some + ["inpatient"], "by": self.rng.choice(["bill", "year"])}
        ceiling = self.chance(70)
        if ceiling:
            head["ceiling"] = self.amount(10000, 60000)
        parts = [table("[critical_illness]", head)]
        for box in self.boxes(self.rng.randint(0, 2), ["category"]):
            rule = {"amount": self.amount(2000, 14000)}
            parts.append(table("[[critical_illness.threshold]]", box, rule))
        for segment in self.segments(self.rng.randint(1, 4), 50, 90, 50000):
            parts.append(table("[[critical_illness.segment]]", segment))
        for box in self.boxes(3, ["category"])[1:]:
            rule = {"points": self.rng.choice(["2.5", "5", "15"])}
            if self.chance(40):
                rule["no_ceiling"] = True
            if self.chance(80):
                parts.append(table("[[critical_illness.relief]]", box, rule))
        if ceiling and self.chance(70):
            incentive = {"after_years": self.rng.randint(1, 4), "per_year": self.amount(500, 4000),
                         "most_percent": self.percent(10, 30)}
            parts.append(table("[critical_illness.incentive]", incentive))
        return parts

    def assistance(self):
        some = self.rng.sample(self.kinds[:-1], self.rng.randint(0, len(self.kinds) - 1))
        parts = [table("[medical_assistance]", {"kinds": some + ["inpatient"]})]
        for box in self.boxes(5, ["category", "category", "category", "level", "place", "age"])[1:]:
            rule = {"percent": self.percent(40, 100)}
            if self.chance(40):
                rule["away_percent"] = self.percent(0, 60)
            if self.chance(40):
                rule["deductible"] = self.amount(500, 4000)
            if self.chance(70):
                rule["ceiling"] = self.amount(5000, 30000)
            parts.append(table("[[medical_assistance.rule]]", box, rule))
        tilt = {"threshold": self.amount(300, 4000), "percent": self.percent(30, 80)}
        if self.chance(70):
            tilt["ceiling"] = self.amount(3000, 20000)
        tilt["feedback"] = self.chance(60)
        tilt["within_bill"] = not tilt["feedback"] or self.chance(50)
        if self.chance(80):
            parts.append(table("[tilt_assistance]", tilt))
        return parts

    def text(self):
        diseases, disease_kinds = self.diseases()
        header = HEADER.format(
            name=self.name, covers=written(self.kinds), referral=written(self.chance(60)),
            rounding=self.rng.choice(["half_up", "half_up", "half_up", "down", "up"]),
            class_b=self.percent(5, 30))
        parts = self.deductibles() + self.ratios() + self.adjustments()
        parts += self.limits(disease_kinds)
        parts += self.critical() if self.chance(85) else []
        parts += self.assistance() if self.chance(85) else []
        return "\n".join([header] + parts + diseases)
