import assert from "node:assert/strict";
import type { StreamState } from "../../../src/extension/engine/engineApi.ts";
import {
  type StreamSink,
  StreamSupervisor,
} from "../../../src/extension/engine/streamSupervisor.ts";
import { FakeTimers } from "./support/fakeTimers.ts";

/** A supervisor whose connections the test plays. */
function rig(options: { random?: number; lastEventId?: string } = {}) {
  const timers = new FakeTimers();
  const connections: { lastEventId: string | undefined; sink: StreamSink; closed: boolean }[] = [];
  const states: StreamState[] = [];
  const opened: boolean[] = [];
  const messages: string[] = [];
  const supervisor = new StreamSupervisor({
    timers,
    random: () => options.random ?? 1,
    lastEventId: options.lastEventId,
    open: (lastEventId, sink) => {
      const connection = { lastEventId, sink, closed: false };
      connections.push(connection);
      return {
        dispose: () => {
          connection.closed = true;
        },
      };
    },
    opened: (reconnect) => opened.push(reconnect),
    message: (data) => {
      messages.push(data);
      return data === "last";
    },
    state: (state) => states.push(state),
  }).start();
  const last = () => {
    const connection = connections.at(-1);
    assert.ok(connection);
    return connection;
  };
  const fail = (status?: number) => last().sink.failed({ status, message: "broken" });
  return { timers, connections, states, opened, messages, supervisor, last, fail };
}

const names = (states: StreamState[]) => states.map(({ state }) => state);

