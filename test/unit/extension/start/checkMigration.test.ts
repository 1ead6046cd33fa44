import assert from "node:assert/strict";
import { join } from "node:path";
import { checkMigration, engineProblems } from "../../../../src/extension/start/checkMigration.ts";
import { isMigrationFile } from "../../../../src/extension/start/fileNames.ts";
import { migrationText } from "../../../../src/extension/start/migrationText.ts";
import { readMigration } from "../../../../src/extension/start/readMigration.ts";
import type { StartProblem } from "../../../../src/protocol/requests.ts";
import { writeFiles } from "../../../support/inventories.ts";
import { tempFolder } from "../../../support/tempFolder.ts";
import { english } from "../support/host.ts";

const fields = (changes: object = {}) => ({
  inventory_path: "ddl",
  source_type: "oracle",
  target_catalog: "hr",
  target_schema: "migrated",
  ...changes,
});

describe("checking a migration.json before the engine is asked", () => {
  const folder = tempFolder();
  const file = join(folder.path, "jobs", "migration.json");
  before(() => writeFiles(folder.path, { "jobs/ddl/a.sql": "SELECT 1;", "b.sql": "" }));
  after(() => folder.remove());

  const check = (changes: object, sharesDisk = true) =>
    checkMigration(JSON.stringify(fields(changes)), { file, sharesDisk }, english);

  it("makes paths absolute that are relative to the file", async () => {
    const { request } = await check({ target_path: "out/hr.duckdb" });
    assert.equal(request?.inventory_path, join(folder.path, "jobs", "ddl"));
    assert.equal(request?.target_path, join(folder.path, "jobs", "out", "hr.duckdb"));
    const above = await check({ inventory_path: "../b.sql" });
    assert.equal(above.request?.inventory_path, join(folder.path, "b.sql"));
  });

  it("refuses a path that is not there, at its place", async () => {
    const { request, problems, spanOf } = await check({ inventory_path: "dll" });
    assert.equal(request, undefined);
    assert.deepEqual(problems[0]?.span, spanOf("inventory_path"));
    assert.match(problems[0]?.message ?? "", /jobs.dll does not exist\. Give the folder/);
    const database = await check({ target_path: "ddl" });
    assert.match(database.problems[0]?.message ?? "", /is a folder/);
  });

  it("wants the paths of the engine's machine where that is another one", async () => {
    const { problems } = await check({ target_path: "x.duckdb" }, false);
    assert.deepEqual(
      problems.map(({ message }) => /on another machine.*“(.*)”/.exec(message)?.[1]),
      ["ddl", "x.duckdb"],
    );
    const { request } = await check({ inventory_path: "/data/ddl", target_path: "D:\\x" }, false);
    assert.deepEqual([request?.inventory_path, request?.target_path], ["/data/ddl", "D:\\x"]);
  });

  it("puts the engine's answers to the fields that they are about", () => {
    const text = JSON.stringify(fields({ include: ["a.*"] }), undefined, 2);
    const { spanOf } = readMigration(text, english);
    const problem = (changes: Partial<StartProblem>): StartProblem => ({
      severity: "error",
      code: "X",
      message: "no",
      ...changes,
    });
    const told = engineProblems(
      {
        success: false,
        total_objects: 0,
        objects_by_type: {},
        problems: [
          problem({ field: "target_type" }),
          problem({ field: "include.0" }),
          problem({ severity: "warning", file: "a.sql", line: 4, column: 1 }),
          problem({ severity: "warning", file: "b.sql", line: 1, column: 1 }),
          problem({ severity: "info", file: "c.sql" }),
        ],
      },
      spanOf,
      english,
    );
    const shown = told.map(({ span, severity, message, places }) => {
      return [text.slice(span.from, span.to), severity, message, places?.length];
    });
    assert.deepEqual(shown, [
      ["{", "error", "no", undefined],
      [text.slice(text.indexOf("["), text.indexOf("]") + 1), "error", "no", undefined],
      ['"ddl"', "warning", "2 statements are not migrated, the first: no", 2],
    ]);
  });

  it("reads again what the wizard wrote, wherever that lies", async () => {
    const request = {
      ...fields({ inventory_path: join(folder.path, "jobs", "ddl") }),
      target_path: join(folder.path, "elsewhere.duckdb"),
      dry_run: false,
      model_id: "m",
    };
    const text = migrationText(request, file);
    assert.deepEqual(JSON.parse(text), {
      ...fields(),
      target_path: join(folder.path, "elsewhere.duckdb"),
      model_id: "m",
    });
    const { request: again } = await checkMigration(text, { file, sharesDisk: true }, english);
    const { dry_run: _, ...same } = request;
    assert.deepEqual(again, same);
    const here = { ...request, inventory_path: join(folder.path, "jobs") };
    assert.equal(JSON.parse(migrationText(here, file)).inventory_path, ".");
  });

  it("is of files by their names", () => {
    for (const name of ["/a/migration.json", "migration.json", "c:\\x\\hr.migration.json"]) {
      assert.ok(isMigrationFile(name), name);
    }
    for (const name of ["/a/my-migration.json", "/migration.json/x", "migrations.json"]) {
      assert.ok(!isMigrationFile(name), name);
    }
  });
});
