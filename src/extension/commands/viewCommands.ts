import * as vscode from "vscode";
import type { JobsView } from "../jobs/tree/jobsView.ts";
import type { ObjectGroup } from "../jobs/tree/nodes.ts";
import type { CommandHandler } from "./registerCommands.ts";

type ViewCommandName =
  | "groupByDay"
  | "groupByState"
  | "groupByTarget"
  | "filterJobs"
  | "clearFilter"
  | "showMore";

/** The commands that arrange the view of the jobs. */
export function viewCommands(view: JobsView): Record<ViewCommandName, CommandHandler> {
  return {
    groupByDay: () => view.group("day"),
    groupByState: () => view.group("state"),
    groupByTarget: () => view.group("target"),
    filterJobs: async (argument) => {
      if (typeof argument === "string") view.filterBy(argument);
      else await askFilter(view);
    },
    clearFilter: () => view.filterBy(""),
    showMore: (argument) => view.showMore(argument as ObjectGroup),
  };
}

/** A box that filters while somebody types; leaving it with Escape takes back what was typed. */
function askFilter(view: JobsView): Promise<void> {
  const before = view.filter;
  const box = vscode.window.createInputBox();
  box.title = vscode.l10n.t("Filter Jobs");
  box.placeholder = vscode.l10n.t("Words of the name, target, state or source");
  box.value = before;
  const closed = Promise.withResolvers<void>();
  let accepted = false;
  box.onDidChangeValue((text) => view.filterBy(text));
  box.onDidAccept(() => {
    accepted = true;
    box.hide();
  });
  box.onDidHide(() => {
    if (!accepted) view.filterBy(before);
    box.dispose();
    closed.resolve();
  });
  box.show();
  return closed.promise;
}
