import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { tempFolder } from "../support/tempFolder.ts";
import { startTestEngine, type TestEngine } from "../support/testEngine.ts";
import { waitFor } from "../support/waitFor.ts";

describe("files in an encoding that is guessed", () => {
  const inventory = tempFolder();
  let server: TestEngine;

  before(async () => {
    const view = "CREATE VIEW v AS SELECT 'größe' AS x;";
    writeFileSync(join(inventory.path, "old.sql"), Buffer.from(view, "latin1"));
    writeFileSync(join(inventory.path, "new.sql"), "CREATE TABLE größe (id int);");
    server = await startTestEngine();
  });
  after(async () => {
    await server.stop();
    inventory.remove();
  });

  const body = () => ({
    inventory_path: inventory.path,
    target_catalog: "shop",
    target_schema: "main",
    source_type: "postgres",
    dry_run: true,
  });
  const told = /^old\.sql is neither UTF-8 nor UTF-16 and read as Windows-1252/;

  it("are told by the check before a start", async () => {
    const { problems } = (await server.call("POST", "/api/migrate/validate", body())).body;
    assert.equal(problems.length, 1, JSON.stringify(problems));
    const [{ severity, code, message, file }] = problems;
    assert.deepEqual([severity, code, file], ["warning", "ENCODING_GUESSED", "old.sql"]);
    assert.match(message, told);
  });

  it("are told by the job's log", async () => {
    const started = await server.call("POST", "/api/migrate/start", body());
    assert.equal(started.status, 200, JSON.stringify(started.body));
    const logs = `/api/migrate/jobs/${started.body.job_id}/logs`;
    const line = await waitFor("the line of the log", async () => {
      const all = (await server.call("GET", logs)).body.logs as {
        level: string;
        message: string;
      }[];
      return all.find(({ message }) => told.test(message));
    });
    assert.equal(line?.level, "warning");
  });
});
