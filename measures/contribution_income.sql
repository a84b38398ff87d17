-- 为这一期参保缴纳的保费，个人缴的和别人替缴的，不含财政补助。
-- 参保期与期间有交叉、已经到账的都计；集中征缴在上一年年底，也算这一期的收入。
SELECT sum(contribution_fen) AS value_fen, count(*) AS counted_rows
FROM roll
WHERE paid IS NOT NULL AND status <> 2 -- 暂停参保的那一段不再缴一次
