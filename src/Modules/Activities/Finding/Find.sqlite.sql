SELECT l.activity_id AS "ActivityId",
       CASE WHEN activities_find.rowid IN (SELECT t.rowid FROM activities_find t WHERE t.activities_find MATCH 'title_words : (' || {2} || ')') THEN 0 ELSE 1 END AS "Relevance"
FROM activities_find
JOIN activities_listing l ON l.row_id = activities_find.rowid
WHERE activities_find MATCH 'words : (' || {2} || ')'
