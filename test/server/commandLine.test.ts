import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { queryFile } from "../support/duckDb.ts";
import { ROOT, writeFiles } from "../support/inventories.ts";
import { tempFolder } from "../support/tempFolder.ts";

const CLI = join(ROOT, "src/cli/main.ts");

describe("dw-migrate", () => {
  let folder: ReturnType<typeof tempFolder>;

  beforeEach(() => {
    folder = tempFolder();
  });

  afterEach(() => folder.remove());

  function run(...args: string[]) {
    return spawnSync(process.execPath, [CLI, ...args, "--data", join(folder.path, "data")], {
      encoding: "utf8",
      timeout: 60_000,
    });
  }

  it("migrates the sample, shows plain lines without a terminal, and sums up", async () => {
    const sample = join(ROOT, "samples/snowflake");
    const { status, stdout, stderr } = run("migrate", sample, "--catalog", "retail");
    assert.equal(status, 0, stderr);
    assert.match(stderr, /Source type: snowflake \(detected/);
    assert.match(stderr, /100 % · 30 of 30 objects/);
    assert.match(stdout, /TABLE\s+│\s+15\s+│\s+0\s+│\s+0\s+│\s+667/);
    const database = /^Database: (.*)$/m.exec(stdout)?.[1] ?? "";
    assert.equal((await queryFile(database, "FROM migrated.order_line")).length, 333);
  });

  it("tells by its exit code that objects failed, when it is asked to", () => {
    writeFiles(folder.path, {
      "in/t.sql": "CREATE TABLE t (id INTEGER);\nCREATE VIEW v AS SELECT nothing FROM t;",
    });
    const args = ["migrate", join(folder.path, "in"), "--source-type", "snowflake"];
    assert.equal(run(...args).status, 0);
    const strict = run(...args, "--strict");
    assert.equal(strict.status, 2);
    assert.match(strict.stdout, /failed {2}v: .*nothing.*\(t\.sql:2:25\)/);
  });

  it("says what is wrong with its arguments", () => {
    const missing = run("migrate", join(folder.path, "nowhere"), "--source-type", "oracle");
    assert.equal(missing.status, 1);
    assert.match(missing.stderr, /nowhere/);
    const unreachable = run("jobs", "list", "--url", "http://127.0.0.1:1");
    assert.equal(unreachable.status, 1);
    assert.match(unreachable.stderr, /127\.0\.0\.1:1 cannot be reached \(.*\)\. Check the address/);
    const dialect = run("migrate", ROOT, "--source-type", "cobol");
    assert.equal(dialect.status, 1);
    assert.match(dialect.stderr, /source_type.*oracle, snowflake, tsql/);
    writeFiles(folder.path, { "in/t.sql": "CREATE TABLE t (id INTEGER);" });
    const unclear = run("migrate", join(folder.path, "in"));
    assert.equal(unclear.status, 1);
    assert.match(unclear.stderr, /--source-type/);
  });

  async function serve(...args: string[]): Promise<{ child: ChildProcess; port: number }> {
    const child = spawn(
      process.execPath,
      [CLI, "serve", "--port", "0", "--data", join(folder.path, "data"), ...args],
      { stdio: ["ignore", "pipe", "pipe"] },
    );
    const [line] = await once(createInterface({ input: child.stdout! }), "line");
    return { child, port: JSON.parse(line).port };
  }

  it("serves with a token of its own making, known through a file that is its user's only", async () => {
    const file = join(folder.path, "engine.json");
    const { child, port } = await serve("--engine-file", file);
    const engine = JSON.parse(readFileSync(file, "utf8"));
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.equal(engine.port, port);
    assert.equal(engine.pid, child.pid);
    const url = `http://127.0.0.1:${port}/api/migrate/jobs`;
    assert.equal((await fetch(url)).status, 401);
    const headers = { Authorization: `Bearer ${engine.token}` };
    assert.equal((await fetch(url, { headers })).status, 200);
    const exited = once(child, "exit");
    child.kill("SIGTERM");
    assert.deepEqual(await exited, [0, null]);
    assert.equal(existsSync(file), false);
  });

  it("leaves by itself when it is idle", async () => {
    const { child } = await serve("--no-auth", "--idle-exit", "1");
    assert.deepEqual(await once(child, "exit"), [0, null]);
  });

  it("does not take a data folder that another engine has", async () => {
    const { child } = await serve("--no-auth");
    const second = run("serve", "--no-auth", "--port", "0");
    assert.equal(second.status, 3);
    assert.match(second.stderr, /Another engine is using/);
    child.kill("SIGTERM");
    await once(child, "exit");
  });
});
