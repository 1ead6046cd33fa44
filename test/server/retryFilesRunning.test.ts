import assert from "node:assert/strict";
import { startBody, writeFiles } from "../support/inventories.ts";
import { ScriptedDispatcher } from "../support/scriptedDispatcher.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { startTestEngine } from "../support/testEngine.ts";
import { waitFor } from "../support/waitFor.ts";

describe("a retry in a job that runs, after the files were mended", () => {
  it("leaves what is in work as it was begun, and tells so of each attempt", async () => {
    const folder = tempFolder();
    const gates = new Map<string, PromiseWithResolvers<void>>();
    const failing = new Set(["a"]);
    const server = await startTestEngine({
      dispatcher: (store) =>
        new ScriptedDispatcher(
          store,
          async (name) => {
            gates.set(name, Promise.withResolvers());
            await gates.get(name)?.promise;
            if (!failing.has(name)) return {};
            return { status: "error", error: "no", errorCode: "DWM-TST-001" };
          },
          2,
        ),
    });
    const pass = async (name: string) => {
      const gate = await waitFor(`${name} in work`, () => gates.get(name));
      gates.delete(name);
      gate.resolve();
    };
    const tables = (version: string) =>
      ["a", "b", "c"].map((name) => `CREATE TABLE ${name} (${version} INT);`).join("\n");
    try {
      writeFiles(folder.path, { "all.sql": tables("old") });
      const { body } = await server.call("POST", "/api/migrate/start", startBody(folder.path));
      const job = async () =>
        (await server.call("GET", `/api/migrate/progress/${body.job_id}`)).body;
      await waitFor("b in work", () => gates.has("b"));
      await pass("a");
      await waitFor("the failure", async () => (await job()).failed_objects === 1);
      await waitFor("c in work", () => gates.has("c"));
      writeFiles(folder.path, { "all.sql": tables("mended") });
      failing.clear();
      const answer = await server.call("POST", `/api/migrate/retry/${body.job_id}`);
      assert.deepEqual([answer.status, answer.body.objects], [200, 1]);
      for (const name of ["b", "c", "a"]) await pass(name);
      await waitFor("the end", async () => (await job()).status === "completed");
      const { body: exported } = await server.call(
        "GET",
        `/api/migrate/jobs/${body.job_id}/export`,
      );
      const told = exported.results.map(
        async ({ seq, attempt }: { seq: number; attempt: number }) => {
          const path = `/api/migrate/jobs/${body.job_id}/results/${seq}`;
          const { result, source } = (await server.call("GET", path)).body;
          return `${result.object_name}/${attempt} ${/old|mended/.exec(source[0].text)?.[0]}`;
        },
      );
      assert.deepEqual((await Promise.all(told)).sort(), [
        "a/1 old",
        "a/2 mended",
        "b/1 old",
        "c/1 old",
      ]);
    } finally {
      await server.stop();
      folder.remove();
    }
  });
});
