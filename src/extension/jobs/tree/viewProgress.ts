import * as vscode from "vscode";
import { JOBS_VIEW } from "./viewId.ts";

/** Shows in the Jobs view that something is under way. Never a notification: that would stand in the way. */
export function withViewProgress<T>(task: () => Promise<T>): Promise<T> {
  const location = { viewId: JOBS_VIEW };
  return Promise.resolve(vscode.window.withProgress({ location }, task));
}
