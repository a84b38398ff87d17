-- 统筹基金为已结算费用支付的金额，按更正后的数。
-- 不含大病保险和医疗救助；基金的待遇支出就是它。
SELECT care_kind, institution_level, place_of_care, assistance_category,
       sum(basic_fen) AS value_fen, sum(bills) AS counted_rows
FROM care
GROUP BY GROUPING SETS (
  (), (care_kind), (care_kind, institution_level), (care_kind, place_of_care),
  (institution_level), (place_of_care), (assistance_category)
)
