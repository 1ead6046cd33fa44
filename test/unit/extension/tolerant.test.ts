import assert from "node:assert/strict";
import { parseText, tolerantSchemas } from "../../../src/extension/engine/tolerant.ts";
import { frame, line, result, summary } from "./support/jobs.ts";

function rig() {
  const complaints: string[] = [];
  const complain = (what: string) => complaints.push(what);
  return { complaints, complain, schemas: tolerantSchemas(complain) };
}

describe("what an engine sends", () => {
  it("is read without the rows that cannot be read", () => {
    const { complaints, complain, schemas } = rig();
    const sent = {
      ...frame({ new_results: [result("good")] }),
      new_logs: [line("good"), { level: "loud" }],
      invented: true,
    };
    const read = parseText(JSON.stringify(sent), schemas.frame, "frame", complain);
    assert.equal(read?.new_logs.length, 1);
    assert.equal(read?.new_results.length, 1);
    assert.deepEqual(complaints, ["log line"]);
  });

  it("may leave lists out", () => {
    const { complain, schemas } = rig();
    const { new_logs, new_results, ...bare } = frame();
    const read = parseText(JSON.stringify(bare), schemas.frame, "frame", complain);
    assert.deepEqual(read?.new_results, []);
  });

  for (const bad of ["", "{", "[]", "null", '{"job_id":7}']) {
    it(`is ignored when it is ${bad || "empty"}`, () => {
      const { complaints, complain, schemas } = rig();
      assert.equal(parseText(bad, schemas.frame, "frame", complain), undefined);
      assert.deepEqual(complaints, ["frame"]);
    });
  }

  it("reads events of changed and of deleted jobs", () => {
    const { schemas } = rig();
    const { listChange } = schemas;
    assert.deepEqual(listChange.parse({ deleted: ["x"] }), {
      snapshot: false,
      jobs: [],
      deleted: ["x"],
    });
    assert.equal(listChange.parse({ jobs: [summary()], snapshot: true }).jobs.length, 1);
  });
});
