-- 已去世而期末参保登记仍然正常的人数：应当清理的。
-- 期末参保人数已经不含这些人；不清理，财政补助会多领。
SELECT count(DISTINCT CASE WHEN p.death <= y.last THEN e.person_id END) AS value,
       count(*) AS counted_rows
FROM enrolments e
JOIN persons p ON p.person_id = e.person_id
CROSS JOIN year y
WHERE e.status = 1 -- 正常参保
  AND e.first <= y.last AND y.last <= e.last
