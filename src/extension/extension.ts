import * as vscode from "vscode";
import type { McpServers } from "./assistants/mcpServers.ts";
import { registerAssistants } from "./assistants/registerAssistants.ts";
import { watchCapabilities } from "./commands/capabilityKeys.ts";
import { controlCommands } from "./commands/controlCommands.ts";
import { jobCommands } from "./commands/jobCommands.ts";
import { lazyCommands } from "./commands/lazyCommands.ts";
import { objectCommands } from "./commands/objectCommands.ts";
import { RecentInventories } from "./commands/recentInventories.ts";
import { registerCommands } from "./commands/registerCommands.ts";
import { translateCommands } from "./commands/translateCommand.ts";
import { viewCommands } from "./commands/viewCommands.ts";
import { ContextKeys } from "./contextKeys.ts";
import { registerEditorFeatures } from "./editorFeatures.ts";
import type { EngineConnection } from "./engine/engineConnection.ts";
import { VsCodeEngineSettings } from "./engine/engineSettings.ts";
import { openConnection } from "./engine/openConnection.ts";
import { EndNotifier } from "./jobs/endNotifier.ts";
import { JobActions } from "./jobs/jobActions.ts";
import { JobFollowers } from "./jobs/jobFollowers.ts";
import { JobListSync } from "./jobs/jobListSync.ts";
import { JobStore } from "./jobs/jobStore.ts";
import { JobSync } from "./jobs/jobSync.ts";
import { LogRelay } from "./jobs/logRelay.ts";
import { saveSources } from "./jobs/saveSources.ts";
import { JobsView } from "./jobs/tree/jobsView.ts";
import { withViewProgress } from "./jobs/tree/viewProgress.ts";
import { DisposableStore } from "./lifetime.ts";
import { LinkHandler } from "./links/linkHandler.ts";
import { LogDocuments } from "./logDocument/logDocuments.ts";
import { ObjectDocuments } from "./objectDocuments/objectDocuments.ts";
import { JobPanels } from "./panel/jobPanels.ts";
import { registerStartFlow } from "./start/registerStartFlow.ts";
import { StatusBar } from "./status/statusBar.ts";
import { systemTimers } from "./timers.ts";

/** What tests inside the host see. */
export interface ExtensionApi {
  jobs: JobStore;
  sync: JobSync;
  panels: JobPanels;
  view: JobsView;
  statusBar: StatusBar;
  connection: EngineConnection;
  mcpServers: McpServers;
  /** How long activate() took. */
  activationMs: number;
}

/** A list of constructions: nothing waits, nothing touches the network, nothing is spawned. */
export function activate(context: vscode.ExtensionContext): ExtensionApi {
  const begun = performance.now();
  const store = new DisposableStore();
  context.subscriptions.push(store);
  const timers = systemTimers;
  const random = Math.random;
  const log = store.add(vscode.window.createOutputChannel("DW Migration", { log: true }));

  const settings = store.add(new VsCodeEngineSettings(context.secrets));
  const connection = store.add(openConnection(context, { settings, timers, log }));

  const jobs = store.add(new JobStore(timers.now));
  store.add(connection.onDidReset(() => jobs.clear()));
  const list = new JobListSync({ connection, store: jobs, timers, random });
  const followers = new JobFollowers({ connection, store: jobs, log });
  const sync = store.add(new JobSync({ store: jobs, list, followers }));
  const actions = new JobActions({
    ...{ connection, store: jobs, sync, timers, saveSources, showProgress: withViewProgress },
  });

  store.add(new LogRelay(jobs, log, vscode.l10n, timers));
  const { extension, extensionUri, globalState } = context;
  const documents = store.add(new ObjectDocuments({ connection, log }));
  const shared = { jobs, list, sync, actions, connection, documents, log };
  const panels = store.add(new JobPanels({ extensionUri, globalState, ...shared }));
  const memory = context.workspaceState;
  const notifier = store.add(new EndNotifier({ jobs, panels, connection, memory, log }));
  const logs = store.add(new LogDocuments({ connection, jobs, log }));
  store.add(registerEditorFeatures(jobs, extensionUri));
  const keys = new ContextKeys();
  store.add(watchCapabilities(connection, keys));
  const view = store.add(new JobsView({ jobs, list, sync, context: keys, memory: globalState }));
  const statusBar = store.add(new StatusBar({ jobs, list, timers }));
  const recent = new RecentInventories(globalState);
  const start = store.add(
    registerStartFlow({
      ...{ connection, actions, jobs, sync, notifier, panels, timers, log, recent },
      answers: memory,
    }),
  );

  const known = { extension, connection, settings, jobs, sync, panels, logs, timers, keys, recent };
  const onDemand = store.add(lazyCommands(known));
  store.add(
    registerCommands(
      {
        ...jobCommands({ jobs, actions, panels }),
        ...controlCommands({ jobs, actions }),
        ...objectCommands({ jobs, actions, documents }),
        ...viewCommands(view),
        ...onDemand.commands,
        ...start.commands,
        refresh: () => sync.refresh(),
        showLog: () => log.show(true),
        ...translateCommands({ connection, jobs, memory }),
      },
      log,
    ),
  );
  store.add(vscode.window.registerUriHandler(new LinkHandler()));
  const started = (jobId: string) => notifier.startedHere(jobId);
  const { mcpServers } = store.add(
    registerAssistants(context, { connection, settings, log, started }),
  );
  // An engine that may run now may have jobs to show.
  store.add(vscode.workspace.onDidGrantWorkspaceTrust(() => connection.reset()));

  const activationMs = performance.now() - begun;
  return { jobs, sync, panels, view, statusBar, connection, mcpServers, activationMs };
}

/** The engine goes on without us, so that jobs outlive the window; everything else is in the subscriptions. */
export function deactivate(): void {}
