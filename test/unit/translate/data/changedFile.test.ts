import assert from "node:assert/strict";
import { readInventory } from "../../../../src/server/inventory/readInventory.ts";
import { translateData } from "../../../../src/server/translate/data/translateData.ts";
import { writeFiles } from "../../../support/inventories.ts";
import { tempFolder } from "../../../support/tempFolder.ts";

const TABLE = "CREATE TABLE prices (id INT, price INT);\n";
const ROWS = "INSERT INTO prices VALUES (1, 5);\nINSERT INTO prices VALUES (2, 7);";

describe("rows of a file that was changed since it was read", () => {
  const folder = tempFolder();
  after(() => folder.remove());

  /** The outcome of the table's rows: the SQL, or the code of what is wrong. */
  async function rowsOf(found: Awaited<ReturnType<typeof readInventory>>): Promise<string> {
    const [object] = found.objects;
    const [range] = object?.data ?? [];
    assert.ok(object && range);
    const names = { catalog: "c", schema: "s", targets: { prices: "prices" }, routines: {} };
    const { sourceType, userTypes, root } = found;
    const context = { sourceType, target: "duckdb", names, root, known: {}, userTypes } as const;
    const data = await translateData(object, range, ["id", "price"], context);
    if (data.outcome === "error") return `${data.issue.code} ${data.issue.message}`;
    return data.statements.map(({ sql }) => sql).join();
  }
  const read = () => readInventory(folder.path, "postgres");

  it("are not loaded from places that hold something else by now", async () => {
    writeFiles(folder.path, { "prices.sql": TABLE + ROWS });
    const found = await read();
    assert.match(await rowsOf(found), /\(1, 5\).*\(2, 7\)/s);
    for (const changed of [`-- mended\n${TABLE}${ROWS}`, TABLE + ROWS.replace("7", "8"), TABLE]) {
      writeFiles(folder.path, { "prices.sql": changed });
      assert.equal(
        await rowsOf(found),
        "DWM-DAT-006 prices.sql was changed since the rows of prices were found in it",
      );
    }
  });

  it("are loaded when the change is elsewhere, and when they are read again", async () => {
    writeFiles(folder.path, { "prices.sql": TABLE + ROWS });
    const found = await read();
    writeFiles(folder.path, { "prices.sql": `${TABLE}${ROWS}\n-- more to come` });
    assert.match(await rowsOf(found), /\(2, 7\)/);
    writeFiles(folder.path, { "prices.sql": `-- mended\n${TABLE}${ROWS.replace("7", "8")}` });
    assert.match(await rowsOf(await read()), /\(2, 8\)/);
  });
});
