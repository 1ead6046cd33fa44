import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { DuckdbTargets } from "../../../src/server/targets/duckdb/registry.ts";
import type { ApplyPlan, TargetSession } from "../../../src/server/targets/types.ts";
import type { TargetStatement } from "../../../src/server/translate/types.ts";
import { queryFile } from "../../support/duckDb.ts";
import { tempFolder } from "../../support/tempFolder.ts";

const AT = { file: "t.sql", line: 3, column: 5 };

function statement(sql: string): TargetStatement {
  return { sql, ...AT };
}

/** An INSERT of `values`, the n-th of which stands on line 10 + n of its source. */
function insert(table: string, values: string[]): TargetStatement {
  let sql = `INSERT INTO ${table} VALUES `;
  const rowMarks = values.flatMap((value, n) => {
    if (n > 0) sql += ",\n";
    const mark = [sql.length, 10 + n, 9];
    sql += value;
    return mark;
  });
  return { sql, ...AT, rowMarks };
}

function table(name: string, columns: string, ...batches: TargetStatement[]): ApplyPlan {
  return {
    objectType: "TABLE",
    targetName: name,
    statements: [statement(`CREATE OR REPLACE TABLE "c"."s"."${name}" (${columns})`)],
    data: async function* () {
      for (const batch of batches) yield [batch];
    },
    afterLoad: [],
  };
}

function view(name: string, body: string): ApplyPlan {
  const sql = `CREATE OR REPLACE VIEW "c"."s"."${name}" AS ${body}`;
  return { ...table(name, "x INT"), objectType: "VIEW", statements: [statement(sql)] };
}

