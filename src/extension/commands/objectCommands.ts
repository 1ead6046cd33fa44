import * as vscode from "vscode";
import type { ObjectResult } from "../../protocol/job.ts";
import { AppError } from "../errors.ts";
import type { JobActions } from "../jobs/jobActions.ts";
import type { JobModel } from "../jobs/jobModel.ts";
import type { JobStore } from "../jobs/jobStore.ts";
import { objectNode } from "../jobs/tree/nodes.ts";
import type { ObjectDocuments } from "../objectDocuments/objectDocuments.ts";
import type { ObjectSide } from "../objectDocuments/objectUri.ts";
import { compareObjects, openObjects } from "../objectDocuments/openObjects.ts";
import { openSource } from "../panel/jobFiles.ts";
import { pickJob } from "./pickJob.ts";
import type { CommandHandler } from "./registerCommands.ts";

export interface ObjectCommandDeps {
  jobs: JobStore;
  actions: JobActions;
  documents: ObjectDocuments;
}

type ObjectCommandName =
  | "showObject"
  | "openSource"
  | "openObjectSource"
  | "openTarget"
  | "compareObject"
  | "retryObject";

/** An object, and the row of its job's table that tells of it. */
interface Chosen {
  job: JobModel;
  result: ObjectResult;
  rowId: number;
}

/** The commands that are about one object of a job. */
export function objectCommands(deps: ObjectCommandDeps): Record<ObjectCommandName, CommandHandler> {
  const { actions, documents } = deps;
  const open = ({ job, result }: Chosen, side: ObjectSide) =>
    openObjects(documents, job.id, [result], side);
  const compare = ({ job, result }: Chosen) => compareObjects(documents, job.id, [result]);
  return {
    /** What a click on an object wants: why it failed, at its place; else what became of it. */
    showObject: async (argument) => {
      const chosen = await choose(deps, argument);
      if (chosen.result.status === "error" && chosen.result.file) {
        const opened = await openSource(chosen.job, chosen.rowId).then(
          () => true,
          () => false,
        );
        if (opened) return;
      }
      await compare(chosen);
    },
    openSource: async (argument) => {
      const { job, rowId } = await choose(deps, argument);
      await openSource(job, rowId);
    },
    openObjectSource: async (argument) => open(await choose(deps, argument), "source"),
    openTarget: async (argument) => open(await choose(deps, argument), "target"),
    compareObject: async (argument) => compare(await choose(deps, argument)),
    retryObject: async (argument) => {
      const { job, result } = await choose(deps, argument);
      return actions.retry(job.id, { objects: [result.object_name] });
    },
  };
}

interface ObjectPick extends vscode.QuickPickItem {
  chosen: Chosen;
}

/** The object that a command is for: the tree's, or the one that the user picks from those of a job. */
async function choose({ jobs }: ObjectCommandDeps, argument: unknown): Promise<Chosen> {
  const node = objectNode(argument);
  if (node) return { job: node.job, result: node.row.result, rowId: node.row.id };
  const placeHolder = vscode.l10n.t("An object of which job?");
  const job = await pickJob(jobs, argument, placeHolder, ({ results }) => results.rows.length > 0);
  const picks = job.results.rows.map((row): ObjectPick => {
    const { object_name, object_type, error_code } = row.result;
    const chosen = { job, result: row.result, rowId: row.id };
    const description = [object_type.toLowerCase(), error_code ?? ""].join(" ").trim();
    return { label: object_name, description, chosen };
  });
  if (picks.length === 0)
    throw new AppError("object.none", vscode.l10n.t("Nothing of this job is known here yet."));
  const options = { placeHolder: vscode.l10n.t("Which object?"), matchOnDescription: true };
  const pick = await vscode.window.showQuickPick(picks, options);
  if (!pick) throw new vscode.CancellationError();
  return pick.chosen;
}
