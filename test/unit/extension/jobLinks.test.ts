import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { AppError } from "../../../src/extension/errors.ts";
import { awaitRow } from "../../../src/extension/jobs/awaitRow.ts";
import { findJob } from "../../../src/extension/links/findJob.ts";
import { jobLinkPath, readJobLink } from "../../../src/extension/links/jobLink.ts";
import { systemTimers as timers } from "../../../src/extension/timers.ts";
import { LegacyServer } from "../../support/legacyServer.ts";
import { waitFor } from "../../support/waitFor.ts";
import { english as l10n } from "./support/host.ts";
import { openWindow, type WindowOptions } from "./support/window.ts";

const JOB = "6f1a2b3c-0000-4000-8000-000000000001";

describe("a link to a job", () => {
  it("names a job, and maybe an object of it", () => {
    assert.deepEqual(readJobLink(`/job/${JOB}`), { jobId: JOB });
    assert.deepEqual(readJobLink(`/job/${JOB}/`), { jobId: JOB });
    for (const object of ["sales.v_margin", 'a/b "c" 100%', "größe.öl"]) {
      const link = { jobId: JOB, object };
      assert.deepEqual(readJobLink(jobLinkPath(link)), link);
    }
  });

  it("is refused where it names none", () => {
    const bad = ["", "/", "/job", "/job/", "/jobs/x", `/job/${JOB}/x`, "/job/a b", "/job/../x"];
    for (const path of [...bad, `/job/${"x".repeat(129)}`]) {
      assert.equal(readJobLink(path), undefined, path);
    }
  });
});

describe("following a link to a job", () => {
  const servers: LegacyServer[] = [];
  const windows: ReturnType<typeof openWindow>[] = [];

  afterEach(async () => {
    for (const window of windows.splice(0)) window.dispose();
    for (const server of servers.splice(0)) await server.close();
  });

  async function serve(): Promise<LegacyServer> {
    const server = await new LegacyServer().listen();
    servers.push(server);
    return server;
  }

  function follow(options: WindowOptions, waitMs?: number) {
    const window = openWindow(options);
    windows.push(window);
    const { connection, jobs, sync } = window;
    const isTrusted = () => options.trusted ?? true;
    const deps = { connection, jobs, sync, isTrusted, timers, l10n, ...(waitMs && { waitMs }) };
    return { window, find: (id: string) => findJob(id, deps) };
  }

  const refusal = (code: string, text: RegExp) => (error: unknown) => {
    assert.ok(error instanceof AppError, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, text);
    return true;
  };

  it("finds a job that the window does not know yet", async () => {
    const server = await serve();
    const job = server.addJob({ status: "completed" });
    const { find, window } = follow({ url: server.url });
    assert.equal((await find(job.job_id)).id, job.job_id);
    assert.ok(window.jobs.get(job.job_id));
  });

  it("says of an unknown job which engine does not have it, and what to do", async () => {
    const server = await serve();
    const { find } = follow({ url: server.url });
    await assert.rejects(find(JOB), (error: AppError) => {
      assert.equal(error.action?.command, "dwMigration.setEngineUrl");
      return refusal("link.unknown_job", new RegExp(`${server.url} has no job ${JOB}`))(error);
    });
  });

  it("starts no engine for a job where none ever ran", async () => {
    const { find, window } = follow({});
    await assert.rejects(
      find(JOB),
      refusal("link.unknown_job", /engine on this machine has no job/),
    );
    assert.equal(window.connection.current, undefined);
  });

  it("says in an untrusted workspace that no engine runs there, with the way out", async () => {
    const { find } = follow({ trusted: false });
    await assert.rejects(find(JOB), (error: AppError) => {
      assert.equal(error.action?.command, "trust");
      return refusal("workspace.untrusted", /trusted workspaces only/)(error);
    });
  });

  it("follows to a remote engine from an untrusted workspace", async () => {
    const server = await serve();
    const job = server.addJob({ status: "completed" });
    const { find } = follow({ url: server.url, trusted: false });
    assert.equal((await find(job.job_id)).id, job.job_id);
  });

  it("waits for an engine that comes up meanwhile", async () => {
    const server = await serve();
    const job = server.addJob({ status: "running" });
    await server.close();
    const { window } = follow({ url: server.url });
    let failures = 0;
    const connection = {
      worthTrying: true,
      retryNow: () => undefined,
      session: () =>
        window.connection.session().catch((error: unknown) => {
          failures++;
          throw error;
        }),
    };
    const found = findJob(job.job_id, {
      ...window,
      connection,
      isTrusted: () => true,
      timers,
      l10n,
    });
    await waitFor("an attempt in vain", () => failures > 0);
    await server.listen();
    assert.equal((await found).id, job.job_id);
  });

  it("gives up on an engine that takes the connection and says nothing", async () => {
    const silent = createServer(() => undefined).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const { port } = silent.address() as AddressInfo;
    const { find } = follow({ url: `http://127.0.0.1:${port}` }, 300);
    await assert.rejects(find(JOB), refusal("link.engine_silent", /did not answer/));
    silent.close();
  });

  it("waits for the object's result, no longer than the job goes on", async () => {
    const server = await serve();
    const job = server.addJob({ status: "running" });
    const { find, window } = follow({ url: server.url });
    await find(job.job_id);
    const named = (name: string) =>
      awaitRow({ ...window, timers }, job.job_id, ({ result }) => result.object_name === name);
    const late = named("t2");
    const never = named("t9");
    server.finishObject(job, "t1");
    server.finishObject(job, "t2", "no such type");
    assert.equal((await late)?.result.status, "error");
    assert.equal((await named("t1"))?.result.status, "success");
    server.end(job);
    assert.equal(await never, undefined);
  });
});
