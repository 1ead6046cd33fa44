-- A query a line, in MySQL's language. The engine's rows are in mysqlAnswers.json (scripts/recordMysql.ts writes them).
-- A code before the query: the translation has to tell the difference with it (after !: it has to refuse the query).
-- Numbers
SELECT i, i / 2, i % 3, i / 2.0, -i / 2, n / 3, n * n, n % 5 FROM num
SELECT i / 3, b / 7, n / 7, d / 3, i / 0, n / 0, 0 / i, i / s FROM num
SELECT 1 / 3, 2 / 3, 10 / 4, -10 / 4, 1 / 3 * 3, 1 / 3 * 100, 100 * 1 / 3, 5 / 2 * 2.0, 7.00 / 2, 1.5 / 0.7, 1e0 / 3
SELECT CONCAT(1 / 2), CONCAT(5 / 2 * 2), CONCAT(1 / 3), CONCAT(n / 2) FROM num WHERE i = 7
SELECT round(i / 3, 2), round(n / 3, 6), truncate(i / 3, 3), floor(i / 3), ceil(i / 3) FROM num
SELECT i, i DIV 2, -i DIV 2, i DIV -3, n DIV 2, d DIV 2, i DIV 0, b DIV 7 FROM num
SELECT 7 DIV 2, -7 DIV 2, 7 DIV -2, 7.5 DIV 2, 5.9 DIV 1, -5.9 DIV 1, 7 DIV 0
SELECT 7 MOD 3, -7 MOD 3, 7 MOD -3, -7 % 3, 7.5 % 2, -7.5 % 2, mod(-7, 3), mod(7, 0), mod(7.25, 0.5), 7 % 0, mod(29, 9)
SELECT i, i % 0, mod(i, 3), mod(n, 2), mod(d, 2), mod(i, NULL) FROM num
SELECT round(2.5), round(3.5), round(-2.5), round(1.005, 2), round(-1.005, 2), round(1234.567, -2), round(15, -1), round(-15, -1), round(25, -1)
SELECT round(2.5e0), round(3.5e0), round(-2.5e0), round(0.5e0), round(1.5e0)
SELECT i, round(n, 2), round(n), round(n, 3), round(d), round(d, 1), round(n, -1), truncate(n, 1), truncate(n, 0), truncate(d, 0), truncate(n, -1) FROM num
SELECT truncate(1.999, 1), truncate(-1.999, 1), truncate(122, -2), truncate(-122, -2), truncate(1.223, 5), truncate(10.28 * 100, 0), truncate(0, 2)
SELECT i, ceil(n), ceiling(n), floor(n), ceil(d), floor(d), abs(i), abs(n), abs(d), sign(n), sign(i) FROM num
SELECT pow(2, 10), power(2, -1), power(-8, 3), sqrt(16), sqrt(-1), exp(1), ln(10), ln(0), ln(-1), log(2), log(2, 8), log(1, 5), log10(100), log2(8), log(0)
SELECT sin(0.5), cos(0.5), tan(0.5), asin(0.5), asin(2), acos(0.5), acos(2), atan(1), atan(1, 2), atan2(1, 2), cot(1), degrees(pi()), radians(180)
SELECT i, sqrt(n), ln(d), log10(n), log(n), exp(s), pow(i, 2), sqrt(i) FROM num WHERE s < 5
SELECT crc32('MySQL'), crc32(''), conv('a', 16, 2), conv('ff', 16, 10), conv(10, 10, 16), conv(-1, 10, 16), conv('zz', 36, 10), conv('7', 8, 2), conv('12', 3, 10)
SELECT bin(12), bin(0), oct(12), hex(255), hex('abc'), hex(0), unhex('4D7953514C') = 'MySQL', hex(unhex('00ff')), bin(NULL), hex(-1), bin(-1)
SELECT i, hex(i), bin(i), oct(i), conv(i, 10, 2) FROM num WHERE i >= 0
SELECT i, hex(i), bin(i), oct(i) FROM num
SELECT i, i & 3, i | 8, i ^ 5, 5 & 3, 5 | 3, 5 ^ 3, 1 << 4, 256 >> 2, bit_count(i), bit_count(29) FROM num WHERE i >= 0
SELECT 3 & 1 + 2, 6 & 3 + 1, 4 | 1 + 1, 5 | 2 & 1, 2 ^ 3 * 2, 1 << 2 + 1, 8 >> 1 & 3, 2 * 3 ^ 1, -1 ^ 0, 1 | 2 = 3
SELECT -1 & 255, -1 >> 60, 1 << 63, ~0, ~5, ~i, -7 | 0, -7 ^ 1 FROM num WHERE i = 7
SELECT i & -1, i | 0, i << 1, i >> 1, b & 255 FROM num
SELECT bit_count(-1), bit_count(i) FROM num
SELECT 2 + 3 * 4, (2 + 3) * 4, 2 - -3, - -5, +5, 2 * -3, 10 - 2 - 3, 100 / 10 / 2, 2 - 3 + 4
SELECT 9223372036854775807, 9223372036854775807 + 0.0, 9223372036854775808, 18446744073709551615, -9223372036854775808
SELECT b * 2.0, b + 0.5, n * 1000000, i * i, s * ty FROM num
SELECT 0.1 + 0.2, 0.1e0 + 0.2e0, 0.1 + 0.2 = 0.3, 0.1e0 + 0.2e0 = 0.3e0, 1.10 * 1.10, 1e10, 1.5e-5 * 2, 123456789.123456789 + 1
SELECT d, r, d + r, d = 2.5, n = 12.345, n = '12.345', i = '7', i = 7.0, d = '2.5', i = '7abc' FROM num
SELECT i, greatest(i, 3), least(i, 3), greatest(i, 3, NULL), greatest(n, d), least(n, 2.5), greatest(i, 2.5), greatest(1, 2, 3), least('b', 'a') FROM num
[DWM-QRY-012] SELECT greatest(1, '2'), greatest('10', 9), least('10', '9'), greatest('B', 'a', 'C'), least(1, 2.5, 0.5), greatest(1, 1.50)
SELECT i, coalesce(i, -1), ifnull(i, 'none'), ifnull(n, 0), nullif(i, 0), nullif(i, 7), if(i > 0, 'pos', 'neg'), if(i, 'yes', 'no'), if(NULL, 1, 2) FROM num
SELECT ifnull(NULL, 1.50), coalesce(NULL, NULL, 'x'), coalesce(NULL, 1, 'x'), nullif(1, 1), nullif('a', 'b'), nullif(1, NULL), if(0.4, 'y', 'n'), if('0', 'y', 'n'), if('1abc', 'y', 'n')
SELECT u, u + 1, u - 1, u * 2, u / 2, u DIV 2 FROM num WHERE u > 0
SELECT ty, ty + 1, ty * 100, f, f + 1, f = 1, f IS TRUE, f * 10, sum(f) OVER (), NOT f FROM num
SELECT i, f, if(f, 'on', 'off'), CASE WHEN f THEN 1 ELSE 0 END, CASE f WHEN 1 THEN 'one' WHEN 0 THEN 'zero' ELSE 'none' END, f = 0, f <> 1, f IN (0, 1), concat(f, '!') FROM num
SELECT max(f), min(f), sum(f), avg(f), count(f), max(f) + 1 FROM num
SELECT rand() >= 0, rand(3) < 1, uuid() IS NOT NULL, length(uuid())
SELECT format(1234567.891, 2), format(1234567.5, 0), format(-1234.5, 1), format(0.005, 2), format(n, 2), format(i, 0) FROM num
SELECT format(12332.2, 0), format(12332.123456, 4), format(999.995, 2), format(NULL, 2), format(1e3, 1), format(-0.4, 0)
-- Conditions
SELECT i, i > 0 AND n > 0, i > 0 OR n > 0, NOT i, NOT n, i AND 1, i OR 0, ! i FROM num
SELECT i, i XOR 1, i XOR 0, i XOR NULL, (i > 0) XOR (n > 0), 1 XOR 1 XOR 1, 0 XOR 1 OR 0, 1 XOR 1 AND 0 FROM num
SELECT 1 AND NULL, 0 AND NULL, 1 OR NULL, 0 OR NULL, NOT NULL, NULL IS NULL, 1 IS TRUE, 0 IS FALSE, NULL IS UNKNOWN, 5 IS TRUE, NULL IS NOT TRUE
SELECT i, i <=> NULL, i <=> 7, NULL <=> NULL, i <> 7, i != 7, i BETWEEN 0 AND 7, i NOT BETWEEN 0 AND 7, i IN (7, NULL), i NOT IN (7, NULL), i IN (0, 2) FROM num
SELECT i, i IS TRUE, i IS NOT TRUE, i IS FALSE, n IS TRUE, d IS FALSE, i IS UNKNOWN, (i > 0) IS TRUE, (i > 0) IS NOT FALSE FROM num
SELECT i FROM num WHERE i
SELECT i FROM num WHERE NOT i
SELECT i FROM num WHERE i - 7
SELECT i FROM num WHERE i XOR n > 0
SELECT i FROM num WHERE i && n
SELECT i FROM num WHERE d AND n
SELECT k, t FROM txt WHERE t
SELECT i, (i, s) = (7, 3), (i, s) IN ((7, 3), (0, 0)), (i, s) <=> (NULL, NULL), (i, s) < (7, 4), (1, 2) = (1, 2) FROM num
SELECT i, interval(i, 0, 5, 10), isnull(i), isnull(1 / 0), (1 = 1) + 1, (i > 0) + (n > 0), (i > 0) * 5, sum(i > 0) OVER () FROM num
SELECT sum(i > 0), count(i > 0), avg(i > 0), max(i > 0), sum(i IS NULL), sum(t = 'abc') FROM num JOIN txt ON k = 1
SELECT '1' + '2', '1' + 1, 'abc' + 1, '3.5' * 2, '12abc' + 0, '' + 0, ' 7 ' + 1, '1e2' + 0, '-5' - 1, 'x' * 1
SELECT k, t + 0 FROM txt
SELECT k, t * 2, -t, t - 1 FROM txt WHERE k IN (14, 15, 16, 1)
SELECT k, t = 12, t = 7, t = 0, t > 5 FROM txt
SELECT k FROM txt WHERE t = 7
SELECT k FROM txt WHERE t IN (7, 12)
SELECT k FROM txt WHERE t IN (0, 'abc')
SELECT 'a' = 0, '1' = 1, '1.0' = 1, 1 = '1 ', '0x1' = 1, 10 > '9', '10' > '9', 'a' < 1, '5' BETWEEN 1 AND 10, 1 IN ('1', '2')
SELECT sum(t), avg(t), max(t + 0) FROM txt WHERE k IN (14, 16)
SELECT sum(t), avg(t) FROM txt
SELECT cast('12abc' AS signed), cast('abc' AS unsigned), cast('3.7' AS signed), cast(3.7 AS signed), cast(-3.5 AS signed), cast('' AS signed), cast(2.5e0 AS signed)
SELECT cast(n AS signed), cast(d AS signed), cast(n AS decimal(6,1)), cast(n AS char), cast(i AS char), cast(i AS decimal(10,2)), cast(d AS decimal(5,1)) FROM num
SELECT k, cast(t AS signed) FROM txt
SELECT k, cast(t AS decimal(10,2)) FROM txt
SELECT cast('2024-02-29' AS date), cast('2024-02-29 10:11:12' AS date), cast('2024-02-29' AS datetime), cast('10:11:12' AS time), cast(20240229 AS date), cast('20240229' AS date), cast('24-2-9' AS date)
SELECT cast('2024-02-30' AS date), cast('nonsense' AS date), date('2024-13-01'), cast('' AS date)
SELECT cast(1 AS char), cast(1.50 AS char), cast(1 = 1 AS char), cast(NULL AS char), cast('abc' AS char(2)), convert('abc', char(2)), convert(12.7, signed), convert('x' USING utf8mb4), cast(-1 AS unsigned)
SELECT cast(ts AS date), cast(d AS char), cast(ts AS datetime(6)), cast(d AS datetime), cast(tm AS char) FROM tim
SELECT cast(d AS signed), d + 0, ts + 0, d * 1 FROM tim
SELECT 1 + 1.5, concat(1 + 1.50), concat(1.50 * 2), concat(0.10 + 0.20), concat(1e0), concat(100000000000000000000), concat(1.0), concat(2.50), concat(-0.0)
SELECT concat(d), concat(n), concat(r), concat(i), concat(b) FROM num
-- Texts
SELECT k, upper(t), lower(t), ucase(t), lcase(t), length(t), char_length(t), character_length(t), octet_length(t), bit_length(t), reverse(t) FROM txt
SELECT k, substring(t, 2), substring(t, 2, 2), substr(t, -2), substr(t, -2, 1), substring(t, 0), substring(t, 0, 2), mid(t, 2, 2), substring(t FROM 2 FOR 3), substring(t FROM -3), substring(t, 2, -1), substring(t, -9, 3) FROM txt
SELECT k, left(t, 2), left(t, 0), left(t, -1), right(t, 2), right(t, 0), right(t, -1), left(t, 99) FROM txt
[DWM-QRY-012] SELECT k, instr(t, 'b'), locate('b', t), locate('l', t, 4), position('l' IN t), locate('', t), instr(t, ''), locate('l', t, 0), locate('B', t), locate('c', t, 99) FROM txt
SELECT k, trim(t), ltrim(t), rtrim(t), trim(LEADING ' ' FROM t), trim(TRAILING 'c' FROM t), trim(BOTH 'a' FROM t), trim('a' FROM t) FROM txt
SELECT trim(LEADING 'xx' FROM 'xxxbar'), trim(BOTH 'ab' FROM 'ababxab'), trim(TRAILING 'xyz' FROM 'barxxyz'), trim('x' FROM 'xxbxx')
SELECT k, lpad(t, 5, '*'), rpad(t, 5, 'xy'), lpad(t, 2, '*'), lpad(t, -1, 'x'), rpad(t, 0, 'x'), lpad(t, 4, 'é') FROM txt
SELECT lpad('7', 3, '0'), lpad(7, 3, 0), rpad(1.5, 6, '0'), lpad(NULL, 3, 'x'), rpad('x', 3, NULL), lpad(i, 5, '0') FROM num
SELECT k, repeat(t, 2), repeat(t, 0), repeat(t, -1), space(3), concat(t, 'x'), concat(t, NULL), concat_ws('-', t, NULL, 'y'), concat_ws(NULL, t, 'y'), concat_ws(',', NULL, NULL), concat_ws('', t, '') FROM txt
SELECT k, replace(t, 'a', 'A'), replace(t, 'B', 'z'), replace(t, '', 'x'), replace(t, 'b', NULL), replace(t, 'l', ''), replace(t, ',', ';') FROM txt
SELECT k, substring_index(t, ',', 1), substring_index(t, ',', 2), substring_index(t, ',', -1), substring_index(t, ',', -2), substring_index(t, '.', 1), substring_index(t, ' ', 1), substring_index(t, ',', 0), substring_index(t, ',', 99), substring_index(t, '', 1) FROM txt
SELECT substring_index('www.mysql.com', '.', 2), substring_index('www.mysql.com', '.', -2), substring_index('aXbxc', 'x', 1), substring_index('a--b--c', '--', -1), substring_index('abc', NULL, 1)
SELECT k, substring_index(t, ',', k - 5) FROM txt WHERE k < 8
SELECT find_in_set('b', 'a,b,c'), find_in_set('B', 'a,b,c'), find_in_set('', 'a,,b'), find_in_set('x', ''), find_in_set('', ''), find_in_set(NULL, 'a'), find_in_set('a,b', 'a,b'), find_in_set('c', 'a,b,c'), find_in_set(2, '1,2,3')
[DWM-QRY-012] SELECT field('b', 'a', 'b', 'c'), field('B', 'a', 'b'), field('x', 'a'), field(NULL, 'a', NULL), field(2, 1, 2, 3), field('2', 1, 2), field('b', NULL, 'b'), field(1.0, 2, 1)
SELECT elt(1, 'a', 'b'), elt(2, 'a', 'b'), elt(0, 'a'), elt(3, 'a', 'b'), elt(NULL, 'a'), elt(2, 'a', NULL), elt(1.6, 'a', 'b'), elt('2', 'a', 'b')
SELECT insert('Quadratic', 3, 4, 'What'), insert('Quadratic', -1, 4, 'What'), insert('Quadratic', 3, 100, 'What'), insert('abc', 1, 0, 'x'), insert('abc', 4, 1, 'x'), insert('abc', 2, -1, 'x'), insert(NULL, 1, 1, 'x'), insert('abc', 3, 1, NULL)
[DWM-QRY-012] SELECT k, insert(t, 2, 1, '*'), ascii(t), ord(t), strcmp(t, 'abc'), hex(t), quote(t) FROM txt
SELECT ascii(''), ascii('é'), ord('é'), ord('日'), char(77, 121, 83), char(65), char(77, NULL, 121), char(77.6), char('65'), ord('')
[DWM-QRY-012] SELECT strcmp('a', 'b'), strcmp('b', 'a'), strcmp('a', 'a'), strcmp('a', 'A'), strcmp(NULL, 'a'), strcmp('a', '')
SELECT soundex('Hello'), soundex('Robert'), soundex(''), 'Robert' SOUNDS LIKE 'Rupert', soundex('Quadratically')
SELECT quote('it''s'), quote('a\\b'), export_set(5, 'Y', 'N', ',', 4), make_set(1, 'a', 'b', 'c'), make_set(5, 'a', 'b', 'c'), make_set(6, 'a', NULL, 'c'), make_set(0, 'a'), export_set(6, '1', '0', ',', 10)
SELECT to_base64('abc'), from_base64('YWJj') = 'abc', md5('abc'), sha1('abc'), sha('abc'), sha2('abc', 256), sha2('abc', 0), hex(from_base64('YWJj'))
[!DWM-QRY-004] SELECT sha2('abc', 224), sha2('abc', 384), sha2('abc', 512)
SELECT k, md5(t), sha1(t), sha2(t, 256), to_base64(t), crc32(t) FROM txt
[!DWM-QRY-003] SELECT weight_string('a') IS NOT NULL
[!DWM-QRY-003] SELECT uncompressed_length(compress('abc'))
[DWM-QRY-012] SELECT k, t LIKE 'a%', t LIKE '%b%', t LIKE 'A%', t LIKE '_b_', t LIKE '%\%%', t LIKE '%|_%' ESCAPE '|', t NOT LIKE '%l%', t LIKE '', t LIKE NULL FROM txt
SELECT k, t LIKE binary 'A%' FROM txt
SELECT k, t REGEXP 'b', t REGEXP '^a', t RLIKE '[0-9]+', t NOT REGEXP 'l', t REGEXP '^$', t REGEXP 'B', t REGEXP '[[:digit:]]', t REGEXP '[[:<:]]hello' FROM txt
SELECT k, t REGEXP '\\d', t REGEXP '\\bworld\\b', t REGEXP 'l{2}', t REGEXP 'a|z', t REGEXP '.' FROM txt
SELECT k, regexp_replace(t, '[0-9]', '#'), regexp_replace(t, 'l+', 'L'), regexp_replace(t, '([a-z])', '<\\1>'), regexp_replace(t, 'B', 'x') FROM txt
SELECT k, regexp_substr(t, '[0-9]+'), regexp_instr(t, '[0-9]'), regexp_substr(t, '[^0-9]+') FROM txt WHERE t REGEXP '[0-9][a-z]|[a-z][0-9]'
SELECT concat(placed), left(placed, 7), length(placed), cast(placed AS char) FROM ord WHERE id < 6
[DWM-QRY-012] SELECT 'a' = 'A', 'a' = 'a ', 'a' < 'B', 'é' = 'e', 'a' LIKE 'A', 'abc' > 'ABD', binary 'a' = 'A', 'a' COLLATE utf8mb4_bin = 'A', 'ß' = 'ss'
[DWM-QRY-012] SELECT k FROM txt WHERE t = 'ABC'
SELECT k FROM txt WHERE t = 'abc '
[DWM-QRY-012] SELECT k FROM txt WHERE t IN ('ABC', 'hello world')
[DWM-QRY-012] SELECT k FROM txt WHERE t BETWEEN 'A' AND 'B'
[DWM-QRY-012] SELECT k FROM txt WHERE t <> 'abc'
[DWM-QRY-012] SELECT k FROM txt WHERE t > 'm'
SELECT k FROM txt WHERE t = ''
SELECT k FROM txt WHERE NOT t = ''
[DWM-QRY-012] SELECT id FROM emp WHERE name = 'ann' AND dept = 'SALES'
[DWM-QRY-012] SELECT dept, count(*) FROM emp GROUP BY dept
SELECT lower(dept), count(*) FROM emp GROUP BY lower(dept)
SELECT upper(left(name, 1)), count(*) FROM emp GROUP BY upper(left(name, 1))
[DWM-QRY-012] SELECT DISTINCT dept FROM emp
[DWM-QRY-012] SELECT count(DISTINCT dept), count(DISTINCT name) FROM emp
[DWM-QRY-012] SELECT min(name), max(name), min(dept) FROM emp
[DWM-QRY-012] SELECT name FROM emp ORDER BY name
[DWM-QRY-012] SELECT k, t FROM txt ORDER BY t
[DWM-QRY-012] SELECT k, t FROM txt ORDER BY t DESC, k LIMIT 5
[DWM-QRY-012] SELECT a.id, b.id FROM emp a JOIN emp b ON a.name = b.name
[DWM-QRY-012] SELECT a.id, b.id FROM emp a JOIN emp b USING (name)
[DWM-QRY-012] SELECT id FROM emp WHERE code = 'A1'
[DWM-QRY-012] SELECT id FROM emp WHERE name IN (SELECT name FROM emp WHERE id = 1)
[DWM-QRY-012] SELECT CASE name WHEN 'ann' THEN 1 WHEN 'BOB' THEN 2 ELSE 3 END FROM emp
[DWM-QRY-012] SELECT nullif(name, 'ann'), if(name = 'BOB', 1, 0), field(name, 'bob', 'ann'), instr(name, 'A'), locate('N', name), replace(name, 'n', '_'), strcmp(name, 'ann') FROM emp
[DWM-QRY-012] SELECT dept FROM emp UNION SELECT 'r&d'
[DWM-QRY-012] SELECT group_concat(name ORDER BY name) FROM emp
[DWM-QRY-012] SELECT row_number() OVER (PARTITION BY dept ORDER BY id), id FROM emp
[DWM-QRY-012] SELECT rank() OVER (ORDER BY name), id FROM emp
SELECT size, size = 'small', size + 0, size = 1 FROM emp
SELECT id, size FROM emp ORDER BY size, id
SELECT max(size), min(size) FROM emp
SELECT id FROM emp WHERE size > 'large'
SELECT id, code, length(code), concat('[', code, ']'), code LIKE 'a%', char_length(code) FROM emp
SELECT note, note + 0, note = '', coalesce(note, '-'), note IS NULL, length(note), note LIKE '%\_%', substring_index(note, ' ', 1) FROM emp
SELECT concat(name, ' (', dept, ')'), concat('a', 1, 2.50, NULL), concat(salary), concat(hired), concat(active), concat(bonus) FROM emp
SELECT concat('id ', id, ' ', salary * 2, ' ', salary / 2) FROM emp
SELECT concat(true, false), concat(1 = 1), concat(NOT 1), lower(1.5), upper(2), length(12345), length(1.50), reverse(123), left(12345, 2), substring(12345, 2, 2), replace(12321, 2, 'x'), repeat(1, 3)
SELECT 'it''s', "dq ""x""", 'back\\slash', 'tab\tend', 'nl\nend', 'q\'q', 'a' 'b' 'c', 'pct\%', 'und\_', '\z'
[!DWM-QRY-002] SELECT '\0' = char(0)
SELECT char_length('日本'), length('日本'), substring('日本語', 2, 1), left('日本語', 2), reverse('日本'), lower('ÀÉ'), upper('éa'), lpad('日', 3, '本'), instr('日本語', '語')
SELECT x'4D' = 'M', hex(0x4D), hex(x'414243'), _utf8mb4'abc', N'abc'
[!DWM-QRY-002] SELECT b'101' + 0
[!DWM-QRY-002] SELECT 0x41 + 0
SELECT 'abc' || 'd', 1 || 0, NULL || 1
SELECT ucase(NULL), length(NULL), lcase('ÄÖ')
SELECT name, char_length(name) - char_length(replace(name, 'n', '')), length(replace(note, ' ', '')), locate(' ', note), concat_ws(' / ', name, dept, note), nullif(trim(note), '') FROM emp
SELECT inet_aton('10.0.5.9'), inet_ntoa(167773449), is_ipv4('1.2.3.4'), is_ipv4('1.2.3.456'), inet_aton('x')
SELECT is_ipv6('::1')
-- Dates
SELECT k, year(d), month(d), day(d), dayofmonth(d), dayofweek(d), weekday(d), dayofyear(d), quarter(d), week(d), weekofyear(d), yearweek(d), last_day(d) FROM tim
SELECT k, week(d, 0), week(d, 1), week(d, 2), week(d, 3), week(d, 4), week(d, 5), week(d, 6), week(d, 7) FROM tim
SELECT k, yearweek(d, 0), yearweek(d, 1), yearweek(d, 2), yearweek(d, 3), yearweek(d, 4), yearweek(d, 5), yearweek(d, 6), yearweek(d, 7) FROM tim
SELECT week('2008-02-20'), week('2008-02-20', 1), week('2008-12-31', 1), week('2000-01-01', 2), yearweek('1987-01-01'), week('2024-12-30', 3), week('2021-01-01', 3), yearweek('2021-01-01', 3), yearweek('2024-12-30', 1)
SELECT k, hour(ts), minute(ts), second(ts), microsecond(ts), date(ts), time(ts), hour(tm), minute(tm), second(tm), time_to_sec(tm), to_days(d), to_seconds(ts) FROM tim
SELECT k, dayname(d), monthname(d), extract(year FROM ts), extract(month FROM ts), extract(day FROM ts), extract(hour FROM ts), extract(quarter FROM d), extract(week FROM d), extract(year_month FROM ts) FROM tim
SELECT extract(day_hour FROM '2024-02-03 04:05:06'), extract(day_minute FROM '2024-02-03 04:05:06'), extract(day_second FROM '2024-02-03 04:05:06'), extract(hour_minute FROM '2024-02-03 04:05:06'), extract(hour_second FROM '2024-02-03 04:05:06'), extract(minute_second FROM '2024-02-03 04:05:06'), extract(microsecond FROM '2024-02-03 04:05:06.000123'), extract(second FROM '2024-02-03 04:05:06.9')
SELECT k, date_format(ts, '%Y-%m-%d %H:%i:%s'), date_format(ts, '%W, %M %e %Y'), date_format(ts, '%a %b %d %y'), date_format(ts, '%h:%i %p'), date_format(ts, '%r'), date_format(ts, '%T'), date_format(ts, '%f') FROM tim
SELECT k, date_format(d, '%j'), date_format(d, '%c/%e'), date_format(d, '%D'), date_format(d, '%k:%l'), date_format(d, '%w'), date_format(d, '%%x'), date_format(d, 'Q') FROM tim
SELECT k, date_format(d, '%U'), date_format(d, '%u'), date_format(d, '%V'), date_format(d, '%v'), date_format(d, '%X'), date_format(d, '%x'), date_format(d, '%X%V'), date_format(d, '%x-%v') FROM tim
SELECT date_format('2024-02-03', '%Y%m'), date_format('2024-02-03 15:04:05', '%I'), date_format('1999-10-04 22:23:00', '%W %M %Y'), date_format('2024-02-30', '%Y'), date_format(NULL, '%Y'), date_format('2024-01-05', '%d.%m.%Y')
SELECT time_format('10:05:03', '%H %k %h %I %l'), time_format('23:59:59', '%H:%i'), time_format(tm, '%h:%i %p') FROM tim
SELECT str_to_date('01,5,2013', '%d,%m,%Y'), str_to_date('May 1, 2013', '%M %d,%Y'), str_to_date('2013-05-01 10:11:12', '%Y-%m-%d %H:%i:%s'), str_to_date('abc', '%Y-%m-%d'), str_to_date('10:11', '%H:%i')
SELECT str_to_date('01/02/24', '%d/%m/%y'), str_to_date('01/02/70', '%d/%m/%y'), str_to_date('01/02/69', '%d/%m/%y'), str_to_date('5/3/2024', '%c/%e/%Y'), str_to_date('20240203', '%Y%m%d'), str_to_date('2024-02-03 xyz', '%Y-%m-%d'), str_to_date('Jan 5 2024', '%b %e %Y')
SELECT k, datediff(ts, d), datediff('2024-03-01', d), datediff(d, '2024-03-01 23:00:00'), timestampdiff(DAY, d, '2024-03-01'), timestampdiff(MONTH, d, '2024-02-29'), timestampdiff(YEAR, d, '2024-02-29') FROM tim
SELECT timestampdiff(MONTH, '2003-02-01', '2003-05-01'), timestampdiff(YEAR, '2002-05-01', '2001-01-01'), timestampdiff(MINUTE, '2003-02-01', '2003-05-01 12:05:55'), timestampdiff(MONTH, '2024-01-31', '2024-02-29'), timestampdiff(MONTH, '2024-02-29', '2024-01-31'), timestampdiff(QUARTER, '2024-01-31', '2024-07-30'), timestampdiff(WEEK, '2024-01-01', '2024-01-14'), timestampdiff(SECOND, '2024-01-01', '2024-01-01 00:00:01.9'), timestampdiff(MICROSECOND, '2024-01-01', '2024-01-01 00:00:01')
SELECT timestampdiff(HOUR, '2024-01-02', '2024-01-01 00:30:00'), timestampdiff(DAY, '2024-01-02 12:00:00', '2024-01-01 13:00:00'), timestampdiff(YEAR, '2020-02-29', '2021-02-28'), timestampdiff(YEAR, '2020-02-29', '2024-02-29'), timestampdiff(MONTH, '2024-05-31 10:00:00', '2024-06-30 09:00:00')
SELECT k, date_add(d, INTERVAL 1 DAY), date_add(d, INTERVAL 1 MONTH), date_add(d, INTERVAL -1 MONTH), date_add(d, INTERVAL 1 YEAR), date_add(d, INTERVAL 1 QUARTER), date_add(d, INTERVAL 2 WEEK), date_sub(d, INTERVAL 1 MONTH), d + INTERVAL 1 DAY, d - INTERVAL 1 YEAR, INTERVAL 1 DAY + d FROM tim
SELECT k, date_add(d, INTERVAL 1 HOUR), date_add(d, INTERVAL 90 MINUTE), date_add(d, INTERVAL 1 SECOND), date_add(ts, INTERVAL 1 MICROSECOND), ts + INTERVAL 1 DAY, ts - INTERVAL 1 MONTH, date_sub(ts, INTERVAL 36 HOUR), adddate(d, 31), subdate(d, 31), adddate(d, INTERVAL 1 MONTH) FROM tim
SELECT date_add('2024-01-31', INTERVAL 1 MONTH), date_add('2024-02-29', INTERVAL 1 YEAR), date_add('2024-01-31 10:00:00', INTERVAL 1 MONTH), date_add('2024-01-31', INTERVAL '1' DAY), date_add('2024-01-31', INTERVAL 1.5 DAY), date_add('2024-01-31', INTERVAL '1.5' DAY), '2024-01-31' + INTERVAL 1 DAY, date_add('2024-12-31 23:59:59', INTERVAL 1 SECOND), date_add('2024-02-30', INTERVAL 1 DAY), date_add(NULL, INTERVAL 1 DAY), date_add('2024-01-01', INTERVAL NULL DAY)
SELECT date_add('2024-01-01', INTERVAL '1:30' MINUTE_SECOND), date_add('2024-01-01', INTERVAL '1 2' DAY_HOUR), date_add('2024-01-01', INTERVAL '1-2' YEAR_MONTH), date_add('2024-01-01 00:00:00', INTERVAL '1:1:1' HOUR_SECOND), date_add('2024-01-01', INTERVAL '1 1:1:1' DAY_SECOND), date_sub('2024-01-01', INTERVAL '1 1:1' DAY_MINUTE), date_add('2024-01-01', INTERVAL '2:30' HOUR_MINUTE), date_add('2024-01-01', INTERVAL '1.999999' SECOND_MICROSECOND)
SELECT date_add('2024-01-01', INTERVAL i DAY), date_add('2024-01-01', INTERVAL i MONTH), date_add('2024-01-01', INTERVAL d DAY), date_add('2024-01-31 12:00:00', INTERVAL i HOUR), date_add('2024-01-31', INTERVAL n SECOND), adddate('2024-01-01', i) FROM num WHERE abs(i) < 100
SELECT timestampadd(MINUTE, 1, '2003-01-02'), timestampadd(WEEK, 1, '2003-01-02'), timestampadd(MONTH, 1, '2024-01-31'), timestampadd(QUARTER, -1, '2024-05-31'), timestampadd(DAY, 2, d), timestampadd(HOUR, 5, ts) FROM tim
SELECT makedate(2024, 60), makedate(2023, 60), makedate(2024, 366), makedate(2024, 367), makedate(2024, 0), makedate(2024, -1), maketime(12, 15, 30), makedate(24, 1), makedate(70, 1), from_days(739000), from_days(730669)
SELECT last_day('2024-02-05'), last_day('2023-02-05 10:00:00'), last_day('2024-02-30'), last_day(NULL), day('2024-02-03'), year('2024-02-03'), month('2024-02-03 10:00:00'), hour('10:11:12'), minute('2024-02-03 10:11:12'), dayofweek('2024-02-03'), weekday('2024-02-03'), dayname('2024-02-03'), quarter('2024-11-01')
SELECT hour('272:59:59'), time_to_sec('25:00:00'), timediff('25:00:00', '01:00:00'), addtime('23:59:59', '00:00:02'), sec_to_time(90000)
SELECT sec_to_time(3661), sec_to_time(0), time_to_sec('01:01:01'), timediff('10:00:00', '09:30:00'), addtime('10:00:00', '01:30:00'), subtime('10:00:00', '01:30:00'), time('2024-02-03 10:11:12'), addtime('2024-01-01 10:00:00', '1:00:00'), subtime('2024-01-01 10:00:00', '11:00:00'), timediff('2024-01-02 00:00:00', '2024-01-01 12:00:00')
SELECT k, timediff(timestamp(d), timestamp(d)), time(ts), addtime(ts, '01:00:00'), timestamp(d), timestamp(d, tm), timestamp(ts), sec_to_time(time_to_sec(tm)), tm + INTERVAL 1 HOUR FROM tim
SELECT k, tm, tm > '12:00:00', tm = '00:00:00', hour(tm) * 60 + minute(tm), concat(tm), tm + 0, cast(tm AS char(5)) FROM tim
SELECT period_add(202401, 2), period_add(202412, 1), period_add(202401, -1), period_diff(202402, 202312), period_diff(202312, 202402), period_add(9801, 2), period_diff(9802, 199703)
SELECT unix_timestamp('2024-02-03 10:11:12'), unix_timestamp('1970-01-01'), unix_timestamp('2024-02-03 10:11:12.5'), unix_timestamp(d), unix_timestamp(ts) FROM tim
SELECT from_unixtime(1706955072), from_unixtime(0), from_unixtime(1706955072, '%Y-%m-%d'), from_unixtime(1706955072.5), from_unixtime(NULL), date(from_unixtime(1706955072))
SELECT convert_tz('2024-01-01 12:00:00', '+00:00', '+10:00'), convert_tz('2024-01-01 12:00:00', '+05:30', '+00:00'), get_format(DATE, 'ISO'), date_format('2024-02-03', get_format(DATE, 'EUR'))
SELECT now() IS NOT NULL, curdate() = current_date, current_timestamp = now(), utc_timestamp() <= sysdate() + INTERVAL 1 DAY, curtime() IS NOT NULL, utc_date() IS NOT NULL, localtime() = now(), year(now()) > 2000
SELECT k, d = '2024-01-31', d > '2023-12-31', d BETWEEN '2023-01-01' AND '2023-12-31', d IN ('2024-01-31', '2000-02-29'), d = '2024-1-31', d = 20240131, d = '20240131', ts > '2024-01-31', ts = '2024-01-31 10:20:30.123456' FROM tim
SELECT k FROM tim WHERE d = '2024-01-31 00:00:00'
SELECT k FROM tim WHERE ts >= '2023-12-31' AND ts < '2024-01-01'
SELECT k FROM tim WHERE date(ts) = '2023-12-31'
SELECT k FROM tim WHERE ts BETWEEN '2023-01-01' AND '2023-12-31'
SELECT k FROM tim WHERE year(d) = 2023 AND month(d) IN (1, 12)
SELECT k, y, y + 1, y = 2024, concat(y), y > '2000', y * 2 FROM tim
SELECT max(d), min(ts), max(tm), count(d), count(DISTINCT year(d)), max(y) FROM tim
SELECT d, ts, greatest(d, '2023-06-01'), least(d, '2023-06-01'), ifnull(d, '1900-01-01'), coalesce(ts, d), if(d > '2023-01-01', d, NULL), nullif(d, '2024-01-31') FROM tim
SELECT DATE '2024-02-03', TIMESTAMP '2024-02-03 04:05:06', TIME '04:05:06', {d '2024-02-03'}, DATE '2024-02-03' + INTERVAL 1 MONTH, TIMESTAMP '2024-02-03 04:05:06.789'
SELECT date('2024-02-03 10:11:12'), date(20240203), date('2024-2-3'), date('20240203'), timestamp('2024-02-03'), timestamp('2024-02-03', '10:00:00'), to_days('2007-10-07'), to_days(950501), dayofyear('2007-02-03'), to_seconds('2009-11-29')
SELECT concat(d, ' x'), left(ts, 10), substring(d, 1, 7), length(d), replace(d, '-', ''), d LIKE '2024%', ts LIKE '%10:20%', lpad(month(d), 2, '0') FROM tim
SELECT k, d - INTERVAL (dayofmonth(d) - 1) DAY, date_sub(d, INTERVAL weekday(d) DAY), last_day(d) + INTERVAL 1 DAY, date_add(last_day(d - INTERVAL 1 MONTH), INTERVAL 1 DAY), concat(year(d), '-', lpad(month(d), 2, '0')), year(d) * 100 + month(d), (year(d) - 1) DIV 10 FROM tim
SELECT k, timestampdiff(YEAR, d, '2024-03-01'), year('2024-03-01') - year(d) - (date_format('2024-03-01', '%m%d') < date_format(d, '%m%d')), floor(datediff('2024-03-01', d) / 365), datediff('2024-03-01', d) / 7, round(datediff('2024-03-01', d) / 30.4, 1) FROM tim
SELECT k, d + 1, ts - 0, d - d FROM tim
-- JSON
SELECT k, json_extract(doc, '$.a'), json_extract(doc, '$.b'), json_extract(doc, '$.c'), json_extract(doc, '$.d'), json_extract(doc, '$.d[0]'), json_extract(doc, '$.d[2].e'), json_extract(doc, '$[1]'), json_extract(doc, '$.zz') FROM docs
SELECT k, json_unquote(json_extract(doc, '$.b')), json_unquote(json_extract(doc, '$.a')), json_unquote(json_extract(doc, '$.c')), json_unquote(json_extract(doc, '$[1]')) FROM docs WHERE k <> 4
SELECT k, json_value(doc, '$.a'), json_value(doc, '$.b'), json_value(doc, '$.d'), json_value(doc, '$.f') FROM docs WHERE k < 5
SELECT k, json_extract(doc, '$.a', '$.b'), json_extract(doc, '$.*'), json_extract(doc, '$.d[*]') FROM docs WHERE k = 1
SELECT k, json_extract(doc, '$.a') = 1, json_extract(doc, '$.a') + 1, json_extract(doc, '$.f') * 2, json_extract(doc, '$.b') = 'two', json_unquote(json_extract(doc, '$.b')) = 'two' FROM docs WHERE k = 1
SELECT k, json_length(doc), json_length(doc, '$.d'), json_type(doc), json_type(json_extract(doc, '$.a')), json_valid(doc), json_keys(doc) FROM docs
SELECT json_valid('{"a": 1}'), json_valid('hello'), json_valid('"hello"'), json_valid(NULL), json_valid('{a: 1}'), json_length('[1, 2, 3]'), json_length('{"a": 1, "b": 2}'), json_length('1'), json_type('[]'), json_type('{}'), json_type('1'), json_type('1.5'), json_type('"x"'), json_type('true')
SELECT k, json_contains(doc, '1', '$.a'), json_contains(doc, '"two"', '$.b'), json_contains(doc, '1'), json_contains(doc, '[1, 2]', '$.d'), json_contains_path(doc, 'one', '$.a', '$.zz'), json_contains_path(doc, 'all', '$.a', '$.zz'), json_exists(doc, '$.d[1]') FROM docs WHERE k = 1
SELECT json_contains('[1, 2, "a"]', '1'), json_contains('[1, 2]', '[2, 1]'), json_contains('[1, 2]', '[3]'), json_contains('1', '1'), json_contains('"a"', '"b"'), json_contains('[1]', '[]')
SELECT json_object('a', 1, 'b', 'x', 'c', NULL), json_array(1, 'x', NULL, 1.5), json_object(), json_array(), json_object('d', json_array(1, 2)), json_array(json_object('a', 1)), json_quote('a"b'), json_unquote('"a\\"b"'), json_unquote('plain'), json_unquote('[1]')
SELECT json_set('{"a": 1}', '$.a', 2), json_set('{"a": 1}', '$.b', 2), json_insert('{"a": 1}', '$.a', 2, '$.b', 3), json_replace('{"a": 1}', '$.a', 2, '$.b', 3), json_remove('{"a": 1, "b": 2}', '$.a'), json_merge_patch('{"a": 1}', '{"b": 2}'), json_merge_patch('{"a": 1}', '{"a": null}')
SELECT json_array_append('[1, 2]', '$', 3), json_array_insert('[1, 2]', '$[0]', 0), json_array_insert('[1, 2]', '$[1]', 'x'), json_overlaps('[1, 2]', '[3]'), json_overlaps('[1, 2]', '[2, 3]')
SELECT json_arrayagg(k), json_objectagg(k, json_length(doc)) FROM (SELECT * FROM docs ORDER BY k) x WHERE k < 3
SELECT dept, json_arrayagg(id) FROM (SELECT * FROM emp ORDER BY id) e WHERE dept = 'R&D' GROUP BY dept
SELECT j.* FROM json_table('[{"a": 1, "b": "x"}, {"a": 2}]', '$[*]' COLUMNS (n FOR ORDINALITY, a INT PATH '$.a', b VARCHAR(10) PATH '$.b')) AS j
SELECT k, j.v FROM docs, json_table(doc, '$.d[*]' COLUMNS (v VARCHAR(20) PATH '$')) AS j
SELECT k, j.e, j.has FROM docs, json_table(doc, '$.d[*]' COLUMNS (e VARCHAR(20) PATH '$.e', has INT EXISTS PATH '$.e')) AS j
SELECT json_merge_preserve('[1]', '[2]')
[!DWM-QRY-003] SELECT json_search('{"a": "x"}', 'one', 'x')
[!DWM-QRY-004] SELECT json_extract(doc, '$**.e') FROM docs
SELECT json_depth('[1]')
-- Groups and windows
SELECT sum(i), sum(n), sum(d), avg(i), avg(n), avg(d), count(*), count(i), min(i), max(n) FROM num
SELECT sum(b), sum(u), avg(u), min(d), max(r), sum(ty), avg(s) FROM num
SELECT round(stddev(d), 3), round(std(d), 3), round(stddev_pop(d), 3), round(stddev_samp(d), 3), round(variance(d), 3), round(var_pop(d), 3), round(var_samp(d), 3) FROM num
SELECT bit_and(i), bit_or(i), bit_xor(i) FROM num WHERE i >= 0
SELECT bit_and(i), bit_or(i), bit_xor(i), bit_and(NULL), bit_or(NULL) FROM num
SELECT sum(i), avg(i), count(*), max(i), group_concat(i) FROM num WHERE i > 99999
SELECT bit_and(i), bit_or(i) FROM num WHERE i > 99999
SELECT dept, avg(salary), sum(salary) / count(*), sum(salary * 1.1), avg(id), max(salary) - min(salary), avg(salary) * 2, round(avg(salary), 1) FROM emp WHERE id < 6 GROUP BY dept
SELECT concat(avg(id)), concat(sum(salary)), concat(avg(salary)), concat(sum(id)), concat(count(*)), concat(max(bonus)) FROM emp
SELECT emp, sum(qty * price), sum(qty) / 3, avg(qty), sum(price) / sum(qty), avg(qty * price) FROM ord GROUP BY emp
SELECT count(DISTINCT emp, item), count(DISTINCT emp), sum(DISTINCT qty), avg(DISTINCT qty) FROM ord
SELECT group_concat(id ORDER BY id), group_concat(id ORDER BY id DESC SEPARATOR ' | '), group_concat(DISTINCT emp ORDER BY emp), group_concat(item ORDER BY id), group_concat(item, ':', qty ORDER BY id SEPARATOR ';'), group_concat(qty ORDER BY qty) FROM ord
SELECT group_concat(DISTINCT emp ORDER BY emp DESC SEPARATOR ''), group_concat(price ORDER BY price), group_concat(NULL), group_concat(id * 2 ORDER BY id), group_concat(if(qty > 5, 'big', 'small') ORDER BY id), group_concat(date(placed) ORDER BY id) FROM ord
SELECT emp, group_concat(DISTINCT item ORDER BY item) FROM ord GROUP BY emp
SELECT emp, item, count(*) FROM ord WHERE emp < 3 GROUP BY emp, item WITH ROLLUP
SELECT emp, sum(qty) FROM ord GROUP BY emp WITH ROLLUP
SELECT ifnull(emp, 'total'), sum(qty) FROM ord GROUP BY emp WITH ROLLUP
[DWM-QRY-012] SELECT coalesce(item, 'all'), count(*) FROM ord WHERE item <> 'Pen' GROUP BY item WITH ROLLUP
SELECT year(placed), month(placed), count(*) FROM ord GROUP BY year(placed), month(placed) WITH ROLLUP
SELECT emp AS e, count(*) AS c FROM ord GROUP BY e HAVING c > 1
SELECT emp AS e, count(*) AS c FROM ord GROUP BY 1 HAVING e > 1 ORDER BY c DESC, e
SELECT year(placed) AS y, count(*) FROM ord GROUP BY y ORDER BY y
SELECT emp, max(placed), min(price) FROM ord GROUP BY emp HAVING max(qty) IS NOT NULL
SELECT emp + 1 AS x, sum(qty) FROM ord GROUP BY emp + 1 ORDER BY sum(qty) DESC, x
SELECT id, row_number() OVER (ORDER BY id), rank() OVER (ORDER BY salary), dense_rank() OVER (ORDER BY salary DESC), round(percent_rank() OVER (ORDER BY salary), 6), round(cume_dist() OVER (ORDER BY salary), 6), ntile(3) OVER (ORDER BY id) FROM emp
SELECT id, lag(id) OVER (ORDER BY id), lead(id, 2) OVER (ORDER BY id), lag(salary, 1) OVER (ORDER BY id), first_value(id) OVER (ORDER BY id), last_value(id) OVER (ORDER BY id), nth_value(id, 2) OVER (ORDER BY id) FROM emp
SELECT id, sum(id) OVER (ORDER BY id), sum(salary) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW), avg(id) OVER (), count(*) OVER (PARTITION BY boss), max(salary) OVER (ORDER BY id ROWS UNBOUNDED PRECEDING), avg(id) OVER (ORDER BY id) FROM emp
SELECT id, sum(id) OVER w, row_number() OVER w FROM emp WINDOW w AS (ORDER BY id DESC)
SELECT id, sum(salary) OVER (ORDER BY salary), rank() OVER (ORDER BY boss), first_value(boss) OVER (ORDER BY boss), last_value(boss) OVER (ORDER BY boss RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) FROM emp
SELECT id, salary / sum(salary) OVER (), sum(salary) OVER () / count(*) OVER (), round(100 * salary / sum(salary) OVER (), 2) FROM emp
-- Order and limits
SELECT id FROM emp ORDER BY salary, id
SELECT id FROM emp ORDER BY salary DESC, id DESC
SELECT id FROM emp ORDER BY boss, id LIMIT 2
SELECT id FROM emp ORDER BY id LIMIT 2, 3
SELECT id FROM emp ORDER BY id LIMIT 3 OFFSET 1
SELECT id FROM emp ORDER BY id DESC LIMIT 0
SELECT id FROM emp ORDER BY boss IS NULL, boss, id
SELECT id FROM emp ORDER BY -boss DESC, id
SELECT id FROM emp ORDER BY isnull(salary), salary DESC, id
SELECT id FROM emp ORDER BY field(id, 3, 1, 2), id
SELECT id FROM emp ORDER BY if(active, 0, 1), id
SELECT id FROM emp ORDER BY active, id
SELECT id FROM emp ORDER BY length(note), id
SELECT id, salary FROM emp ORDER BY 2, 1
SELECT k FROM txt ORDER BY t + 0, k
SELECT id AS x, -id AS y FROM emp ORDER BY y
SELECT i FROM num ORDER BY i IS NULL DESC, i DESC
-- Joins, sets, subqueries, common table expressions
SELECT e.id, o.id FROM emp e LEFT JOIN ord o ON o.emp = e.id ORDER BY e.id, o.id
SELECT e.id, o.id FROM emp e RIGHT JOIN ord o ON o.emp = e.id
SELECT e.id, o.id FROM emp e, ord o WHERE e.id = o.emp AND o.qty
SELECT e.id, o.id FROM emp e STRAIGHT_JOIN ord o ON o.emp = e.id
SELECT e.id, o.id FROM emp e INNER JOIN ord o ON o.emp = e.id AND o.qty > 0 CROSS JOIN (SELECT 1) x
SELECT * FROM (SELECT 1 AS a, 2 AS b) x NATURAL JOIN (SELECT 1 AS a, 3 AS c) y
SELECT * FROM (SELECT 1 AS a, 2 AS b) x JOIN (SELECT 1 AS a, 3 AS c) y USING (a)
[DWM-QRY-012] SELECT e.id FROM emp e JOIN ord o ON e.id = o.emp AND o.item = 'pen'
SELECT e.id FROM emp e JOIN (ord o JOIN num n ON n.i = o.qty) ON e.id = o.emp
SELECT 1 UNION SELECT 1 UNION ALL SELECT 2
SELECT 1 UNION SELECT '1'
SELECT 1, 'a' UNION ALL SELECT 2.5, 'b'
SELECT i FROM num UNION SELECT NULL UNION ALL SELECT 0
SELECT i FROM num UNION SELECT t FROM txt WHERE k = 1
SELECT d FROM tim UNION SELECT 'none'
SELECT d FROM tim UNION SELECT ts FROM tim
SELECT id FROM emp WHERE id < 4 INTERSECT SELECT emp FROM ord
SELECT id FROM emp EXCEPT SELECT emp FROM ord
(SELECT id FROM emp ORDER BY id LIMIT 2) UNION ALL (SELECT id FROM ord ORDER BY id DESC LIMIT 1) ORDER BY id DESC
SELECT id FROM emp e WHERE EXISTS (SELECT 1 FROM ord o WHERE o.emp = e.id AND o.qty > 1)
SELECT id FROM emp WHERE id NOT IN (SELECT emp FROM ord)
SELECT id FROM emp WHERE id NOT IN (SELECT boss FROM emp)
SELECT id FROM emp WHERE boss IN (SELECT boss FROM emp WHERE id = 3)
SELECT id FROM emp WHERE salary > ALL (SELECT salary FROM emp WHERE dept = 'none')
SELECT id FROM emp WHERE salary >= ALL (SELECT salary FROM emp WHERE salary IS NOT NULL)
SELECT id FROM emp WHERE salary > ANY (SELECT salary FROM emp)
SELECT id, (SELECT count(*) FROM ord o WHERE o.emp = e.id), (SELECT max(price) FROM ord o WHERE o.emp = e.id) FROM emp e
SELECT id, (SELECT item FROM ord o WHERE o.emp = e.id ORDER BY o.id DESC LIMIT 1) FROM emp e
WITH RECURSIVE n AS (SELECT 1 AS x UNION ALL SELECT x + 1 FROM n WHERE x < 5) SELECT x, x * x FROM n
WITH RECURSIVE tree AS (SELECT id, boss, 0 AS depth, cast(id AS char(50)) AS path FROM emp WHERE boss IS NULL UNION ALL SELECT e.id, e.boss, t.depth + 1, concat(t.path, '>', e.id) FROM emp e JOIN tree t ON e.boss = t.id) SELECT id, depth, path FROM tree ORDER BY path
WITH RECURSIVE d AS (SELECT cast('2024-01-30' AS date) AS x UNION ALL SELECT x + INTERVAL 1 DAY FROM d WHERE x < '2024-02-02') SELECT x, dayname(x) FROM d
WITH a AS (SELECT emp, sum(qty) q FROM ord GROUP BY emp), b AS (SELECT max(q) m FROM a) SELECT emp FROM a, b WHERE q = m
SELECT x.* FROM (SELECT id, name FROM emp WHERE id < 3) x ORDER BY x.id
SELECT emp.*, 1 FROM emp WHERE id = 2
SELECT `id`, `name` AS `the name`, e.`salary` FROM `emp` AS e WHERE `e`.`id` = 1
SELECT id, CASE WHEN salary > 4000 THEN 'high' WHEN salary IS NULL THEN 'none' ELSE 'low' END, CASE boss WHEN 1 THEN 'one' WHEN NULL THEN 'never' ELSE 'other' END, CASE WHEN salary THEN 1 END FROM emp
[DWM-QRY-012] SELECT CASE WHEN 1 THEN 1 ELSE 'a' END, CASE WHEN 0 THEN 1 ELSE 'a' END, if(1, 1, 'a'), if(0, 1, 2.50), CASE 1 WHEN 1.0 THEN 'x' END, CASE 'a' WHEN 'A' THEN 'same' ELSE 'not' END
SELECT ifnull(salary, 'n/a'), coalesce(boss, name), if(id > 3, id, name), CASE WHEN id > 3 THEN salary ELSE name END FROM emp
SELECT if(id > 3, salary, 0), if(id > 3, salary, 'x'), ifnull(bonus, 0), ifnull(dept, ''), nullif(id, '1'), ifnull(hired, '') FROM emp
SELECT id DIV 2, id MOD 2, id & 1, id / 2, salary DIV 100, salary % 7, -salary, salary * bonus, salary + id, bonus / 3 FROM emp
SELECT active + 0, active * 2, sum(active) OVER (), active = TRUE, active IS TRUE, NOT active, active AND 1, if(active, 1, 0), ifnull(active, 9), coalesce(active, 0) FROM emp
SELECT id FROM emp WHERE active
SELECT id FROM emp WHERE active = 1
SELECT id FROM emp WHERE NOT active
SELECT id FROM emp WHERE active <> 0
SELECT id FROM emp WHERE active > 0
SELECT id FROM emp WHERE active IN (1)
SELECT id FROM emp WHERE active = '1'
SELECT id FROM emp WHERE hired = 20200229
SELECT id FROM emp WHERE hired > '2020-02-29' - INTERVAL 1 DAY
SELECT id FROM emp WHERE note = 0
SELECT id FROM emp WHERE note = 12
SELECT id FROM emp WHERE id = '1 '
SELECT id FROM emp WHERE id IN ('1', '2x')
SELECT id FROM emp WHERE salary = '5200.50'
SELECT id FROM emp WHERE salary = '5200.5'
SELECT id FROM emp WHERE salary LIKE '%.25'
SELECT id FROM emp WHERE id LIKE '1%'
SELECT id FROM emp WHERE concat(id, '') = 1
-- More functions
SELECT regexp_replace('aXa', 'x', ''), regexp_replace('a.b', '\\.', '-'), regexp_replace('price 5', '([0-9]+)', '<\\1>'), regexp_instr('dog cat dog', 'dog'), regexp_substr('abc def ghi', '[a-z]+')
SELECT uuid() IS NOT NULL, bin(~0), oct(~0), hex(~5), conv('7f', 16, 10), conv(255, 10, 16), conv('zz', 36, 10), conv('-5', 10, 2), conv(NULL, 10, 2)
SELECT is_ipv4('255.255.255.255'), is_ipv4('1.2.3'), is_ipv6('::'), is_ipv6('fe80::1'), is_ipv6('1:2:3:4:5:6:7:8'), is_ipv6('1:2:3:4:5:6:7'), is_ipv6('1::2::3'), is_ipv6('::ffff:1.2.3.4'), is_ipv6('12345::'), is_ipv6('10.0.0.1'), is_ipv6(NULL)
SELECT format(12332.2, 2, 'de_DE'), format(-0.5, 0), format('1234.5', 1), format(1 / 3, 3), format(999999.999, 2)
SELECT json_depth('[]'), json_depth('{}'), json_depth('1'), json_depth('[10, 20]'), json_depth('[[], {}]'), json_depth('{"a": {"b": [1]}}'), json_depth('"[[["'), json_depth('[{"a": []}]')
SELECT json_merge_preserve('[1, 2]', '[3]'), json_merge_preserve('{"a": 1}', '{"b": 2}'), json_merge_preserve('1', 'true'), json_merge_preserve('{"a": 1}', '[2]'), json_remove('["a", "b", "c"]', '$[1]'), json_array_append('[1, [2]]', '$[1]', 3), json_array_append('[1, 2]', '$[0]', 'x')
SELECT name_const('n', 14), char(77, 121 USING utf8mb4), json_value('{"a": "49.95"}', '$.a'), utc_date = utc_date(), utc_timestamp IS NOT NULL, utc_time IS NOT NULL
-- What numbers, texts and dates are to each other, once more
SELECT sum(salary) / 3, avg(salary) + 1, sum(salary) * 1.5, max(salary) / min(salary), round(sum(salary) / 7, 2), sum(id) / count(*), (sum(id) + 1) / 2 FROM emp
SELECT x.q, x.q * 3, x.q + 1, concat(x.q) FROM (SELECT 1 / 3 AS q) x
SELECT q * 3 FROM (SELECT id / 7 AS q FROM emp WHERE id < 4) x
SELECT (SELECT avg(qty) FROM ord), (SELECT sum(qty) / 3 FROM ord), ifnull((SELECT avg(price) FROM ord WHERE id > 99), 0)
SELECT emp / 2, count(*) FROM ord GROUP BY emp / 2
SELECT emp / 3 AS part, sum(qty) FROM ord GROUP BY part ORDER BY part
SELECT if(i > 0, i / 3, 0), coalesce(i / 3, 0.5), CASE WHEN i > 5 THEN i / 3 ELSE 1.25 END, nullif(i / 2, 3.5), greatest(i / 3, 0.1), abs(-i / 3), -(i / 3) FROM num
SELECT sum(i / 3), avg(i / 3), max(i / 3), sum(i) / 3 * 3, avg(i) * 3 FROM num
SELECT 1 / 3 + 1 / 3, 2 / 3 - 1 / 3, 1 / 3 * 1 / 3, 10 / 3 % 2, (10 / 3) DIV 1, 7.5 / 2.5, 0.1 / 0.3, 1 / 7 / 3
SELECT price / qty, price * qty / 7, (price + qty) / 3, price / 3.0, qty / price FROM ord
SELECT round(price * 1.15, 2), round(price / 3, 1), truncate(price / 3, 2), ceil(price / 3), floor(price * 100 / 3), format(price / 3, 4) FROM ord
SELECT round(0.285, 2), round(1.455, 2), round(-0.005, 2), round(5.015 * 100, 0), round(201 / 200, 2), truncate(201 / 200, 2), floor(0.3 / 0.1), ceil(0.7 / 0.1), 0.3 / 0.1 = 3
SELECT hired + 0, hired * 1, seen + 0, hired + INTERVAL 1 DAY + 0, hired = 20190228, hired > 20200101, 20200229 = hired, hired BETWEEN 20190101 AND 20201231 FROM emp
SELECT max(hired) - min(hired), sum(hired), avg(id + hired) FROM emp WHERE id < 3
SELECT hired - hired, tm - tm, tm + 0, y - 1900, tm * 1 FROM emp JOIN tim ON k = id
SELECT tm + INTERVAL 90 MINUTE, tm - INTERVAL 1 HOUR, date_add(tm, INTERVAL 1 SECOND), addtime(tm, tm), timediff(tm, '12:00:00'), sec_to_time(time_to_sec(tm) * 2) FROM tim
SELECT '10' + 5, '10' * '2', '7' DIV 2, '7' % 4, '9' / '2', -'5', '3' + '4abc', '2' * 1.5, 1 + NULL, 'a' * 5
SELECT '5' > 10, '5' > '10', 5 > '10', 'abc' = 'ABC' + 0, '2024-01-31' = DATE '2024-01-31', '01' = 1, '01' = '1', 1.0 = '1', 'x' IS NULL, NULL = NULL, NULL <> 1
SELECT i, i = '', i = ' ', i = '7.0', i < '10', i > 'abc', i BETWEEN '0' AND '9', i IN ('7', 'x'), i NOT IN ('7') FROM num
SELECT k, t BETWEEN 0 AND 100, t + t, t * 1 = t, t < 100, t <> 0, if(t, 'true', 'false'), t AND 1, NOT t FROM txt
SELECT name + 0, dept = 0, code + 1, note > 5, name XOR 1, concat(name + 0) FROM emp
SELECT CASE note WHEN 0 THEN 'zero' WHEN 12 THEN 'twelve' ELSE 'other' END, CASE id WHEN '1' THEN 'a' WHEN '2x' THEN 'b' END FROM emp
SELECT sum(note), avg(note), max(note + 0), sum(name = 'bob'), sum(active), avg(active), sum(size + 0) FROM emp
SELECT size + 1, size = 2, size IN (1, 3), concat(size, '!'), length(size), size > 1, if(size, 'y', 'n'), upper(size), ifnull(size, 'none') FROM emp
SELECT active = 'a', active = '1', active + active, active - 1, active / 2, -active, active % 2, active DIV 1, active & 1, active | 2, active XOR 1, active <=> 1, active BETWEEN 0 AND 1 FROM emp
SELECT least(active, 5), greatest(active, 0), concat(active, ''), ifnull(active, 'none'), coalesce(active, 2), max(active) OVER (), lpad(active, 3, '0'), abs(active), round(active), cast(active AS char), cast(active AS signed) FROM emp
SELECT f * n, f + n, if(f, n, i), ifnull(f, n), nullif(f, 1), sum(f * i) OVER (), f = n, f < i, f > 0.5 FROM num
SELECT i, s * s * s * s * s, ty * ty, s + 32767, i * i * i, ty - 128 * 2, u + u FROM num
SELECT if(1, 'a', 1) + 1, ifnull('5', 1) + 1, concat(if(1, 2, 'a'), ''), coalesce(NULL, '5') * 2, (CASE WHEN 1 THEN '7' ELSE 0 END) + 1
SELECT left(salary, 3), right(salary, 2), substring(salary, 2), length(salary), instr(salary, '.'), locate('0', salary), replace(salary, '.', ','), lpad(salary, 10, '*'), reverse(id), concat_ws('-', id, salary, hired), salary LIKE '%.00', hired REGEXP '^2019', trim(id), substring_index(salary, '.', 1), find_in_set(id, '1,2,3'), field(id, '1', '2'), elt(id, 'a', 'b'), repeat(id, 2), upper(id), hex(id), md5(id), ascii(id), insert(id, 1, 0, 'x'), strcmp(id, '1'), quote(id), char_length(salary), soundex(name) FROM emp WHERE id < 4
SELECT group_concat(salary / 2 ORDER BY id), group_concat(id / 3 ORDER BY id), group_concat(active ORDER BY id), group_concat(bonus IS NULL ORDER BY id), group_concat(hired ORDER BY id SEPARATOR ' ') FROM emp
SELECT json_object('a', 1 / 2, 'b', 1 = 1, 'c', hired), json_array(salary, active IS NULL, name) FROM emp WHERE id = 1
SELECT count(*), count(NULL), count(DISTINCT active), sum(NULL), avg(NULL), min(NULL), group_concat(NULL) FROM emp
SELECT std(salary) > 0, var_samp(id), stddev_samp(id) > 1, variance(salary) > 0, std(id) * 0, var_pop(active) FROM emp WHERE id < 3
SELECT id, lag(salary / 3) OVER (ORDER BY id), first_value(id / 3) OVER (ORDER BY id), sum(id / 3) OVER (ORDER BY id), avg(salary) OVER (PARTITION BY boss ORDER BY id) FROM emp
SELECT 1 / 3 UNION ALL SELECT 2 UNION ALL SELECT 0.5
SELECT emp, avg(qty) FROM ord GROUP BY emp WITH ROLLUP
SELECT emp, sum(price) / sum(qty) AS r FROM ord GROUP BY emp HAVING r > 0.2
SELECT emp, avg(price) AS a FROM ord GROUP BY emp HAVING avg(price) > 1 ORDER BY avg(price) DESC
SELECT week(hired), week(hired, 1), yearweek(hired), yearweek(hired, 3), date_format(hired, '%x%v'), date_format(hired, '%D %b %Y'), dayofyear(hired), quarter(hired), last_day(hired), to_days(hired) - to_days('2019-01-01'), dayname(hired), monthname(hired) FROM emp
SELECT timestampdiff(MONTH, hired, '2024-03-31'), timestampdiff(DAY, hired, seen), timestampdiff(HOUR, seen, hired), datediff(seen, hired), timestampdiff(QUARTER, hired, '2024-03-31'), timestampdiff(WEEK, hired, '2024-03-31'), period_diff(date_format('2024-03-31', '%Y%m'), date_format(hired, '%Y%m')) FROM emp
SELECT hired + INTERVAL '1-1' YEAR_MONTH, seen + INTERVAL '1 2:3:4' DAY_SECOND, hired - INTERVAL id MONTH, hired + INTERVAL -1 DAY, hired + INTERVAL 1 + 1 DAY, date_add(hired, INTERVAL salary DAY), date_add(hired, INTERVAL '2' MONTH), date_sub(seen, INTERVAL 1.5 HOUR), seen + INTERVAL 1.5 SECOND FROM emp WHERE id IN (1, 2, 5)
SELECT date('2024-02-29') + INTERVAL 1 YEAR, '2024-01-31' + INTERVAL 1 MONTH, '2024-03-31 10:00:00' - INTERVAL 1 MONTH, INTERVAL 1 MONTH + '2024-01-30', now() > now() - INTERVAL 1 DAY, DATE '2024-12-31' + INTERVAL 1 WEEK, TIMESTAMP '2024-12-31 23:59:59' + INTERVAL 1 SECOND
SELECT str_to_date('31.12.2023', '%d.%m.%Y'), str_to_date('12/31/23 05:06 PM', '%m/%d/%y %h:%i %p'), str_to_date('  2023-1-5', '%Y-%m-%d'), str_to_date('Monday 5 February 2024', '%W %e %M %Y'), str_to_date('101112', '%H%i%s'), date_format(str_to_date('5/2/2024', '%d/%m/%Y'), '%Y-%m-%d'), str_to_date('x2024', '%Y-%m-%d')
SELECT k, t REGEXP '^[[:alpha:]]+$', t REGEXP '[[:space:]]', t NOT REGEXP '[a-z]', t REGEXP BINARY 'H', t RLIKE 'world$', t REGEXP '(l+o)', t REGEXP '\\.' FROM txt WHERE k NOT IN (7, 12, 13)
SELECT q * 3, q + 1 FROM (SELECT i / 7 AS q FROM num) x
SELECT q * 3 FROM (SELECT i / 7 AS q, count(*) FROM num GROUP BY i) x
WITH x AS (SELECT i / 7 AS q FROM num) SELECT q, q * 3, round(q, 2), concat(q) FROM x
SELECT q FROM (SELECT q + 1 AS q FROM (SELECT i / 7 AS q FROM num) y) x
SELECT CASE t WHEN 7 THEN 'seven' WHEN 'abc' THEN 'text' ELSE 'other' END FROM txt WHERE k IN (1, 4, 14, 16)
SELECT CASE d WHEN 2.5 THEN 'a' WHEN '3.5' THEN 'b' END, CASE n / 3 WHEN 4.115 THEN 'c' END FROM num
[!DWM-QRY-004] SELECT str_to_date('2023-12', '%Y-%m')
-- Views
SELECT id, salary / 4, eighth, eighth / 2, twice / 4, twice * 1000000000, mean / 4, concat(eighth), round(mean, 1) FROM pay
SELECT emp, q / 3, p / 3, p * q, q / n, concat(p), round(p, 2), sum(n) OVER () FROM sums
SELECT avg(q), sum(p) / 3, max(n) / 2 FROM sums
-- Awkward ones once more
[DWM-QRY-012] SELECT id, name, dept FROM emp WHERE dept = 'Sales' AND hired >= '2021-01-01' AND salary BETWEEN '1000' AND '4000' ORDER BY id
SELECT date_format(placed, '%Y-%m') AS m, count(*), sum(qty * price), round(avg(qty), 1) FROM ord GROUP BY m ORDER BY m
SELECT date_format(placed, '%Y-%m') AS m, sum(qty) FROM ord GROUP BY date_format(placed, '%Y-%m') HAVING sum(qty) > 5 ORDER BY sum(qty) DESC
SELECT emp, sum(if(item = 'ink', qty, 0)) AS ink, sum(CASE WHEN qty > 5 THEN 1 ELSE 0 END) AS big, count(if(qty > 5, 1, NULL)) AS n, sum(qty > 5) / count(*) * 100 AS share FROM ord GROUP BY emp
SELECT o.id, o.qty * o.price AS total, round(o.qty * o.price * 0.19, 2) AS tax, format(o.qty * o.price, 2), concat('EUR ', format(o.price, 2)) FROM ord o ORDER BY total DESC, o.id
SELECT e.id, count(o.id), coalesce(sum(o.qty), 0), ifnull(round(avg(o.price), 2), 0), max(o.placed) FROM emp e LEFT JOIN ord o ON o.emp = e.id GROUP BY e.id
SELECT year(hired) AS y, quarter(hired) AS q, count(*) FROM emp GROUP BY y, q WITH ROLLUP
[!DWM-QRY-002] SELECT id, (@x := 1) FROM emp
SELECT ! i = 1, ! i IS NULL, NOT ! i, ! (i > 0), - ! i, ! 0 + ! 5, ! i AND 1 FROM num
SELECT DISTINCT emp, qty > 5 FROM ord
SELECT id FROM emp WHERE hired BETWEEN date_sub('2023-01-31', INTERVAL 1 YEAR) AND '2023-01-31'
SELECT id, datediff(curdate(), hired) > 0, timestampdiff(YEAR, hired, now()) >= 0, hired < now(), year(hired) = year(curdate()) FROM emp
SELECT a.id, b.id FROM emp a LEFT JOIN emp b ON b.boss = a.id AND b.salary > a.salary / 2
SELECT id, salary - lag(salary) OVER (ORDER BY id), salary - avg(salary) OVER (), rank() OVER (ORDER BY salary DESC) FROM emp
SELECT id, ntile(2) OVER (ORDER BY salary, id), first_value(salary) OVER (PARTITION BY boss ORDER BY id), count(*) OVER (ORDER BY salary) FROM emp
SELECT x, count(*) FROM (SELECT if(qty > 5, 'many', 'few') AS x FROM ord WHERE qty IS NOT NULL) y GROUP BY x
SELECT id FROM ord WHERE (emp, qty) IN (SELECT emp, max(qty) FROM ord GROUP BY emp)
SELECT id FROM ord o WHERE qty = (SELECT max(qty) FROM ord i WHERE i.emp = o.emp)
SELECT max(id), (SELECT count(*) FROM ord) * 1.0 / 7 FROM emp
SELECT i, i IS NOT NULL AND i, i OR NULL, i AND NULL, NOT (i > 0), NOT i > 0, ! i + 1, -i ^ 2, 2 + i DIV 2 * 2, i = 7 = 1, i > 5 > 0, 1 < 2 < 3, 3 > 2 > 1, NOT 0 + 1, NOT 1 = 2 FROM num WHERE i >= 0
SELECT 2 * 3 % 4, 7 DIV 2 * 2, 10 % 4 * 2, -2 * -3, 1 - 1 - 1, 8 / 2 / 2, 2 + 2 * 2 - 1, 5 BETWEEN 1 AND 10 AND 1, 1 IN (1, 2) = 1, NULL IS NULL = 1, 1 = 1 IS TRUE, NOT NULL IS NULL
SELECT id, name FROM emp WHERE name LIKE 'a%' OR name LIKE '%b' ORDER BY id
SELECT id FROM emp WHERE note LIKE '%100\%%' OR note LIKE 'a\_b' OR note LIKE '%\'%'
SELECT concat_ws(', ', nullif(dept, ''), nullif(note, ''), code) FROM emp ORDER BY id
SELECT upper(substring(name, 1, 1)), lower(substring(name, 2)), concat(upper(left(name, 1)), lower(substring(name, 2))), char_length(name), lpad(id, 4, '0'), rpad(name, 6, '.') FROM emp
SELECT trim(leading '0' from '0012'), trim(both '"' from '"a"'), substring_index(substring_index('a,b,c', ',', 2), ',', -1), replace(replace('a-b_c', '-', ''), '_', ''), reverse(substring_index(reverse('a/b/c'), '/', 1)), length('é') - char_length('é'), left('abc', length('abc') - 1)
SELECT cast(salary AS char(4)), cast(salary AS unsigned), cast(-salary AS signed), cast(concat(id, '.5') AS decimal(4,1)), convert(salary, char), cast(hired AS char(7)), cast(concat('2024-01-0', id) AS date), cast(id AS char) + 1 FROM emp
SELECT json_unquote(json_extract(doc, '$.a')) + 1, json_extract(doc, '$.a') = '1', json_extract(doc, '$.f') > 1, json_unquote(json_extract(doc, '$.b')) LIKE 't%', concat(json_unquote(json_extract(doc, '$.b')), '!'), json_extract(doc, '$.zz') IS NULL, ifnull(json_unquote(json_extract(doc, '$.zz')), 'none') FROM docs WHERE k = 1
SELECT hour(timediff('2024-01-02 10:00:00', '2024-01-01 08:30:00')), time_to_sec(timediff('2024-01-02 10:00:00', '2024-01-01 08:30:00')) / 3600, sec_to_time(sum(time_to_sec(tm))) FROM tim
SELECT min(tm), max(tm), time_format(max(tm), '%H:%i'), sum(hour(tm)), avg(time_to_sec(tm)) FROM tim
-- Operators, literals and names once more
SELECT i DIV 2 + 1, i + 7 DIV 2, 7 DIV 2 DIV 2, i % 2 = 1, i MOD 4 + 1, (i + 1) * 2 DIV 3, -7 DIV 2, -7 % 4, 5.5 DIV 2.2, 1e3 DIV 7, n DIV 1, d MOD 2 FROM num WHERE i > 0
SELECT 1 + 1 = 2 AND 2 > 1 OR 0, 1 OR 0 AND 0, 1 XOR 0 AND 0, NOT 0 AND 0, NOT (0 AND 0), 0 XOR 0 OR 1, 1 = 1 AND NOT 1 = 2, 5 > 3 XOR 2 > 1, NULL XOR 1 IS NULL, (1 AND NULL) IS NULL
SELECT 0.5, .5, 1., 1e2, 1E-2, -0, +5, 007, 1.10, 100000000000, 1.5e3 + 0, 0.1 + 1e-1
SELECT 'a' 'b', "it's", 'say "hi"', 'a\tb', 'x\\y', '%', '_', '', ' ', 'é', '日本', 'null', 'O''Neil', "a""b"
SELECT TRUE, FALSE, TRUE + TRUE, NOT TRUE, TRUE = 1, FALSE = 0, TRUE > FALSE, -TRUE, if(TRUE, 1, 0), TRUE AND 1, concat(TRUE), TRUE IN (1, 2), sum(TRUE)
SELECT NULL + 1, concat(NULL, 'a'), NULL = 0, NULL <=> 0, NULL IS NULL, coalesce(NULL, NULL), greatest(NULL, 1), if(NULL = NULL, 'a', 'b'), NULL IN (1, 2), 1 IN (2, NULL), 1 NOT IN (2, NULL), NULL BETWEEN 1 AND 2, NULL LIKE 'a', nullif(NULL, 1), ifnull(NULL, 'x')
SELECT s % 3 AS m, count(*), min(i), max(i), sum(n) FROM num GROUP BY s % 3 ORDER BY m
SELECT i > 0 AS pos, count(*) FROM num GROUP BY pos ORDER BY pos
SELECT i > 0, count(*), sum(i) FROM num GROUP BY i > 0 ORDER BY 1
SELECT abs(i) AS a, group_concat(i ORDER BY i) FROM num GROUP BY a HAVING count(*) > 1
SELECT f, count(*), sum(f) FROM num GROUP BY f ORDER BY f DESC
SELECT f, ty FROM num WHERE f ORDER BY f, ty
SELECT count(*) FROM num WHERE f = TRUE OR f IS NULL
SELECT i FROM num ORDER BY f DESC, i
SELECT size, count(*) FROM emp GROUP BY size ORDER BY size
SELECT id FROM emp WHERE size = 'small' OR size IS NULL ORDER BY id
SELECT id FROM emp WHERE size <> 'small' ORDER BY id
SELECT id FROM emp WHERE size IN ('small', 'large') ORDER BY size DESC, id
SELECT CASE size WHEN 'small' THEN 1 WHEN 'large' THEN 3 END, if(size = 'large', 1, 0), nullif(size, 'small'), coalesce(size, 'none'), size LIKE 's%', concat_ws('-', size, id) FROM emp
SELECT y, y = 1999, y BETWEEN 1990 AND 2020, concat(y, '-01-01'), y + 1, min(y) OVER (), makedate(y, 1), cast(y AS char) FROM tim
SELECT u - 10, u + 0.5, u > -1, abs(u), u DIV 2, u % 10, u = '1000', concat(u), u & 15, u >> 1, u << 1 FROM num WHERE u IN (1000, 4294967295)
SELECT n + 0, n * 1, n - n, n / n, n % 1, n DIV 1, -n, abs(n), n > 12, n = 12.345, n IN (12.345, 0), round(n), concat(n), n * 0.1, n + d, n * d, if(n > 0, n, 0), ifnull(n, -1), greatest(n, 0.5), sum(n) OVER () FROM num
SELECT d + 0, d * 2, d / 2, d % 2, d DIV 1, -d, abs(d), d > 1, d = 2.5, d IN (2.5, 0), round(d), floor(d), d + n, d * i, if(d > 0, d, 0), greatest(d, 0), sum(d) OVER (), truncate(d, 1), cast(d AS decimal(5,2)), cast(d AS signed) FROM num
SELECT date_format('2024-02-03 04:05:06.789', '%Y/%c/%e %k:%i:%s.%f %y %m %d %H %h %I %l %p %r %T %a %W %b %M %j %w'), date_format('2024-01-01', '%U %u %V %v %X %x'), date_format('2023-01-01', '%U %u %V %v %X %x'), date_format('2024-12-31', '%U %u %V %v %X %x'), date_format('2024-01-21', '%D'), date_format('2024-01-12', '%D'), date_format('2024-01-03', '%D %% q')
SELECT dayofweek('2024-02-04'), weekday('2024-02-04'), week('2024-02-04'), week('2023-12-31', 3), yearweek('2024-01-01'), yearweek('2023-12-31', 1), weekofyear('2024-12-30'), dayname('2024-02-04'), last_day('2024-02-04'), quarter('2024-04-01'), dayofyear('2024-12-31'), from_days(400)
SELECT timestampdiff(SECOND, '2024-01-01', '2024-01-02'), timestampdiff(MONTH, '2024-03-31', '2024-02-29'), timestampdiff(YEAR, '2024-02-29', '2023-02-28'), timestampdiff(MONTH, '2023-12-31 23:59:59', '2024-01-31 23:59:58'), timestampdiff(DAY, '2024-03-01 12:00:00', '2024-03-02 11:59:59'), timestampdiff(WEEK, '2024-01-15', '2024-01-01'), datediff('2024-03-01', '2024-02-01'), datediff('2023-03-01', '2024-03-01')
SELECT hired, adddate(hired, 10), subdate(hired, INTERVAL 1 YEAR), date_add(hired, INTERVAL 3 MONTH), hired + INTERVAL 1 QUARTER, last_day(hired + INTERVAL 1 MONTH), date_format(hired - INTERVAL 1 DAY, '%d.%m.%y'), dayofmonth(last_day(hired)), makedate(year(hired), 1), str_to_date(concat(year(hired), '-01-01'), '%Y-%m-%d'), date(concat(year(hired), '-', month(hired), '-01')) FROM emp
SELECT unix_timestamp('2024-01-01 00:00:00') - unix_timestamp('2023-12-31 00:00:00'), from_unixtime(86400), from_unixtime(0, '%H:%i'), date_format(from_unixtime(1700000000), '%Y-%m-%d'), unix_timestamp(from_unixtime(1700000000))
SELECT group_concat(DISTINCT qty ORDER BY qty SEPARATOR '/'), group_concat(DISTINCT qty > 5 ORDER BY qty > 5), group_concat(emp, '=', qty ORDER BY qty DESC, id SEPARATOR ', '), group_concat(ifnull(qty, 0) ORDER BY id), group_concat(concat(id, ':', emp) ORDER BY id DESC) FROM ord
SELECT emp, group_concat(id ORDER BY id), count(*), min(item), max(qty) FROM ord GROUP BY emp ORDER BY count(*) DESC, emp LIMIT 2
SELECT substring('abcdef', 3), substring('abcdef', -3, 2), substring('abcdef' FROM 2), mid('abcdef', 0, 2), left('abc', 10), right('abc', 10), substring('abc', 10), substring('abc', 1, 0), locate('c', 'abcabc', 4), instr('abc', 'z'), field('a', 'b', 'a'), elt(2, 'x', 'y', 'z'), lpad('abcdef', 3, 'x'), rpad('a', 4, 'bc'), repeat('ab', 0), space(0), reverse(''), insert('abcdef', 2, 3, 'XY'), replace('aaa', 'aa', 'b'), trim('  a b  '), concat('a', '', 'b'), strcmp('a', 'b')
-- HAVING and aliases
SELECT id, qty AS q FROM ord HAVING q > 5
SELECT id, qty * 2 AS q FROM ord WHERE id < 5 OR id = 5 HAVING q > 5 AND q <> 20
SELECT count(*) AS c FROM ord HAVING c > 1
SELECT count(*) FROM ord HAVING count(*) > 100
SELECT emp, sum(qty) AS total FROM ord GROUP BY emp HAVING total > 5 ORDER BY total
SELECT emp, sum(qty) AS s, count(*) AS n FROM ord GROUP BY emp HAVING s > 5 AND n > 1 OR emp IS NULL
SELECT emp AS e, sum(qty) FROM ord GROUP BY e HAVING e > 1 ORDER BY e DESC
SELECT id, -qty AS qty FROM ord ORDER BY qty, id
SELECT id, length(item) AS len FROM ord ORDER BY len DESC, id
SELECT DISTINCT emp AS e FROM ord ORDER BY e
SELECT id + 1 AS id FROM emp WHERE id > 3 ORDER BY id
SELECT qty > 5 AS big, sum(qty) FROM ord GROUP BY big ORDER BY big
SELECT year(placed) AS placed, count(*) FROM ord GROUP BY year(placed) ORDER BY placed
SELECT emp, max(qty) AS qty FROM ord GROUP BY emp ORDER BY qty
