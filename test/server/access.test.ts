import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { request } from "node:http";
import { join } from "node:path";
import { ROOT } from "../support/inventories.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { startTestEngine, type TestEngine } from "../support/testEngine.ts";

/** `fetch` does not let a test choose the Host header. */
function get(engine: TestEngine, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(`${engine.url}/api/migrate/jobs`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on("error", reject);
    sent.end();
  });
}

describe("who may use the engine", () => {
  let guarded: TestEngine;
  let open: TestEngine;

  before(async () => {
    guarded = await startTestEngine({ token: "s3cret" });
    open = await startTestEngine();
  });

  after(async () => {
    await guarded.stop();
    await open.stop();
  });

  it("asks for the bearer token on every call", async () => {
    for (const [method, path] of [
      ["GET", "/api/migrate/jobs"],
      ["POST", "/api/migrate/start"],
      ["GET", "/api/migrate/stream/x"],
      ["GET", "/api/migrate/events"],
      ["GET", "/openapi.json"],
      ["GET", "/nowhere"],
    ] as const) {
      const without = await guarded.call(method, path);
      assert.equal(without.status, 401, path);
      assert.equal(without.headers.get("www-authenticate"), "Bearer");
      assert.equal(without.body.code, "UNAUTHORIZED");
      const wrong = await guarded.call(method, path, undefined, { Authorization: "Bearer no" });
      assert.equal(wrong.status, 401, path);
    }
    const right = { Authorization: "Bearer s3cret" };
    assert.equal((await guarded.call("GET", "/api/migrate/jobs", undefined, right)).status, 200);
  });

  it("answers health checks without a token, but not with a wrong one", async () => {
    assert.equal((await guarded.call("GET", "/api/health")).status, 200);
    const wrong = { Authorization: "Bearer no" };
    assert.equal((await guarded.call("GET", "/api/health", undefined, wrong)).status, 401);
  });

  it("refuses a Host that is not its own, so that a re-bound name does not reach it", async () => {
    assert.equal(await get(open, { Host: "evil.example" }), 421);
    assert.equal(await get(open, { Host: "127.0.0.1.evil.example" }), 421);
    assert.equal(await get(open, { Host: `localhost:${open.engine.port}` }), 200);
    assert.equal(await get(open, {}), 200);
  });

  it("refuses requests of web pages", async () => {
    assert.equal(await get(open, { Origin: "https://evil.example" }), 403);
    assert.equal(await get(open, { Origin: "null" }), 403);
    const own = `http://127.0.0.1:${open.engine.port}`;
    assert.equal(await get(open, { Origin: own, Host: `127.0.0.1:${open.engine.port}` }), 200);
  });

  it("takes no start from a form", async () => {
    const form = await fetch(`${open.url}/api/migrate/start`, {
      method: "POST",
      body: new URLSearchParams({ inventory_path: "/" }),
    });
    assert.equal(form.status, 415);
  });

  it("does not run without a token where others can reach it", () => {
    const folder = tempFolder();
    const program = join(ROOT, "src/server/main.ts");
    const { status, stderr } = spawnSync(
      process.execPath,
      [program, "serve", "--no-auth", "--host", "0.0.0.0", "--port", "0", "--data", folder.path],
      { encoding: "utf8", timeout: 20_000 },
    );
    folder.remove();
    assert.equal(status, 1);
    assert.match(stderr, /--no-auth is refused on 0\.0\.0\.0/);
  });
});