describe("the DuckDB target", () => {
  const live = new AbortController().signal;
  let folder: ReturnType<typeof tempFolder>;
  let path: string;
  let targets: DuckdbTargets;
  let session: TargetSession;

  beforeEach(async () => {
    folder = tempFolder();
    path = join(folder.path, "deep", "c.duckdb");
    targets = new DuckdbTargets();
    session = await targets.open({
      target: "duckdb",
      catalog: "c",
      schema: "s",
      path,
      dryRun: false,
    });
  });

  afterEach(async () => {
    await session.close();
    folder.remove();
  });

  it("creates, loads and closes a file that others can open, under any name", async () => {
    const plan = table("t", "id INT", insert("t", ["(1)", "(2)"]));
    assert.deepEqual(await session.apply(plan, live), { outcome: "applied", rowsLoaded: 2 });
    await session.apply(view("v", 'SELECT id * 10 AS ten FROM "s"."t"'), live);
    await session.close();
    assert.deepEqual(readdirSync(join(folder.path, "deep")), ["c.duckdb"]);
    assert.deepEqual(await queryFile(path, "SELECT ten FROM s.v ORDER BY 1"), [[10], [20]]);
  });

  it("does the same again without doubling anything", async () => {
    const plan = table("t", "id INT", insert("t", ["(1)", "(2)"]));
    await session.apply(plan, live);
    assert.deepEqual(await session.apply(plan, live), { outcome: "applied", rowsLoaded: 2 });
  });

  it("leaves nothing of an object whose rows are refused, and names the row", async () => {
    const before = table("t", "id INT", insert("t", ["(7)"]));
    await session.apply(before, live);
    const bad = table(
      "t",
      "id INT NOT NULL",
      insert("t", ["(1)"]),
      insert("t", ["(2)", "(3)", "(NULL)"]),
    );
    const outcome = await session.apply(bad, live);
    assert.equal(outcome.outcome, "error");
    const { issue } = outcome as Extract<typeof outcome, { outcome: "error" }>;
    assert.equal(issue.code, "DWM-EXE-006");
    assert.deepEqual([issue.file, issue.line, issue.column], ["t.sql", 12, 9]);
    await session.close();
    assert.deepEqual(await queryFile(path, "SELECT id FROM s.t"), [[7]]);
  });

  it("puts what the target says into codes", async () => {
    const code = async (plan: ApplyPlan) => {
      const outcome = await session.apply(plan, live);
      return outcome.outcome === "error" ? outcome.issue.code : outcome.outcome;
    };
    await session.apply(table("t", "id INT"), live);
    assert.equal(await code(view("v", "SELECT * FROM nowhere")), "DWM-EXE-002");
    assert.equal(await code(view("v", "SELECT nothing FROM s.t")), "DWM-EXE-003");
    assert.equal(await code(view("v", "SELECT no_such_fn(id) FROM s.t")), "DWM-EXE-004");
    assert.equal(await code(view("v", "SELEC 1")), "DWM-EXE-007");
    assert.equal(await code(table("u", "id INT", insert("u", ["('x')"]))), "DWM-EXE-005");
  });

  it("makes a table of what was a view, and a view of what was a table", async () => {
    await session.apply(table("t", "id INT"), live);
    await session.apply(view("x", 'SELECT * FROM "s"."t"'), live);
    assert.equal((await session.apply(table("x", "id INT"), live)).outcome, "applied");
    assert.equal((await session.apply(view("x", "SELECT 1 AS one"), live)).outcome, "applied");
  });

  it("hands on what the rows' producer throws, and rolls back", async () => {
    const plan: ApplyPlan = {
      ...table("t", "id INT"),
      // biome-ignore lint/correctness/useYield: it fails before it has anything
      data: async function* () {
        throw new Error("unreadable");
      },
    };
    await assert.rejects(session.apply(plan, live), /unreadable/);
    await session.close();
    assert.deepEqual(await queryFile(path, "SELECT table_name FROM information_schema.tables"), []);
  });

  it("stops a statement that runs when the job is cancelled", async () => {
    const abort = new AbortController();
    const plan = table("t", "id INT", {
      ...AT,
      sql: "INSERT INTO t SELECT sum(a.range * b.range) FROM range(10000000) a, range(1000000) b",
    });
    const running = session.apply(plan, abort.signal);
    setTimeout(() => abort.abort(new Error("cancelled")), 50);
    const started = performance.now();
    await assert.rejects(running, /cancelled/);
    assert.ok(performance.now() - started < 5_000);
  });

  it("lets jobs share a file, and closes it with the last", async () => {
    const other = await targets.open({
      target: "duckdb",
      catalog: "c",
      schema: "s2",
      path,
      dryRun: false,
    });
    const plans = Array.from({ length: 8 }, (_, n) =>
      table(`t${n}`, "id INT", insert(`t${n}`, ["(1)"])),
    );
    const outcomes = await Promise.all(plans.map((plan) => session.apply(plan, live)));
    assert.ok(outcomes.every(({ outcome }) => outcome === "applied"));
    await session.close();
    assert.equal((await other.apply(view("v", 'SELECT * FROM "s"."t0"'), live)).outcome, "applied");
    await other.close();
    assert.equal((await queryFile(path, "SELECT * FROM s.t7")).length, 1);
  });

  it("takes a catalog whose name DuckDB keeps for itself", async () => {
    const main = await targets.open({
      catalog: "main",
      schema: "main",
      path: join(folder.path, "main.duckdb"),
      target: "duckdb",
      dryRun: false,
    });
    const plan = table("t", "id INT");
    plan.statements = [statement('CREATE OR REPLACE TABLE "main_"."main"."t" (id INT)')];
    assert.equal((await main.apply(plan, live)).outcome, "applied");
    await main.close();
  });

  it("leaves nothing of a dry run", async () => {
    const dry = join(folder.path, "dry.duckdb");
    const run = await targets.open({
      target: "duckdb",
      catalog: "c",
      schema: "s",
      path: dry,
      dryRun: true,
    });
    const plan = table("t", "id INT", insert("t", ["(1)"]));
    assert.deepEqual(await run.apply(plan, live), { outcome: "applied", rowsLoaded: 1 });
    await run.close();
    assert.equal(existsSync(dry), false);
  });

  it("says which file another program has open", async () => {
    await session.apply(table("t", "id INT"), live);
    const program = `
      import { DuckdbTargets } from ${JSON.stringify(new URL("../../../src/server/targets/duckdb/registry.ts", import.meta.url).href)};
      new DuckdbTargets().open({ target: "duckdb", catalog: "c", schema: "s", path: ${JSON.stringify(path)}, dryRun: false }).then(
        () => process.exit(9),
        (error) => { console.log(error.code + " " + error.message); process.exit(0); },
      );`;
    const { stdout, status } = spawnSync(
      process.execPath,
      ["--input-type=module", "--eval", program],
      { encoding: "utf8" },
    );
    assert.equal(status, 0, stdout);
    assert.match(stdout, /^TARGET_LOCKED /);
    assert.ok(stdout.includes(path));
  });

  it("refuses a file that is no database", async () => {
    const file = join(folder.path, "no.duckdb");
    const { writeFileSync } = await import("node:fs");
    writeFileSync(file, "x".repeat(20_000));
    await assert.rejects(
      targets.open({ target: "duckdb", catalog: "n", schema: "s", path: file, dryRun: false }),
      {
        code: "TARGET_UNUSABLE",
      },
    );
  });

  for (const [what, name, words] of [
    ["a folder", "in", /it is no file/],
    ["a pipe, which would never open", "pipe", /it is no file/],
    ["a path with a NUL", "a\0b", /NUL/],
  ] as const) {
    it(`refuses ${what}`, async () => {
      mkdirSync(join(folder.path, "in"), { recursive: true });
      if (name === "pipe") execFileSync("mkfifo", [join(folder.path, name)]);
      const path = join(folder.path, name);
      await assert.rejects(
        targets.open({ target: "duckdb", catalog: "n", schema: "s", path, dryRun: false }),
        { code: "TARGET_UNUSABLE", message: words },
      );
    });
  }

  it("refuses a database of SQLite without looking for an extension on the network", async () => {
    const path = join(folder.path, "sqlite.db");
    const sqlite = new DatabaseSync(path);
    sqlite.exec("CREATE TABLE t (id INTEGER)");
    sqlite.close();
    await assert.rejects(
      targets.open({ target: "duckdb", catalog: "n", schema: "s", path, dryRun: false }),
      { code: "TARGET_UNUSABLE", message: /not a valid DuckDB database file/ },
    );
  });

  it("refuses a file where no folder can be made, and says which", async function () {
    if (process.platform !== "linux") this.skip();
    const opened = targets.open({
      target: "duckdb",
      catalog: "d",
      schema: "s",
      path: "/proc/nowhere/d.duckdb",
      dryRun: false,
    });
    await assert.rejects(opened, {
      code: "TARGET_UNUSABLE",
      message: /The folder \/proc\/nowhere cannot be made: nothing can be created there/,
    });
  });

  it("fetches no extension for a statement that needs one, and says so", async () => {
    const outcome = await session.apply(view("v", "SELECT ST_Point(1, 2) AS p"), live);
    assert.equal(outcome.outcome, "error");
    const message = outcome.outcome === "error" ? outcome.issue.message : "";
    assert.match(message, /exists in the spatial extension\. Extensions are neither fetched/);
    assert.doesNotMatch(message, /INSTALL|autoinstall/);
  });

  it("has what is linked in: JSON, Parquet and time zones", async () => {
    const file = join(folder.path, "x.parquet").replaceAll("'", "''");
    const outcome = await session.apply(
      view("v", `SELECT json_extract('{"a":1}', '$.a') AS j, timezone('UTC', now()) AS t`),
      live,
    );
    assert.equal(outcome.outcome, "applied");
    const written = statement(`COPY (SELECT 1 AS a) TO '${file}' (FORMAT parquet)`);
    const plan = { ...view("w", `FROM read_parquet('${file}')`) };
    plan.statements = [written, ...plan.statements];
    assert.equal((await session.apply(plan, live)).outcome, "applied");
  });
});
