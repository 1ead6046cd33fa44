import * as vscode from "vscode";
import { COMMANDS } from "../commands/ids.ts";

/** Follows links that other programs open, by the command, which reports what is wrong with one. */
export class LinkHandler implements vscode.UriHandler {
  async handleUri(uri: vscode.Uri): Promise<void> {
    await vscode.commands.executeCommand(COMMANDS.openLink, uri.toString());
  }
}
