-- 期间内至少住院一次的人数，一人只计一次。
-- 在几级机构、几处地方都住过的，在各处各计一次，所以各处相加会大于合计。
SELECT institution_level, place_of_care, count(DISTINCT person_id) AS value,
       count(*) AS counted_rows
FROM stays
GROUP BY GROUPING SETS ((), (institution_level), (place_of_care))
