import * as vscode from "vscode";
import { freeColumn } from "../freeColumn.ts";
import { type Disposable, DisposableStore } from "../lifetime.ts";
import { JobPanel, type JobPanelDeps } from "./jobPanel.ts";

/** The type of the webview panel, as the activation event names it. */
const VIEW_TYPE = "dwMigration.job";

/** All open job panels: one a job at most. They come back when the window is reloaded. */
export class JobPanels implements vscode.WebviewPanelSerializer, Disposable {
  readonly #deps: JobPanelDeps;
  readonly #store = new DisposableStore();
  readonly #panels = new Map<string, JobPanel>();

  constructor(deps: JobPanelDeps) {
    this.#deps = deps;
    this.#store.add(vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, this));
  }

  get(jobId: string): JobPanel | undefined {
    return this.#panels.get(jobId);
  }

  /** Brings the panel of a job to the front, opening it when need be. */
  show(jobId: string): JobPanel {
    const open = this.#panels.get(jobId);
    if (open) {
      open.reveal();
      return open;
    }
    const title = vscode.l10n.t("Migration");
    return this.#adopt(jobId, vscode.window.createWebviewPanel(VIEW_TYPE, title, freeColumn(), {}));
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const jobId = readJobId(state);
    // Without a job, or beside an open panel of it, there is nothing to bring back.
    if (jobId === undefined || this.#panels.has(jobId)) panel.dispose();
    else this.#adopt(jobId, panel);
  }

  close(jobId: string): void {
    this.#panels.get(jobId)?.dispose();
  }

  /** Leaves the panels open: this happens when the window reloads, too. */
  dispose(): void {
    for (const panel of this.#panels.values()) panel.release();
    this.#store.dispose();
  }

  #adopt(jobId: string, webview: vscode.WebviewPanel): JobPanel {
    const panel = new JobPanel(jobId, webview, this.#deps);
    this.#panels.set(jobId, panel);
    panel.onDidClose(() => this.#panels.delete(jobId));
    return panel;
  }
}

function readJobId(state: unknown): string | undefined {
  if (typeof state !== "object" || state === null || !("jobId" in state)) return undefined;
  return typeof state.jobId === "string" && state.jobId !== "" ? state.jobId : undefined;
}
