-- A dump as pg_dump writes it: types, partitions, rows by COPY; each view must show the same there and on DuckDB.
CREATE TYPE public.stage AS ENUM ('draft', 'sent', 'sale', 'done');
CREATE TABLE public.orders (
    id integer NOT NULL,
    stage public.stage DEFAULT 'draft'::public.stage NOT NULL,
    tags text[],
    extra jsonb,
    lasting interval,
    opened time without time zone,
    bits bit(4),
    price money,
    since date,
    period int4range,
    title text,
    at timestamp with time zone
);
CREATE TABLE public.events (
    id bigint NOT NULL,
    at timestamp without time zone,
    kind text
)
PARTITION BY RANGE (at);
CREATE TABLE public.events_2023 (
    id bigint NOT NULL,
    at timestamp without time zone,
    kind text
);
CREATE TABLE public.events_rest PARTITION OF public.events DEFAULT;
CREATE TABLE public.places (id integer, land text) PARTITION BY LIST (land);
CREATE TABLE public.places_eu PARTITION OF public.places FOR VALUES IN ('de', 'fr', NULL);
CREATE TABLE public.grades (a integer, b integer) PARTITION BY RANGE (a, b);
CREATE TABLE public.grades_low PARTITION OF public.grades FOR VALUES FROM (MINVALUE, MINVALUE) TO (2, 5);
CREATE TABLE public.grades_high PARTITION OF public.grades FOR VALUES FROM (2, 5) TO (9, MAXVALUE);
ALTER TABLE ONLY public.events ATTACH PARTITION public.events_2023 FOR VALUES FROM ('2023-01-01 00:00:00') TO ('2024-01-01 00:00:00');
COPY public.orders (id, stage, tags, extra, lasting, opened, bits, price, since, period, title, at) FROM stdin;
1	sale	{vip,b2b}	{"a": {"b": [1, 2, {"c": "x"}]}, "n": 1.0, "t": true}	-1 days +02:03:00	08:00:00	1010	$1,234.50	0044-03-15 BC	[1,5)	Müller & Söhne	2024-03-10 06:30:00+00
2	draft	{}	{"a": [], "z": null}	1 year 2 mons	23:59:59	0001	-$5.00	2024-02-29	\N	plain words	\N
3	done	\N	["a", "b"]	\N	\N	\N	\N	\N	empty	\N	2024-01-01 00:00:00+00
\.
INSERT INTO public.orders (id, bits) VALUES (4, B'1111');
COPY public.events_2023 (id, at, kind) FROM stdin;
1	2023-05-01 00:00:00	a
2	2023-06-01 00:00:00	b
\.
COPY public.events_rest (id, at, kind) FROM stdin;
3	2025-01-01 00:00:00	a
4	\N	b
\.
INSERT INTO public.places VALUES (1, 'de'), (2, NULL);
INSERT INTO public.grades VALUES (1, 9), (2, 4), (2, 5), (9, 100);
CREATE VIEW public.members AS SELECT id, stage > 'sent'::public.stage AS a, stage > 'sent' AS b, stage BETWEEN 'sent' AND 'sale' AS c, stage IN ('sale', 'done') AS d, greatest(stage, 'sent') AS e, stage <> ALL ('{sale,done}') AS f FROM public.orders;
CREATE VIEW public.members_again AS SELECT id, later FROM (SELECT id, stage AS s, stage >= 'sale' AS later FROM public.orders) q WHERE s < 'done';
CREATE VIEW public.held AS SELECT id, extra @> '{"a": {"b": [2]}}' AS a, extra @> '{"b": [2]}' AS b, extra @> '{"n": 1}' AS c, extra @> '["b"]' AS d, extra @> '{"a": []}' AS e, extra ? 'a' AS f, extra ? 'b' AS g, extra @> '{"a": {"b": [{"c": "x"}]}}' AS h, extra @> '{"z": null}' AS i FROM public.orders;
CREATE VIEW public.paths AS SELECT id, extra #>> '{a,b,0}'::text[] AS a, extra #> '{a,b,-1,c}'::text[] AS b FROM public.orders;
CREATE VIEW public.joined AS SELECT id, (extra || '{"a": 1}') ->> 'a' AS a, jsonb_set(extra, '{a,b}', '"q"') #>> '{a,b}' AS b, jsonb_array_length(('["q"]'::jsonb || extra)) AS c FROM public.orders WHERE id = 1;
CREATE VIEW public.records AS SELECT r.x, r.y FROM jsonb_to_recordset('[{"x": 1, "y": "a"}, {"x": null}]'::jsonb) AS r(x integer, y text);
CREATE VIEW public.record AS SELECT o.id, r.n, r.t FROM public.orders o, jsonb_to_record(o.extra) AS r(n numeric, t boolean) WHERE o.id = 1;
CREATE VIEW public.keys AS SELECT id, jsonb_object_keys(extra) AS k FROM public.orders WHERE id < 3;
CREATE VIEW public.objects AS SELECT jsonb_object_agg(id, stage ORDER BY id) FILTER (WHERE id > 1) AS o, json_agg(at ORDER BY id) AS m FROM public.orders;
CREATE VIEW public.letters AS SELECT id, title ~ '^\w+ ' AS a, regexp_replace(title, '[^[:alnum:]]+', '-', 'g') AS b, substring(title, '[[:upper:]](\w+)') AS c, title ~ '\mwords\M' AS d FROM public.orders;
CREATE VIEW public.lists AS SELECT id, tags = '{}' AS a, tags @> '{vip}' AS b, tags && '{b2b,x}' AS c, tags || '{q}' AS d FROM public.orders WHERE tags IS NOT NULL;
CREATE VIEW public.moments AS SELECT id, extract(epoch FROM lasting) AS lasting, bits, price::numeric AS price, DATE '2024-01-01'::timestamp + opened AS c, to_char(at, 'YYYY ID OF') AS d FROM public.orders;
CREATE VIEW public.frames AS SELECT id, sum(id) OVER (ORDER BY at RANGE BETWEEN '1 year'::interval PRECEDING AND CURRENT ROW) AS a, count(*) OVER (ORDER BY at RANGE BETWEEN '40 days' PRECEDING AND CURRENT ROW) AS b FROM public.orders WHERE at IS NOT NULL;
CREATE VIEW public.numbered AS SELECT u.a, u.b, u.ordinality FROM unnest(ARRAY[1, 2, 3], ARRAY['x', 'y']) WITH ORDINALITY AS u(a, b);
CREATE VIEW public.kinds AS SELECT kind, count(*) AS n FROM public.events GROUP BY kind;
CREATE VIEW public.of_2023 AS SELECT * FROM public.events_2023;
CREATE VIEW public.of_rest AS SELECT * FROM public.events_rest;
CREATE VIEW public.of_eu AS SELECT * FROM public.places_eu;
CREATE VIEW public.low AS SELECT * FROM public.grades_low;
CREATE VIEW public.high AS SELECT * FROM public.grades_high;
CREATE TABLE public.gauges (id integer, r real, d date, ts timestamp without time zone, k text);
INSERT INTO public.gauges VALUES (1, 0.1, '2024-01-31', '2024-01-31 12:00:00', 'b'), (2, 2.5, '2024-02-29', NULL, 'a'), (3, NULL, NULL, NULL, 'b');
CREATE VIEW public.singles AS SELECT id, r = 0.1 AS a, r > 0.1 AS b, r * 3 AS c, 3 - r AS d, r / 3 AS e, r BETWEEN 0.1 AND 1 AS f, r + r AS g, r < 2.5::float8 AS h, 0.1 < r AS i FROM public.gauges;
CREATE VIEW public.differences AS SELECT id, d - '2024-01-01' AS a, ts - '2024-01-01' AS b FROM public.gauges;
CREATE VIEW public.distincts AS SELECT json_agg(DISTINCT k) AS k FROM public.gauges;
