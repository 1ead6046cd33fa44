import assert from "node:assert/strict";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { LiveStream, StreamState } from "../../src/extension/engine/engineApi.ts";
import { HttpEngineApi } from "../../src/extension/engine/httpEngineApi.ts";
import { startBody, writeTables } from "../support/inventories.ts";
import { ScriptedDispatcher } from "../support/scriptedDispatcher.ts";
import { TcpProxy } from "../support/tcpProxy.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { startTestEngine, type TestEngine } from "../support/testEngine.ts";
import { waitFor } from "../support/waitFor.ts";
import { FakeTimers } from "../unit/extension/support/fakeTimers.ts";
import { english, MemoryLog } from "../unit/extension/support/host.ts";

const OBJECTS = 300;
const TOKEN = "secret";
/** A heartbeat is due every 15 s; the line is given up after two and a half of them. */
const SILENCE_MS = 40_000;
const LONGEST_PAUSE_MS = 30_000;

/** The extension's client behind an address, on a clock that the test moves. */
function clientOf(url: string, token: string | undefined = TOKEN) {
  const timers = new FakeTimers();
  const source = {
    current: async () => ({ baseUrl: url, token }),
    invalidate: () => undefined,
    refused: () => false,
  };
  const log = new MemoryLog();
  const api = new HttpEngineApi({ source, version: "0.0.0", timers, log, l10n: english });
  return { api, timers };
}

/** Follows a job and keeps all that comes. */
function follow(api: HttpEngineApi, jobId: string) {
  const states: StreamState[] = [];
  const seqs: (number | undefined)[] = [];
  const results: string[] = [];
  const stream: LiveStream = api.followJob(jobId, {
    opened: () => undefined,
    frame: ({ new_logs, new_results }) => {
      seqs.push(...[...new_logs, ...new_results].map(({ seq }) => seq));
      results.push(...new_results.map(({ object_name }) => object_name));
    },
    state: (state) => states.push(state),
  });
  const reaches = (...wanted: StreamState["state"][]) =>
    waitFor(`the state ${wanted.join(" or ")}`, () => {
      const last = states.at(-1)?.state;
      return last !== undefined && wanted.includes(last);
    });
  return { stream, states, seqs, results, reaches };
}

describe("the extension's stream over a bad network", () => {
  const inventory = tempFolder();
  let engine: TestEngine;
  let proxy: TcpProxy;
  let client: ReturnType<typeof clientOf>;
  let followed: ReturnType<typeof follow>;
  let gates: (() => void)[];

  /** Lets the objects of one more third go. */
  const release = () => gates.shift()?.();

  before(() => writeTables(inventory.path, OBJECTS));
  after(() => inventory.remove());

  beforeEach(async () => {
    const doors = [1, 2].map(() => Promise.withResolvers<void>());
    gates = doors.map(({ resolve }) => resolve);
    engine = await startTestEngine({
      token: TOKEN,
      dispatcher: (store) =>
        new ScriptedDispatcher(store, async (name) => {
          const third = Math.floor(Number(name.slice(1)) / (OBJECTS / 3));
          for (const { promise } of doors.slice(0, third)) await promise;
          return { error: null };
        }),
    });
    proxy = await new TcpProxy(Number(new URL(engine.url).port)).listen();
    client = clientOf(proxy.url);
    const start = await client.api.start(startBody(inventory.path) as never);
    followed = follow(client.api, start.job_id);
    await followed.reaches("live");
    await waitFor("the first third", () => followed.results.length === OBJECTS / 3);
  });

  afterEach(async () => {
    while (gates.length > 0) release();
    followed.stream.dispose();
    client.api.dispose();
    await proxy.close();
    await engine.stop();
  });

  const seen = () => followed.states.map(({ state }) => state);

  /** Lets the job end and checks that each row came, and none twice. */
  const assertWhole = async () => {
    while (gates.length > 0) release();
    await followed.reaches("ended");
    const sorted = followed.seqs.toSorted((a, b) => Number(a) - Number(b));
    assert.deepEqual(
      sorted,
      sorted.map((_, index) => index + 1),
    );
    assert.equal(followed.results.length, OBJECTS);
    assert.equal(new Set(followed.results).size, OBJECTS);
  };

  it("gives up a connection that says nothing, and goes on where it was", async () => {
    proxy.stall();
    release();
    client.timers.advance(SILENCE_MS - 5_000);
    assert.deepEqual(seen(), ["connecting", "live"]);
    client.timers.advance(5_000);
    assert.equal(seen().at(-1), "retrying");
    assert.equal(followed.results.length, OBJECTS / 3);
    proxy.resume();
    client.timers.advance(LONGEST_PAUSE_MS);
    await followed.reaches("live");
    assert.deepEqual(seen(), ["connecting", "live", "retrying", "live"]);
    await assertWhole();
  });

  it("keeps a connection over which something comes", async () => {
    client.timers.advance(30_000);
    release();
    await waitFor("the second third", () => followed.results.length === (OBJECTS / 3) * 2);
    client.timers.advance(30_000);
    assert.deepEqual(seen(), ["connecting", "live"]);
    await assertWhole();
  });

  it("goes on after a reset, as soon as there is somebody again", async () => {
    proxy.cut(true);
    await followed.reaches("retrying");
    release();
    const before = followed.states.length;
    client.timers.advance(LONGEST_PAUSE_MS);
    await waitFor("another failure", () => followed.states.length > before);
    proxy.resume();
    client.timers.advance(LONGEST_PAUSE_MS);
    await followed.reaches("live");
    await assertWhole();
  });

  it("goes on after the other side ended the connection in order", async () => {
    proxy.halfClose();
    await followed.reaches("retrying");
    release();
    client.timers.advance(LONGEST_PAUSE_MS);
    await followed.reaches("live");
    await assertWhole();
  });

  it("survives one trouble after the other without losing a row", async () => {
    for (let round = 0; round < 6; round++) {
      if (round === 3) release();
      if (round % 3 === 0) proxy.cut();
      else if (round % 3 === 1) proxy.halfClose();
      else {
        proxy.stall();
        client.timers.advance(SILENCE_MS);
      }
      // Offline is what it says when no row came between several troubles, which is how slow machines are.
      await followed.reaches("retrying", "offline");
      proxy.resume();
      client.timers.advance(LONGEST_PAUSE_MS);
      await followed.reaches("live");
    }
    await assertWhole();
  });

  it("connects anew at once when the machine wakes up", async () => {
    const before = proxy.accepted;
    proxy.stall();
    release();
    client.timers.sleep(8 * 3_600_000);
    proxy.resume();
    client.timers.advance(2_500);
    await followed.reaches("live");
    assert.ok(proxy.accepted > before);
    await assertWhole();
  });

  it("stops and says so when the token is not accepted", async () => {
    const stranger = clientOf(proxy.url, "wrong");
    try {
      const { states, reaches } = follow(stranger.api, "any");
      await reaches("unauthorised");
      const { accepted } = proxy;
      stranger.timers.advance(600_000);
      assert.equal(stranger.timers.waiting, 0);
      assert.equal(proxy.accepted, accepted);
      assert.deepEqual(
        states.map(({ state }) => state),
        ["connecting", "unauthorised"],
      );
    } finally {
      stranger.api.dispose();
    }
  });
});

