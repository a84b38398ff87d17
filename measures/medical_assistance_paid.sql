-- 医疗救助为已结算费用支付的金额，不含倾斜救助和资助参保。
-- 救助资金不是统筹基金的钱。
SELECT care_kind, institution_level, place_of_care, assistance_category,
       sum(assistance_fen) AS value_fen, sum(bills) AS counted_rows
FROM care
GROUP BY GROUPING SETS (
  (), (care_kind), (care_kind, institution_level), (care_kind, place_of_care),
  (institution_level), (place_of_care), (assistance_category)
)
