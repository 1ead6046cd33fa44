import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { tempFolder } from "../support/tempFolder.ts";
import { startTestEngine, type TestEngine } from "../support/testEngine.ts";
import { waitFor } from "../support/waitFor.ts";

describe("names that differ in case only", () => {
  const inventory = tempFolder();
  let server: TestEngine;

  before(async () => {
    writeFileSync(
      join(inventory.path, "all.sql"),
      [
        "CREATE TABLE ORDERS (id int);",
        "INSERT INTO orders VALUES (1), (2);",
        'CREATE TABLE "Orders" (id int, note text);',
        "INSERT INTO \"Orders\" VALUES (3, 'c');",
        'CREATE VIEW v AS SELECT count(*) AS n FROM "Orders";',
        "CREATE TABLE other (id int);",
      ].join("\n"),
    );
    server = await startTestEngine();
  });
  after(async () => {
    await server.stop();
    inventory.remove();
  });

  it("are no one table with the rows of both: neither is made, nor what reads them", async () => {
    const body = {
      inventory_path: inventory.path,
      target_catalog: "shop",
      target_schema: "main",
      source_type: "postgres",
    };
    const started = await server.call("POST", "/api/migrate/start", body);
    assert.equal(started.status, 200, JSON.stringify(started.body));
    const job = await waitFor("the end", async () => {
      const { body } = await server.call("GET", `/api/migrate/progress/${started.body.job_id}`);
      return body.status === "completed" ? body : undefined;
    });
    const results: { object_name: string; status: string; error: string | null }[] =
      job.object_results;
    const statuses = results.map(({ object_name, status }) => `${object_name} ${status}`);
    assert.deepEqual(statuses.toSorted(), [
      "ORDERS error",
      "Orders error",
      "other success",
      "v skipped",
    ]);
    const second = results.find((one) => one.object_name === "Orders");
    assert.match(second?.error ?? "", /case tell Orders from ORDERS \(all\.sql:1:1\)/);
  });
});
