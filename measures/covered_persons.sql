-- 期间内至少一天正常参保的人数。
-- 与期末参保人数之差，是期间内去世和停保的人。
SELECT count(DISTINCT person_id) AS value, count(*) AS counted_rows
FROM roll
WHERE in_force
