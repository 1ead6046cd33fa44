import * as vscode from "vscode";
import type { AssistantEngine } from "../../assistants/assistantEngine.ts";
import { isAction, type ToolName } from "../../assistants/toolNames.ts";
import type { EngineConnection } from "../engine/engineConnection.ts";
import { AppError, detailsOf, isAppError } from "../errors.ts";
import { sessionEngine } from "./sessionEngine.ts";

export interface AssistantDeps {
  connection: EngineConnection;
  extensionUri: vscode.Uri;
  log: vscode.LogOutputChannel;
  /** An assistant started a job in this window. */
  started(jobId: string): void;
}

/** The engine for a tool. None is started only because an assistant asks about jobs. */
export async function openEngine(
  { connection, extensionUri }: AssistantDeps,
  name: ToolName,
): Promise<AssistantEngine> {
  const needsEngine = isAction(name) || name === "translate_sql";
  if (!needsEngine && !connection.worthTrying && vscode.workspace.isTrusted) {
    const message = vscode.l10n.t(
      "There is no job yet: no migration was ever run on this machine, and no remote engine is set.",
    );
    throw new AppError("assistants.no_job", message);
  }
  const session = await connection.session();
  const place = session.url
    ? vscode.l10n.t("the engine at {0}", session.url)
    : vscode.l10n.t("the engine on this machine");
  const issuePage = async (code: string) => {
    const page = vscode.Uri.joinPath(extensionUri, "docs", "issues", `${code}.md`);
    return vscode.workspace.fs.readFile(page).then(
      (bytes) => new TextDecoder().decode(bytes),
      () => undefined,
    );
  };
  return sessionEngine({ session, place, issuePage });
}

/** What an assistant is told of an error: the message, and what its user can do. Bugs are for the log. */
export function toolFailure(error: unknown, name: ToolName, log: vscode.LogOutputChannel): Error {
  if (error instanceof vscode.CancellationError) return error;
  if (isAppError(error)) {
    const { message, action } = error;
    return new Error(action ? `${message} The user can do this: ${action.title}.` : message);
  }
  if (error instanceof Error && error.name === "ToolError") return error;
  log.error(`${name}:`, detailsOf(error));
  return new Error(
    `${name} failed for a reason that nobody foresaw. The log of DW Migration has it.`,
  );
}
