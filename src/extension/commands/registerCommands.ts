import * as vscode from "vscode";
import { detailsOf, isAppError, isCalledOff } from "../errors.ts";
import { type Disposable, DisposableStore } from "../lifetime.ts";
import { COMMANDS, type CommandName } from "./ids.ts";

/** What a command does. Its answer goes to whoever ran it by code. */
export type CommandHandler = (...args: unknown[]) => unknown;

/** Registers every command; none can be forgotten. */
export function registerCommands(
  handlers: Record<CommandName, CommandHandler>,
  log: vscode.LogOutputChannel,
): Disposable {
  const store = new DisposableStore();
  for (const [name, handler] of Object.entries(handlers) as [CommandName, CommandHandler][]) {
    const id = COMMANDS[name];
    store.add(
      vscode.commands.registerCommand(id, async (...args: unknown[]) => {
        try {
          return await handler(...args);
        } catch (error) {
          report(error, id, log);
          return undefined;
        }
      }),
    );
  }
  return store;
}

/** One message for what went wrong; nothing for what the user called off. */
function report(error: unknown, id: string, log: vscode.LogOutputChannel): void {
  if (isCalledOff(error)) return;
  log.error(`${id}:`, detailsOf(error));
  const known = isAppError(error);
  const text = known
    ? error.message
    : vscode.l10n.t("Something went wrong in DW Migration Assistant. The log has the details.");
  const action = known ? error.action : undefined;
  const showLog = vscode.l10n.t("Show Log");
  const buttons = action ? [action.title, showLog] : [showLog];
  // Not awaited: a message may stay for ever, and the command is over.
  void vscode.window.showErrorMessage(text, ...buttons).then((chosen) => {
    if (chosen === showLog) log.show(true);
    else if (chosen !== undefined && action) {
      void vscode.commands.executeCommand(action.command, ...(action.arguments ?? []));
    }
  });
}
