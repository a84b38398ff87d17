-- 已结算的费用笔数，门诊一次一笔，住院出院一次一笔。
-- 不予结算的不是享受待遇；一人可以有许多次，所以单位是人次。
SELECT care_kind, institution_level, place_of_care, assistance_category,
       sum(bills) AS value, sum(bills) AS counted_rows
FROM care
GROUP BY GROUPING SETS (
  (), (care_kind), (care_kind, institution_level), (care_kind, place_of_care),
  (institution_level), (place_of_care), (assistance_category)
)
