-- 期间内出生并参保的人数。
-- 新生儿落地参保做得怎样，看它与出生人口之比。
SELECT count(DISTINCT e.person_id) AS value, count(*) AS counted_rows
FROM enrolments e
JOIN persons p ON p.person_id = e.person_id
CROSS JOIN year y
WHERE e.status = 1 -- 正常参保
  AND e.first <= y.last AND y.first <= e.last
  AND p.birth BETWEEN y.first AND y.last
