-- What came in as won and goes out again at once is seen over the whole vault: when and how much came in that paid for an
-- outward movement.
ALTER TABLE movement ADD COLUMN funded_at INTEGER;  -- seconds since 1970
ALTER TABLE movement ADD COLUMN funded_krw INTEGER;

-- As `Movement::read` reads them: a moment without an offset is one in Korea; numbers with commas in groups of three or with
-- none, rounded half up. Amounts of more than eighteen digits are left out.
UPDATE movement SET funded_at = f.at, funded_krw = f.krw
FROM (SELECT id,
          CASE WHEN date(substr(moment, 1, 10)) IS NOT substr(moment, 1, 10)
                 OR substr(moment, 12, 2) > '23' THEN NULL
               WHEN moment GLOB '????-??-??[T ][0-2][0-9]:[0-5][0-9]'
                 OR moment GLOB '????-??-??[T ][0-2][0-9]:[0-5][0-9]:[0-5][0-9]'
               THEN CAST(strftime('%s', moment) AS INTEGER) - 32400
               WHEN moment GLOB '????-??-??[T ]??:??:??*Z' OR moment GLOB '????-??-??[T ]??:??:??*[+-]??:??'
               THEN CAST(strftime('%s', moment) AS INTEGER) END AS at,
          CASE WHEN whole = '' OR length(digits) > 18 OR digits GLOB '*[^0-9]*' OR fraction GLOB '*[^0-9]*'
                 OR won GLOB '*.' THEN NULL
               WHEN whole = digits OR whole = printf('%,d', CAST(digits AS INTEGER))
               THEN CAST(digits AS INTEGER) + (fraction GLOB '[5-9]*') END AS krw
      FROM (SELECT id, won, whole, replace(whole, ',', '') AS digits, substr(won, length(whole) + 2) AS fraction,
                CASE WHEN length(typed) = 12 AND typed NOT GLOB '*[^0-9]*'
                     THEN substr(typed, 1, 4) || '-' || substr(typed, 5, 2) || '-' || substr(typed, 7, 2) || 'T' ||
                          substr(typed, 9, 2) || ':' || substr(typed, 11)
                     ELSE typed END AS moment
            FROM (SELECT id, won, typed, substr(won, 1, instr(won || '.', '.') - 1) AS whole
                  FROM (SELECT m.id, trim(coalesce(json_extract(coalesce(t.cells, r.cells), '$.funded_at'), '')) AS typed,
                            trim(coalesce(json_extract(coalesce(t.cells, r.cells), '$.funded_krw'), '')) AS won
                        FROM movement m
                        LEFT JOIN transfer t ON t.id = m.transfer
                        LEFT JOIN row r ON r.filing = m.filing AND r.part = 'transfers' AND r.number = m.number
                        WHERE m.direction = 'out' AND coalesce(t.cells, r.cells) GLOB '*"funded_*')))) AS f
WHERE f.id = movement.id AND (f.at IS NOT NULL OR f.krw IS NOT NULL);
