SELECT activity_id AS "ActivityId",
       CASE WHEN string_to_array(title_words, ' ') @> string_to_array({0}, ' ') AND ' ' || title_words || ' ' LIKE ALL (string_to_array({1}, '|')) THEN 0 ELSE 1 END AS "Relevance"
FROM activities_listing
WHERE string_to_array(words, ' ') @> string_to_array({0}, ' ') AND ' ' || words || ' ' LIKE ALL (string_to_array({1}, '|'))
