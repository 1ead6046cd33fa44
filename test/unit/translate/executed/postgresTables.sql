-- Tables of awkward values: NULLs, blanks, accents, ends of months, halves.
CREATE TABLE emp (id integer PRIMARY KEY, name varchar(40), dept text, salary numeric(10,2), hired date, seen timestamp, boss integer, bonus double precision, active boolean, note text, code char(6), tags text[]);
CREATE TABLE num (i integer, b bigint, s smallint, n numeric(12,4), d double precision, r real);
CREATE TABLE txt (k integer, t text);
CREATE TABLE tim (k integer, d date, ts timestamp, tz timestamptz, iv interval, tm time);
