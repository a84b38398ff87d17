-- 大病保险为已结算费用支付的金额。
-- 大病保险的钱从统筹基金划出的保费来，所以不与统筹基金支付相加成基金支出。
SELECT care_kind, institution_level, place_of_care, assistance_category,
       sum(critical_fen) AS value_fen, sum(bills) AS counted_rows
FROM care
GROUP BY GROUPING SETS (
  (), (care_kind), (care_kind, institution_level), (care_kind, place_of_care),
  (institution_level), (place_of_care), (assistance_category)
)
