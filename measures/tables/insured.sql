-- 期末参保的人：一人一行，注明乡镇、缴费类别和救助对象类别。
--
-- 参保状态正常、期间最后一天仍在参保期内、人还在世，才算期末参保；登记了两次的人只计一次。
-- 别人替缴费的归入资助对象；自己缴费的，未满十八岁归入学生儿童，其余是普通居民。
CREATE TABLE insured AS
SELECT r.person_id, r.town, r.birth,
       CASE r.payer WHEN 1 THEN 'funded_by_medical_assistance'
                    WHEN 2 THEN 'partly_funded'
                    WHEN 3 THEN 'funded_by_disabled_federation'
                    WHEN 4 THEN 'funded_by_others'
                    ELSE CASE WHEN y.last < r.birth + INTERVAL '18' YEAR THEN 'student'
                              ELSE 'ordinary' END END AS category,
       coalesce(a.name, 'ordinary') AS assistance_category,
       r.enrolments
FROM (
  SELECT r.person_id, min(r.town) AS town, min(r.birth) AS birth, max(r.payer) AS payer,
         count(*) AS enrolments
  FROM roll r
  WHERE r.in_force AND r.at_end AND r.alive_at_end
  GROUP BY r.person_id
) r
CROSS JOIN year y
LEFT JOIN (
  SELECT c.person_id, min(c.category) AS category
  FROM categories c
  WHERE c.first <= (SELECT last FROM year)
    AND (c.last IS NULL OR (SELECT last FROM year) <= c.last)
  GROUP BY c.person_id
) c ON c.person_id = r.person_id
LEFT JOIN category a ON a.code = c.category
