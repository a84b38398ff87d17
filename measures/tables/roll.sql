-- 名册：参保期与期间有交叉的参保登记，一条一行，注明这个人的乡镇、生日和去世日期。
--
-- in_force 是正常参保，at_end 是期间最后一天还在参保期内，alive_at_end 是那天人还在世。名册里查无
-- 此人的登记不在其中。
CREATE TABLE roll AS
SELECT e.person_id, e.first, e.last, e.status, e.paid, e.contribution_fen, e.payer,
       p.town, p.birth, p.death,
       e.status = 1 AS in_force,
       y.last <= e.last AS at_end,
       p.death IS NULL OR y.last < p.death AS alive_at_end
FROM enrolments e
JOIN persons p ON p.person_id = e.person_id
CROSS JOIN year y
WHERE e.first <= y.last AND y.first <= e.last
