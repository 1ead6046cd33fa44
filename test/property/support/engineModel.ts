import assert from "node:assert/strict";
import { join } from "node:path";
import type { JobStatus, ObjectResult } from "../../../src/protocol/job.ts";
import { COMMANDS, canMove, isTerminal, type JobCommand } from "../../../src/protocol/jobState.ts";
import { AppError } from "../../../src/server/errors.ts";
import { Announcer } from "../../../src/server/jobs/announcer.ts";
import { JobQueue } from "../../../src/server/jobs/jobQueue.ts";
import { JobService } from "../../../src/server/jobs/jobService.ts";
import { planJob } from "../../../src/server/jobs/planner.ts";
import { SqliteStore } from "../../../src/server/store/sqlite/sqliteStore.ts";
import { newJob } from "../../support/newJob.ts";
import { ScriptedDispatcher } from "../../support/scriptedDispatcher.ts";
import { tempFolder } from "../../support/tempFolder.ts";
import { waitFor } from "../../support/waitFor.ts";
import { crashable } from "./crashableStore.ts";
import { InProcessReader } from "./inProcessReader.ts";
import { InventoryModel } from "./inventoryModel.ts";

const JOB = "job";

/** Job service and store as an engine has them, whose process may be killed; objects end when the test says. */
export class EngineModel {
  readonly #folder = tempFolder();
  readonly #dryRun: boolean;
  /** The files of the job, as they are now. */
  readonly files: InventoryModel;
  /** Name and attempt -> the text that it was begun with. */
  readonly #begunWith = new Map<string, string>();
  #service!: JobService;
  #sqlite!: SqliteStore;
  #crash: () => void = () => undefined;
  #gates: (() => void)[] = [];
  #flowing = false;
  /** Objects that fail at their next run, by name. */
  readonly failing = new Set<string>();
  #status: JobStatus = "queued";
  #lastSeq = 0;

  constructor(needs: readonly number[][], dryRun: boolean) {
    this.#dryRun = dryRun;
    this.files = new InventoryModel(this.#folder.path, needs);
  }

  /** Makes the job and the first engine. */
  async open(): Promise<void> {
    const store = new SqliteStore(this.#path);
    const inventoryPath = this.files.path;
    const asked = newJob({ jobId: JOB, sourceType: "postgres", inventoryPath });
    const job = await store.createJob({ ...asked, dryRun: this.#dryRun });
    await planJob(job, store, new InProcessReader(), new AbortController().signal);
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
      reader: new InProcessReader(),
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
    const { text, isGone, attempt } = await this.#objectOf(name);
    this.#begunWith.set(`${name}/${attempt}`, text);
    if (!this.#flowing) {
      await new Promise<void>((resolve, reject) => {
        this.#gates.push(resolve);
        signal.addEventListener("abort", () => reject(signal.reason), { once: true });
      });
    }
    if (!isGone && !this.failing.has(name)) return {};
    return { status: "error" as const, error: "no", errorCode: "DWM-TST-001" };
  }

  /** An object as the store has it. */
  async #objectOf(name: string) {
    const { total } = await this.#job();
    const ordinals = Array.from({ length: total }, (_, n) => n);
    const all = await this.#sqlite.objects(JOB, ordinals);
    const object = all.find(({ source }) => source.name === name);
    assert.ok(object, name);
    const { ordinal, source, dependsOn } = object;
    const attempt = (await this.#sqlite.attempts(JOB)).get(ordinal) ?? 1;
    const needs = dependsOn.map((need) => all[need]!.source.name);
    const text = source.definition.map((statement) => statement.text).join();
    return { ordinal, attempt, text, needs, isGone: source.gone === true };
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
      else await this.#retry();
      states.push((await this.#job()).status);
      const isLegal = states.some((status) => COMMANDS[command][status] !== "refused");
      assert.ok(isLegal, `${command} in ${states}`);
    } catch (error) {
      if (!(error instanceof AppError) || error.status !== 409) throw error;
      const reasons = ["JOB_CANCELLING", "NOTHING_TO_RETRY", "JOB_STATE_CHANGED"];
      if (!this.files.isWhole) reasons.push("INVENTORY_UNREADABLE");
      states.push((await this.#job()).status);
      const isRefused = states.some((status) => COMMANDS[command][status] === "refused");
      assert.ok(
        isRefused || reasons.includes(error.code),
        `${command} in ${states}: ${error.code}`,
      );
    }
  }

  /** What is not done after a retry, and not in work, is made from what the files say. */
  async #retry(): Promise<void> {
    await this.#service.retry(JOB, "test", {});
    const done = new Set((await this.#sqlite.finished(JOB)).map(({ ordinal }) => ordinal));
    for (const name of this.files.names) {
      const { ordinal, attempt, text, needs, isGone } = await this.#objectOf(name);
      const isBegun = this.#begunWith.get(`${name}/${attempt}`) === text;
      if (isBegun || done.has(ordinal)) continue;
      const wanted = this.files.textOf(name);
      assert.equal(isGone, wanted === undefined, `${name} is gone`);
      if (wanted === undefined) continue;
      assert.equal(text, wanted);
      const there = this.files.names.filter((other) => this.files.textOf(other) !== undefined);
      const named = there.filter((other) => new RegExp(`\\b${other}\\b`).test(wanted));
      assert.deepEqual(needs.toSorted(), named.filter((other) => other !== name).toSorted());
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
    await this.#checkHistory();
  }

  /** Every result that somebody worked for tells the text that it was made from, whatever came later. */
  async #checkHistory(): Promise<void> {
    const history = this.#sqlite.history();
    for (const { seq, attempt, json } of await this.#sqlite.archive().recordPage(JOB, 0, 100_000)) {
      const { object_name, error_code } = JSON.parse(json) as ObjectResult;
      if (error_code?.startsWith("DWM-JOB-")) continue;
      const detail = await history.resultDetail(JOB, seq);
      const text = detail?.source.definition.map((statement) => statement.text).join();
      assert.equal(text, this.#begunWith.get(`${object_name}/${attempt}`), object_name);
    }
  }

  /** Lets the job come to its end, however often it has to be asked; then every object has to be there. */
  async drain(): Promise<void> {
    this.failing.clear();
    this.files.restore();
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
