import type * as vscode from "vscode";

/** What code that must run without a host needs from vscode.l10n. */
export type L10n = Pick<typeof vscode.l10n, "t">;

/** What code that must run without a host needs from the output channel. */
export type Log = Pick<vscode.LogOutputChannel, "debug" | "info" | "warn" | "error">;
