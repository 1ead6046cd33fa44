import assert from "node:assert/strict";
import { Emitter } from "../../../src/extension/emitter.ts";
import type { ListFollower } from "../../../src/extension/engine/engineApi.ts";
import type { EngineConnection, Session } from "../../../src/extension/engine/engineConnection.ts";
import { RetryAfter } from "../../../src/extension/engine/retryAfter.ts";
import { AppError, ERROR_CODES } from "../../../src/extension/errors.ts";
import { JobListSync } from "../../../src/extension/jobs/jobListSync.ts";
import { JobStore } from "../../../src/extension/jobs/jobStore.ts";
import { waitFor } from "../../support/waitFor.ts";
import { FakeTimers } from "./support/fakeTimers.ts";
import { summary } from "./support/jobs.ts";

/** A list over an engine that the test plays. */
function rig(options: { kind?: Session["kind"]; capabilities?: string[] } = {}) {
  const { kind = "embedded", capabilities = ["events"] } = options;
  const timers = new FakeTimers();
  const store = new JobStore(() => timers.now());
  const follows: { follower: ListFollower; keepRunning: boolean | undefined; closed: boolean }[] =
    [];
  const settings = { keepRunning: true };
  const changed = new Emitter<void>();
  const asked = { times: 0 };
  let answer: () => Promise<unknown[]> = async () => [summary()];
  const api = {
    jobs: () => {
      asked.times++;
      return answer();
    },
    followList: (follower: ListFollower, keepRunning?: boolean) => {
      const follow = { follower, keepRunning, closed: false };
      follows.push(follow);
      const dispose = () => {
        follow.closed = true;
      };
      return { retryNow: () => undefined, dispose };
    },
  };
  const session = { api, kind, capabilities: new Set(capabilities) } as unknown as Session;
  const connection = {
    current: session,
    session: async () => session,
    worthTrying: true,
    retryNow: () => undefined,
    onDidReset: new Emitter<void>().event,
    onDidConnect: new Emitter<Session>().event,
    onDidChangeKeepRunning: changed.event,
    get keepRunning() {
      return settings.keepRunning;
    },
  } as unknown as EngineConnection;
  const list = new JobListSync({ connection, store, timers, random: () => 1 });
  return {
    timers,
    store,
    list,
    follows,
    asked,
    setAnswer: (next: typeof answer) => {
      answer = next;
    },
    setKeepRunning: (keep: boolean) => {
      settings.keepRunning = keep;
      changed.fire();
    },
  };
}

describe("JobListSync", () => {
  it("tells the engine whether running jobs keep it alive, and tells it again on a change", async () => {
    const { list, follows, setKeepRunning } = rig();
    setKeepRunning(true);
    assert.equal(follows.length, 0);
    list.setDemand("high");
    await waitFor("the stream", () => follows.length === 1);
    setKeepRunning(false);
    assert.deepEqual(
      follows.map(({ keepRunning, closed }) => [keepRunning, closed]),
      [
        [true, true],
        [false, false],
      ],
    );
    list.dispose();
    assert.equal(follows[1]?.closed, true);
  });

  it("leaves the life of a remote engine to others", async () => {
    const { list, follows } = rig({ kind: "remote" });
    list.setDemand("high");
    await waitFor("the stream", () => follows.length === 1);
    assert.equal(follows[0]?.keepRunning, undefined);
    list.dispose();
  });

  it("keeps what it knows while the engine is away, and waits as long as that asks", async () => {
    const { list, store, timers, asked, setAnswer } = rig({ capabilities: [] });
    list.setDemand("high");
    await waitFor("the list", () => store.loaded);
    setAnswer(async () => {
      throw new AppError("busy", "busy", { status: 503, cause: new RetryAfter(20_000) });
    });
    timers.advance(5_000);
    await waitFor("the failure", () => list.state.state === "retrying");
    const { state } = list;
    assert.equal(state.state === "retrying" && state.retryAt - timers.now(), 20_000);
    assert.equal(store.list().length, 1);
    setAnswer(async () => []);
    timers.advance(19_999);
    assert.equal(asked.times, 2);
    timers.advance(1);
    await waitFor("the list", () => list.state.state === "live");
    assert.equal(store.list().length, 0);
    list.dispose();
  });

  it("asks at once when the machine wakes up", async () => {
    const { list, timers, asked, setAnswer } = rig({ capabilities: [] });
    setAnswer(async () => {
      throw new AppError(ERROR_CODES.unreachable, "away");
    });
    list.setDemand("high");
    for (let attempt = 1; attempt <= 5; attempt++) {
      await waitFor("a failure", () => asked.times === attempt && list.state.state === "retrying");
      const { state } = list;
      // The failure of this attempt, not of the one before.
      await waitFor(
        "its pause",
        () => list.state.state === "retrying" && list.state.retryAt > timers.now(),
      );
      if (attempt < 5 && state.state === "retrying") timers.advance(2 ** (attempt - 1) * 1_000);
    }
    timers.sleep(3_600_000);
    timers.advance(2_500);
    await waitFor("the next question", () => asked.times === 6);
    list.dispose();
    assert.equal(timers.waiting, 0);
  });
});
