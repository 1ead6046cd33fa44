import * as vscode from "vscode";
import { COMMANDS } from "./ids.ts";
import type { CommandHandler } from "./registerCommands.ts";

const SETTING = "engine.url";

/**
 * Sets the address of the engine. The Settings editor of a remote window keeps this setting on a tab of its own, where nobody
 * looks for it: here it is asked for. Given as an argument, nothing is asked.
 */
export function addressCommand(): Record<"setEngineUrl", CommandHandler> {
  return {
    setEngineUrl: async (argument) => {
      const settings = vscode.workspace.getConfiguration("dwMigration");
      const before = settings.get(SETTING, "");
      const url = typeof argument === "string" ? argument : await askAddress(before);
      await settings.update(SETTING, url.trim() || undefined, vscode.ConfigurationTarget.Global);
      await vscode.commands.executeCommand(COMMANDS.refresh);
    },
  };
}

async function askAddress(before: string): Promise<string> {
  const url = await vscode.window.showInputBox({
    title: vscode.l10n.t("Engine Address"),
    prompt: vscode.l10n.t(
      "Address of a remote engine. Leave it empty for the engine on this machine.",
    ),
    placeHolder: "https://migrate.example.com",
    value: before,
    ignoreFocusOut: true,
    validateInput: (text) => addressProblem(text.trim()),
  });
  if (url === undefined) throw new vscode.CancellationError();
  return url;
}

function addressProblem(text: string): string | undefined {
  const protocol = URL.canParse(text) ? new URL(text).protocol : "";
  if (text === "" || protocol === "http:" || protocol === "https:") return undefined;
  return vscode.l10n.t("Enter an address that begins with http:// or https://, or nothing.");
}
