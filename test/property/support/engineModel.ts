import assert from "node:assert/strict";
import { join } from "node:path";
import type { JobStatus, ObjectResult } from "../../../src/protocol/job.ts";
import { COMMANDS, canMove, isTerminal, type JobCommand } from "../../../src/protocol/jobState.ts";
import { InventoryReader } from "../../../src/server/dispatch/inventoryReader.ts";
import { AppError } from "../../../src/server/errors.ts";
import { Announcer } from "../../../src/server/jobs/announcer.ts";
import { JobQueue } from "../../../src/server/jobs/jobQueue.ts";
import { JobService } from "../../../src/server/jobs/jobService.ts";
import { SqliteStore } from "../../../src/server/store/sqlite/sqliteStore.ts";
import { newJob } from "../../support/newJob.ts";
import { ScriptedDispatcher } from "../../support/scriptedDispatcher.ts";
import { tempFolder } from "../../support/tempFolder.ts";
import { waitFor } from "../../support/waitFor.ts";
import { crashable } from "./crashableStore.ts";

const JOB = "job";

/** Job service and store as an engine has them, whose process may be killed; objects end when the test says. */
export class EngineModel {
  readonly #folder = tempFolder();
  readonly #needs: readonly number[][];
  #service!: JobService;
  #sqlite!: SqliteStore;
  #crash: () => void = () => undefined;
  #gates: (() => void)[] = [];
  #flowing = false;
  /** Objects that fail at their next run, by name. */
  readonly failing = new Set<string>();
  #status: JobStatus = "queued";
  #lastSeq = 0;

  constructor(needs: readonly number[][]) {
    this.#needs = needs;
  }

  /** Makes the job and the first engine. */
  async open(): Promise<void> {
    const store = new SqliteStore(this.#path);
    await store.createJob(newJob({ jobId: JOB }));
    const objects = this.#needs.map((dependsOn, ordinal) => {
      const name = `t${ordinal}`;
      const source = {
        key: name,
        name,
        schema: null,
        baseName: name,
        objectType: "TABLE" as const,
        kind: "TABLE",
        definition: [],
        data: [],
        dependsOn: dependsOn.map((need) => `t${need}`),
      };
      return { ordinal, targetName: name, dependsOn, source };
    });
    await store.addObjects(JOB, objects);
    await store.setPlanned(JOB, { total: objects.length, userTypes: {} });
    await store.close();
    await this.#start();
  }

  get #path(): string {
    return join(this.#folder.path, "jobs.db");
  }

  async #start(): Promise<void> {
    this.#sqlite = new SqliteStore(this.#path);
    const { store, crash } = crashable(this.#sqlite);
    this.#crash = crash;
    const announcer = new Announcer();
    let alive = true;
    this.#crash = () => {
      alive = false;
      crash();
    };
    announcer.on("committed", ({ job }) => {
      if (!alive) return;
      const { status } = job;
      assert.ok(
        status === this.#status || canMove(this.#status, status),
        `${this.#status} became ${status}`,
      );
      assert.ok(job.lastSeq >= this.#lastSeq, "seq goes on");
      this.#status = status;
      this.#lastSeq = job.lastSeq;
    });
    const dispatcher = new ScriptedDispatcher(store, (name, signal) => this.#run(name, signal), 3);
    const service = new JobService({
      store,
      reader: new InventoryReader(),
      dispatcher,
      announcer,
      warehouses: this.#folder.path,
      queue: new JobQueue(2),
      checkTarget: async () => undefined,
    });
    this.#service = service;
    await service.resume();
    this.#status = (await this.#job()).status;
  }

  async #run(name: string, signal: AbortSignal) {
    if (!this.#flowing) {
      await new Promise<void>((resolve, reject) => {
        this.#gates.push(resolve);
        signal.addEventListener("abort", () => reject(signal.reason), { once: true });
      });
    }
    if (!this.failing.has(name)) return {};
    return { status: "error" as const, error: "no", errorCode: "DWM-TST-001" };
  }

  async #job() {
    const job = await this.#sqlite.job(JOB);
    assert.ok(job);
    return job;
  }

  /** Lets some objects end. */
  async finish(count: number): Promise<void> {
    for (const go of this.#gates.splice(0, count)) go();
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** A command either does what the table says of a state that the job had meanwhile, or is refused with 409. */
  async command(command: Exclude<JobCommand, "delete">, force = false): Promise<void> {
    // What the store has and what the service has been told of it may be a commit apart.
    const states = [(await this.#service.stored(JOB)).status, (await this.#job()).status];
    try {
      if (command === "pause") await this.#service.pause(JOB, "test");
      else if (command === "resume") await this.#service.resumeJob(JOB, "test");
      else if (command === "cancel") await this.#service.cancel(JOB, "test", { force, graceMs: 5 });
      else await this.#service.retry(JOB, "test", {});
      states.push((await this.#job()).status);
      const isLegal = states.some((status) => COMMANDS[command][status] !== "refused");
      assert.ok(isLegal, `${command} in ${states}`);
    } catch (error) {
      if (!(error instanceof AppError) || error.status !== 409) throw error;
      const reasons = ["JOB_CANCELLING", "NOTHING_TO_RETRY", "JOB_STATE_CHANGED"];
      states.push((await this.#job()).status);
      const isRefused = states.some((status) => COMMANDS[command][status] === "refused");
      assert.ok(
        isRefused || reasons.includes(error.code),
        `${command} in ${states}: ${error.code}`,
      );
    }
  }

  /** Kills the engine between two instructions, and starts another on what it left. */
  async crash(): Promise<void> {
    this.#crash();
    this.#gates = [];
    await this.#sqlite.close();
    await this.#start();
  }

  /** What has to hold at any moment. */
  async check(): Promise<void> {
    // Asked in one go: nothing is committed between the three.
    const [job, rows, counting] = await Promise.all([
      this.#job(),
      this.#sqlite.rowsAfter(JOB, 0, 100_000),
      this.#sqlite.resultsAfter(JOB, 0, 100_000),
    ]);
    assert.deepEqual(
      rows.map(({ seq }) => seq),
      Array.from({ length: job.lastSeq }, (_, n) => n + 1),
    );
    const results = counting.map(({ json }) => JSON.parse(json) as ObjectResult);
    const names = new Set(results.map(({ object_name }) => object_name));
    assert.equal(names.size, results.length, "one result an object");
    const count = (status: string) => results.filter((result) => result.status === status).length;
    assert.deepEqual(
      [job.completed, job.failed, job.skipped],
      [count("success"), count("error"), count("skipped")],
    );
  }

  /** Lets the job come to its end, however often it has to be asked; then every object has to be there. */
  async drain(): Promise<void> {
    this.failing.clear();
    this.#flowing = true;
    for (let round = 0; ; round++) {
      await waitFor("the job to rest", async () => {
        await this.finish(1_000);
        const { status } = await this.#job();
        return status === "paused" || (isTerminal(status) && this.#service.activeCount === 0);
      });
      await this.check();
      const { status, completed, total } = await this.#job();
      if (status === "completed" && completed === total) return;
      assert.ok(round < 5, `still ${status} with ${completed} of ${total}`);
      await this.command(status === "paused" ? "resume" : "retry");
    }
  }

  async close(): Promise<void> {
    this.#crash();
    await this.#sqlite.close();
    this.#folder.remove();
  }
}
