-- 已去世而期末参保登记仍然正常的人数，应当清理的。
-- 期末参保人数已经不含这些人；不清理，财政补助会多领。
SELECT count(DISTINCT CASE WHEN NOT alive_at_end THEN person_id END) AS value,
       count(*) AS counted_rows
FROM roll
WHERE in_force AND at_end
