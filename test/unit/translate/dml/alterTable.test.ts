import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import { loose } from "./harness.ts";

const DEFAULTS =
  "ALTER TABLE crew SET TBLPROPERTIES ('delta.feature.allowColumnDefaults' = 'supported')";

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
    ["ALTER TABLE crew ADD COLUMN berth INT", "DWM-QRY-006"],
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
