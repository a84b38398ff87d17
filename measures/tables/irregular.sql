-- 不能照一行结算就算一笔的费用：更正过的、同号重复的、被冲销或被另一笔取代的。
--
-- 这样的费用很少。单独列出来，其余的费用就是一行结算一笔，不必逐笔归并。
-- refusal 5 是“同号票据已结算”：同一编号又来了一次。
CREATE TABLE irregular AS
SELECT bill_id FROM settlements WHERE sequence > 0 OR refusal = 5
UNION
SELECT corrects FROM bills WHERE corrects IS NOT NULL
UNION
SELECT reverses FROM bills WHERE reverses IS NOT NULL
