import { existsSync } from "node:fs";
import * as vscode from "vscode";
import { COMMANDS } from "../commands/ids.ts";
import { Emitter } from "../emitter.ts";
import type { EngineConnection } from "../engine/engineConnection.ts";
import { AppError, assertNever, isCalledOff, messageOf } from "../errors.ts";
import { languageOf } from "../formats.ts";
import type { JobActions } from "../jobs/jobActions.ts";
import type { JobListSync } from "../jobs/jobListSync.ts";
import type { JobModel } from "../jobs/jobModel.ts";
import type { JobStore } from "../jobs/jobStore.ts";
import type { JobSync } from "../jobs/jobSync.ts";
import { jobLabel } from "../jobs/jobText.ts";
import { type Disposable, DisposableStore } from "../lifetime.ts";
import type { ObjectDocuments } from "../objectDocuments/objectDocuments.ts";
import { systemTimers } from "../timers.ts";
import { IssuePages } from "./issuePages.ts";
import { openSource, revealDatabase } from "./jobFiles.ts";
import type {
  HostToPanel,
  ObjectQuery,
  PanelAction,
  PanelCommand,
  PanelState,
} from "./messages.ts";
import { type ObjectAction, runObjectAction } from "./objectActions.ts";
import { panelHtml } from "./panelHtml.ts";
import { PanelSession } from "./panelSession.ts";
import { knownSections } from "./readActivityRequest.ts";
import { readMessage } from "./readMessage.ts";
import { failuresOf, retryOf } from "./triage.ts";

export interface JobPanelDeps {
  extensionUri: vscode.Uri;
  jobs: JobStore;
  list: JobListSync;
  sync: JobSync;
  actions: JobActions;
  connection: EngineConnection;
  /** Remembers what holds for all panels. */
  globalState: vscode.Memento;
  documents: ObjectDocuments;
  log: vscode.LogOutputChannel;
}

const NO_CAPABILITIES: ReadonlySet<string> = new Set();
/** Key of the sections that were folded last. */
const FOLDED = "panel.folded";

/** The panel of one job: the webview and what it and the host say to each other. */
export class JobPanel implements Disposable {
  readonly jobId: string;
  readonly #panel: vscode.WebviewPanel;
  readonly #deps: JobPanelDeps;
  readonly #store = new DisposableStore();
  readonly #session: PanelSession;
  readonly #pages: IssuePages;
  readonly #closed = new Emitter<void>();
  #posted = 0;
  #lastState: PanelState | undefined;
  /** How the page lists its objects, once it has said so, and the row that waits for that. */
  #query: ObjectQuery | undefined;
  #wantedRow: number | undefined;

  readonly onDidClose = this.#closed.event;

