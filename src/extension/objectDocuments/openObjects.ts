import * as vscode from "vscode";
import type { ObjectResult } from "../../protocol/job.ts";
import type { ObjectDocuments } from "./objectDocuments.ts";
import type { ObjectSide } from "./objectUri.ts";

/** Opens one side of objects: one as a preview, of several each in a tab that stays. */
export async function openObjects(
  documents: ObjectDocuments,
  jobId: string,
  results: readonly ObjectResult[],
  side: ObjectSide,
): Promise<void> {
  const preview = results.length === 1;
  for (const result of results) {
    const uri = documents.uriOf(jobId, result, side);
    await vscode.commands.executeCommand("vscode.open", uri, { preview });
  }
}

/** Shows what became of an object beside its source; several in one editor, below each other. */
export async function compareObjects(
  documents: ObjectDocuments,
  jobId: string,
  results: readonly ObjectResult[],
): Promise<void> {
  const pairs = results.map((result) => ({
    name: result.object_name,
    source: documents.uriOf(jobId, result, "source"),
    target: documents.uriOf(jobId, result, "target"),
  }));
  const [first] = pairs;
  if (first && pairs.length === 1) {
    const title = vscode.l10n.t("{0}: source and target", first.name);
    const { source, target } = first;
    await vscode.commands.executeCommand("vscode.diff", source, target, title, { preview: true });
    return;
  }
  const title = vscode.l10n.t("{0} objects: source and target", pairs.length);
  const resources = pairs.map(({ source, target }) => [target, source, target]);
  await vscode.commands.executeCommand("vscode.changes", title, resources);
}
