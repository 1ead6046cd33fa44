/**
 * Entry of the bundle of the commands that are run now and then. The first bundle imports only types from here: see
 * lazyCommands.ts, which loads it with the first of them.
 */
import type { EngineConnection } from "../engine/engineConnection.ts";
import type { VsCodeEngineSettings } from "../engine/engineSettings.ts";
import type { JobStore } from "../jobs/jobStore.ts";
import type { JobSync } from "../jobs/jobSync.ts";
import { ReportPanels } from "../report/reportPanels.ts";
import { addressCommand } from "./engineAddress.ts";
import { type FirstContactDeps, firstContactCommands } from "./firstContactCommands.ts";
import { type HistoryCommandDeps, historyCommands } from "./historyCommands.ts";
import { linkCommands } from "./linkCommands.ts";
import type { CommandHandler } from "./registerCommands.ts";
import { tokenCommands } from "./setToken.ts";

export interface OnDemandDeps extends FirstContactDeps, Omit<HistoryCommandDeps, "reports"> {
  jobs: JobStore;
  sync: JobSync;
  connection: EngineConnection;
  settings: VsCodeEngineSettings;
}

/** Their names, which activation has to know. */
export type OnDemandName =
  | keyof ReturnType<typeof linkCommands>
  | keyof ReturnType<typeof firstContactCommands>
  | keyof ReturnType<typeof historyCommands>
  | keyof ReturnType<typeof addressCommand>
  | keyof ReturnType<typeof tokenCommands>;

export interface OnDemandCommands {
  handlers: Record<OnDemandName, CommandHandler>;
  dispose(): void;
}

/** Makes the commands of a window. */
export function createOnDemand(deps: OnDemandDeps): OnDemandCommands {
  const reports = new ReportPanels(deps.connection);
  const extensionId = deps.extension.id;
  return {
    handlers: {
      ...linkCommands({ ...deps, extensionId }),
      ...firstContactCommands(deps),
      ...historyCommands({ ...deps, reports }),
      ...addressCommand(),
      ...tokenCommands(deps.settings),
    },
    dispose: () => reports.dispose(),
  };
}
