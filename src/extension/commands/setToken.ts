import * as vscode from "vscode";
import type { VsCodeEngineSettings } from "../engine/engineSettings.ts";
import { AppError } from "../errors.ts";
import { COMMANDS } from "./ids.ts";
import type { CommandHandler } from "./registerCommands.ts";

/** The commands that keep secrets. */
export function tokenCommands(
  settings: VsCodeEngineSettings,
): Record<"setToken" | "setModelToken", CommandHandler> {
  return {
    setToken: (argument) => setToken(settings, argument),
    setModelToken: (argument) => setModelToken(settings, argument),
  };
}

/** Asks for the token of the remote engine and keeps it. Given as an argument, nothing is asked. */
async function setToken(settings: VsCodeEngineSettings, argument: unknown): Promise<void> {
  const { origin } = settings;
  if (origin === undefined) {
    const action = {
      title: vscode.l10n.t("Set Address…"),
      command: COMMANDS.setEngineUrl,
    };
    const message = vscode.l10n.t(
      "The engine on this machine needs no token. Set the address of a remote engine first.",
    );
    throw new AppError("settings.no_remote", message, { action });
  }
  const token = typeof argument === "string" ? argument : await askToken(origin);
  await settings.setToken(origin, token.trim());
}

/** Asks for the token of the model endpoint and keeps it. Given as an argument, nothing is asked. */
async function setModelToken(settings: VsCodeEngineSettings, argument: unknown): Promise<void> {
  const { baseUrl } = await settings.model();
  if (baseUrl === "") {
    const action = {
      title: vscode.l10n.t("Open Settings"),
      command: "workbench.action.openSettings",
      arguments: ["dwMigration.model.baseUrl"],
    };
    const message = vscode.l10n.t("Set the address of the model endpoint first.");
    throw new AppError("settings.no_model", message, { action });
  }
  const token = typeof argument === "string" ? argument : await askToken(baseUrl);
  await settings.setModelToken(token.trim());
}

async function askToken(origin: string): Promise<string> {
  const token = await vscode.window.showInputBox({
    title: vscode.l10n.t("Access Token"),
    prompt: vscode.l10n.t("Token for {0}. Leave it empty to forget the one that is kept.", origin),
    password: true,
    ignoreFocusOut: true,
  });
  if (token === undefined) throw new vscode.CancellationError();
  return token;
}
