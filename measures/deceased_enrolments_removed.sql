-- 期间内因去世而停保的人数，去世之后、期末之前参保登记结束了的。
-- 与去世后仍在参保的人数合起来看，清理是否及时。
SELECT count(DISTINCT person_id) AS value, count(*) AS counted_rows
FROM roll
WHERE death <= last AND status <> 2 -- 不算暂停参保
  AND NOT at_end
