-- 已结算的费用，一笔一行，按更正后的金额；不予结算的、冲销的、被取代的都不在其中。
CREATE VIEW settled AS
SELECT *
FROM (
  SELECT b.person_id, b.institution_id, b.date, b.admitted, b.kind, b.level, b.place, b.category,
         s.total_fen, s.own_fen, s.eligible_fen, s.basic_fen, s.critical_fen, s.assistance_fen,
         s.tilt_fen, s.person_fen
  FROM settlements s
  JOIN bills b ON b.bill_id = s.bill_id
  WHERE s.refusal IS NULL
    AND NOT EXISTS (SELECT 1 FROM irregular i WHERE i.bill_id = s.bill_id)
  UNION ALL
  SELECT * FROM resettled
) all_settled
WHERE date BETWEEN (SELECT first FROM year) AND (SELECT last FROM year)
