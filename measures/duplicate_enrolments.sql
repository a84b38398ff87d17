-- 期末有两条以上正常参保登记的人数。
-- 一人重复登记，参保人数和财政补助都会多计。
SELECT count(CASE WHEN times > 1 THEN person_id END) AS value, sum(times) AS counted_rows
FROM (
  SELECT person_id, count(*) AS times
  FROM roll
  WHERE in_force AND at_end
  GROUP BY person_id
) t
