-- 就医与支付：已结算的费用按医疗类别、机构级别、就医地、救助对象类别汇总，金额和笔数各一列。
--
-- 多数口径都从这张表里取数，所以三百多万笔费用只需扫描一遍。就医地在统筹区内的，机构写明乡镇的是
-- 县域内，没有写的是县域外。
CREATE TABLE care AS
SELECT k.name AS care_kind,
       l.name AS institution_level,
       CASE WHEN p.name <> 'local' THEN p.name
            WHEN i.town IS NOT NULL THEN 'county'
            ELSE 'local_beyond_county' END AS place_of_care,
       a.name AS assistance_category,
       c.bills, c.total_fen, c.own_fen, c.eligible_fen, c.basic_fen, c.critical_fen,
       c.assistance_fen, c.tilt_fen, c.person_fen
FROM (
  SELECT kind, level, place, category, institution_id,
         count(*) AS bills, sum(total_fen) AS total_fen, sum(own_fen) AS own_fen,
         sum(eligible_fen) AS eligible_fen, sum(basic_fen) AS basic_fen,
         sum(critical_fen) AS critical_fen, sum(assistance_fen) AS assistance_fen,
         sum(tilt_fen) AS tilt_fen, sum(person_fen) AS person_fen
  FROM settled
  GROUP BY kind, level, place, category, institution_id
) c
LEFT JOIN institutions i ON i.institution_id = c.institution_id
LEFT JOIN care_kind k ON k.code = c.kind
LEFT JOIN institution_level l ON l.code = c.level
LEFT JOIN place p ON p.code = c.place
LEFT JOIN category a ON a.code = c.category
