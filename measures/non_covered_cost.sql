-- 已结算费用中目录以外和超过限价的自费金额。
-- 自费占比高，政策范围内的报销比例再高，群众的感受也不会好。
SELECT care_kind, institution_level, place_of_care, assistance_category,
       sum(own_fen) AS value_fen, sum(bills) AS counted_rows
FROM care
GROUP BY GROUPING SETS (
  (), (care_kind), (care_kind, institution_level), (care_kind, place_of_care),
  (institution_level), (place_of_care), (assistance_category)
)
