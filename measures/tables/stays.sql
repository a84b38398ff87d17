-- 住院：已结算的住院，一次一行；天数是出院日减入院日，当天出院的计一天。
CREATE TABLE stays AS
SELECT s.person_id,
       CASE WHEN s.admitted < s.date THEN s.date - s.admitted ELSE 1 END AS days,
       l.name AS institution_level,
       CASE WHEN p.name <> 'local' THEN p.name
            WHEN i.town IS NOT NULL THEN 'county'
            ELSE 'local_beyond_county' END AS place_of_care
FROM settled s
LEFT JOIN institutions i ON i.institution_id = s.institution_id
LEFT JOIN institution_level l ON l.code = s.level
LEFT JOIN place p ON p.code = s.place
WHERE s.kind = 2 -- 住院
