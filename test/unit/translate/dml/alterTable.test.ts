import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import { loose } from "./harness.ts";

const DEFAULTS =
  "ALTER TABLE crew SET TBLPROPERTIES ('delta.feature.allowColumnDefaults' = 'supported')";

const WIDENING = "ALTER TABLE crew SET TBLPROPERTIES ('delta.enableTypeWidening' = 'true')";

/** ALTER TABLE of a table that the script does not define: what Databricks gets, and the codes of the issues. */
const CHANGES: [SourceType, string, string[]][] = [
  ["postgres", "ALTER TABLE crew ADD COLUMN born date;", ["ALTER TABLE crew ADD COLUMN born DATE"]],
  [
    "snowflake",
    "ALTER TABLE hr.crew ADD COLUMN born DATE, berth INT",
    ["ALTER TABLE hr.crew ADD COLUMNS (born DATE, berth DECIMAL(38,0))"],
  ],
  [
    "oracle",
    "ALTER TABLE crew ADD (berth NUMBER(5) DEFAULT 7 NOT NULL)",
    [
      "ALTER TABLE crew ADD COLUMN berth DECIMAL(5,0)",
      DEFAULTS,
      "ALTER TABLE crew ALTER COLUMN berth SET DEFAULT 7",
      "UPDATE crew SET berth = 7",
      "ALTER TABLE crew ALTER COLUMN berth SET NOT NULL",
    ],
  ],
  [
    "tsql",
    "ALTER TABLE crew ADD berth INT NULL DEFAULT 7",
    [
      "ALTER TABLE crew ADD COLUMN berth INT",
      DEFAULTS,
      "ALTER TABLE crew ALTER COLUMN berth SET DEFAULT 7",
    ],
  ],
  [
    "tsql",
    "ALTER TABLE crew WITH CHECK ADD CONSTRAINT ship_fk FOREIGN KEY (ship) REFERENCES ship (id)",
    [
      "ALTER TABLE crew ADD CONSTRAINT ship_fk FOREIGN KEY (ship) REFERENCES ship (id)",
      "DWM-TBL-018",
    ],
  ],
  [
    "snowflake",
    "ALTER TABLE crew ADD PRIMARY KEY (id)",
    [
      "ALTER TABLE crew ALTER COLUMN id SET NOT NULL",
      "ALTER TABLE crew ADD PRIMARY KEY (id)",
      "DWM-TBL-018",
    ],
  ],
  [
    "mysql",
    "ALTER TABLE crew ADD COLUMN berth INT AFTER id",
    ["ALTER TABLE crew ADD COLUMN berth INT AFTER id"],
  ],
  [
    "mysql",
    "ALTER TABLE crew ADD berth INT FIRST, ADD born DATE AFTER `last name`",
    ["ALTER TABLE crew ADD COLUMNS (born DATE AFTER `last name`, berth INT FIRST)"],
  ],
  [
    "postgres",
    "ALTER TABLE crew ADD COLUMN IF NOT EXISTS born date",
    ["ALTER TABLE crew ADD COLUMN born DATE", "DWM-QRY-006"],
  ],
  [
    "snowflake",
    "ALTER TABLE crew DROP COLUMN born, berth",
    ["ALTER TABLE crew DROP COLUMNS (born, berth)", "DWM-QRY-006"],
  ],
  [
    "postgres",
    "ALTER TABLE crew RENAME COLUMN born TO birth",
    ["ALTER TABLE crew RENAME COLUMN born TO birth", "DWM-QRY-006"],
  ],
  [
    "snowflake",
    "ALTER TABLE hr.crew RENAME TO hr.people",
    ["ALTER TABLE hr.crew RENAME TO hr.people"],
  ],
  ["snowflake", "ALTER TABLE crew ADD COLUMN n INT AUTOINCREMENT", ["refused", "DWM-QRY-002"]],
  [
    "tsql",
    "ALTER TABLE crew ALTER COLUMN berth BIGINT NOT NULL",
    [
      WIDENING,
      "ALTER TABLE crew ALTER COLUMN berth TYPE BIGINT",
      "ALTER TABLE crew ALTER COLUMN berth SET NOT NULL",
      "DWM-QRY-006",
    ],
  ],
  [
    "tsql",
    "ALTER TABLE crew ADD CONSTRAINT d DEFAULT (0) FOR berth",
    [DEFAULTS, "ALTER TABLE crew ALTER COLUMN berth SET DEFAULT 0"],
  ],
  [
    "tsql",
    "ALTER TABLE crew DROP CONSTRAINT k",
    ["ALTER TABLE crew DROP CONSTRAINT IF EXISTS k", "DWM-QRY-006"],
  ],
  [
    "tsql",
    "EXEC sp_rename 'dbo.crew.born', 'birth', 'COLUMN'",
    ["ALTER TABLE dbo.crew RENAME COLUMN born TO birth", "DWM-QRY-006"],
  ],
  [
    "tsql",
    "EXEC sp_rename @objname = N'dbo.crew', @newname = N'people'",
    ["ALTER TABLE dbo.crew RENAME TO dbo.people"],
  ],
  ["tsql", "EXEC sp_rename 'crew.ix', 'iy', 'INDEX'", ["refused", "DWM-QRY-002"]],
  [
    "oracle",
    "ALTER TABLE crew MODIFY (name VARCHAR2(50) NOT NULL, pay NUMBER(12,2) DEFAULT 0)",
    [
      WIDENING,
      "ALTER TABLE crew ALTER COLUMN name TYPE STRING",
      "ALTER TABLE crew ALTER COLUMN pay TYPE DECIMAL(12,2)",
      DEFAULTS,
      "ALTER TABLE crew ALTER COLUMN name SET NOT NULL",
      "ALTER TABLE crew ALTER COLUMN pay SET DEFAULT 0",
      "DWM-TBL-020",
      "DWM-QRY-006",
    ],
  ],
  [
    "oracle",
    "ALTER TABLE crew MODIFY name NULL",
    ["ALTER TABLE crew ALTER COLUMN name DROP NOT NULL"],
  ],
  [
    "oracle",
    "ALTER TABLE crew DROP (a, b)",
    ["ALTER TABLE crew DROP COLUMNS (a, b)", "DWM-QRY-006"],
  ],
  [
    "mysql",
    "ALTER TABLE crew CHANGE born birth DATE NOT NULL, DROP berth, ADD COLUMN cabin INT",
    [
      "ALTER TABLE crew RENAME COLUMN born TO birth",
      WIDENING,
      "ALTER TABLE crew ALTER COLUMN birth TYPE DATE",
      "ALTER TABLE crew ALTER COLUMN birth SET NOT NULL",
      "ALTER TABLE crew DROP COLUMN berth",
      "ALTER TABLE crew ADD COLUMN cabin INT",
      "DWM-QRY-006",
      "DWM-QRY-006",
    ],
  ],
  [
    "mysql",
    "ALTER TABLE crew ALTER COLUMN a SET DEFAULT 3, ALTER b DROP DEFAULT",
    [
      DEFAULTS,
      "ALTER TABLE crew ALTER COLUMN a SET DEFAULT 3",
      "ALTER TABLE crew ALTER COLUMN b DROP DEFAULT",
    ],
  ],
  [
    "snowflake",
    "ALTER TABLE crew MODIFY (name SET NOT NULL, born DROP NOT NULL)",
    [
      "ALTER TABLE crew ALTER COLUMN name SET NOT NULL",
      "ALTER TABLE crew ALTER COLUMN born DROP NOT NULL",
    ],
  ],
  [
    "bigquery",
    "ALTER TABLE crew ALTER COLUMN name SET DEFAULT 'x'",
    [DEFAULTS, "ALTER TABLE crew ALTER COLUMN name SET DEFAULT 'x'"],
  ],
  ["postgres", "ALTER TABLE crew ALTER COLUMN n TYPE int USING n::int", ["refused", "DWM-QRY-002"]],
];

describe("ALTER TABLE on Databricks", () => {
  for (const [dialect, sql, expected] of CHANGES) {
    it(`${dialect}: ${sql}`, () => {
      const { statements, issues } = loose(dialect, "databricks", sql);
      const codes = issues.map(({ code }) => code);
      assert.deepEqual([...(statements ?? ["refused"]), ...codes], expected);
    });
  }
});
