import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { ExtensionApi } from "../../../src/extension/extension.ts";
import type { JobModel } from "../../../src/extension/jobs/jobModel.ts";
import { waitFor } from "../../support/waitFor.ts";

const EXTENSION = "dw-migration.dw-migration-assistant";

/** The extension, activated. */
export async function extensionApi(): Promise<ExtensionApi> {
  const extension = vscode.extensions.getExtension<ExtensionApi>(EXTENSION);
  assert.ok(extension, `${EXTENSION} is not there`);
  return extension.activate();
}

/** The absolute path of something in the extension's folder. */
export function inExtension(...path: string[]): string {
  const extension = vscode.extensions.getExtension(EXTENSION);
  assert.ok(extension);
  return vscode.Uri.joinPath(extension.extensionUri, ...path).fsPath;
}

/** Points the extension at a remote engine, or with an empty address at the embedded one. */
export async function useEngine(url: string): Promise<void> {
  await vscode.workspace
    .getConfiguration("dwMigration")
    .update("engine.url", url || undefined, vscode.ConfigurationTarget.Global);
}

/** Waits until a job is known and does what is expected of it. */
export async function jobThat(
  api: ExtensionApi,
  id: string,
  what: string,
  condition: (job: JobModel) => boolean,
  timeoutMs = 30_000,
): Promise<JobModel> {
  return waitFor(
    `job ${id}: ${what}`,
    () => {
      const job = api.jobs.get(id);
      return job && condition(job) ? job : undefined;
    },
    timeoutMs,
  );
}

/** Starts a migration by the command, as a keybinding would; answers the job's id. */
export async function start(request: Record<string, unknown>): Promise<string> {
  const id = await vscode.commands.executeCommand<string | undefined>("dwMigration.start", request);
  assert.ok(id, "the command answered no job id");
  return id;
}