describe("the extension's stream when another program took the engine's port over", () => {
  let stranger: Server;
  let engine: TestEngine;

  beforeEach(async () => {
    stranger = createServer((_, response) => response.writeHead(401).end());
    await new Promise<void>((resolve) => stranger.listen(0, "127.0.0.1", resolve));
    engine = await startTestEngine({ token: TOKEN });
  });

  afterEach(async () => {
    stranger.closeAllConnections();
    await new Promise((resolve) => stranger.close(resolve));
    await engine.stop();
  });

  it("looks for the engine anew, for calls and streams", async () => {
    const strangerUrl = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;
    let url = strangerUrl;
    const timers = new FakeTimers();
    const source = {
      current: async () => ({ baseUrl: url, token: TOKEN }),
      invalidate: () => undefined,
      refused: () => {
        url = engine.url;
        return true;
      },
    };
    const options = { source, version: "0.0.0", timers, log: new MemoryLog(), l10n: english };
    const api = new HttpEngineApi(options);
    const states: string[] = [];
    const follower = {
      changed: () => undefined,
      state: ({ state }: StreamState) => states.push(state),
    };
    const stream = api.followList(follower);
    try {
      await waitFor("the first attempt to fail", () => states.includes("retrying"));
      timers.advance(LONGEST_PAUSE_MS);
      await waitFor("the stream", () => states.at(-1) === "live");
      assert.ok(!states.includes("unauthorised"));
      url = strangerUrl;
      assert.deepEqual(await api.jobs(), []);
    } finally {
      stream.dispose();
      api.dispose();
    }
  });
});

describe("the extension's stream to a server that is busy", () => {
  let server: Server;
  let answer: (response: ServerResponse) => void;
  let asked: string[];
  let client: ReturnType<typeof clientOf>;

  beforeEach(async () => {
    asked = [];
    server = createServer((request, response) => {
      asked.push(request.url ?? "");
      answer(response);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    client = clientOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });

  afterEach(async () => {
    client.api.dispose();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it("comes back after a 503, not before it is asked to", async () => {
    answer = (response) => response.writeHead(503, { "Retry-After": "45" }).end();
    const { states, reaches, stream } = follow(client.api, "job");
    await reaches("retrying");
    const last = states.at(-1);
    assert.ok(last?.state === "retrying");
    assert.equal(last.retryAt - client.timers.now(), 45_000);
    answer = (response) => {
      response.writeHead(200, { "Content-Type": "text/event-stream" });
      response.flushHeaders();
    };
    client.timers.advance(44_999);
    assert.equal(asked.length, 1);
    client.timers.advance(1);
    await reaches("live");
    stream.dispose();
  });

  it("tells the engine whether running jobs keep it alive", async () => {
    answer = (response) => {
      response.writeHead(200, { "Content-Type": "text/event-stream" });
      response.flushHeaders();
    };
    const follower = { changed: () => undefined, state: () => undefined };
    const streams = [true, false, undefined].map((keep) => client.api.followList(follower, keep));
    await waitFor("three requests", () => asked.length === 3);
    assert.deepEqual(asked.toSorted(), [
      "/api/migrate/events",
      "/api/migrate/events?keep_running=false",
      "/api/migrate/events?keep_running=true",
    ]);
    for (const stream of streams) stream.dispose();
  });
});
