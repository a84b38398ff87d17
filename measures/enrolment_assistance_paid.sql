-- 别人替参保人缴纳的个人缴费，按由谁缴分开；合计由各类相加。
-- 参保期与期间有交叉、已经到账的都计：缴的是这一期的保费，不论何时到账。
SELECT CASE payer WHEN 1 THEN 'funded_by_medical_assistance'
                  WHEN 2 THEN 'partly_funded'
                  WHEN 3 THEN 'funded_by_disabled_federation'
                  ELSE 'funded_by_others' END AS category,
       sum(contribution_fen) AS value_fen, count(*) AS counted_rows
FROM roll
WHERE payer > 0 -- 不是个人缴费
  AND paid IS NOT NULL AND status <> 2 -- 暂停参保的那一段不再缴一次
GROUP BY payer
