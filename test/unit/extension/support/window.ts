import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Emitter } from "../../../../src/extension/emitter.ts";
import { EngineConnection } from "../../../../src/extension/engine/engineConnection.ts";
import { JobActions } from "../../../../src/extension/jobs/jobActions.ts";
import { JobFollowers } from "../../../../src/extension/jobs/jobFollowers.ts";
import { JobListSync } from "../../../../src/extension/jobs/jobListSync.ts";
import { JobStore } from "../../../../src/extension/jobs/jobStore.ts";
import { JobSync } from "../../../../src/extension/jobs/jobSync.ts";
import { systemTimers } from "../../../../src/extension/timers.ts";
import { english, MemoryLog } from "./host.ts";

export interface WindowOptions {
  url?: string;
  engineFolder?: string;
  enginePath?: string;
  trusted?: boolean;
  version?: string;
}

/** A folder in which no engine ever ran. */
function nowhere(): string {
  return join(tmpdir(), `dwm-nowhere-${randomUUID()}`);
}

/** What one window has below its views, wired as activate() wires it, with settings that a test can change. */
export function openWindow(options: WindowOptions = {}) {
  const { url = "", engineFolder = nowhere(), enginePath = "", trusted = true } = options;
  const { version = "0.0.0" } = options;
  const changed = new Emitter<void>();
  const tokens = new Map<string, string>();
  const keepRunningChanged = new Emitter<void>();
  const values = { url, keepRunning: true };
  const log = new MemoryLog();
  const timers = systemTimers;
  const connection = new EngineConnection({
    settings: {
      url: () => values.url,
      token: async (origin) => tokens.get(origin),
      keepRunning: () => values.keepRunning,
      retention: () => ({ jobs: null, days: null, megabytes: null }),
      model: async () => ({ baseUrl: "", token: undefined, inputPrice: null, outputPrice: null }),
      onDidChange: changed.event,
      onDidChangeKeepRunning: keepRunningChanged.event,
    },
    engineFolder,
    enginePath,
    version,
    isTrusted: () => trusted,
    manageTrust: { title: "Trust", command: "trust" },
    load: () => import("../../../../src/extension/engine/client.ts"),
    timers,
    log,
    l10n: english,
  });
  const jobs = new JobStore(timers.now);
  connection.onDidReset(() => jobs.clear());
  const list = new JobListSync({ connection, store: jobs, timers, random: () => 0 });
  const followers = new JobFollowers({ connection, store: jobs, log });
  const sync = new JobSync({ store: jobs, list, followers });
  const saveSources = async () => undefined;
  const showProgress = <T>(task: () => Promise<T>) => task();
  const actions = new JobActions({
    ...{ connection, store: jobs, sync, timers, saveSources, showProgress },
  });
  return {
    connection,
    jobs,
    list,
    sync,
    actions,
    log,
    setUrl(next: string) {
      values.url = next;
      changed.fire();
    },
    setKeepRunning(next: boolean) {
      values.keepRunning = next;
      keepRunningChanged.fire();
    },
    setToken(origin: string, token: string) {
      tokens.set(origin, token);
      changed.fire();
    },
    dispose() {
      sync.dispose();
      connection.dispose();
      jobs.dispose();
    },
  };
}
