import { relative, resolve } from "node:path";
import * as vscode from "vscode";
import type { StartRequestInput } from "../../protocol/requests.ts";
import { isAppError, messageOf } from "../errors.ts";
import type { JobModel } from "../jobs/jobModel.ts";
import type { JobStore } from "../jobs/jobStore.ts";
import type { JobSync } from "../jobs/jobSync.ts";
import { jobLabel } from "../jobs/jobText.ts";
import { DisposableStore } from "../lifetime.ts";
import { sourcePath } from "../panel/jobFiles.ts";
import { Throttle, type Timers } from "../timers.ts";
import { type ReadyDeps, readyMigration } from "./readyMigration.ts";
import { type StartJobDeps, startJob } from "./startJob.ts";
import { StatusScreen } from "./statusScreen.ts";
import { requestOfTask, startFieldsOf, type TaskFields } from "./taskFields.ts";
import { EXIT, endLines, exitCodeOf, failureLine, oneLine, progressLine } from "./taskText.ts";

const UPDATE_MS = 250;
/** VS Code looks for problems in what it has drawn of a terminal when that closes: the last lines need this long to be. */
const LAST_LINES_MS = 500;
const CTRL_C = "\u0003";

export interface TaskDeps extends ReadyDeps, StartJobDeps {
  jobs: JobStore;
  sync: JobSync;
  timers: Timers;
  log: vscode.LogOutputChannel;
}

/**
 * The terminal of a task: starts its migration as a command does, says how it goes, and ends with its exit code. Ctrl+C, the end
 * of the task and the end of its terminal are one to VS Code and cancel the job.
 */
export class MigrationTerminal implements vscode.Pseudoterminal {
  readonly #deps: TaskDeps;
  readonly #fields: TaskFields;
  readonly #folder: vscode.Uri | undefined;
  readonly #store = new DisposableStore();
  readonly #written = this.#store.add(new vscode.EventEmitter<string>());
  readonly #closed = this.#store.add(new vscode.EventEmitter<number>());
  /** What is only needed until the job has ended. */
  readonly #following = this.#store.add(new DisposableStore());
  readonly #screen = new StatusScreen((text) => this.#written.fire(text));
  #jobId: string | undefined;
  #cancelled = false;
  #ended = false;
  /** Rows of the job's table whose failures were told. */
  #told = 0;
  #trouble = "";

  readonly onDidWrite = this.#written.event;
  readonly onDidClose = this.#closed.event;

  constructor(deps: TaskDeps, fields: TaskFields, folder: vscode.Uri | undefined) {
    this.#deps = deps;
    this.#fields = fields;
    this.#folder = folder;
  }

  open(dimensions: vscode.TerminalDimensions | undefined): void {
    if (dimensions) this.setDimensions(dimensions);
    void this.#run();
  }

  setDimensions({ columns }: vscode.TerminalDimensions): void {
    this.#screen.columns = columns;
  }

