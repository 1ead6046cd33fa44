import assert from "node:assert/strict";
import type { TargetColumn } from "../../../../src/server/translate/types.ts";
import { codes, made, sqlOf } from "./tableHarness.ts";

describe("tables for Databricks, and others of their job", () => {
  it("go where the job puts them, and find each other there", async () => {
    const names = { catalog: "main", schema: "dw", targets: { "s.t": "t", "s.u": "s_u" } };
    const source = "CREATE TABLE s.t (a int REFERENCES s.u (id), b int REFERENCES v)";
    const object = await made("postgres", source, { name: "s.t", names });
    assert.deepEqual(sqlOf(object), [
      "CREATE TABLE main.dw.t (a INT, b INT, FOREIGN KEY (a) REFERENCES main.dw.s_u (id), FOREIGN KEY (b) REFERENCES main.dw.v)",
    ]);
  });

  it("are ordinary ones with a warning where others name a temporary one by its schema", async () => {
    const names = { catalog: "main", schema: "dw", targets: {} };
    const object = await made("postgres", "CREATE TEMP TABLE t (a int)", { names });
    assert.deepEqual(sqlOf(object), ["CREATE TABLE main.dw.t (a INT)"]);
    assert.deepEqual(codes(object), ["DWM-TBL-011"]);
  });

  it("set their identity columns behind what was loaded", async () => {
    const object = await made("mysql", "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY)");
    assert.ok(object.outcome === "translated");
    assert.deepEqual(
      object.afterLoad.map(({ sql }) => sql),
      ["ALTER TABLE t ALTER COLUMN id SYNC IDENTITY"],
    );
  });

  it("say of foreign keys that are added later where they were added", async () => {
    const object = await made("postgres", [
      "CREATE TABLE t (b int)",
      "ALTER TABLE t ADD FOREIGN KEY (b) REFERENCES u (id)",
    ]);
    assert.ok(object.outcome === "translated");
    assert.deepEqual(
      object.statements.map(({ line }) => line),
      [10, 110],
    );
  });

  it("take over the columns of a parent, with a warning", async () => {
    const known: Record<string, TargetColumn[]> = {
      p: [
        { name: "id", class: "int", type: "INT", notNull: true },
        { name: "at", class: "date", type: "DATE" },
      ],
    };
    const part = await made("postgres", "CREATE TABLE t PARTITION OF p DEFAULT", { known });
    assert.deepEqual(sqlOf(part), ["CREATE TABLE t (id INT NOT NULL, at DATE)"]);
    assert.deepEqual(codes(part), ["DWM-TBL-003", "DWM-TBL-025"]);
    const child = "CREATE TABLE t (x text, CHECK (id > 0)) INHERITS (p)";
    const inherited = await made("postgres", child, { known });
    assert.deepEqual(sqlOf(inherited), [
      "CREATE TABLE t (id INT NOT NULL, at DATE, x STRING)",
      "ALTER TABLE t ADD CONSTRAINT t_id_check CHECK (id > 0)",
    ]);
    const unknown = await made("postgres", "CREATE TABLE t (x text) INHERITS (q)");
    assert.equal(unknown.outcome, "error");
    assert.deepEqual(codes(unknown), ["DWM-TBL-012"]);
  });
});