describe("StreamSupervisor", () => {
  it("goes from connecting to live and ends with the last message", () => {
    const { states, last, messages, connections } = rig();
    last().sink.opened();
    last().sink.message("one", "1");
    last().sink.message("last", "2");
    last().sink.message("after", "3");
    assert.deepEqual(names(states), ["connecting", "live", "ended"]);
    assert.deepEqual(messages, ["one", "last"]);
    assert.equal(connections.length, 1);
    assert.ok(last().closed);
  });

  it("goes on after a cut from the last id it took in", () => {
    const { timers, last, fail, connections, opened } = rig();
    last().sink.opened();
    last().sink.message("one", "7");
    fail();
    timers.advance(30_000);
    last().sink.opened();
    assert.equal(connections.length, 2);
    assert.equal(last().lastEventId, "7");
    assert.deepEqual(opened, [false, true]);
  });

  it("begins from a given id", () => {
    assert.equal(rig({ lastEventId: "42" }).last().lastEventId, "42");
  });

  it("tries again after a 503, which ends eventsource for ever", () => {
    const { timers, fail, connections, states } = rig();
    fail(503);
    assert.equal(states.at(-1)?.state, "retrying");
    timers.advance(30_000);
    assert.equal(connections.length, 2);
  });

  it("waits longer each time, between half a second and thirty", () => {
    const { timers, fail, states } = rig({ random: 1 });
    const waits: number[] = [];
    for (let attempt = 0; attempt < 7; attempt++) {
      fail();
      const state = states.at(-1);
      if (state?.state !== "retrying") break;
      waits.push(state.retryAt - timers.now());
      timers.advance(waits.at(-1) ?? 0);
    }
    assert.deepEqual(waits, [1_000, 2_000, 4_000, 8_000, 16_000, 30_000]);
    const shortest = rig({ random: 0 });
    shortest.fail();
    shortest.timers.advance(499);
    assert.equal(shortest.connections.length, 1);
    shortest.timers.advance(1);
    assert.equal(shortest.connections.length, 2);
  });

  it("resets the back-off with a message, not with an open connection", () => {
    const { timers, fail, last, states } = rig();
    const wait = () => {
      const state = states.at(-1);
      return state?.state === "retrying" ? state.retryAt - timers.now() : undefined;
    };
    fail();
    timers.advance(1_000);
    last().sink.opened();
    fail();
    assert.equal(wait(), 2_000);
    timers.advance(2_000);
    last().sink.opened();
    last().sink.message("one", undefined);
    fail();
    assert.equal(wait(), 1_000);
  });

  it("calls it offline after a minute and still tries", () => {
    const { timers, fail, states, connections } = rig();
    for (let minute = 0; minute < 4; minute++) {
      fail();
      timers.advance(30_000);
    }
    assert.equal(states.at(-1)?.state, "offline");
    assert.equal(connections.length, 5);
  });

  it("counts trouble from its own beginning after a good silent connection", () => {
    const { timers, fail, last, states } = rig();
    fail();
    timers.advance(1_000);
    last().sink.opened();
    timers.advance(3_600_000);
    fail();
    assert.equal(states.at(-1)?.state, "retrying");
  });

  for (const status of [401, 403]) {
    it(`stops and asks after a ${status}`, () => {
      const { timers, fail, states, connections } = rig();
      fail(status);
      timers.advance(600_000);
      assert.deepEqual(names(states), ["connecting", "unauthorised"]);
      assert.equal(connections.length, 1);
      assert.equal(timers.waiting, 0);
    });
  }

  it("says that the job is gone after a 404", () => {
    const { fail, states } = rig();
    fail(404);
    assert.equal(states.at(-1)?.state, "gone");
  });

  it("tries at once when asked to", () => {
    const { fail, supervisor, connections, timers } = rig();
    fail();
    supervisor.retryNow();
    assert.equal(connections.length, 2);
    timers.advance(60_000);
    assert.equal(connections.length, 2);
  });

  it("leaves nothing behind when it is disposed", () => {
    const { supervisor, last, timers, states, fail } = rig();
    fail();
    supervisor.dispose();
    last().sink.opened();
    timers.advance(60_000);
    assert.equal(timers.waiting, 0);
    assert.deepEqual(names(states), ["connecting", "retrying"]);
  });

  it("does not listen to a connection that was given up", () => {
    const { fail, timers, connections, messages } = rig();
    fail();
    timers.advance(1_000);
    connections[0]?.sink.message("ghost", "99");
    assert.deepEqual(messages, []);
    assert.equal(connections.length, 2);
  });

  it("waits as long as the server asks, and no shorter than its own pause", () => {
    const { timers, last, states } = rig({ random: 1 });
    last().sink.failed({ status: 503, message: "busy", retryAfterMs: 20_000 });
    const waitOf = () => {
      const state = states.at(-1);
      return state?.state === "retrying" ? state.retryAt - timers.now() : undefined;
    };
    assert.equal(waitOf(), 20_000);
    timers.advance(20_000);
    last().sink.failed({ status: 503, message: "busy", retryAfterMs: 0 });
    assert.equal(waitOf(), 2_000);
  });

  it("connects anew when the machine wakes up, from the last id it took in", () => {
    const { timers, last, connections, states } = rig();
    last().sink.opened();
    last().sink.message("one", "7");
    timers.advance(60_000);
    assert.equal(connections.length, 1);
    timers.sleep(600_000);
    timers.advance(2_500);
    assert.equal(connections.length, 2);
    assert.equal(connections[0]?.closed, true);
    assert.equal(last().lastEventId, "7");
    assert.deepEqual(names(states), ["connecting", "live", "connecting"]);
    timers.advance(60_000);
    assert.equal(connections.length, 2);
  });

  it("does not wait out the pause of before the sleep", () => {
    const { timers, fail, states, connections } = rig({ random: 1 });
    for (const pause of [1_000, 2_000, 4_000, 8_000]) {
      fail();
      timers.advance(pause);
    }
    fail();
    timers.advance(100);
    assert.equal(connections.length, 5);
    timers.sleep(3_600_000);
    timers.advance(2_500);
    assert.equal(connections.length, 6);
    // And it begins with short pauses again.
    fail();
    const state = states.at(-1);
    assert.equal(state?.state === "retrying" && state.retryAt - timers.now(), 1_000);
  });
});
