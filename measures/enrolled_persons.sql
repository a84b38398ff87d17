-- 期间最后一天正常参保而且在世的人数，一人只计一次。
-- 按乡镇、缴费类别、救助对象类别各分一次；乡镇的成员由账列出。
SELECT CAST(town AS VARCHAR) AS town, category, assistance_category,
       count(*) AS value, sum(enrolments) AS counted_rows
FROM insured
GROUP BY GROUPING SETS ((), (town), (category), (assistance_category))
UNION ALL
SELECT NULL, 'newborn', NULL, count(*), sum(enrolments)
FROM insured JOIN year y ON y.first <= insured.birth
HAVING count(*) > 0
