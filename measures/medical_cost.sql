-- 已结算费用的总额，连同自费。
-- 不予结算的、冲销的不计；更正过的按更正后的数。
SELECT care_kind, institution_level, place_of_care, assistance_category,
       sum(total_fen) AS value_fen, sum(bills) AS counted_rows
FROM care
GROUP BY GROUPING SETS (
  (), (care_kind), (care_kind, institution_level), (care_kind, place_of_care),
  (institution_level), (place_of_care), (assistance_category)
)
