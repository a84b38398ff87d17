-- 不规则的费用按最后的结果：一笔一行；最后不予结算的、冲销的、被取代的都不在其中。
--
-- 结算表里第一行是当初的结算，以后每次更正添一行差额（sequence 递增），金额是各行之和；是否予以结算，
-- 看最后一行。同号重复的那一行（refusal 5）不是更正，不算；费用表里同号的取一行。
CREATE TABLE resettled AS
SELECT b.person_id, b.institution_id, b.date, b.admitted, b.kind, b.level, b.place, b.category,
       p.total_fen, p.own_fen, p.eligible_fen, p.basic_fen, p.critical_fen, p.assistance_fen,
       p.tilt_fen, p.person_fen
FROM (
  SELECT s.bill_id, sum(s.total_fen) AS total_fen, sum(s.own_fen) AS own_fen,
         sum(s.eligible_fen) AS eligible_fen, sum(s.basic_fen) AS basic_fen,
         sum(s.critical_fen) AS critical_fen, sum(s.assistance_fen) AS assistance_fen,
         sum(s.tilt_fen) AS tilt_fen, sum(s.person_fen) AS person_fen
  FROM settlements s
  JOIN irregular i ON i.bill_id = s.bill_id
  WHERE s.refusal IS NULL OR s.refusal <> 5
  GROUP BY s.bill_id
  HAVING max(s.sequence) = max(CASE WHEN s.refusal IS NULL THEN s.sequence END)
) p
JOIN (
  SELECT b.bill_id, min(b.person_id) AS person_id, min(b.institution_id) AS institution_id,
         min(b.date) AS date, min(b.admitted) AS admitted, min(b.kind) AS kind,
         min(b.level) AS level, min(b.place) AS place, min(b.category) AS category
  FROM bills b
  JOIN irregular i ON i.bill_id = b.bill_id
  GROUP BY b.bill_id
) b ON b.bill_id = p.bill_id
WHERE NOT EXISTS (SELECT 1 FROM bills g WHERE g.corrects = p.bill_id)
  AND NOT EXISTS (SELECT 1 FROM bills g WHERE g.reverses = p.bill_id)
