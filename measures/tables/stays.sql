-- 住院：已结算的住院，一次一行。
CREATE TABLE stays AS
SELECT s.person_id,
       l.name AS institution_level,
       CASE WHEN p.name <> 'local' THEN p.name
            WHEN i.town IS NOT NULL THEN 'county'
            ELSE 'local_beyond_county' END AS place_of_care
FROM settled s
JOIN care_kind k ON k.code = s.kind AND k.name = 'inpatient'
LEFT JOIN institutions i ON i.institution_id = s.institution_id
LEFT JOIN institution_level l ON l.code = s.level
LEFT JOIN place p ON p.code = s.place
