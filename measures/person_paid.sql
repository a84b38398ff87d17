-- 已结算费用中由个人负担的金额。
-- 各方支付加个人负担等于总费用；对不上会被指出。
SELECT care_kind, institution_level, place_of_care, assistance_category,
       sum(person_fen) AS value_fen, sum(bills) AS counted_rows
FROM care
GROUP BY GROUPING SETS (
  (), (care_kind), (care_kind, institution_level), (care_kind, place_of_care),
  (institution_level), (place_of_care), (assistance_category)
)
