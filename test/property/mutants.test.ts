import assert from "node:assert/strict";
import { translateScript } from "../../src/server/dispatch/translateScript.ts";
import { WorkerPool } from "../../src/server/dispatch/workerPool.ts";
import { faultOf, mutants } from "../support/corpus/mutants.ts";

/** `npm run bench fuzz -- --count 200000` tries more of them. */
const COUNT = Number(process.env.DW_PROPERTY_RUNS ?? 2_500);
const SEED = Number(process.env.DW_PROPERTY_SEED ?? 4);

describe("damaged statements of eight dialects", () => {
  it(`end as a result or as issues at their place, for both targets (seed ${SEED})`, async () => {
    const pool = new WorkerPool({ size: 2 });
    const source = mutants(COUNT, SEED);
    let translated = 0;
    const lane = async (): Promise<void> => {
      for (const mutant of source) {
        const answer = await translateScript(mutant, pool);
        const fault = faultOf(mutant, answer);
        assert.equal(fault, undefined, `${JSON.stringify(mutant)}: ${fault}`);
        if (answer.some(({ sql }) => sql !== null)) translated++;
      }
    };
    try {
      await Promise.all(Array.from({ length: 8 }, lane));
    } finally {
      await pool.close();
    }
    assert.ok(translated > COUNT / 10, "some of them are still good SQL");
  }).timeout(120_000);
});
