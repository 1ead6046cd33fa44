import { setImmediate } from "node:timers/promises";
import { type Disposable, DisposableStore } from "../lifetime.ts";
import type { OnDemandCommands, OnDemandDeps, OnDemandName } from "./onDemand.ts";
import type { CommandHandler } from "./registerCommands.ts";

export interface LazyCommands extends Disposable {
  commands: Record<OnDemandName, CommandHandler>;
}

/** The commands that are run now and then: their bundle is loaded with the first of them. */
export function lazyCommands(deps: OnDemandDeps): LazyCommands {
  const store = new DisposableStore();
  let made: Promise<OnDemandCommands> | undefined;
  const load = async () => {
    // Loading is synchronous work: whoever asked gets on first.
    await setImmediate();
    const { createOnDemand } = await import("./onDemand.ts");
    return store.add(createOnDemand(deps));
  };
  const run =
    (name: OnDemandName): CommandHandler =>
    async (...args) => {
      made ??= load();
      return (await made).handlers[name](...args);
    };
  const commands: Record<OnDemandName, CommandHandler> = {
    copyLink: run("copyLink"),
    openLink: run("openLink"),
    openWalkthrough: run("openWalkthrough"),
    createSample: run("createSample"),
    showFailure: run("showFailure"),
    openFullLog: run("openFullLog"),
    exportReport: run("exportReport"),
    openReport: run("openReport"),
    importJob: run("importJob"),
    setEngineUrl: run("setEngineUrl"),
    setToken: run("setToken"),
    setModelToken: run("setModelToken"),
  };
  return { commands, dispose: () => store.dispose() };
}
