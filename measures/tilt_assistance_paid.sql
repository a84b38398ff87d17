-- 三重制度之后再由倾斜救助支付的金额。
-- 与一般医疗救助分开，看兜底用了多少。
SELECT care_kind, institution_level, place_of_care, assistance_category,
       sum(tilt_fen) AS value_fen, sum(bills) AS counted_rows
FROM care
GROUP BY GROUPING SETS (
  (), (care_kind), (care_kind, institution_level), (care_kind, place_of_care),
  (institution_level), (place_of_care), (assistance_category)
)
