-- 期间内因去世而停保的人数：去世之后、期末之前参保登记结束了的。
-- 与去世后仍在参保的人数合起来看，清理是否及时。
SELECT count(DISTINCT p.person_id) AS value, count(*) AS counted_rows
FROM persons p
JOIN enrolments e ON e.person_id = p.person_id
CROSS JOIN year y
WHERE p.death <= e.last
  AND e.status IN (1, 3) -- 正常参保、终止参保
  AND y.first <= e.last AND e.last < y.last
