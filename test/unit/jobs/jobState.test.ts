import assert from "node:assert/strict";
import { type JobStatus, jobStatusSchema } from "../../../src/protocol/job.ts";
import { COMMANDS, canMove, isTerminal } from "../../../src/protocol/jobState.ts";

/** Every legal move, written a second time on purpose: a change of the table has to be meant. */
const LEGAL = new Set([
  "queued running",
  "queued paused",
  "queued cancelled",
  "queued failed",
  "running queued",
  "running paused",
  "running completed",
  "running failed",
  "running cancelled",
  "paused queued",
  "paused failed",
  "paused cancelled",
  "completed queued",
  "failed queued",
  "cancelled queued",
]);

describe("job states", () => {
  const states = jobStatusSchema.options;
  for (const from of states) {
    for (const to of states) {
      it(`${from} -> ${to} is ${LEGAL.has(`${from} ${to}`) ? "legal" : "refused"}`, () => {
        assert.equal(canMove(from, to), LEGAL.has(`${from} ${to}`));
      });
    }
  }

  for (const [command, effects] of Object.entries(COMMANDS)) {
    for (const from of states) {
      const to = effects[from];
      it(`${command} of a ${from} job: ${to}`, () => {
        if (to === "same" || to === "refused" || to === "removed") return;
        assert.ok(canMove(from, to), `${from} -> ${to} is no legal move`);
      });
    }
  }

  it("ends in completed, failed and cancelled", () => {
    const ends: JobStatus[] = ["completed", "failed", "cancelled"];
    assert.deepEqual(states.filter(isTerminal).sort(), ends.sort());
  });
});
