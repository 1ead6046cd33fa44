import assert from "node:assert/strict";
import { translateBody } from "./body.ts";
import { dedent } from "./script.ts";

function procedure(statement: string): string {
  return `CREATE TABLE late (id INT, who INT);
GO
CREATE PROCEDURE p @days INT, @tab SYSNAME AS
BEGIN
  ${statement};
END`;
}

/** Statements, what they become, and where something is told. */
const READ: readonly (readonly [string, string, readonly string[]])[] = [
  [
    "INSERT INTO late (id, who) EXEC ('SELECT 1, 2')",
    "EXECUTE IMMEDIATE 'INSERT INTO late (id, who) SELECT 1, 2';",
    [],
  ],
  [
    "INSERT late EXEC sp_executesql N'SELECT id, 2 FROM late WHERE id > @d', N'@d INT', @d = @days",
    "EXECUTE IMMEDIATE 'INSERT INTO late SELECT id, 2 FROM late WHERE id > :d' USING days AS d;",
    [],
  ],
  [
    "INSERT INTO late (id, who) EXECUTE ('SELECT id, who FROM ' + @tab)",
    dedent(`
      BEGIN
        DECLARE dwm_statement STRING;
        SET dwm_statement = 'INSERT INTO late (id, who) SELECT id, who FROM ' || tab;
        EXECUTE IMMEDIATE dwm_statement;
      END;`),
    ["DWM-PRC-007 5:3"],
  ],
];

/** Rows that no text is known to answer. */
const REFUSED: readonly (readonly [string, string])[] = [
  ["INSERT INTO late (id, who) EXEC dbo.list_late @days", "DWM-PRC-063 5:30"],
  ["INSERT INTO late EXEC (@tab)", "DWM-PRC-063 5:20"],
  ["INSERT INTO late EXEC ('EXEC dbo.list_late')", "DWM-PRC-063 5:20"],
  ["INSERT INTO late EXEC ('DELETE FROM late; SELECT 1, 2')", "DWM-PRC-063 5:20"],
];

describe("INSERT … EXEC", () => {
  for (const [statement, expected, issues] of READ)
    it(`runs the text with the INSERT before it: ${statement}`, async () => {
      const [body, said] = await translateBody("tsql", procedure(statement));
      assert.deepEqual([body, said], [expected, issues]);
    });

  for (const [statement, expected] of REFUSED)
    it(`is refused with its own code: ${statement}`, async () => {
      const [body, said] = await translateBody("tsql", procedure(statement));
      assert.match(body, /^-- Not translated: INSERT … EXEC: the rows of a /);
      assert.deepEqual(said, [expected]);
    });
});
