import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createEmbeddedEngine } from "../../../src/extension/engine/client.ts";
import type { ModelEndpoint } from "../../../src/extension/engine/engineSettings.ts";
import { isAppError } from "../../../src/extension/errors.ts";
import { systemTimers } from "../../../src/extension/timers.ts";
import { tempFolder } from "../../support/tempFolder.ts";
import { waitFor } from "../../support/waitFor.ts";
import { english, MemoryLog } from "./support/host.ts";
import { openWindow } from "./support/window.ts";

const enginePath = fileURLToPath(new URL("support/stubEngine.ts", import.meta.url));

describe("the embedded engine", () => {
  let folder: ReturnType<typeof tempFolder>;
  const pids = new Set<number>();

  beforeEach(() => {
    folder = tempFolder();
  });

  afterEach(async () => {
    for (const pid of pids) await stop(pid);
    pids.clear();
    folder.remove();
    delete process.env.STUB_ENGINE_FAILS;
  });

  const NO_MODEL = { baseUrl: "", token: undefined, inputPrice: null, outputPrice: null };

  function windowOn(assertAllowed: () => void = () => undefined, model: ModelEndpoint = NO_MODEL) {
    const log = new MemoryLog();
    const engine = createEmbeddedEngine({
      execPath: process.execPath,
      enginePath,
      folder: folder.path,
      version: "0.0.0",
      idleExitSeconds: 5,
      retention: () => ({ jobs: 7, days: null, megabytes: 40 }),
      model: async () => model,
      assertAllowed,
      timers: systemTimers,
      log,
      l10n: english,
    });
    const pid = async () => {
      await engine.current();
      assert.equal(engine.state.state, "running");
      const found = engine.state.state === "running" ? engine.state.pid : 0;
      pids.add(found);
      return found;
    };
    return { engine, log, pid };
  }

  it("is started on first use and found by the next window", async () => {
    const first = await windowOn().pid();
    assert.equal(await windowOn().pid(), first);
    const { pid } = JSON.parse(readFileSync(join(folder.path, "engine.json"), "utf8"));
    assert.equal(pid, first);
  });

  it("is told how long it keeps jobs", async () => {
    await windowOn().pid();
    const limits = JSON.parse(readFileSync(join(folder.path, "limits"), "utf8"));
    assert.deepEqual(limits, ["7", null, "40"]);
  });

  it("is told where a model is asked, and nothing where none is", async () => {
    const endpoint = { baseUrl: "https://m/v1", token: "secret", inputPrice: 2, outputPrice: null };
    await windowOn(undefined, endpoint).pid();
    const told = () => JSON.parse(readFileSync(join(folder.path, "model"), "utf8"));
    assert.deepEqual(told(), {
      DW_MIGRATE_MODEL_URL: "https://m/v1",
      DW_MIGRATE_MODEL_TOKEN: "secret",
      DW_MIGRATE_MODEL_INPUT_PRICE: "2",
      DW_MIGRATE_MODEL_OUTPUT_PRICE: "",
    });
    for (const pid of pids) await stop(pid);
    await windowOn().pid();
    assert.deepEqual(told(), {});
  });

  it("is one, although two windows start it at once", async () => {
    const found = await Promise.all([windowOn().pid(), windowOn().pid(), windowOn().pid()]);
    assert.equal(new Set(found).size, 1);
  });

  it("is started once for many calls at once", async () => {
    const { engine, pid } = windowOn();
    const endpoints = await Promise.all([engine.current(), engine.current()]);
    assert.equal(endpoints[0], endpoints[1]);
    await pid();
  });

  it("is replaced when it was killed", async () => {
    const { engine, pid } = windowOn();
    const first = await pid();
    await stop(first);
    engine.invalidate();
    assert.notEqual(await pid(), first);
  });

  it("is not taken for a stale engine file", async () => {
    const file = { pid: process.pid, port: 9, token: "x", version: "0" };
    writeFileSync(join(folder.path, "engine.json"), JSON.stringify(file));
    assert.notEqual(await windowOn().pid(), process.pid);
  });

  it("is looked for anew when another program on its port refuses its token", async () => {
    const { engine, pid } = windowOn();
    const first = await pid();
    await stop(first);
    assert.equal(engine.refused(), true);
    assert.notEqual(await pid(), first);
  });

  it("says why it does not start, and does not try again at once", async () => {
    process.env.STUB_ENGINE_FAILS = "1";
    const { engine, log } = windowOn();
    const started = performance.now();
    await assert.rejects(engine.current(), (error: unknown) => {
      assert.ok(isAppError(error));
      assert.equal(error.code, "engine.start_failed");
      return true;
    });
    const first = performance.now() - started;
    const again = performance.now();
    await assert.rejects(engine.current());
    assert.ok(performance.now() - again < first / 2);
    await waitFor("the log", () => log.lines.some((text) => text.includes("the disk is full")));
    delete process.env.STUB_ENGINE_FAILS;
    engine.retryNow();
    pids.add((await windowOn().pid()) ?? 0);
  });

  it("does not run where it is not allowed", async () => {
    const { engine } = windowOn(() => {
      throw new Error("not here");
    });
    await assert.rejects(engine.current(), /not here/);
    assert.throws(() => readFileSync(join(folder.path, "engine.json")));
  });

  it("is not started only because somebody looks", async () => {
    const engineFolder = join(folder.path, "never-used");
    const window = openWindow({ engineFolder, enginePath });
    window.sync.setVisible(true);
    assert.equal(window.sync.state.state, "idle");
    window.dispose();
  });

  it("is asked for its jobs when it was used before", async () => {
    const window = openWindow({ engineFolder: folder.path, enginePath });
    window.sync.setVisible(true);
    await waitFor("the list", () => window.jobs.loaded);
    const { pid } = JSON.parse(readFileSync(join(folder.path, "engine.json"), "utf8"));
    pids.add(pid);
    window.dispose();
  });

  it("is refused with a way out in a workspace that is not trusted", async () => {
    const window = openWindow({ engineFolder: folder.path, enginePath, trusted: false });
    await assert.rejects(window.connection.session(), (error: unknown) => {
      assert.ok(isAppError(error));
      assert.equal(error.action?.command, "trust");
      return true;
    });
    window.dispose();
  });
});

async function stop(pid: number): Promise<void> {
  try {
    process.kill(pid);
    await waitFor("the end of the engine", () => {
      process.kill(pid, 0);
      return false;
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
