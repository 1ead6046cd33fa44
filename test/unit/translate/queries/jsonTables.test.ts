import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import { queryOf } from "../databricks/harness.ts";
import { failureOf, rowsOf, view } from "../harness.ts";

const SETUP = [
  "CREATE TABLE t (id INTEGER, doc VARCHAR)",
  `INSERT INTO t VALUES (1, '[{"id":1,"name":"a","tags":["x"]},{"id":2,"name":null}]'), (2, '{"id":3,"name":"c"}'), (3, NULL)`,
  "CREATE TABLE o (id INTEGER, doc VARCHAR)",
  `INSERT INTO o VALUES (1, '{"items":[{"n":"a","q":1},{"n":"b","q":"x","l":[1]}],"who":{"name":"me"}}'), (2, 'no json')`,
];

const EXECUTED: [SourceType, string, unknown[][]][] = [
  [
    "tsql",
    "SELECT t.id, j.id, j.name, j.tags FROM t CROSS APPLY OPENJSON(t.doc) WITH (id INT, name NVARCHAR(50) '$.name', tags NVARCHAR(MAX) '$.tags' AS JSON) j ORDER BY 1, 2",
    [
      [1, 1, "a", '["x"]'],
      [1, 2, null, null],
      [2, 3, "c", null],
    ],
  ],
  [
    "tsql",
    "SELECT t.id, j.id AS jid FROM t OUTER APPLY OPENJSON(t.doc) WITH (id INT) j WHERE t.id = 3",
    [[3, null]],
  ],
  [
    "tsql",
    `SELECT [key], value, type FROM OPENJSON('{"a b":"x","c":1.5,"d":null,"e":true,"f":[1],"g":{}}')`,
    [
      ["a b", "x", 1],
      ["c", "1.5", 2],
      ["d", null, 0],
      ["e", "true", 3],
      ["f", "[1]", 4],
      ["g", "{}", 5],
    ],
  ],
  [
    "tsql",
    `SELECT [key], value FROM OPENJSON('{"a":{"b":[7,8]}}', '$.a.b')`,
    [
      ["0", "7"],
      ["1", "8"],
    ],
  ],
  ["tsql", `SELECT SUM(CAST(value AS INT)) FROM OPENJSON('[1,2,3]')`, [["6"]]],
  ["tsql", `SELECT value FROM OPENJSON('{"a":1}', 'lax $.b')`, []],
  [
    "oracle",
    "SELECT o.id, j.pos, j.n, j.q, j.has, j.l FROM o, JSON_TABLE(o.doc, '$.items[*]' COLUMNS (pos FOR ORDINALITY, n VARCHAR2(20) PATH '$.n', q NUMBER(5) PATH '$.q', has NUMBER(1) EXISTS PATH '$.l', l FORMAT JSON PATH '$.l')) j ORDER BY 2",
    [
      [1, "1", "a", "1", "0", null],
      [1, "2", "b", null, "1", "[1]"],
    ],
  ],
  [
    "oracle",
    "SELECT j.who FROM o, JSON_TABLE(o.doc, '$' COLUMNS (who PATH '$.who.name')) j",
    [["me"]],
  ],
  [
    "tsql",
    "SELECT (SELECT x.id, x.doc AS d FROM o x WHERE x.id > 1 FOR JSON PATH) AS j, (SELECT id AS a, NULLIF(id, 1) AS b FROM o WHERE id = 1 FOR JSON PATH, WITHOUT_ARRAY_WRAPPER) AS k",
    [['[{"id":2,"d":"no json"}]', '{"a":1}']],
  ],
  [
    "tsql",
    "SELECT (SELECT id AS a, NULLIF(id, 1) AS b FROM o ORDER BY id DESC FOR JSON PATH, ROOT('r'), INCLUDE_NULL_VALUES) AS j",
    [['{"r":[{"a":2,"b":2},{"a":1,"b":null}]}']],
  ],
  [
    "tsql",
    "SELECT STUFF((SELECT ', ' + n + '!' FROM (VALUES ('b'), ('a'), (NULL), (', ')) v(n) ORDER BY n FOR XML PATH('')), 1, 2, '') AS s",
    [[", !, a!, b!"]],
  ],
  [
    "tsql",
    "SELECT STUFF((SELECT ',' + doc FROM t WHERE id > 9 FOR XML PATH('')), 1, 1, '') AS s",
    [[null]],
  ],
];

const DATABRICKS: [SourceType, string, string][] = [
  [
    "tsql",
    "SELECT j.id FROM t CROSS APPLY OPENJSON(t.doc) WITH (id INT, name NVARCHAR(9), l NVARCHAR(MAX) '$.l' AS JSON) j",
    "SELECT j.id FROM t CROSS JOIN LATERAL (SELECT CAST(variant_get(e.value, '$.id', 'STRING') AS INT) AS id, variant_get(e.value, '$.name', 'STRING') AS name, variant_get(e.value, '$.l', 'STRING') AS l FROM variant_explode(parse_json(CASE WHEN ltrim(t.doc) LIKE '[%' THEN t.doc ELSE concat('[', t.doc, ']') END)) AS e) AS j",
  ],
  [
    "oracle",
    "SELECT j.n FROM o, JSON_TABLE(o.doc, '$.items[*]' COLUMNS (n VARCHAR2(20) PATH '$.n')) j",
    "SELECT j.n FROM o, LATERAL (SELECT variant_get(e.value, '$.n', 'STRING') AS n FROM variant_explode(variant_get(try_parse_json(o.doc), '$.items', 'VARIANT')) AS e) AS j",
  ],
  [
    "tsql",
    "SELECT STUFF((SELECT DISTINCT ', ' + doc FROM t FOR XML PATH(''), TYPE).value('.', 'NVARCHAR(MAX)'), 1, 2, '') AS s",
    "SELECT (SELECT listagg(DISTINCT doc, ', ') WITHIN GROUP (ORDER BY doc) FROM t) AS s",
  ],
];

describe("Documents as rows", () => {
  for (const [dialect, query, rows] of EXECUTED) {
    it(`on DuckDB: ${dialect}: ${query.slice(0, 90)}`, async () => {
      assert.deepEqual(await rowsOf(dialect, query, SETUP), rows);
    });
  }

  for (const [dialect, query, sql] of DATABRICKS) {
    it(`on Databricks: ${dialect}: ${query.slice(0, 90)}`, async () => {
      assert.equal((await queryOf(dialect, query)).sql, sql);
    });
  }

  it("in paths that the target reads otherwise are refused", async () => {
    const query = "SELECT j.n FROM o, JSON_TABLE(o.doc, '$..items' COLUMNS (n PATH '$.n')) j";
    assert.equal(failureOf(await view("oracle", query)).code, "DWM-QRY-002");
  });
});
