import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { watchCapabilities } from "../../../src/extension/commands/capabilityKeys.ts";
import { checkStart, warningLine } from "../../../src/extension/commands/checkStart.ts";
import { GoBack } from "../../../src/extension/commands/goBack.ts";
import { retryChoices } from "../../../src/extension/commands/retryChoices.ts";
import { Emitter } from "../../../src/extension/emitter.ts";
import { clientName } from "../../../src/extension/engine/clientName.ts";
import type { Session } from "../../../src/extension/engine/engineConnection.ts";
import { HttpEngineApi } from "../../../src/extension/engine/httpEngineApi.ts";
import { JobModel } from "../../../src/extension/jobs/jobModel.ts";
import { jobView } from "../../../src/extension/panel/jobView.ts";
import type { JobSummary } from "../../../src/protocol/job.ts";
import type { StartProblem, ValidateResponse } from "../../../src/protocol/requests.ts";
import { FakeTimers } from "./support/fakeTimers.ts";
import { english, MemoryLog } from "./support/host.ts";
import { result, summary } from "./support/jobs.ts";

describe("the calls of job control", () => {
  const calls: { call: string; body: unknown; client: unknown }[] = [];
  const answers: Record<string, unknown> = {};
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const call = `${request.method} ${request.url}`;
    const client = request.headers["x-client-name"];
    calls.push({ call, body: text === "" ? undefined : JSON.parse(text), client });
    const answer = answers[call] ?? { success: true, message: "", objects: 3 };
    response.end(typeof answer === "string" ? answer : JSON.stringify(answer));
  });
  let api: HttpEngineApi;

  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const endpoint = { baseUrl: `http://127.0.0.1:${port}`, token: undefined };
    api = new HttpEngineApi({
      source: { current: async () => endpoint, invalidate: () => undefined, refused: () => false },
      version: "1.2.3",
      timers: new FakeTimers(),
      log: new MemoryLog(),
      l10n: english,
    });
  });
  beforeEach(() => {
    calls.length = 0;
  });
  after(() => {
    api.dispose();
    server.closeAllConnections();
    server.close();
  });

  it("say what to do with which job, and who asks", async () => {
    const { control } = api;
    await control.pause("a/b");
    await control.resume("j");
    await control.cancelNow("j");
    assert.equal((await control.retry("j")).objects, 3);
    await control.retry("j", { codes: ["DWM-QRY-014"] });
    assert.deepEqual(
      calls.map(({ call, body }) => [call, body]),
      [
        ["POST /api/migrate/pause/a%2Fb", undefined],
        ["POST /api/migrate/resume/j", undefined],
        ["POST /api/migrate/cancel/j", { force: true }],
        ["POST /api/migrate/retry/j", undefined],
        ["POST /api/migrate/retry/j", { codes: ["DWM-QRY-014"] }],
      ],
    );
    for (const { client } of calls) assert.match(String(client), /^vscode\/1\.2\.3( \(\S+\))?$/);
  });

  it("read logs, failures and exports", async () => {
    const path = "GET /api/migrate/jobs/j";
    answers[`${path}/logs?after=5&limit=10`] = { logs: [], next_after: null, last_seq: 9 };
    const query = "limit=10000&status=error,skipped";
    answers[`${path}/results?after=0&${query}`] = { object_results: [result("a")], next_after: 4 };
    answers[`${path}/results?after=4&${query}`] = {
      object_results: [result("b")],
      next_after: null,
    };
    answers[`${path}/export?format=csv`] = "object,status\na,error\n";
    answers["POST /api/migrate/import"] = { success: true, job_id: "new" };
    const { control } = api;
    assert.equal((await control.logs("j", 5, 10)).last_seq, 9);
    const failures = await control.unsuccessful("j");
    assert.deepEqual(
      failures.map(({ object_name }) => object_name),
      ["a", "b"],
    );
    assert.equal(await control.exportJob("j", "csv"), "object,status\na,error\n");
    assert.equal(await control.importJob({ job: 1 }), "new");
  });
});

describe("the client's name", () => {
  it("is the editor, the version and the user, in a header's characters", () => {
    assert.equal(
      clientName("0.1.0", () => "alice"),
      "vscode/0.1.0 (alice)",
    );
    assert.equal(
      clientName("0.1.0", () => "Zoë (x)\r\n"),
      "vscode/0.1.0 (Zo???x???)",
    );
    assert.equal(
      clientName("0.1.0", () => {
        throw new Error("no such user");
      }),
      "vscode/0.1.0",
    );
  });
});

describe("the choices of a retry", () => {
  it("count the codes of what failed, each object once and as it ended last", () => {
    const issue = { severity: "error", message: "", file: "", line: 1, column: 1 } as const;
    const choices = retryChoices([
      result("a", { status: "error", error_code: "X" }),
      result("b", { status: "error", error_code: "X", issues: [{ ...issue, code: "X" }] }),
      result("c", { status: "error", error_code: "Y", issues: [{ ...issue, code: "X" }] }),
      result("d", { status: "skipped" }),
      result("e", { status: "error", error_code: "Z" }),
      result("e", { status: "success" }),
    ]);
    assert.deepEqual(choices.codes, [
      { code: "X", objects: 3 },
      { code: "Y", objects: 1 },
    ]);
    assert.equal(choices.failed, 3);
    assert.deepEqual(
      choices.objects.map(({ object_name }) => object_name),
      ["a", "b", "c", "d"],
    );
  });
});

