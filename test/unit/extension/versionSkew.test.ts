import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Socket } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createEmbeddedEngine } from "../../../src/extension/engine/client.ts";
import { isAlive } from "../../../src/extension/engine/engineFile.ts";
import { isOlder } from "../../../src/extension/engine/semver.ts";
import { systemTimers } from "../../../src/extension/timers.ts";
import { tempFolder } from "../../support/tempFolder.ts";
import { waitFor } from "../../support/waitFor.ts";
import { english, MemoryLog } from "./support/host.ts";

const enginePath = fileURLToPath(new URL("support/stubEngine.ts", import.meta.url));

describe("the order of versions", () => {
  const ascending = [
    "0.0.9",
    "0.1.0-alpha",
    "0.1.0-alpha.2",
    "0.1.0-alpha.10",
    "0.1.0-beta",
    "0.1.0",
    "0.2.0",
    "0.10.0",
    "1.0.0",
  ];
  it("is that of semver", () => {
    for (const [index, a] of ascending.entries()) {
      for (const [other, b] of ascending.entries()) assert.equal(isOlder(a, b), index < other);
    }
  });

  it("leaves alone what is no version, and what differs in the build only", () => {
    assert.equal(isOlder("dev", "1.0.0"), false);
    assert.equal(isOlder("1.0.0", ""), false);
    assert.equal(isOlder("1.0.0+1", "1.0.0+2"), false);
  });
});

describe("an engine of another version", () => {
  let folder: ReturnType<typeof tempFolder>;
  const pids = new Set<number>();

  beforeEach(() => {
    folder = tempFolder();
  });

  afterEach(async () => {
    for (const pid of pids) {
      if (isAlive(pid)) process.kill(pid, "SIGKILL");
      await waitFor("the end of the engine", () => !isAlive(pid));
    }
    pids.clear();
    folder.remove();
    for (const name of ["VERSION", "SHUTDOWN", "DRAIN_MS"])
      delete process.env[`STUB_ENGINE_${name}`];
  });

  /** A window whose extension, and whose engine when it starts one, has that version. */
  function windowOf(version: string) {
    const log = new MemoryLog();
    const engine = createEmbeddedEngine({
      execPath: process.execPath,
      enginePath,
      folder: folder.path,
      version,
      idleExitSeconds: 5,
      retention: () => ({ jobs: 7, days: null, megabytes: 40 }),
      model: async () => ({ baseUrl: "", token: undefined, inputPrice: null, outputPrice: null }),
      assertAllowed: () => undefined,
      timers: systemTimers,
      log,
      l10n: english,
    });
    const pid = async () => {
      process.env.STUB_ENGINE_VERSION = version;
      await engine.current();
      const found = engine.state.state === "running" ? engine.state.pid : 0;
      pids.add(found);
      return found;
    };
    return { engine, log, pid };
  }

  const diary = () => readFileSync(join(folder.path, "diary"), "utf8").trim().split("\n");
  const engineFile = () => JSON.parse(readFileSync(join(folder.path, "engine.json"), "utf8"));

  it("is asked to end and replaced when it is older", async () => {
    process.env.STUB_ENGINE_SHUTDOWN = "1";
    process.env.STUB_ENGINE_DRAIN_MS = "300";
    const old = await windowOf("0.1.0").pid();
    const { pid, log } = windowOf("0.2.0");
    const now = await pid();
    assert.notEqual(now, old);
    assert.equal(isAlive(old), false);
    assert.equal(engineFile().version, "0.2.0");
    assert.deepEqual(diary(), [
      "0.1.0 started",
      "0.1.0 replaced by version 0.2.0",
      "0.2.0 started",
    ]);
    assert.ok(log.lines.some((line) => line.includes("Replacing the migration engine 0.1.0")));
  });

  it("gets a SIGTERM when it cannot be asked", async () => {
    const old = await windowOf("0.1.0").pid();
    const now = await windowOf("0.2.0").pid();
    assert.notEqual(now, old);
    assert.deepEqual(diary(), ["0.1.0 started", "0.1.0 SIGTERM", "0.2.0 started"]);
  });

  it("is used when it is newer", async () => {
    const first = await windowOf("0.2.0").pid();
    assert.equal(await windowOf("0.1.0").pid(), first);
    assert.deepEqual(diary(), ["0.2.0 started"]);
  });

  it("is replaced once by windows that race", async () => {
    process.env.STUB_ENGINE_SHUTDOWN = "1";
    process.env.STUB_ENGINE_DRAIN_MS = "300";
    const old = await windowOf("0.1.0").pid();
    const found = await Promise.all(["0.2.0", "0.2.0", "0.2.0"].map((v) => windowOf(v).pid()));
    assert.equal(new Set(found).size, 1);
    assert.notEqual(found[0], old);
    assert.equal(diary().filter((line) => line === "0.2.0 started").length, 1);
  });

  it("is followed by one of ours although it still drains and nobody finds it", async () => {
    process.env.STUB_ENGINE_DRAIN_MS = "3000";
    const old = await windowOf("0.2.0").pid();
    process.kill(old, "SIGTERM");
    await waitFor("its file to go", () => !existsSync(join(folder.path, "engine.json")));
    const now = await windowOf("0.2.0").pid();
    assert.notEqual(now, old);
    assert.equal(isAlive(now), true);
  });

  describe("named by a stale file", () => {
    /** The file of a process that lives, whatever listens there. */
    const leave = (port: number) => {
      const file = { pid: process.pid, port, token: "x", version: "0.1.0" };
      writeFileSync(join(folder.path, "engine.json"), JSON.stringify(file));
    };

    it("is not taken for another program on its port, which is left alone", async () => {
      const handler: RequestListener = (_, response) => response.end("<html>hello</html>");
      const stranger = createServer(handler).listen(0, "127.0.0.1");
      await waitFor("the stranger", () => stranger.listening);
      leave((stranger.address() as AddressInfo).port);
      assert.notEqual(await windowOf("0.2.0").pid(), process.pid);
      stranger.close();
    });

    it("is not taken for an engine that took its port over", async () => {
      const other = createServer((_, response) => {
        const health = { status: "ok", version: "0.1.0", pid: 1, capabilities: [], jobs: [] };
        response.setHeader("Content-Type", "application/json");
        response.end(JSON.stringify(health));
      }).listen(0, "127.0.0.1");
      await waitFor("the other engine", () => other.listening);
      leave((other.address() as AddressInfo).port);
      assert.notEqual(await windowOf("0.2.0").pid(), process.pid);
      other.close();
    });

    it("is given up when it takes the call and never answers", async () => {
      const sockets = new Set<Socket>();
      const silent = createTcpServer((socket) => sockets.add(socket)).listen(0, "127.0.0.1");
      await waitFor("the silent program", () => silent.listening);
      leave((silent.address() as AddressInfo).port);
      assert.notEqual(await windowOf("0.2.0").pid(), process.pid);
      assert.ok(sockets.size > 0);
      for (const socket of sockets) socket.destroy();
      silent.close();
    });
  });
});
