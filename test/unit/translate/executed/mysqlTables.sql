-- Tables of awkward values: NULLs, blanks, upper and lower case, accents, ends of months, halves, unsigned numbers.
CREATE TABLE emp (id int PRIMARY KEY, name varchar(40), dept varchar(20), salary decimal(10,2), hired date, seen datetime(6), boss int, bonus double, active tinyint(1), note text, code char(6), size enum('small','medium','large'));
CREATE TABLE num (i int, b bigint, s smallint, n decimal(12,4), d double, r float, u int unsigned, ty tinyint, f tinyint(1));
CREATE TABLE txt (k int, t varchar(60));
CREATE TABLE tim (k int, d date, ts datetime(6), tm time, y year);
CREATE TABLE docs (k int, doc json);
CREATE TABLE ord (id int PRIMARY KEY, emp int, item varchar(20), qty int, price decimal(8,3), placed datetime);
CREATE VIEW pay AS SELECT id, salary, salary / 8 AS eighth, id * 2 AS twice, avg(salary) OVER () AS mean FROM emp;
CREATE VIEW sums AS SELECT emp, sum(qty) AS q, avg(price) AS p, count(*) AS n FROM ord GROUP BY emp;
