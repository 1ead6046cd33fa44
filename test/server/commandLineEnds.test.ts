import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { EngineProcess } from "../support/engineProcess.ts";
import { ROOT, writeFiles } from "../support/inventories.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { waitFor } from "../support/waitFor.ts";

const CLI = join(ROOT, "src/cli/main.ts");
const TABLES = 3_000;

describe("a command that does not come to its end", () => {
  let folder: ReturnType<typeof tempFolder>;
  let data: string;
  let input: string;

  beforeEach(() => {
    folder = tempFolder();
    data = join(folder.path, "data");
    const tables = Array.from({ length: TABLES }, (_, n) => `CREATE TABLE t${n} (id INTEGER);`);
    writeFiles(join(folder.path, "in"), { "t.sql": tables.join("\n") });
    input = join(folder.path, "in");
  });

  afterEach(() => folder.remove());

  /** Begins a migration in a process group of its own, as a terminal does; resolves once objects are done. */
  async function begin(): Promise<{ child: ChildProcess; enginePid: number }> {
    const args = ["migrate", input, "--source-type", "postgres", "--data", data];
    const child = spawn(process.execPath, [CLI, ...args], {
      detached: true,
      stdio: ["ignore", "ignore", "pipe"],
    });
    let said = "";
    child.stderr?.on("data", (chunk) => {
      said += chunk;
    });
    await waitFor("some objects", async () => /[1-9]\d* of 3000/.test(said), 60_000);
    const engine = JSON.parse(readFileSync(join(data, "engine.json"), "utf8"));
    return { child, enginePid: engine.pid };
  }

  async function isGone(pid: number): Promise<void> {
    await waitFor("the engine to end", async () => {
      try {
        process.kill(pid, 0);
        return false;
      } catch {
        return true;
      }
    });
    assert.equal(existsSync(join(data, "engine.json")), false);
  }

  it("cancels its job when Ctrl+C reaches the whole process group", async () => {
    const { child, enginePid } = await begin();
    process.kill(-child.pid!, "SIGINT");
    assert.deepEqual(await once(child, "exit"), [1, null]);
    await isGone(enginePid);
    const engine = new EngineProcess(data);
    await engine.start();
    const { body } = await engine.call("GET", "/api/migrate/jobs");
    assert.equal(body.jobs[0].status, "cancelled");
    await engine.end("SIGTERM");
  }).timeout(120_000);

  it("takes the engine that it started with it, also when it is killed", async () => {
    const { child, enginePid } = await begin();
    child.kill("SIGKILL");
    await isGone(enginePid);
  }).timeout(120_000);

  it("says that its output cannot be written", async function () {
    if (!existsSync("/dev/full")) this.skip();
    const child = spawn(process.execPath, [CLI, "jobs", "list", "--data", data], {
      stdio: ["ignore", openSync("/dev/full", "w"), "pipe"],
    });
    let said = "";
    child.stderr?.on("data", (chunk) => {
      said += chunk;
    });
    assert.deepEqual(await once(child, "close"), [1, null]);
    assert.match(said, /^The output cannot be written: ENOSPC/);
  });
});
