import assert from "node:assert/strict";
import { JOB, log, object, result, type WholeStore } from "./records.ts";

/** What every JobStore has to do with an inventory that is read again. `store` gives that of the test that runs. */
export function rereadConformance(store: () => WholeStore): void {
  describe("what objects are made from, read again", () => {
    const made = [object(0, "first"), object(1, "first", [0]), object(2, "first")];
    const whole = { survey: null, leftOut: [], print: null };
    const again = { results: [], logs: [log("again")] };
    const sourceOf = async (seq: number) =>
      (await store().history().resultDetail("job-1", seq))?.source.definition[0]?.text;

    beforeEach(async () => {
      await store().createJob(JOB);
      await store().addObjects("job-1", made);
      await store().setPlanned("job-1", { total: 3, userTypes: { year: "integer" } });
      const results = [result(0, "success"), result(1, "error")];
      await store().commit("job-1", { results, logs: [] });
    });

    it("replaces it with the new attempt, and keeps names and what is not named", async () => {
      const objects = [object(1, "second", [2]), object(2, "second")];
      const view = { ...objects[0]!.source, objectType: "VIEW" as const, kind: "VIEW" };
      const reread = {
        userTypes: { money: "decimal(18, 2)" },
        objects: [
          { ...objects[0]!, source: view },
          { ...objects[1]!, targetName: "other" },
        ],
        whole,
      };
      const committed = await store().reopen("job-1", [1], again, reread);
      assert.deepEqual(committed.job.userTypes, { money: "decimal(18, 2)" });
      assert.deepEqual(await store().job("job-1"), committed.job);
      const expected = [made[0], { ...objects[0], source: view }, objects[1]];
      assert.deepEqual(await store().objects("job-1", [0, 1, 2]), expected);
      assert.deepEqual(
        (await store().objectRefs("job-1")).map(({ objectType, dependsOn }) => [
          objectType,
          dependsOn,
        ]),
        [
          ["TABLE", []],
          ["VIEW", [2]],
          ["TABLE", []],
        ],
      );
    });

    it("keeps what each attempt was made from", async () => {
      const reread = (text: string) => ({ userTypes: {}, objects: [object(1, text)], whole });
      await store().reopen("job-1", [1], again, reread("second"));
      assert.equal(await sourceOf(2), "first");
      // Nobody tried the second text: it is not kept.
      await store().reopen("job-1", [1], again, reread("third"));
      await store().commit("job-1", { results: [result(1, "error", 0, 3)], logs: [] });
      await store().reopen("job-1", [1], again);
      await store().commit("job-1", { results: [result(1, "error", 0, 4)], logs: [] });
      await store().reopen("job-1", [1], again, reread("fourth"));
      const { rows } = await store().commit("job-1", {
        results: [result(1, "success", 0, 5)],
        logs: [],
      });
      const seqs = (await store().archive().recordPage("job-1", 0, 10)).map(({ seq }) => seq);
      assert.equal(seqs.at(-1), rows[0]?.seq);
      const texts = await Promise.all(seqs.map(sourceOf));
      assert.deepEqual(texts, ["first", "first", "third", "third", "fourth"]);
      const kept = await store().archive().pastSourcePage("job-1", { ordinal: -1, attempt: 0 }, 9);
      assert.deepEqual(
        kept.map(({ ordinal, attempt, source }) => [ordinal, attempt, source.definition[0]?.text]),
        [
          [1, 1, "first"],
          [1, 4, "third"],
        ],
      );
      const [, second] = kept;
      assert.deepEqual(await store().archive().pastSourcePage("job-1", kept[0]!, 9), [second]);
    });

    it("replaces what is known of the inventory as a whole", async () => {
      const leftOut = (name: string) => ({
        ...{
          kind: "INDEX",
          category: "index" as const,
          matters: false,
          reason: "-",
          statements: 1,
        },
        ...{ name, file: "o.sql", line: 1, column: 1 },
      });
      await store().addLeftOut("job-1", 0, [leftOut("i1"), leftOut("i2"), leftOut("i3")]);
      const survey = { files: 2, statements: 5, versions: ["9.1"], usage: null };
      const now = { survey, leftOut: [leftOut("i2"), leftOut("i4")], print: "second" };
      const reread = { userTypes: {}, objects: [], whole: now };
      const { job } = await store().reopen("job-1", [1], again, reread);
      assert.deepEqual([job.survey, job.print], [survey, "second"]);
      assert.deepEqual(await store().job("job-1"), job);
      assert.deepEqual(await store().archive().leftOutPage("job-1", 0, 9), now.leftOut);
    });

    it("changes nothing at all when the move with it is refused", async () => {
      const ended = { status: "cancelled", results: [], logs: [] } as const;
      await store().commit("job-1", { ...ended, results: [], logs: [] });
      const before = await store().job("job-1");
      const move = { ...again, status: "running" as const };
      const known = { ...whole, survey: { files: 1, statements: 1, versions: [], usage: null } };
      const reread = { userTypes: {}, objects: [object(1, "second")], whole: known };
      await assert.rejects(store().reopen("job-1", [1], move, reread), {
        code: "JOB_STATE_CHANGED",
      });
      assert.deepEqual(await store().job("job-1"), before);
      assert.deepEqual(await store().objects("job-1", [0, 1, 2]), made);
      assert.deepEqual([...(await store().attempts("job-1"))], []);
      const kept = await store().archive().pastSourcePage("job-1", { ordinal: -1, attempt: 0 }, 9);
      assert.deepEqual(kept, []);
    });
  });
}
