-- A query a line, in PostgreSQL's language; each must give the same rows there and, translated, on DuckDB.
SELECT i, i / 2, i % 3, i / 2.0, -i / 2, n / 3, n * n, n % 5, n ^ 2 FROM num
SELECT i, b / 7, b * 2, b + 1, b % 10, round(n, 2), round(n), trunc(n, 1), trunc(n) FROM num
SELECT i, ceil(n), floor(n), round(d), round(d::numeric), d::int, n::int, r::int FROM num
SELECT round(2.5), round(3.5), round(-2.5), round(2.5::float8), round(3.5::float8), 2.5::int, 2.5::float8::int, 1 / 3, 1.0 / 3, 10 / 4, -10 / 4, 10 % -3, -10 % 3, mod(-10, 3)
SELECT div(7, 2), div(-7, 2), 5 / 2 * 2.0, 7 / 2::numeric, cast(7 as real) / 2, power(2, 10), 2 ^ 3 ^ 2, sqrt(16), cbrt(27), exp(1), ln(10), log(100), log(2, 8), abs(-3), sign(-4.2)
SELECT i, i & 3, i | 8, ~i, greatest(i, 3, NULL), least(i, NULL, 2), coalesce(i, -1), nullif(i, 0) FROM num
SELECT gcd(12, 18), lcm(4, 6), factorial(5), degrees(pi()), radians(180.0), sin(0.5), cos(0.5), tan(0.5), atan2(1, 2), asin(0.5)
SELECT i, i BETWEEN 0 AND 7, i BETWEEN SYMMETRIC 7 AND 0, i IN (7, NULL), i NOT IN (7, 8), i IS DISTINCT FROM NULL, d = -0.5, d <> 2.5, d IS NULL FROM num
SELECT i, (d > 0) IS TRUE, (d > 0) IS NOT TRUE, (d > 0) IS UNKNOWN FROM num
SELECT sum(i) FROM num
SELECT sum(b) FROM num
SELECT sum(n) FROM num
SELECT sum(d) FROM num
SELECT avg(i) FROM num
SELECT avg(n) FROM num
SELECT avg(d) FROM num
SELECT count(*) FROM num
SELECT count(i) FROM num
SELECT min(i) FROM num
SELECT max(n) FROM num
SELECT sum(i) FROM num WHERE false
SELECT stddev(i) FROM num
SELECT stddev_pop(i) FROM num
SELECT variance(i) FROM num
SELECT var_pop(n) FROM num
SELECT corr(i, d) FROM num
SELECT covar_pop(i, d) FROM num
SELECT regr_slope(i, d) FROM num
SELECT bool_and(i > 0) FROM num
SELECT bool_or(i > 0) FROM num
SELECT every(i IS NULL OR i > -10) FROM num
SELECT bit_and(i) FROM num
SELECT bit_or(i) FROM num
SELECT bit_xor(i) FROM num
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY i) FROM num
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY i) FROM num
SELECT array_agg(i ORDER BY i) FROM num
SELECT array_agg(i ORDER BY i DESC) FROM num
SELECT array_agg(DISTINCT s) FROM num
SELECT string_agg(t, ',' ORDER BY k) FROM txt
SELECT string_agg(DISTINCT dept, '|' ORDER BY dept) FROM emp
SELECT string_agg(name, '' ORDER BY id DESC) FILTER (WHERE salary > 4000) FROM emp
SELECT k, upper(t), lower(t), initcap(t), length(t), char_length(t), octet_length(t), substring(t from 2 for 2), substr(t, 2) FROM txt
SELECT k, substr(t, 0, 2), substr(t, -1, 3), left(t, 2), left(t, -1), right(t, 2), right(t, -1), position('b' in t), strpos(t, 'l') FROM txt
SELECT k, reverse(t), trim(t), ltrim(t), rtrim(t), btrim(t, ' a'), trim(both 'ac' from t), trim(leading ' ' from t), lpad(t, 5, '*') FROM txt
SELECT k, rpad(t, 5, 'xy'), lpad(t, 2), repeat(t, 2), repeat(t, -1), t || 'x', concat(t, NULL, 'x'), concat_ws('-', t, NULL, 'y'), t || NULL FROM txt
SELECT k, replace(t, 'a', 'A'), translate(t, 'abc', 'xy'), split_part(t, ',', 2), split_part(t, ',', -1) FROM txt
SELECT k, ascii(t), chr(65), md5(t), to_hex(255) FROM txt WHERE t <> ''
SELECT k, t LIKE 'a%', t ILIKE 'A%', t NOT LIKE '%b%', t LIKE '100\%%', t LIKE '%!_%' ESCAPE '!', t SIMILAR TO '(a|A)%', t ~ '^[a-c]+$', t ~* '^abc' FROM txt
SELECT k, t !~ '\d', t !~* 'ABC', regexp_replace(t, '[0-9]+', '#'), regexp_replace(t, '[0-9]+', '#', 'g'), regexp_replace(t, '(\w)(\d)', '\2\1', 'g'), substring(t from '[0-9]+'), substring(t from 'x(\d)y') FROM txt
SELECT k, array_to_string(string_to_array(t, ','), ';'), regexp_count(t, '[0-9]'), t < 'b', t > 'B', t = 'abc' FROM txt
SELECT k, t COLLATE "C" < 'b', starts_with(t, 'a') FROM txt
SELECT id, code = 'A1', name::char(2) FROM emp
SELECT name::varchar(2) FROM emp
SELECT id, 'abc'::char(5) = 'abc', cast(salary as varchar), cast(active as text), cast(hired as text), bonus::text, salary::text, seen::text, (1.0)::text FROM emp
SELECT id, (1e10)::float8::text, (0.1)::real::text FROM emp
SELECT k, extract(year from d), extract(month from d), extract(day from d), extract(dow from d), extract(isodow from d), extract(doy from d), extract(week from d), extract(quarter from d) FROM tim
SELECT k, extract(isoyear from d), extract(epoch from d), extract(century from d), extract(decade from d), extract(hour from ts), extract(second from ts), extract(milliseconds from ts), extract(microseconds from ts) FROM tim
SELECT k, extract(epoch from ts), date_part('minute', ts), date_part('second', ts), extract(epoch from iv), extract(day from iv), extract(hour from iv), extract(month from iv), date_trunc('month', ts) FROM tim
SELECT k, date_trunc('week', ts), date_trunc('quarter', d), date_trunc('hour', ts), date_trunc('year', d), date_trunc('day', ts), d + 1, d - 1, d - DATE '2023-12-01' FROM tim
SELECT k, d + INTERVAL '1 month', d + INTERVAL '1 day', d - INTERVAL '1 year', ts + INTERVAL '1 month', ts - INTERVAL '90 minutes', ts - TIMESTAMP '2023-12-30 12:00:00', ts + iv FROM tim
SELECT age(TIMESTAMP '2024-03-01', TIMESTAMP '2023-01-31'), age(DATE '2024-03-31', DATE '2024-02-29')
SELECT k, age(ts, TIMESTAMP '2000-01-01'), d + tm, d::timestamp, ts::date, ts::time, to_char(ts, 'YYYY-MM-DD HH24:MI:SS'), to_char(ts, 'DD.MM.YY'), to_char(ts, 'Mon DD, YYYY') FROM tim
SELECT k, to_char(ts, 'FMDay, FMDD FMMonth'), to_char(ts, 'HH12:MI AM'), to_char(ts, 'IW'), to_char(ts, 'DDD'), to_char(ts, 'MS'), to_char(ts, 'US'), to_char(d, 'YYYYMMDD'), to_char(d, 'Dy') FROM tim
SELECT i, to_char(n, 'FM999990.00') FROM num
SELECT to_date('20240229', 'YYYYMMDD'), to_date('05 Dec 2000', 'DD Mon YYYY'), to_timestamp('2024-02-29 13:14:15', 'YYYY-MM-DD HH24:MI:SS'), to_timestamp(1284352323)
SELECT make_date(2024, 2, 29), make_timestamp(2024, 2, 29, 1, 2, 3.5), INTERVAL '1 year 2 months' * 2, INTERVAL '1 day' / 2
SELECT k, tz AT TIME ZONE 'America/New_York', ts AT TIME ZONE 'UTC', ts AT TIME ZONE 'Europe/Berlin', timezone('Asia/Tokyo', tz), d = '2024-01-31', d > '2020-01-01'::date, ts > '2024-01-01', d IN ('2024-01-31', '2000-02-29') FROM tim
SELECT id, name, row_number() OVER (ORDER BY salary DESC NULLS LAST, id), rank() OVER (ORDER BY salary), dense_rank() OVER (ORDER BY salary DESC), ntile(2) OVER (ORDER BY id), percent_rank() OVER (ORDER BY id) FROM emp
SELECT id, cume_dist() OVER (ORDER BY salary), lag(salary) OVER (ORDER BY id), lead(salary, 2, 0) OVER (ORDER BY id), first_value(name) OVER (PARTITION BY dept ORDER BY id), last_value(name) OVER (PARTITION BY dept ORDER BY id) FROM emp
SELECT id, nth_value(name, 2) OVER (ORDER BY id) FROM emp
SELECT id, sum(salary) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW), sum(salary) OVER (ORDER BY dept), avg(salary) OVER w, count(*) OVER (PARTITION BY dept) FROM emp WINDOW w AS (PARTITION BY dept)
SELECT id, sum(salary) OVER (ORDER BY salary RANGE BETWEEN 1000 PRECEDING AND CURRENT ROW) FROM emp
SELECT name FROM emp ORDER BY salary
SELECT name FROM emp ORDER BY salary DESC
SELECT name FROM emp ORDER BY dept DESC NULLS LAST
SELECT t FROM txt ORDER BY t COLLATE "C"
SELECT DISTINCT ON (dept) dept, name FROM emp ORDER BY dept, salary DESC NULLS LAST, id
SELECT dept, count(*) FROM emp GROUP BY dept HAVING count(*) > 1
SELECT dept, active, count(*), sum(salary) FROM emp GROUP BY ROLLUP (dept, active)
SELECT dept, active, count(*), grouping(dept), grouping(dept, active) FROM emp GROUP BY CUBE (dept, active)
SELECT dept, active, count(*) FROM emp GROUP BY GROUPING SETS ((dept), (active), ())
SELECT b.name FROM emp e LEFT JOIN emp b ON e.boss = b.id
SELECT * FROM (VALUES (1, 'a'), (2, 'b')) v(x, y)
SELECT l.n FROM emp e CROSS JOIN LATERAL (SELECT count(*) AS n FROM emp x WHERE x.boss = e.id) l
SELECT name FROM emp e WHERE EXISTS (SELECT 1 FROM emp b WHERE b.boss = e.id)
SELECT id, name FROM emp WHERE salary > ALL (SELECT salary FROM emp WHERE dept = 'Sales' AND salary IS NOT NULL)
SELECT id, name FROM emp WHERE salary = ANY (ARRAY[3900.25, 4100])
SELECT id, name FROM emp WHERE id NOT IN (SELECT boss FROM emp)
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 5) SELECT sum(n) FROM t
WITH RECURSIVE up AS (SELECT id, name, boss, 0 AS lvl, name::text AS path FROM emp WHERE boss IS NULL UNION ALL SELECT e.id, e.name, e.boss, up.lvl + 1, up.path || '/' || e.name FROM emp e JOIN up ON e.boss = up.id) SELECT id, lvl, path FROM up
SELECT id FROM emp UNION SELECT i FROM num
SELECT id FROM emp EXCEPT SELECT i FROM num
SELECT dept FROM emp INTERSECT ALL SELECT dept FROM emp
SELECT g FROM generate_series(5, 1, -2) g
SELECT g::date FROM generate_series(DATE '2024-01-30', DATE '2024-02-02', INTERVAL '1 day') g
SELECT id, unnest(tags), tags[1], cardinality(tags), array_length(tags, 1), array_upper(tags, 1), 'x' = ANY(tags), array_append(tags, 'q'), tags @> ARRAY['x'] FROM emp
SELECT ARRAY[1,2,3] && ARRAY[3,4], ARRAY[1,2] <@ ARRAY[1,2,3], array_position(ARRAY['a','b'], 'b'), array_remove(ARRAY[1,2,1], 1), array_cat(ARRAY[1], ARRAY[2])
SELECT id, CASE WHEN salary > 4000 THEN 'hi' WHEN salary IS NULL THEN 'none' ELSE 'lo' END, CASE dept WHEN 'R&D' THEN 1 END, salary > 4000 AND active, active OR NULL, NOT active FROM emp
SELECT id, name FROM emp WHERE active
SELECT count(*) FILTER (WHERE active) FROM emp
SELECT sum(salary) FILTER (WHERE dept = 'Sales') FROM emp
SELECT '{"a": {"b": [1, 2, {"c": "x"}]}}'::json -> 'a' -> 'b' ->> 2, '{"a": 1}'::jsonb ->> 'a', '{"a": {"b": 5}}'::jsonb #>> '{a,b}', '[1,2,3]'::jsonb -> -1, '{"a":1}'::jsonb ? 'a'
SELECT '{"a":1,"b":2}'::jsonb @> '{"a":1}', jsonb_array_length('[1,2]'), jsonb_typeof('{"a":1}'::jsonb -> 'a'), jsonb_build_array(1, 'a', NULL), to_json('x'::text)
SELECT value FROM jsonb_each_text('{"a":1,"b":"x"}')
SELECT json_agg(id ORDER BY id) FROM emp
SELECT i, i::text || 'x', i || 'x', d::text, r::text, n::text, b::text FROM num
SELECT cast('12' as integer), cast(' 12 ' as integer), cast('1.5' as numeric), cast('t' as boolean), cast('yes' as boolean), cast('1' as boolean), cast(1 as boolean)
SELECT cast(true as integer), cast('2024-01-31' as date), cast('Jan 31, 2024' as date), cast('20240131' as date), cast('2024-01-31 10:00' as timestamp), cast('10:20' as time)
SELECT cast('1 day' as interval), cast(2.5 as integer), cast(-2.5 as integer), cast(3.5 as integer), cast(2.4999 as int), cast(2.5 as bigint), cast(1e3 as int)
SELECT cast(99.995 as numeric(10,2)), cast(-99.995 as numeric(10,2)), cast(0.5::float8 as int), cast(1.5::float8 as int)
SELECT i, cast(n as integer), cast(d as numeric(10,1)), cast(n as numeric(10,1)), cast(d as bigint), cast(n as real), round(n, 1), round(n, -2), round(n, 3) FROM num
SELECT i, round(i, -1), trunc(n, -1), round(-0.5), round(0.5), round(1.005, 2) FROM num
SELECT ceil(-1.5), floor(-1.5), trunc(-1.5), ceiling(1.1), mod(7.5, 2), 7.5 % 2, -7 % 2, abs(-7.5), 'a' < 'B', 'Z' < 'a', 'ä' < 'b', 'a' = 'a ', 'abc' > 'ab', '10' < '9'
SELECT t FROM txt ORDER BY t
SELECT min(t) FROM txt
SELECT max(t) FROM txt
SELECT k, t || '' IS NULL, coalesce(t, 'n'), nullif(t, ''), t = '' FROM txt
SELECT length('  a  '), length(' '), char_length('é'), length('日本'), octet_length('é'), bit_length('a'), substring('hello', 2, 3), substring('hello', -2, 5), substring('hello', 10)
SELECT substring('hello' from 3), substr('hello', 2, 0), position('' in 'abc'), position('z' in 'abc'), strpos('abcabc', 'ca'), position(NULL in 'abc'), split_part('a.b.c', '.', 1)
SELECT split_part('a.b.c', '.', 4), split_part('a.b.c', '.', -2), initcap('hello wORLD-foo bar_baz 3rd o''neil'), upper('ß'), lower('İ'), initcap('éa b'), lpad('abc', 2)
SELECT lpad('7', 3, '0'), lpad('a', -1, 'x'), lpad(NULL, 3, 'x'), lpad('abcdef', 3, 'z'), repeat('ab', 0), reverse('añb'), left('abc', 0), right('abc', 5), left('abc', -5)
SELECT translate('12345', '143', 'ax'), replace('aaa', 'aa', 'b'), replace('abc', '', 'x'), replace('abc', 'b', NULL), concat(1, 'a', NULL, true, 2.5), concat_ws(',', NULL, NULL)
SELECT concat_ws(NULL, 'a', 'b'), trim('x' from 'xxaxx'), trim(leading from '  a '), ltrim('xyxa', 'yx'), rtrim('abba', 'ab'), trim(E'\t a'), btrim('  a '), E'a\nb', E'\x41'
SELECT 'it''s', $$dollar$$, $q$a'b$q$, 'abc' LIKE 'A%', 'abc' ILIKE 'A_C', 'a\b' LIKE 'a\\b', 'a%b' LIKE 'a\%b', 'abc' LIKE '%', '' LIKE '', NULL LIKE 'a', 'abc' ~~ 'a%'
SELECT 'abc' ~~* 'A%', 'abc' !~~ 'a%', 'abc' LIKE ANY (ARRAY['x%', 'a%']), 'abc' LIKE ALL (ARRAY['a%', '%c']), 'abc' SIMILAR TO '%(b|d)%', 'abc' SIMILAR TO 'ab'
SELECT 'abc' NOT SIMILAR TO 'a_c', 'foobar' ~ 'o{2}', 'foo' ~ '^F', 'foo' ~* '^F', 'a.c' ~ 'a\.c', 'abc' ~ '[[:alpha:]]+', 'a1' ~ '\d$', E'a\nb' ~ 'a.b', E'a\nb' ~ '^b'
SELECT 'word here' ~ '\mhere\M', 'x' ~ '', regexp_replace('abc', 'B', 'x', 'i'), regexp_replace('foobarbaz', 'b(..)', 'X\1Y', 'g'), regexp_replace('foobarbaz', 'b..', 'X')
SELECT regexp_replace('abc', '(b)', '[\1]'), regexp_replace('abc', 'b', '$1'), regexp_replace('a.b', '\.', ''), regexp_split_to_array('a1b22c', '\d+'), now() > '2020-01-01'
SELECT current_date > DATE '2020-01-01', current_timestamp IS NOT NULL, localtimestamp IS NOT NULL
SELECT k, d + 30, d - 31, 7 + d, d - d, d + interval '1 day 2 hours', d - interval '1 mon', d + '1 week'::interval, ts - ts FROM tim
SELECT k, ts - d, d - ts::date, tz - tz, ts + '2 days'::interval, ts - interval '1.5 days', ts + 2 * interval '1 hour', ts::date + 1 FROM tim
SELECT DATE '2024-01-31' + INTERVAL '1 month', DATE '2024-03-31' - INTERVAL '1 month', DATE '2023-02-28' + INTERVAL '1 year', TIMESTAMP '2024-02-29' + INTERVAL '1 year'
SELECT DATE '2024-01-31' + INTERVAL '1 month' * 2, INTERVAL '1' MONTH + DATE '2024-01-15', DATE '2024-01-01' + INTERVAL '2' DAY, interval '1 day' = interval '24 hours'
SELECT interval '1 month' = interval '30 days', interval '1 year' > interval '360 days', interval '90 minutes', extract(day from interval '40 days')
SELECT extract(month from interval '14 months'), extract(year from interval '14 months'), extract(hour from interval '100 hours'), extract(epoch from interval '1 month')
SELECT extract(epoch from interval '1 year'), extract(minute from interval '100 minutes'), extract(dow from DATE '2024-03-03'), extract(isodow from DATE '2024-03-03')
SELECT extract(week from DATE '2021-01-03'), extract(isoyear from DATE '2021-01-03'), extract(quarter from DATE '2024-05-01'), extract(doy from DATE '2024-12-31')
SELECT extract(millennium from DATE '2024-01-01')
SELECT k, date_trunc('week', DATE '2024-03-03'), date_trunc('minute', ts), date_trunc('milliseconds', ts), date_trunc('month', tz), date_part('year', d), date_part('dow', ts), date_part('epoch', tz) FROM tim
SELECT k, date_part('hour', tm), date_part('day', ts - d), date_part('month', age(ts, d::timestamp)) FROM tim
SELECT to_char(12, 'FM000'), to_char(1.5, 'FM990.0'), to_char(DATE '2024-03-03', 'FMDay'), to_char(DATE '2024-03-03', 'FMMonth DD'), to_char(DATE '2024-03-03', 'IYYY-IW')
SELECT to_char(DATE '2024-03-03', 'FMDD.FMMM.YYYY'), to_char(TIMESTAMP '2024-03-03 15:04:05.678', 'HH:MI:SS.MS AM'), to_char(TIMESTAMP '2024-03-03 15:04:05', 'HH24MISS')
SELECT to_char(TIMESTAMP '2024-03-03 15:04:05', 'YYYY-MM-DD"T"HH24:MI:SS'), to_char(TIMESTAMP '2024-03-03 15:04:05', 'FMHH12:FMMI'), to_date('2024-1-5', 'YYYY-MM-DD')
SELECT to_date('31/12/99', 'DD/MM/YY'), to_date('1 January 2024', 'DD Month YYYY'), to_date('2024-060', 'YYYY-DDD'), to_date('  2024-01-05', 'YYYY-MM-DD')
SELECT to_timestamp('2024-01-05 3:04 PM', 'YYYY-MM-DD HH12:MI PM'), to_timestamp(1.5), make_date(2024, 1, 5), make_timestamp(2024, 1, 5, 8, 15, 23.5)
SELECT isfinite(DATE '2024-01-01'), age(TIMESTAMP '2024-03-31', TIMESTAMP '2024-02-29'), age(TIMESTAMP '2024-01-01', TIMESTAMP '2024-03-15 12:00')
SELECT extract(year from age(DATE '2024-03-01', DATE '1990-03-02')), date_part('day', age(DATE '2024-03-01', DATE '2024-01-31'))
SELECT k, TIMESTAMP '2024-06-01 12:00' AT TIME ZONE 'Europe/Berlin', (TIMESTAMP '2024-06-01 12:00' AT TIME ZONE 'UTC') AT TIME ZONE 'America/New_York', tz::date, tz::timestamp FROM tim
SELECT i, CASE WHEN i > 0 THEN 'p' WHEN i < 0 THEN 'n' END, CASE i WHEN NULL THEN 'null' ELSE 'x' END, i IN (1, NULL), i NOT IN (1, NULL), NOT (i > 0), i = i, i <> i, i IS NOT DISTINCT FROM 2 FROM num
SELECT i, coalesce(NULL, 1, 2), coalesce(i, d), nullif(i, 2), greatest('a', 'b'), least(1, 2.5), greatest(DATE '2024-01-01', NULL), (i, s) = (2, 2), (i, s) < (3, 0) FROM num
SELECT i, ROW(1, 2) = ROW(1, 2), (1, NULL) = (1, NULL), (1, NULL) = (2, NULL), (i, s) IN ((2, 2), (7, 3)) FROM num
SELECT count(DISTINCT dept) FROM emp
SELECT count(DISTINCT (dept, active)) FROM emp
SELECT sum(DISTINCT salary) FROM emp
SELECT avg(salary) FROM emp
SELECT avg(id) FROM emp
SELECT max(name) FROM emp
SELECT min(hired) FROM emp
SELECT max(active::int) FROM emp
SELECT count(*) FROM num WHERE i > 5000
SELECT sum(1) FROM num WHERE i > 5000
SELECT avg(NULL::int) FROM num WHERE i > 5000
SELECT max(NULL::text) FROM num WHERE i > 5000
SELECT string_agg(NULL, ',') FROM num WHERE i > 5000
SELECT array_agg(NULL::int) FROM num WHERE i > 5000
SELECT bool_and(NULL) FROM num WHERE i > 5000
SELECT coalesce(sum(i), 0) FROM num WHERE i > 5000
SELECT string_agg(name, ', ' ORDER BY name DESC) FROM emp
SELECT string_agg(dept, ',') FILTER (WHERE dept IS NOT NULL) FROM emp
SELECT string_agg(DISTINCT dept, ',') FROM emp
SELECT string_agg(id::text, '' ORDER BY salary NULLS FIRST, id) FROM emp
SELECT array_agg(name ORDER BY id) FROM emp
SELECT array_agg(DISTINCT dept ORDER BY dept) FROM emp
SELECT array_agg(id ORDER BY salary DESC, id) FROM emp
SELECT array_agg(id) FILTER (WHERE id > 100) FROM emp
SELECT cardinality(array_agg(id)) FROM emp
SELECT percentile_cont(0.25) WITHIN GROUP (ORDER BY d) FROM num
SELECT stddev_samp(n) FROM num
SELECT var_samp(d) FROM num
SELECT corr(n, d) FROM num
SELECT dept, sum(salary) FROM emp GROUP BY 1 ORDER BY 2 DESC NULLS LAST, 1
SELECT dept AS x, count(*) FROM emp GROUP BY x
SELECT upper(dept), count(*) FROM emp GROUP BY upper(dept) HAVING count(*) > 1 ORDER BY upper(dept)
SELECT extract(year from hired) AS y, count(*) FROM emp GROUP BY y
SELECT dept AS name FROM emp ORDER BY name
SELECT salary FROM emp ORDER BY salary DESC LIMIT 2
SELECT id FROM emp ORDER BY salary NULLS FIRST
SELECT id FROM emp ORDER BY salary DESC NULLS LAST FETCH FIRST 2 ROWS WITH TIES
SELECT e.id, d.cnt FROM emp e JOIN (SELECT dept, count(*) cnt FROM emp GROUP BY dept) d USING (dept)
SELECT * FROM (SELECT id, dept FROM emp) a NATURAL JOIN (SELECT id, salary FROM emp) b
SELECT b.i FROM emp a RIGHT OUTER JOIN num b ON a.id = b.i AND a.active
SELECT count(*) FROM emp
SELECT count(*) FROM emp CROSS JOIN num WHERE emp.id < num.i
SELECT (SELECT string_agg(x.name, ',' ORDER BY x.id) FROM emp x WHERE x.boss = e.id) FROM emp e
SELECT id FROM emp e WHERE salary = (SELECT max(salary) FROM emp x WHERE x.dept = e.dept)
SELECT id FROM emp WHERE (dept, salary) IN (SELECT dept, max(salary) FROM emp GROUP BY dept)
SELECT x.* FROM emp e JOIN LATERAL (SELECT e.id * 2 AS dbl, e.name) x ON true
SELECT sub.a FROM (SELECT 1 AS a UNION ALL SELECT 2 UNION ALL SELECT 1) sub
(SELECT id FROM emp ORDER BY id LIMIT 1) UNION ALL (SELECT i FROM num ORDER BY i DESC NULLS LAST LIMIT 1)
SELECT i FROM num EXCEPT ALL SELECT id FROM emp
WITH a AS (SELECT id FROM emp), b AS MATERIALIZED (SELECT id FROM a WHERE id > 2) SELECT * FROM b
WITH a(x, y) AS (VALUES (1, 'one'), (2, 'two')) SELECT y FROM a WHERE x = 2
WITH RECURSIVE f(a, b) AS (VALUES (0, 1) UNION ALL SELECT b, a + b FROM f WHERE b < 50) SELECT a FROM f
WITH RECURSIVE g AS (SELECT 1 AS n UNION SELECT (n * 2) % 7 FROM g) SELECT n FROM g
SELECT row_number() OVER (PARTITION BY dept ORDER BY salary DESC) AS rn FROM emp ORDER BY id
SELECT id, lag(id, 1, -1) OVER (PARTITION BY dept ORDER BY id), lead(name) OVER (ORDER BY id DESC), max(salary) OVER (ORDER BY id ROWS UNBOUNDED PRECEDING), string_agg(name, '') OVER (ORDER BY id) FROM emp
SELECT id, count(*) FILTER (WHERE active) OVER (), avg(id) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) FROM emp
SELECT id, sum(id) OVER (ORDER BY hired RANGE BETWEEN INTERVAL '1 year' PRECEDING AND CURRENT ROW) FROM emp WHERE hired IS NOT NULL
SELECT id, first_value(salary) OVER (ORDER BY salary), last_value(salary) OVER (ORDER BY salary ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING), rank() OVER (ORDER BY dept), dense_rank() OVER (ORDER BY dept DESC) FROM emp
SELECT id FROM emp TABLESAMPLE BERNOULLI (100)
SELECT id, tags[5], array_length(ARRAY[]::int[], 1), array_to_string(tags, ','), 'x' = ALL(tags), 'x' <> ALL(tags), tags = ARRAY['x', 'y'] FROM emp
SELECT ARRAY[1] || ARRAY[2], array_prepend(0, ARRAY[1])
SELECT unnest(ARRAY[1, 2])
SELECT (ARRAY[1, 2, 3])[2]
SELECT ARRAY(SELECT id FROM emp ORDER BY id)
SELECT id, NOT ('x' = ANY(tags)), id = ANY(ARRAY[1, 2]), id <> ALL(ARRAY[1, 2]), id = ANY('{1,3}'::int[]) FROM emp
SELECT '{"a":null}'::jsonb -> 'a' IS NULL, '{"a":null}'::jsonb ->> 'a' IS NULL, '{"a":"x"}'::json ->> 'b', '{"a":1.50}'::json ->> 'a', '["x"]'::json ->> 0
SELECT '{"a":true}'::jsonb ->> 'a', ('{"a":5}'::jsonb ->> 'a')::int + 1, ('{"a":5}'::jsonb -> 'a')::int, '{"a":[1,2]}'::jsonb #> '{a,1}'
SELECT jsonb_extract_path_text('{"a":{"b":1}}', 'a', 'b'), json_array_length('[1,2,3]'), jsonb_build_object('k', 1) ->> 'k'
SELECT 1 WHERE 1 = 1.0 AND '1' = 1::text AND 1 < 2.5
SELECT 9223372036854775807 + 0, 2147483647::bigint + 1, 0.1 + 0.2 = 0.3, 0.1::float8 + 0.2::float8 = 0.3::float8, 1.10 = 1.1, 1e2, 100000000000000000000
SELECT i, b * 1000 FROM num
SELECT id, '5'::int + '3'::int, '2024-01-01' < DATE '2024-01-02', id::text = '1', name > 'b', name = 'ANN' FROM emp
SELECT true AND NULL, false AND NULL, true OR NULL, NOT NULL, true = 't', true > false, true::int + 1, random() < 1, gen_random_uuid() IS NOT NULL
SELECT sum(i::numeric) / count(*) FROM num
SELECT sum(i) / count(*) FROM num
SELECT avg(i)::int FROM num
SELECT round(avg(i), 2) FROM num
SELECT round(avg(d)::numeric, 2) FROM num
SELECT sum(d) / 3 FROM num
SELECT 100.0 * count(i) / count(*) FROM num
SELECT count(i) * 100 / count(*) FROM num
SELECT round(100.0 * sum(CASE WHEN i > 0 THEN 1 ELSE 0 END) / count(*), 2), (sum(i) / nullif(sum(s), 0))::numeric(10,2), 1.0 * i / 3 FROM num GROUP BY i
SELECT i, i / 3 * 3, (i / 3)::numeric, i::float / 3, i / 3.0, n / i, n / 3, d / 3, s / 2 FROM num WHERE i <> 0
SELECT i, b / 2 FROM num WHERE i <> 0
SELECT DISTINCT dept FROM emp ORDER BY dept NULLS FIRST
SELECT DISTINCT ON (dept) dept, id FROM emp ORDER BY dept, id DESC
SELECT DISTINCT active, dept IS NULL FROM emp
SELECT id, name FROM emp WHERE name ILIKE '%E%' AND note IS NOT NULL ORDER BY 1
SELECT id, md5(name) FROM emp
SELECT ascii(''), ascii('é'), chr(233), to_hex(-1), lower('ÀÉ'), 'a' || 1 || 'b'
SELECT k, t ~~ 'a%', t !~~ '%b%', t ~~* 'A%', t ~ '\mHello\M', t !~~* 'a%', t ~~ '100\%%', to_hex(-1), to_hex(k) FROM txt
SELECT k, to_hex(k::bigint - 5) FROM txt
SELECT string_agg(DISTINCT name, ',') FROM emp
SELECT a.id FROM emp a WHERE a.salary IN (SELECT max(b.salary) FROM emp b GROUP BY b.dept)
SELECT id, sum(salary) OVER (ORDER BY salary NULLS FIRST), count(boss) OVER (PARTITION BY dept ORDER BY id RANGE UNBOUNDED PRECEDING) FROM emp
SELECT dept, max(salary) - min(salary), count(*) FILTER (WHERE salary IS NULL), avg(salary)::numeric(10,2) FROM emp GROUP BY dept
SELECT dept FROM emp GROUP BY dept ORDER BY count(*) DESC, dept NULLS LAST
SELECT e.dept, sum(e.salary) FROM emp e GROUP BY e.dept HAVING sum(e.salary) > 8000
SELECT coalesce(dept, 'Total'), sum(salary) FROM emp GROUP BY ROLLUP(dept)
SELECT id, extract(epoch FROM seen) FROM emp
SELECT extract(epoch FROM (TIMESTAMP '2024-03-01 12:00' - TIMESTAMP '2024-02-28')) / 3600
SELECT date_part('day', TIMESTAMP '2024-03-01' - TIMESTAMP '2024-02-27 12:00'), (TIMESTAMP '2024-03-01' - TIMESTAMP '2024-02-27 12:00')::text
SELECT id, extract(day FROM seen - hired::timestamp) FROM emp
SELECT (DATE '2024-03-01' - DATE '2024-02-01') / 7, (DATE '2024-03-01' - DATE '2024-02-01')::numeric / 7
SELECT id, hired + id * INTERVAL '1 day', hired + (id || ' days')::interval, date_trunc('month', hired) + INTERVAL '1 month' - INTERVAL '1 day', to_char(hired, 'YYYY-MM'), to_char(seen, 'HH24:MI') FROM emp
SELECT id, to_char(hired, 'YYYY"W"IW'), name || ' (' || coalesce(dept, '?') || ')', concat(name, ' ', dept), concat_ws(', ', name, dept, NULL), CASE WHEN name ~ '^[A-Z]' THEN 1 ELSE 0 END, salary::int FROM emp
SELECT id, (salary * 0.19)::numeric(10,2), round(salary * 0.19, 2), salary / 3, salary * 1.5 FROM emp
SELECT id, bonus::numeric, bonus::int FROM emp WHERE bonus < 100
SELECT id, lag(hired) OVER (ORDER BY hired), hired - lag(hired) OVER (ORDER BY hired) FROM emp
SELECT unnest(ARRAY[1,2,3]) AS n
SELECT unnest(ARRAY['a','b']) AS c
SELECT * FROM generate_series(1, 3) a CROSS JOIN generate_series(1, 2) b
SELECT b.i FROM num a JOIN num b ON a.i = b.i * -1
SELECT * FROM num a JOIN emp b ON a.i = b.id
SELECT i, sum(n) FROM num GROUP BY i ORDER BY i DESC NULLS LAST
SELECT i, rank() OVER (ORDER BY n DESC NULLS LAST), CASE WHEN i = 0 THEN NULL ELSE 100 / i END, i::smallint, i::bigint * 1000000000, n::bigint, n * 100, n::numeric(8,1), s FROM num
SELECT i, i * s, i + s, i - s, -s, +i, abs(s), (n * 3)::text, (n / 4)::text FROM num
SELECT i, (d * 2)::text FROM num
SELECT now()::date - current_date, current_timestamp::date = current_date, '1'::int + 1, '2.5'::numeric * 2, 'true'::boolean, '{1,2}'::int[], 'a'::text = 'a'::varchar(5)
SELECT 'abc'::varchar(2), 'abc'::char(2)
SELECT id, upper(left(name, 1)) || substr(name, 2) FROM emp
SELECT sum(CASE WHEN active THEN 1 END) FROM emp
SELECT sum(active::int) FROM emp
SELECT count(active) FROM emp
SELECT avg(active::int) FROM emp
SELECT max(hired) FROM emp
SELECT min(seen) FROM emp
SELECT max(tags) FROM emp
SELECT id FROM emp ORDER BY active
SELECT id FROM emp ORDER BY active DESC
SELECT id FROM emp ORDER BY name COLLATE "C" DESC
SELECT id FROM emp ORDER BY lower(name)
SELECT id FROM emp ORDER BY 1 DESC LIMIT ALL OFFSET 2
SELECT count(*) FROM emp WHERE name > 'a' AND name < 'e'
SELECT id, name FROM emp WHERE lower(name) = 'ann' OR name LIKE '_ob'
SELECT d.v FROM (VALUES (1), (NULL), (3)) AS d(v) WHERE v IS NOT NULL ORDER BY v DESC
SELECT id, least(hired, DATE '2020-01-01'), greatest(seen, TIMESTAMP '2020-01-01') FROM emp
SELECT trunc(12.789, 2), trunc(-12.789), trunc(1234.5, -2), round(-1234.5), round(1234.5678::numeric, 2), ceil(12.1::numeric), round(2.5::numeric), round(0.5::numeric)
SELECT round(-2.5::numeric)
SELECT id, position('a' IN name), length(name), reverse(name), replace(name, 'n', 'N'), strpos(name, 'o') FROM emp
SELECT array_to_string(array_agg(name ORDER BY name), ', ') FROM emp
SELECT (array_agg(name ORDER BY salary DESC NULLS LAST))[1] FROM emp GROUP BY dept
SELECT string_to_array('a|b|c', '|'), (string_to_array('a|b|c', '|'))[2]
SELECT id, regexp_replace(name, '[^a-zA-Z]', '', 'g'), regexp_replace('2024-01-05', '(\d+)-(\d+)-(\d+)', '\3.\2.\1') FROM emp
SELECT 7 & 3, 7 | 8, 1::bit(3), 10 = ANY (ARRAY[1, 10]), 10 > ALL (ARRAY[1, 2]), NULL = ANY (ARRAY[1]), 1 = ANY (ARRAY[NULL, 1]), 2 = ANY (ARRAY[NULL, 1]), 'x' IN ('a', NULL)
SELECT 'a' IN ('a', NULL), NOT ('x' IN ('a', NULL))
SELECT id, (dept, boss) NOT IN (SELECT dept, boss FROM emp WHERE id < 3) FROM emp
SELECT (DATE '2024-01-01', DATE '2024-01-10') OVERLAPS (DATE '2024-01-10', DATE '2024-01-20'), (DATE '2024-01-01', DATE '2024-01-11') OVERLAPS (DATE '2024-01-10', DATE '2024-01-20'), (DATE '2024-01-05', DATE '2024-01-05') OVERLAPS (DATE '2024-01-05', DATE '2024-01-20')
SELECT (DATE '2024-01-20', DATE '2024-01-10') OVERLAPS (DATE '2024-01-12', INTERVAL '1 day'), NOT (DATE '2024-01-05', DATE '2024-01-05') OVERLAPS (DATE '2024-01-01', DATE '2024-01-05'), (DATE '2024-01-05', NULL::date) OVERLAPS (DATE '2024-01-05', DATE '2024-01-07')
SELECT e.dept, string_agg(DISTINCT (SELECT max(b.name) FROM emp b WHERE b.dept = e.dept) || e.name, '; ') FROM emp e GROUP BY e.dept
SELECT interval '5m', interval '1h 2m 3s', interval '1 mon 2 min', interval '3 4:05:06', interval 'P1Y2M3DT4H5M6S', interval '2 days +02:03', interval '1 day 2 hours ago'
SELECT concat_ws(',', true, 1.0, NULL, false)
SELECT row(NULL, NULL) IS NULL, row(1, NULL) IS NULL, row(1, NULL) IS NOT NULL, row(1, 2) IS NOT NULL
SELECT length('ab  '::char(4)), 'ab  '::char(4) || '|', 'ab'::char(2) || '|'
SELECT (ARRAY[1,2,3])[2], (ARRAY[1,2,3])[0], (ARRAY[1,2,3])[-1], (ARRAY[1,2,3])[i] FROM num
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY salary), percentile_cont(0.3) WITHIN GROUP (ORDER BY salary DESC) FROM emp
SELECT id, sum(salary) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE CURRENT ROW) FROM emp
SELECT id, sum(salary) OVER (ORDER BY dept ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE GROUP) FROM emp
SELECT id, count(*) OVER (ORDER BY dept GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW EXCLUDE TIES) FROM emp
SELECT sinh(1), cosh(0), tanh(1), asinh(1), acosh(1), atanh(0.5), cot(0.5), sind(30), cosd(60), tand(45), cotd(45), asind(0.5), acosd(0.5), atand(1), atan2d(1, 0)
SELECT width_bucket(5, ARRAY[1, 3, 6]), width_bucket(0, ARRAY[1, 3, 6]), width_bucket(5.35, 0.024, 10.06, 5)
SELECT array_lower(tags, 1), array_replace(tags, 'x', 'q'), array_positions(ARRAY['A','A','B','A'], 'A'), trim_array(ARRAY[1,2,3], 1), array_to_string(ARRAY[1,NULL,3], ',', '*'), array_to_json(ARRAY[1,2]) FROM emp
SELECT rank(4000) WITHIN GROUP (ORDER BY salary), dense_rank(4000) WITHIN GROUP (ORDER BY salary DESC), percent_rank(4000) WITHIN GROUP (ORDER BY salary), cume_dist(4000) WITHIN GROUP (ORDER BY salary) FROM emp
SELECT generate_series(1, 3), generate_series(1, 2)
SELECT id, generate_series(1, id) FROM emp WHERE id < 3
SELECT regexp_like('Hello World', 'world$', 'i'), regexp_count('123456789012', '\d\d\d', 2), regexp_substr('ABCDEF', 'c(.)(..)', 1, 1, 'i', 2), regexp_instr('ABCDEF', 'c(.)(..)', 1, 1, 0, 'i'), regexp_replace('Thomas', '.', 'X', 3, 2), regexp_match('ABC', '(b)', 'i'), regexp_replace('abc', 'b', '[\&]')
SELECT regexp_split_to_table('a b  c', '\s+')
SELECT string_to_table('a,b,c', ',')
SELECT string_to_array('xx~~yy~~zz', '~~', 'yy'), string_to_array('abc', NULL), string_to_array('', 'x', 'y')
SELECT quote_nullable(NULL), quote_literal(42.5), format('%2$s %1$s', 'a', 'b'), format('%L', 'it''s'), format('%s%%', 5), normalize('é', NFC)
SELECT convert_from('abc'::bytea, 'UTF8'), encode(convert_to('é', 'UTF8'), 'hex'), get_byte('\x1234567890'::bytea, 4)
SELECT date_trunc('century', timestamp '2000-12-31 10:00'), date_trunc('century', timestamp '2001-02-16 10:00'), date_trunc('millennium', ts), date_trunc('decade', ts), date_trunc('hour', iv) FROM tim
SELECT date_bin('15 minutes', timestamp '2001-02-16 20:38:40', timestamp '2001-02-16 20:05:00'), date_trunc('day', timestamptz '2001-02-16 20:38:40+00', 'Australia/Sydney'), make_time(8, 15, 23.5), make_timestamptz(2013, 7, 15, 8, 15, 23.5, 'UTC')
SELECT to_jsonb(timestamp '2024-01-01 10:00'), json_build_array(timestamp '2024-01-01 10:00:00.5', 1)
SELECT encode('123\000\001'::bytea, 'base64'), encode('häß'::bytea, 'hex'), encode('a\\b'::bytea, 'hex'), encode(t::bytea, 'hex') FROM txt WHERE k IN (1, 7)
SELECT encode(substr('\x1234567890'::bytea, 3, 2), 'hex'), encode(substring('\x1234567890'::bytea from 2), 'hex'), encode(substr('\x1234567890'::bytea, -1, 4), 'hex')
SELECT substring('Thomas' for 2), quote_ident('Foo bar'), quote_ident('foo_1'), quote_ident('a"b'), split_part('a', ',', -1)
SELECT timestamptz '2024-03-10 12:00-05', timestamptz '2024-03-10 12:00 America/New_York', tz::time, extract(timezone from tz), extract(julian from d) FROM tim
SELECT * FROM generate_series(timestamp '2008-03-01 00:00', '2008-03-04 12:00', '10 hours')
SELECT * FROM string_to_table('a,b,c', ',') AS parts(part) WHERE part <> 'b'
SELECT k, part FROM txt, regexp_split_to_table(t, ',+') AS part WHERE k IN (1, 6)
SELECT 'off'::boolean, 'ON'::boolean, 'y'::boolean, 'f'::boolean, array_fill(11, ARRAY[3])
SELECT '{"a":1,"b":2}'::jsonb ?| array['b','d'], '["a","b","c"]'::jsonb ?& array['a','b'], '{"a":1}'::jsonb ?& array['a','b']
SELECT jsonb_path_query_first('{"a":[1,2,3]}', '$.a[1]'), jsonb_path_query_array('{"a":[1,2,3]}', '$.a[*]'), jsonb_path_exists('{"a":[1]}', '$.b'), jsonb_path_query_array('{}', '$.a[*]')
SELECT scale(8.4100), min_scale(8.4100), min_scale(5), scale(5), trim_scale(8.4100), isfinite(interval '4 hours'), isfinite(date '2024-01-01')
SELECT format('%I.%L', 'a b', 'it''s'), get_bit('\x1234567890'::bytea, 30), get_bit('\x1234567890'::bytea, 3), bit_count('\x1234567890'::bytea)
SELECT row_to_json(row(1, 'foo')), '{"a":"b","c":"d"}'::jsonb - 'a', '["a","b","c"]'::jsonb - 1, '["a","b",1]'::jsonb - 'b', '{"a":null,"c":{"a":1}}'::jsonb - 'c'
SELECT * FROM unnest(ARRAY[1,2], ARRAY['foo','bar','baz']) AS x(a, b)
SELECT * FROM regexp_matches('foobarbequebaz', 'ba.', 'g')
SELECT k, m[1] FROM txt, regexp_matches(t, '[A-Z]', 'gi') AS m WHERE k < 3
SELECT regexp_matches('foobarbequebaz', 'ba.')
