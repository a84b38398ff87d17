-- 期间内去世、并在期间内参保过的人数。
-- 他们的参保应在去世后停下，医疗费用不应再有。
SELECT count(DISTINCT r.person_id) AS value, count(*) AS counted_rows
FROM roll r JOIN year y ON y.first <= r.death AND r.death <= y.last
WHERE r.in_force