describe("the check before the last step of the wizard", () => {
  const request = {
    inventory_path: "/data",
    target_catalog: "main",
    target_schema: "s",
    source_type: "oracle",
  };
  const check = (objects_by_type: Record<string, number>, problems: StartProblem[]) => {
    const total_objects = Object.values(objects_by_type).reduce((sum, n) => sum + n, 0);
    const answer = { success: true, total_objects, objects_by_type, problems };
    return checkStart(async () => answer, request, english);
  };
  const warning = (changes: Partial<StartProblem> = {}): StartProblem => ({
    severity: "warning",
    code: "NOT_MIGRATED",
    message: "Not migrated: a trigger",
    ...changes,
  });

  it("says in words what a start would do", async () => {
    assert.deepEqual(await check({ TABLE: 15, VIEW: 13 }, []), {
      text: "15 tables, 13 views",
      warnings: [],
    });
    const found = await check({ TABLE: 1, VIEW: 0, PROCEDURE: 2 }, [
      warning({ file: "a.sql", line: 3, column: 1 }),
      warning(),
      warning({ severity: "info" }),
    ]);
    assert.equal(found?.text, "1 table, 2 procedures; 2 warnings");
    assert.deepEqual(found?.warnings.map(warningLine), [
      "a.sql:3:1 NOT_MIGRATED Not migrated: a trigger",
      "NOT_MIGRATED Not migrated: a trigger",
    ]);
  });

  it("leads back to the step of the field that is wrong, the first one first", async () => {
    const error = (field: string | undefined, message: string) =>
      warning({ severity: "error", message, ...(field && { field }) });
    const steps: [string | undefined, number][] = [
      ["inventory_path", 0],
      ["source_type", 1],
      ["target_catalog", 2],
      ["target_path", 2],
      ["target_schema", 3],
      [undefined, 0],
    ];
    for (const [field, step] of steps) {
      await assert.rejects(check({}, [warning(), error(field, "no")]), (thrown) => {
        assert.ok(thrown instanceof GoBack);
        assert.deepEqual([thrown.problem, thrown.step], ["no", step]);
        return true;
      });
    }
    // It looks like another warehouse's: that choice is in doubt, not the folder.
    const wrong = {
      success: false,
      total_objects: 0,
      objects_by_type: {},
      problems: [] as object[],
    };
    wrong.problems = [error("inventory_path", "no objects")];
    const answer = wrong as unknown as ValidateResponse;
    await assert.rejects(
      checkStart(async () => answer, request, english, "tsql"),
      (thrown) => thrown instanceof GoBack && thrown.step === 1,
    );
    const both = [error("target_path", "locked"), error("inventory_path", "gone")];
    await assert.rejects(check({}, both), /gone/);
  });

  it("says nothing when the server cannot tell", async () => {
    assert.equal(await checkStart(async () => undefined, request, english), undefined);
  });
});

describe("what the menus show of a server", () => {
  it("is what it can do", () => {
    const connected = new Emitter<Session>();
    const reset = new Emitter<void>();
    const keys: Record<string, unknown> = {};
    const connection = {
      current: undefined as Session | undefined,
      onDidConnect: connected.event,
      onDidReset: reset.event,
    };
    const watch = watchCapabilities(connection, {
      set: (key, value) => {
        keys[key] = value;
      },
    });
    connection.current = { capabilities: new Set(["control"]) } as unknown as Session;
    connected.fire(connection.current);
    assert.deepEqual(keys, { canControl: true, canExport: false });
    connection.current = undefined;
    reset.fire();
    assert.deepEqual(keys, { canControl: false, canExport: false });
    watch.dispose();
  });

  it("holds for the panel, too", () => {
    const view = (changes: Partial<JobSummary>, capabilities: string[]) => {
      const { canPause, canResume, canCancel, canCancelNow, canRetry, cancelling } = jobView(
        new JobModel(summary(changes)),
        {
          sourceLabel: (type) => type,
          capabilities: new Set(capabilities),
          isLocal: true,
        },
        { perMinute: null, silentSince: null },
        false,
      );
      const flags = { canPause, canResume, canCancel, canCancelNow, canRetry, cancelling };
      return Object.entries(flags).flatMap(([name, on]) => (on ? [name] : []));
    };
    assert.deepEqual(view({}, []), ["canCancel"]);
    assert.deepEqual(view({}, ["control"]), ["canPause", "canCancel"]);
    assert.deepEqual(view({ status: "paused" }, ["control"]), ["canResume", "canCancel"]);
    assert.deepEqual(view({ cancelling: true }, ["control"]), ["canCancelNow", "cancelling"]);
    assert.deepEqual(view({ cancelling: true }, []), ["cancelling"]);
    assert.deepEqual(view({ status: "cancelled" }, ["control"]), ["canRetry"]);
    assert.deepEqual(view({ status: "cancelled" }, []), []);
    assert.deepEqual(view({ status: "failed", imported: true }, ["control"]), []);
  });
});
