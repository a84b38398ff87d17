-- 已结算住院的天数，出院日减入院日，当天出院的计一天。
-- 除以住院人次就是平均住院天数。
SELECT institution_level, place_of_care, sum(days) AS value, count(*) AS counted_rows
FROM stays
GROUP BY GROUPING SETS ((), (institution_level), (place_of_care))
