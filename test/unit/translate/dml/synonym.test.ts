import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import { offerStatements } from "../../../../src/server/dispatch/offerStatements.ts";
import { inventoryOf } from "../../inventory/folder.ts";
import { loose, rowsAfter, told } from "./harness.ts";

const SYNONYMS: readonly [SourceType, string, string][] = [
  [
    "oracle",
    "CREATE OR REPLACE PUBLIC SYNONYM cust FOR sales.customer;",
    "CREATE OR REPLACE VIEW cust AS SELECT * FROM sales.customer",
  ],
  [
    "oracle",
    "CREATE EDITIONABLE SYNONYM hr.c FOR customer",
    "CREATE VIEW hr.c AS SELECT * FROM customer",
  ],
  [
    "tsql",
    "CREATE SYNONYM [dbo].[My Cust] FOR [shop].[dbo].[cust]",
    "CREATE VIEW dbo.`My Cust` AS SELECT * FROM shop.dbo.cust",
  ],
];

const TAGS: readonly [string, string][] = [
  [
    "ALTER TABLE t SET TAG cost_center = 'a''b', gov.pii = 'x'",
    "ALTER TABLE t SET TAGS ('cost_center' = 'a\\'b', 'pii' = 'x')",
  ],
  ["ALTER VIEW s.v UNSET TAG pii, b", "ALTER VIEW s.v UNSET TAGS ('pii', 'b')"],
  [
    "ALTER TABLE t MODIFY COLUMN c SET TAG pii = 'x'",
    "ALTER TABLE t ALTER COLUMN c SET TAGS ('pii' = 'x')",
  ],
];

describe("synonyms and tags", () => {
  for (const [dialect, text, expected] of SYNONYMS) {
    it(`${dialect}: ${text}`, () => {
      const result = loose(dialect, "databricks", text);
      assert.deepEqual(result.statements, [expected]);
      assert.deepEqual(
        result.issues.map(({ code, severity }) => [code, severity]),
        [["DWM-QRY-006", "warning"]],
      );
    });
  }

  it("is a view that gives the rows of what it stands for", async () => {
    const rows = await rowsAfter(
      "oracle",
      ["CREATE TABLE t (a INTEGER)", "INSERT INTO t VALUES (1)"],
      ["CREATE SYNONYM s FOR t"],
      "FROM s",
    );
    assert.deepEqual(rows, [[1]]);
  });

  it("is refused where a view cannot be it", () => {
    for (const text of [
      "CREATE SYNONYM s FOR t@far",
      "CREATE SYNONYM s",
      "CREATE SYNONYM s FOR t u",
    ]) {
      assert.match(
        told(loose("oracle", "databricks", text)).join(),
        /^refused,DWM-QRY-00[12] /,
        text,
      );
    }
  });

  for (const [text, expected] of TAGS) {
    it(text, () => assert.deepEqual(loose("snowflake", "databricks", text).statements, [expected]));
  }
});

describe("what is offered for statements that are left out", () => {
  const offered = async (
    script: string,
    dialect: SourceType,
    place = { catalog: "", schema: "" },
  ) => {
    const inventory = await inventoryOf(script, dialect);
    return offerStatements(inventory, place).map(({ kind, databricks }) => [kind, databricks]);
  };

  it("is Databricks SQL where there is a direct statement", async () => {
    const script = `CREATE TABLE sales.t (id NUMBER);
CREATE SYNONYM t2 FOR sales.t;
GRANT SELECT ON sales.t TO app;
CREATE SEQUENCE q;
CREATE INDEX i ON sales.t (id);`;
    assert.deepEqual(await offered(script, "oracle"), [
      ["CREATE SYNONYM", "CREATE VIEW t2 AS SELECT * FROM sales.t;"],
      ["GRANT", "GRANT SELECT ON TABLE sales.t TO app;"],
      ["CREATE SEQUENCE", undefined],
      ["CREATE INDEX", undefined],
    ]);
  });

  it("is nothing for a synonym of code", async () => {
    const script = `CREATE PROCEDURE p AS BEGIN NULL; END;
/
CREATE PACKAGE BODY k AS PROCEDURE q IS BEGIN NULL; END; END;
/
CREATE SYNONYM a FOR p;
CREATE SYNONYM b FOR k;`;
    const synonyms = (await offered(script, "oracle")).filter(
      ([kind]) => kind === "CREATE SYNONYM",
    );
    assert.deepEqual(synonyms, [
      ["CREATE SYNONYM", undefined],
      ["CREATE SYNONYM", undefined],
    ]);
  });

  it("names objects where they go", async () => {
    const place = { catalog: "main", schema: "dw" };
    const [grant] = await offered(
      "CREATE TABLE s.t (id INT); GRANT SELECT ON s.t TO app;",
      "postgres",
      place,
    );
    assert.match(String(grant?.[1]), /^GRANT SELECT ON TABLE main\.dw\.t TO app;$/);
  });
});

describe("names behind a database link", () => {
  for (const text of [
    "INSERT INTO t@far VALUES (1)",
    "DELETE FROM hr.t@far.world",
    "TRUNCATE TABLE t@far",
  ]) {
    it(`are refused: ${text}`, () => {
      assert.match(
        told(loose("oracle", "databricks", text)).join(),
        /^refused,DWM-QRY-002 the database link/,
      );
    });
  }
});
