-- 期间内出生并参保的人数。
-- 新生儿落地参保做得怎样，看它与出生人口之比。
SELECT count(DISTINCT r.person_id) AS value, count(*) AS counted_rows
FROM roll r JOIN year y ON y.first <= r.birth AND r.birth <= y.last
WHERE r.in_force
