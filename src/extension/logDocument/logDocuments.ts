import * as vscode from "vscode";
import type { EngineConnection } from "../engine/engineConnection.ts";
import { messageOf } from "../errors.ts";
import type { JobModel } from "../jobs/jobModel.ts";
import type { JobStore } from "../jobs/jobStore.ts";
import { jobTitle } from "../jobs/jobText.ts";
import { ReadOnlyFiles } from "../readOnlyFiles.ts";
import { systemTimers } from "../timers.ts";
import { OpenLog } from "./openLog.ts";
import { logReader } from "./readLog.ts";

/** `dw-migration-log:/<job id>/<inventory>.log` */
const LOG_SCHEME = "dw-migration-log";

export interface LogDocumentsOptions {
  connection: EngineConnection;
  jobs: JobStore;
  log: vscode.LogOutputChannel;
}

/**
 * The full logs of jobs as read-only files. A file system, not a text document provider: editors take big files from it in
 * their own way, and say through `watch` which of them somebody sees.
 */
export class LogDocuments extends ReadOnlyFiles {
  readonly #options: LogDocumentsOptions;
  readonly #open = new Map<string, OpenLog>();

  constructor(options: LogDocumentsOptions) {
    super(LOG_SCHEME);
    this.#options = options;
    const { jobs, connection } = options;
    this.store.add(jobs.onDidChange(({ job }) => this.#open.get(job.id)?.touch()));
    this.store.add(
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === LOG_SCHEME) this.#letGo(jobIdOf(uri));
      }),
    );
    // Another engine has other jobs.
    this.store.add(connection.onDidReset(() => this.#closeAll()));
  }

  /** Opens the log of a job beside nothing: it replaces no other document. */
  async show(job: JobModel): Promise<void> {
    const name = jobTitle(job).replaceAll(/[\\/]/g, "_");
    const uri = vscode.Uri.from({ scheme: LOG_SCHEME, path: `/${job.id}/${name}.log` });
    await vscode.commands.executeCommand("vscode.open", uri, { preview: false });
  }

  override watch(uri: vscode.Uri): vscode.Disposable {
    const watch = this.#opened(uri).watch();
    return new vscode.Disposable(() => {
      watch.dispose();
      this.#letGo(jobIdOf(uri));
    });
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const opened = this.#opened(uri);
    await this.#loaded(opened, uri);
    const { changedAt, log } = opened;
    return { type: vscode.FileType.File, ctime: 0, mtime: changedAt, size: log.bytes };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const opened = this.#opened(uri);
    await this.#loaded(opened, uri);
    return opened.log.text((lines) =>
      vscode.l10n.t(
        "… {0} earlier lines are not shown here; an export of the job has them.",
        lines,
      ),
    );
  }

  override dispose(): void {
    this.#closeAll();
    super.dispose();
  }

  async #loaded(opened: OpenLog, uri: vscode.Uri): Promise<void> {
    try {
      await opened.load();
    } catch (error) {
      this.#options.log.warn(`Could not read ${uri.path}: ${messageOf(error)}`);
      throw vscode.FileSystemError.Unavailable(messageOf(error));
    }
  }

  #opened(uri: vscode.Uri): OpenLog {
    const jobId = jobIdOf(uri);
    const known = this.#open.get(jobId);
    if (known) return known;
    const { connection, log } = this.#options;
    const opened = new OpenLog(
      logReader(jobId, () => connection.session()),
      systemTimers,
    );
    this.#open.set(jobId, opened);
    opened.onDidGrow(() => this.changed.fire([{ type: vscode.FileChangeType.Changed, uri }]));
    opened.onDidFail((error) => log.debug(`Could not read ${uri.path}: ${messageOf(error)}`));
    return opened;
  }

  /** Closes a log that nobody has open. A change of language closes a document, too, and opens it again. */
  #letGo(jobId: string): void {
    if (this.#open.get(jobId)?.watched) return;
    const isOpen = vscode.workspace.textDocuments.some(
      ({ uri, isClosed }) => !isClosed && uri.scheme === LOG_SCHEME && jobIdOf(uri) === jobId,
    );
    if (!isOpen) this.#close(jobId);
  }

  #close(jobId: string): void {
    this.#open.get(jobId)?.dispose();
    this.#open.delete(jobId);
  }

  #closeAll(): void {
    for (const jobId of [...this.#open.keys()]) this.#close(jobId);
  }
}

function jobIdOf(uri: vscode.Uri): string {
  return uri.path.split("/")[1] ?? "";
}
