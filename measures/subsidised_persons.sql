-- 期末参保的人中由别人缴费的人数，按由谁缴分开；合计由各类相加。
-- 医疗救助全额和定额资助、残联资助、其他部门资助。
SELECT category, count(*) AS value, sum(enrolments) AS counted_rows
FROM insured
WHERE category NOT IN ('ordinary', 'student')
GROUP BY category
