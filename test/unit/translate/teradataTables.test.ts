import assert from "node:assert/strict";
import { translateObject } from "../../../src/server/translate/translateObject.ts";
import { contextFor, objectOf, run, statementsOf, table } from "./harness.ts";

const columnsOf = async (...statements: string[]) =>
  (await run(...statementsOf(await table("teradata", ...statements)), "DESCRIBE t")).map(
    ([name, type]) => `${name} ${type}`,
  );

async function databricks(...statements: string[]): Promise<string> {
  const context = { ...contextFor("teradata"), target: "databricks" as const };
  return statementsOf(await translateObject(objectOf("TABLE", "t", ...statements), context)).join(
    ";\n",
  );
}

describe("Teradata's tables", () => {
  it("have the columns that a time index gives them", async () => {
    const index = (more: string) =>
      `CREATE TABLE t (a INTEGER, b FLOAT) PRIMARY TIME INDEX (TIMESTAMP(3), DATE '2024-01-01', HOURS(1), COLUMNS(a), ${more})`;
    assert.deepEqual(await columnsOf(index("NONSEQUENCED")), [
      "TD_TIMECODE TIMESTAMP",
      "a INTEGER",
      "b DOUBLE",
    ]);
    assert.deepEqual(await columnsOf(index("SEQUENCED(20)")), [
      "TD_TIMECODE TIMESTAMP",
      "TD_SEQNO INTEGER",
      "a INTEGER",
      "b DOUBLE",
    ]);
    assert.match(await databricks(index("NONSEQUENCED")), /CLUSTER BY \(a, TD_TIMECODE\)/);
  });

  it("lie by the index that an ALTER gives them", async () => {
    const create = "CREATE TABLE t (a INTEGER, b DATE) PRIMARY INDEX (a)";
    const altered = await databricks(create, "ALTER TABLE t MODIFY PRIMARY INDEX ix (b)");
    assert.match(altered, /CLUSTER BY \(b\)/);
    const { issues } = await table(
      "teradata",
      create,
      "ALTER TABLE t MODIFY NO PRIMARY INDEX",
      "ALTER TABLE t MODIFY DROP RANGE BETWEEN DATE '2020-01-01' AND DATE '2020-12-31' WITH DELETE",
    );
    assert.deepEqual([...new Set(issues.map(({ code }) => code))], ["DWM-TBL-003"]);
  });
});
