import assert from "node:assert/strict";
import { type JobStatus, jobStatusSchema } from "../../../src/protocol/job.ts";
import { canMove, isTerminal } from "../../../src/protocol/jobState.ts";

/** Every legal move, written a second time on purpose: a change of the table has to be meant. */
const LEGAL = new Set([
  "queued running",
  "queued cancelled",
  "queued failed",
  "running paused",
  "running completed",
  "running failed",
  "running cancelled",
  "paused running",
  "paused failed",
  "paused cancelled",
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

  it("ends in completed, failed and cancelled", () => {
    const ends: JobStatus[] = ["completed", "failed", "cancelled"];
    assert.deepEqual(states.filter(isTerminal).sort(), ends.sort());
  });
});
