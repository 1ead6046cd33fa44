import * as vscode from "vscode";
import type { CommandHandler } from "../commands/registerCommands.ts";
import { type Disposable, DisposableStore } from "../lifetime.ts";
import { loadStartFlow } from "./loadStartFlow.ts";
import { MigrationFiles } from "./migrationFiles.ts";
import { MigrationLenses } from "./migrationLenses.ts";
import { MigrationTasks } from "./migrationTasks.ts";
import type { StartFlow, StartFlowDeps } from "./startFlow.ts";

type StartCommandName =
  | "start"
  | "migrateFolder"
  | "migrateFile"
  | "runFile"
  | "checkFile"
  | "dryRunFile";

export interface StartFlowParts extends Disposable {
  commands: Record<StartCommandName, CommandHandler>;
}

/** All ways to start a migration: the wizard, migration.json in its editor, tasks. What they do is loaded on first use. */
export function registerStartFlow(deps: Omit<StartFlowDeps, "showProblems">): StartFlowParts {
  const store = new DisposableStore();
  let made: Promise<StartFlow> | undefined;
  const flow = () => {
    made ??= loadStartFlow().then(({ createStartFlow }) =>
      createStartFlow({ ...deps, showProblems: (...args) => files.show(...args) }),
    );
    return made;
  };
  const files = store.add(new MigrationFiles(flow, deps.timers));
  store.add(new MigrationLenses());
  store.add(new MigrationTasks(flow).register());
  const migrate: CommandHandler = async (uri) =>
    uri instanceof vscode.Uri ? (await flow()).migrate(uri) : (await flow()).start(undefined);
  return {
    commands: {
      start: async (argument) => (await flow()).start(argument),
      migrateFolder: migrate,
      migrateFile: migrate,
      runFile: async (uri, options) => (await flow()).run(uri, "run", options),
      checkFile: async (uri, options) => (await flow()).run(uri, "check", options),
      dryRunFile: async (uri, options) => (await flow()).run(uri, "dryRun", options),
    },
    dispose: () => store.dispose(),
  };
}
