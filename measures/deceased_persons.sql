-- 期间内去世、并在期间内参保过的人数。
-- 他们的参保应在去世后停下，医疗费用不应再有。
SELECT count(DISTINCT p.person_id) AS value, count(*) AS counted_rows
FROM persons p
JOIN enrolments e ON e.person_id = p.person_id
CROSS JOIN year y
WHERE p.death BETWEEN y.first AND y.last
  AND e.status = 1 -- 正常参保
  AND e.first <= y.last AND y.first <= e.last
