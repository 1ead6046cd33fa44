import * as vscode from "vscode";
import type { ObjectResult } from "../../protocol/job.ts";
import type { RetryRequestInput } from "../../protocol/requests.ts";
import { AppError } from "../errors.ts";
import { formatCount } from "../formats.ts";
import type { JobModel } from "../jobs/jobModel.ts";
import { jobLabel } from "../jobs/jobText.ts";
import { type CodeCount, type RetryChoices, retryChoices } from "./retryChoices.ts";

interface WayItem extends vscode.QuickPickItem {
  way: "all" | "codes" | "objects";
}

/** Asks what of a job is to be run again; undefined: all that failed. */
export async function askRetry(
  job: JobModel,
  results: Promise<ObjectResult[]>,
): Promise<RetryRequestInput | undefined> {
  const choices = results.then(retryChoices);
  const title = vscode.l10n.t("Retry {0}", jobLabel(job));
  const { way } = chosen(
    await vscode.window.showQuickPick<WayItem>(choices.then(ways), {
      title,
      placeHolder: vscode.l10n.t("What is to be run again?"),
    }),
  );
  const { codes, objects } = await choices;
  switch (way) {
    case "all":
      return undefined;
    case "codes":
      return { codes: await pickMany(title, codes.map(codeItem), vscode.l10n.t("Which codes?")) };
    case "objects": {
      const items = objects.map(objectItem);
      return { objects: await pickMany(title, items, vscode.l10n.t("Which objects?")) };
    }
  }
}

function ways({ objects, failed, codes }: RetryChoices): WayItem[] {
  const items: WayItem[] = [
    {
      way: "all",
      label: vscode.l10n.t("$(debug-restart) All failed objects"),
      description: String(failed),
    },
  ];
  if (codes.length > 0) {
    items.push({
      way: "codes",
      label: vscode.l10n.t("$(list-filter) By error code…"),
      description: codes
        .slice(0, 3)
        .map(({ code, objects }) => `${code} (${objects})`)
        .join(", "),
    });
  }
  if (objects.length > 0) {
    items.push({
      way: "objects",
      label: vscode.l10n.t("$(checklist) Choose objects…"),
      description: vscode.l10n.t("{0} failed or skipped", formatCount(objects.length, vscode.l10n)),
    });
  }
  return items;
}

function codeItem({ code, objects }: CodeCount): vscode.QuickPickItem {
  const description =
    objects === 1
      ? vscode.l10n.t("1 object")
      : vscode.l10n.t("{0} objects", formatCount(objects, vscode.l10n));
  return { label: code, description };
}

function objectItem({ object_name, error, error_code }: ObjectResult): vscode.QuickPickItem {
  return {
    label: object_name,
    ...(error_code && { description: error_code }),
    ...(error && { detail: error.slice(0, 200) }),
  };
}

/** Answers the labels of those that were picked. */
async function pickMany(
  title: string,
  items: vscode.QuickPickItem[],
  placeHolder: string,
): Promise<string[]> {
  const picked = chosen(
    await vscode.window.showQuickPick(items, {
      title,
      placeHolder,
      canPickMany: true,
      matchOnDescription: true,
      matchOnDetail: true,
    }),
  );
  if (picked.length === 0) {
    throw new AppError("retry.nothing", vscode.l10n.t("Nothing was chosen to be run again."));
  }
  return picked.map(({ label }) => label);
}

function chosen<T>(answer: T | undefined): T {
  if (answer === undefined) throw new vscode.CancellationError();
  return answer;
}
