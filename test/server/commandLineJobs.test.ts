import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { EngineProcess } from "../support/engineProcess.ts";
import { ROOT, startBody, writeFiles } from "../support/inventories.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { waitFor } from "../support/waitFor.ts";

describe("dw-migrate jobs", () => {
  const folder = tempFolder();
  const engine = new EngineProcess(join(folder.path, "data"));
  let id: string;

  function run(...args: string[]) {
    const cli = join(ROOT, "src/cli/main.ts");
    const where = ["--url", engine.url];
    return spawnSync(process.execPath, [cli, "jobs", ...args, ...where], {
      encoding: "utf8",
      timeout: 60_000,
    });
  }

  function good(...args: string[]): string {
    const { status, stdout, stderr } = run(...args);
    assert.equal(status, 0, stderr);
    return stdout;
  }

  before(async () => {
    writeFiles(folder.path, {
      "in/t.sql": "CREATE TABLE t (id INTEGER);\nCREATE VIEW v AS SELECT nothing FROM t;",
    });
    await engine.start();
    const body = startBody(join(folder.path, "in"));
    id = (await engine.call("POST", "/api/migrate/start", body)).body.job_id;
    await waitFor("the end of the job", async () => {
      const job = await engine.call("GET", `/api/migrate/progress/${id}`);
      return job.body.status === "completed";
    });
  });
  after(async () => {
    await engine.end("SIGTERM");
    folder.remove();
  });

  it("lists them, as a table and as JSON", () => {
    assert.match(good("list"), new RegExp(`${id.slice(0, 8)} │ completed │ +2 of 2 │ +1 `));
    assert.equal(JSON.parse(good("list", "--json"))[0].job_id, id);
    assert.equal(good("list", "--status", "running"), "No jobs\n");
  });

  it("shows what failed and where, by the beginning of an id, and the log", () => {
    const shown = good("show", id.slice(0, 8));
    assert.match(shown, /DWM-EXE-003 v: .*nothing.* \(t\.sql:2:\d+\)/);
    assert.match(good("logs", id), /\[error\] .*v/);
  });

  it("takes no empty id for the job whose id begins so", () => {
    for (const command of ["show", "delete", "cancel"]) {
      const { status, stderr } = run(command, "");
      assert.equal(status, 2);
      assert.equal(
        stderr,
        "The job's id is empty. Give it, or how it begins: dw-migrate jobs list shows it.\n",
      );
    }
    assert.match(good("list"), new RegExp(id.slice(0, 8)));
  });

  it("says in a sentence what is wrong with a file to import", () => {
    writeFiles(folder.path, { "no.json": "CREATE TABLE t (a INT);" });
    for (const [file, said] of [
      ["nowhere.json", / is not there\. Give a file that dw-migrate jobs export wrote/],
      ["in", / is a folder\. Give a file/],
      ["no.json", / is no JSON \(.*\)\. Give a file/],
    ] as const) {
      const { status, stderr } = run("import", join(folder.path, file));
      assert.equal(status, 2, stderr);
      assert.match(stderr, said);
      assert.equal(stderr.split("\n").length, 2, stderr);
    }
  });

  it("exports, imports, retries and deletes", () => {
    const file = join(folder.path, "job.json");
    assert.match(good("export", id, "--output", file), /Exported to/);
    assert.equal(JSON.parse(readFileSync(file, "utf8")).job.job_id, id);
    assert.match(good("export", id, "--format", "csv"), /^object_name,/);
    const copy = /Imported as (\S+)/.exec(good("import", file))?.[1] ?? "";
    assert.match(good("list"), /completed \(imported\)/);
    assert.match(good("delete", copy), /was deleted/);
    assert.match(good("retry", id), /1 object of/);
  });

  it("says what is wrong", () => {
    for (const [args, message] of [
      [["show", "nothing"], /There is no job nothing/],
      [["export", "nothing", "--output", join(folder.path, "none")], /There is no job/],
      [["pause", id], /already|completed/],
    ] as const) {
      const { status, stderr } = run(...args);
      assert.equal(status, 1, args.join(" "));
      assert.match(stderr, message);
    }
    assert.equal(existsSync(join(folder.path, "none")), false);
  });
});