  handleInput(data: string): void {
    if (data.includes(CTRL_C) && !this.#ended) this.#cancel();
  }

  /** The task was ended, or the terminal closed. */
  close(): void {
    if (!this.#ended) this.#cancel();
    this.#store.dispose();
  }

  async #run(): Promise<void> {
    try {
      this.#screen.status(vscode.l10n.t("Checking…"));
      this.#deps.connection.retryNow();
      const request = await this.#request();
      if (this.#cancelled) return this.#end(EXIT.failed);
      this.#follow(await startJob(this.#deps, request, false));
    } catch (error) {
      if (!isAppError(error)) this.#deps.log.error(messageOf(error));
      this.#fail(messageOf(error));
    }
  }

  async #request(): Promise<StartRequestInput> {
    const { file } = this.#fields;
    const folder = this.#folder?.fsPath;
    const given = startFieldsOf(this.#fields, folder);
    if (typeof file !== "string") {
      const request = requestOfTask(given, vscode.l10n);
      this.#screen.line(
        `${request.inventory_path} → ${request.target_catalog}.${request.target_schema}`,
      );
      return request;
    }
    const path = folder === undefined ? file : resolve(folder, file);
    this.#screen.line(path);
    const document = await vscode.workspace.openTextDocument(vscode.Uri.file(path));
    const { request, warnings } = await readyMigration(this.#deps, document, given);
    if (warnings > 0) {
      const text = vscode.l10n.t("{0} warnings before the start; they are in Problems.", warnings);
      this.#screen.line(text, "yellow");
    }
    return requestOfTask({ ...request }, vscode.l10n);
  }

  #follow(jobId: string): void {
    const { jobs, sync, timers } = this.#deps;
    this.#jobId = jobId;
    const throttle = this.#following.add(new Throttle(UPDATE_MS, timers, () => this.#update()));
    this.#following.add(sync.watch(jobId));
    this.#following.add(jobs.onDidChange(({ job }) => job.id === jobId && throttle.schedule()));
    this.#following.add(jobs.onDidChangeMembership(() => throttle.schedule()));
    const job = jobs.get(jobId);
    if (job) this.#screen.line(vscode.l10n.t("Job {0}: {1}", jobId.slice(0, 8), jobLabel(job)));
    // It was ended while it began.
    if (this.#cancelled) this.#cancelJob(jobId);
    throttle.schedule();
  }

  #update(): void {
    const job = this.#jobId === undefined ? undefined : this.#deps.jobs.get(this.#jobId);
    if (!job) {
      this.#fail(
        vscode.l10n.t("The job is gone: it was deleted, or the engine is another one now."),
      );
      return;
    }
    this.#tellTrouble(job);
    this.#tellFailures(job);
    if (job.active || !job.complete) {
      this.#screen.status(progressLine(job, vscode.l10n));
      return;
    }
    this.#screen.status("");
    const code = exitCodeOf(job);
    const [first = "", ...more] = endLines(job, vscode.l10n);
    this.#screen.line(first, code === EXIT.ok ? "green" : "red");
    for (const line of more) this.#screen.line(line);
    this.#end(code);
  }

  /** The engine does not answer: the job may go on, and what is shown is old. */
  #tellTrouble({ id }: JobModel): void {
    const connection = this.#deps.sync.connectionOf(id);
    const reason = "reason" in connection ? oneLine(connection.reason) : "";
    if (reason === this.#trouble) return;
    this.#trouble = reason;
    const text = reason
      ? vscode.l10n.t("No news from the engine: {0} It is tried again.", reason)
      : vscode.l10n.t("The engine answers again.");
    this.#screen.line(text, "yellow");
  }

  #tellFailures(job: JobModel): void {
    const { rows } = job.results;
    for (; this.#told < rows.length; this.#told++) {
      const result = rows[this.#told]?.result;
      if (result?.status !== "error") continue;
      const file = result.file ?? result.issues?.[0]?.file ?? "";
      this.#screen.line(failureLine(result, this.#shown(sourcePath(job, file) ?? file)), "red");
    }
  }

  /** A path as it is read best: within the folder of the task by its place there. */
  #shown(path: string): string {
    const root = this.#folder?.fsPath;
    if (root === undefined) return path;
    const short = relative(root, path);
    return short.startsWith("..") || short === "" ? path : short;
  }

  #cancel(): void {
    const again = this.#cancelled;
    this.#cancelled = true;
    if (this.#jobId) this.#cancelJob(this.#jobId, again);
  }

  /** The second time it does not wait for what is in work. */
  #cancelJob(jobId: string, now = false): void {
    const { actions, connection, log } = this.#deps;
    const canForce = connection.current?.capabilities.has("control") === true;
    this.#screen.line(vscode.l10n.t("Cancelling…"), "yellow");
    const done = now && canForce ? actions.cancelNow(jobId) : actions.cancel(jobId);
    done.catch((error: unknown) => log.warn(`Could not cancel ${jobId}: ${messageOf(error)}`));
  }

  #fail(message: string): void {
    this.#screen.status("");
    this.#screen.line(oneLine(message), "red");
    this.#end(EXIT.failed);
  }

  #end(code: number): void {
    const { timers } = this.#deps;
    this.#ended = true;
    this.#following.dispose();
    const close = () => {
      this.#closed.fire(code);
      this.#store.dispose();
    };
    this.#store.add(timers.after(LAST_LINES_MS, close));
  }
}
