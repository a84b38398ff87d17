-- 别人替参保人缴纳的个人缴费，按由谁缴分开；合计由各类相加。
-- 参保期与期间有交叉的都计，不论何时到账：缴的是这一期的保费。
SELECT CASE e.payer WHEN 1 THEN 'funded_by_medical_assistance'
                    WHEN 2 THEN 'partly_funded'
                    WHEN 3 THEN 'funded_by_disabled_federation'
                    ELSE 'funded_by_others' END AS category,
       sum(e.contribution_fen) AS value_fen, count(*) AS counted_rows
FROM enrolments e CROSS JOIN year y
WHERE e.payer > 0 -- 不是个人缴费
  AND e.paid IS NOT NULL AND e.first <= y.last AND y.first <= e.last
GROUP BY e.payer
