import * as vscode from "vscode";
import type { ContextKeys } from "../contextKeys.ts";
import type { EngineConnection } from "../engine/engineConnection.ts";
import { AppError } from "../errors.ts";
import { askParent, writeSample } from "../firstContact/sampleInventory.ts";
import { awaitRow, type RowWaiter } from "../jobs/awaitRow.ts";
import { withViewProgress } from "../jobs/tree/viewProgress.ts";
import { COMMANDS } from "./ids.ts";
import { pickJob } from "./pickJob.ts";
import type { RecentInventories } from "./recentInventories.ts";
import type { CommandHandler } from "./registerCommands.ts";

export interface FirstContactDeps extends RowWaiter {
  extension: Pick<vscode.Extension<unknown>, "id" | "extensionUri">;
  connection: Pick<EngineConnection, "sharesDisk">;
  keys: Pick<ContextKeys, "set">;
  recent: Pick<RecentInventories, "add">;
}

type FirstContactName = "openWalkthrough" | "createSample" | "showFailure";

/** The commands of the walkthrough. */
export function firstContactCommands(
  deps: FirstContactDeps,
): Record<FirstContactName, CommandHandler> {
  const { extension, connection, keys, jobs, recent } = deps;
  return {
    openWalkthrough: () =>
      vscode.commands.executeCommand(
        "workbench.action.openWalkthrough",
        `${extension.id}#firstSteps`,
      ),
    createSample: async (argument) => {
      if (!connection.sharesDisk) throw remoteDisk();
      const parent = argument instanceof vscode.Uri ? argument : await askParent();
      const sample = await writeSample(extension.extensionUri, parent);
      recent.add(sample.fsPath);
      keys.set("sampleCreated", true);
      offerToStart(sample);
      return sample;
    },
    showFailure: async (argument) => {
      const newest = jobs.list().find(({ summary }) => summary.failed_objects > 0);
      const placeHolder = vscode.l10n.t("A failure of which job?");
      const fits = ({ summary }: { summary: { failed_objects: number } }) =>
        summary.failed_objects > 0;
      const job = await pickJob(jobs, argument ?? newest?.id, placeHolder, fits);
      const row = await withViewProgress(() =>
        awaitRow(deps, job.id, ({ result }) => result.status === "error"),
      );
      if (!row)
        throw new AppError("job.no_failure", vscode.l10n.t("No object of this job failed."));
      await vscode.commands.executeCommand(COMMANDS.showObject, { kind: "object", job, row });
    },
  };
}

function remoteDisk(): AppError {
  const message = vscode.l10n.t(
    "A remote engine is set, which reads files of its own machine, not of this one. Clear its address to try the sample with the engine on this machine.",
  );
  const action = {
    title: vscode.l10n.t("Set Address…"),
    command: COMMANDS.setEngineUrl,
  };
  return new AppError("sample.remote", message, { action });
}

/** Not awaited: a message may stay for ever, and the command is over. */
function offerToStart(sample: vscode.Uri): void {
  const start = vscode.l10n.t("Start Migration…");
  const text = vscode.l10n.t("Created the sample inventory {0}.", sample.fsPath);
  void vscode.window.showInformationMessage(text, start).then((chosen) => {
    if (chosen === start) void vscode.commands.executeCommand(COMMANDS.migrateFolder, sample);
  });
}