  constructor(jobId: string, panel: vscode.WebviewPanel, deps: JobPanelDeps) {
    this.jobId = jobId;
    this.#panel = panel;
    this.#deps = deps;
    const { jobs, list, sync, connection, globalState } = deps;
    const pages = vscode.Uri.joinPath(deps.extensionUri, "docs", "issues").fsPath;
    this.#pages = new IssuePages(pages, () => this.#session.touch());
    this.#session = this.#store.add(
      new PanelSession({
        jobId,
        jobs,
        connection: () => sync.connectionOf(jobId),
        sourceLabel: (type) =>
          connection.current?.sourceTypes.find((name) => name.type === type)?.label ?? type,
        capabilities: () => connection.current?.capabilities ?? NO_CAPABILITIES,
        isLocal: () => connection.sharesDisk,
        retryAsked: () => deps.actions.retries.isLong(jobId),
        issuePage: (code) => this.#pages.get(code),
        folded: () => knownSections(globalState.get<unknown[]>(FOLDED, [])),
        post: (message) => this.#post(message),
        timers: systemTimers,
      }),
    );
    this.#store.add(sync.watch(jobId));
    this.#store.add(list.onDidChangeState(() => this.#session.touch()));
    this.#store.add(connection.onDidConnect(() => this.#session.touch()));
    this.#store.add(deps.actions.retries.onDidChange(() => this.#session.touch()));
    this.#store.add(jobs.onDidChangeMembership(() => this.#setTitle()));
    this.#store.add(
      panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)),
    );
    this.#store.add(panel.onDidChangeViewState(() => this.#session.setVisible(panel.visible)));
    this.#store.add(panel.onDidDispose(() => this.dispose()));
    this.#load();
  }

  /** How many messages went to the webview; for tests. */
  get posted(): number {
    return this.#posted;
  }

  /** The last state that went to the webview; for tests. */
  get lastState(): PanelState | undefined {
    return this.#lastState;
  }

  get visible(): boolean {
    return this.#panel.visible;
  }

  reveal(): void {
    this.#panel.reveal();
  }

  /** Leads to an object in the list; as soon as there is a list when the page is only starting. */
  showRow(rowId: number): void {
    if (this.visible && this.#query) this.#session.reveal(rowId, this.#query);
    else this.#wantedRow = rowId;
  }

  /** Takes a message as if the webview had sent it; for tests too. */
  receive(message: unknown): void {
    this.#receive(message);
  }

  /** Lets go of the panel without closing it: the window brings it back after a reload. */
  release(): void {
    this.#store.dispose();
  }

  dispose(): void {
    this.#store.dispose();
    this.#panel.dispose();
    this.#closed.fire();
    this.#closed.dispose();
  }

  #load(): void {
    const { extensionUri } = this.#deps;
    const { webview } = this.#panel;
    const at = (...path: string[]) => vscode.Uri.joinPath(extensionUri, ...path);
    webview.options = { enableScripts: true, localResourceRoots: [at("dist"), at("media")] };
    this.#panel.iconPath = at("media", "panel.svg");
    this.#setTitle();
    webview.html = panelHtml({
      cspSource: webview.cspSource,
      scriptUri: webview.asWebviewUri(at("dist", "webview.js")).toString(),
      styleUri: webview.asWebviewUri(at("dist", "webview.css")).toString(),
      jobId: this.jobId,
      title: this.#panel.title,
      language: languageOf(vscode.l10n),
      texts: vscode.l10n.bundle,
    });
  }

  #setTitle(): void {
    const job = this.#deps.jobs.get(this.jobId);
    const title = job ? jobLabel(job) : vscode.l10n.t("Migration");
    if (this.#panel.title !== title) this.#panel.title = title;
  }

  #post(message: HostToPanel): void {
    this.#posted++;
    if (message.type === "state") this.#lastState = message;
    // It may never settle and proves nothing when it does: nobody waits for it.
    this.#panel.webview.postMessage(message).then(undefined, (error: unknown) => {
      this.#deps.log.debug(`A message to the panel was lost: ${messageOf(error)}`);
    });
  }

  #receive(raw: unknown): void {
    const message = readMessage(raw);
    switch (message?.type) {
      case undefined:
        this.#deps.log.debug("Ignored a message of the panel that is not in its protocol.");
        break;
      case "ready":
        this.#session.ready(message.rows);
        if (message.rows) this.#listed(message.rows.query);
        break;
      case "objects":
        this.#session.showObjects(message.first, message.count, message.query);
        this.#listed(message.query);
        break;
      case "log":
        this.#session.showLog(message);
        break;
      case "show":
        this.#session.showActivity(message.parts);
        break;
      case "inspect":
        this.#session.inspect(message.rowId);
        break;
      case "fold":
        void this.#deps.globalState.update(FOLDED, message.sections);
        break;
      case "retryGroup":
        this.#report("retryGroup", this.#retryGroup(message.group));
        break;
      case "openIssuePage":
        this.#report("openIssuePage", this.#openIssuePage(message.code));
        break;
      case "select":
        this.#session.select(message.change);
        break;
      case "detail":
        this.#session.showDetail(message.rowId);
        break;
      case "reveal":
        this.#session.reveal(message.rowId, message.query);
        break;
      case "command":
        this.#report(message.command, this.#run(message.command, message.rowId));
        break;
    }
  }

  #listed(query: ObjectQuery): void {
    this.#query = query;
    if (this.#wantedRow === undefined) return;
    this.#session.reveal(this.#wantedRow, query);
    this.#wantedRow = undefined;
  }

  /** The panel is told when what it asked for did not work. */
  #report(command: PanelAction, done: Promise<void>): void {
    done.catch((error: unknown) => {
      if (isCalledOff(error)) return;
      this.#deps.log.error(error instanceof Error ? error : String(error));
      this.#post({ type: "commandFailed", command, message: messageOf(error) });
    });
  }

  async #retryGroup(key: string): Promise<void> {
    const all = failuresOf(this.#job());
    const group = all.find((failures) => failures.key === key);
    if (!group) throw new AppError("retry.nothing", vscode.l10n.t("None of them fails any more."));
    await this.#deps.actions.retry(this.jobId, retryOf(group, all));
  }

  async #openIssuePage(code: string): Promise<void> {
    const path = this.#pages.pathOf(code);
    if (!path || !existsSync(path)) {
      const message = vscode.l10n.t("There is no page for the code {0} in this version.", code);
      throw new AppError("issue.no_page", message);
    }
    await vscode.commands.executeCommand("markdown.showPreview", vscode.Uri.file(path));
  }

  async #run(command: PanelCommand, rowId: number | undefined): Promise<void> {
    const { actions, sync, log } = this.#deps;
    switch (command) {
      case "cancel":
        return actions.cancel(this.jobId);
      case "cancelNow":
        return actions.cancelNow(this.jobId);
      case "pause":
        return actions.pause(this.jobId);
      case "resume":
        return actions.resume(this.jobId);
      case "retryFailed":
        await actions.retry(this.jobId);
        return;
      case "callOffRetry":
        return actions.retries.callOff(this.jobId);
      case "openFullLog":
        return vscode.commands.executeCommand(COMMANDS.openFullLog, this.jobId);
      case "refresh":
        return sync.refresh();
      case "showLog":
        return log.show(true);
      case "copyLog":
        return vscode.env.clipboard.writeText(this.#logText());
      case "revealDatabase":
        return revealDatabase(this.#job());
      case "openSource":
        return openSource(this.#job(), rowId);
      case "export":
        return vscode.commands.executeCommand(COMMANDS.exportReport, this.jobId);
      case "showSource":
      case "showTarget":
      case "compare":
      case "retryObjects":
      case "copyObjects":
        return this.#runObjectAction(command, rowId);
      case "configureToken":
        return vscode.commands.executeCommand(COMMANDS.setToken);
      case "startMigration":
        return vscode.commands.executeCommand(COMMANDS.start);
      default:
        return assertNever(command);
    }
  }

  /** On one row, or on the selected ones. */
  #runObjectAction(action: ObjectAction, rowId: number | undefined): Promise<void> {
    const job = this.#job();
    const one = rowId === undefined ? undefined : job.results.rows[rowId];
    const rows = rowId === undefined ? this.#session.selected : one ? [one] : [];
    return runObjectAction(action, job, rows, this.#deps);
  }

  #job(): JobModel {
    const job = this.#deps.jobs.get(this.jobId);
    if (!job) throw new Error(vscode.l10n.t("This job does not exist any more."));
    return job;
  }

  #logText(): string {
    const { rows } = this.#job().logs;
    return rows
      .map(({ time, level, message }) => `${new Date(time).toISOString()} ${level} ${message}`)
      .join("\n");
  }
}
