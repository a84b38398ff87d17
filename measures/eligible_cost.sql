-- 已结算费用中政策范围内的金额，报销比例的分母。
-- 甲类全部，加乙类先行自付之后的部分。
SELECT care_kind, institution_level, place_of_care, assistance_category,
       sum(eligible_fen) AS value_fen, sum(bills) AS counted_rows
FROM care
GROUP BY GROUPING SETS (
  (), (care_kind), (care_kind, institution_level), (care_kind, place_of_care),
  (institution_level), (place_of_care), (assistance_category)
)
