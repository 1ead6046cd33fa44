import * as vscode from "vscode";
import type { EngineConnection } from "../engine/engineConnection.ts";
import { AppError } from "../errors.ts";
import { freeColumn } from "../freeColumn.ts";
import type { JobModel } from "../jobs/jobModel.ts";
import { jobLabel } from "../jobs/jobText.ts";
import { type Disposable, DisposableStore } from "../lifetime.ts";
import { reportPage } from "./reportPage.ts";

const VIEW_TYPE = "dwMigration.report";

/** The HTML reports of jobs in editors, one a job. They are pages to read: no script runs in them. */
export class ReportPanels implements Disposable {
  readonly #connection: EngineConnection;
  readonly #store = new DisposableStore();
  readonly #panels = new Map<string, vscode.WebviewPanel>();

  constructor(connection: EngineConnection) {
    this.#connection = connection;
  }

  /** Opens the report of a job as it is now. One that is open is read anew: a retry may have changed it. */
  async show(job: JobModel): Promise<void> {
    const { api, capabilities } = await this.#connection.session();
    if (!capabilities.has("export")) {
      const message = vscode.l10n.t("This server makes no reports.");
      throw new AppError("report.none", message);
    }
    const html = await api.control.exportJob(job.id, "html");
    const panel = this.#panels.get(job.id) ?? this.#open(job);
    panel.webview.html = reportPage(html);
    panel.reveal();
  }

  dispose(): void {
    for (const panel of this.#panels.values()) panel.dispose();
    this.#store.dispose();
  }

  #open(job: JobModel): vscode.WebviewPanel {
    const title = vscode.l10n.t("Report of {0}", jobLabel(job));
    const panel = vscode.window.createWebviewPanel(VIEW_TYPE, title, freeColumn(), {
      enableFindWidget: true,
      localResourceRoots: [],
    });
    panel.iconPath = new vscode.ThemeIcon("graph");
    this.#panels.set(job.id, panel);
    this.#store.add(panel.onDidDispose(() => this.#panels.delete(job.id)));
    return panel;
  }
}
