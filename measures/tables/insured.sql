-- 期末参保的人：一人一行，注明乡镇、缴费类别和救助对象类别。
--
-- 参保状态正常、期间最后一天仍在参保期内、人还在世，才算期末参保；登记了两次的人只计一次。
-- 别人替缴费的归入资助对象；自己缴费的，未满十八岁归入学生儿童，其余是普通居民。
CREATE TABLE insured AS
SELECT e.person_id, p.town, p.birth,
       CASE e.payer WHEN 1 THEN 'funded_by_medical_assistance'
                    WHEN 2 THEN 'partly_funded'
                    WHEN 3 THEN 'funded_by_disabled_federation'
                    WHEN 4 THEN 'funded_by_others'
                    ELSE CASE WHEN y.last < p.birth + INTERVAL '18' YEAR THEN 'student'
                              ELSE 'ordinary' END END AS category,
       coalesce(a.name, 'ordinary') AS assistance_category,
       e.enrolments
FROM (
  SELECT person_id, max(payer) AS payer, count(*) AS enrolments
  FROM enrolments
  WHERE status = 1 -- 正常参保
    AND first <= (SELECT last FROM year)
    AND (SELECT last FROM year) <= last
  GROUP BY person_id
) e
JOIN persons p ON p.person_id = e.person_id
CROSS JOIN year y
LEFT JOIN (
  SELECT person_id, min(category) AS category
  FROM categories
  WHERE first <= (SELECT last FROM year)
    AND (last IS NULL OR (SELECT last FROM year) <= last)
  GROUP BY person_id
) c ON c.person_id = p.person_id
LEFT JOIN category a ON a.code = c.category
WHERE p.death IS NULL OR y.last < p.death
