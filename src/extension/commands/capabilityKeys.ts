import type { ContextKeys } from "../contextKeys.ts";
import type { EngineConnection } from "../engine/engineConnection.ts";
import { type Disposable, DisposableStore } from "../lifetime.ts";

/** Tells the menus what the server can do: one of the old system shows none of what it does not know. */
export function watchCapabilities(
  connection: Pick<EngineConnection, "current" | "onDidConnect" | "onDidReset">,
  keys: Pick<ContextKeys, "set">,
): Disposable {
  const store = new DisposableStore();
  const update = () => {
    const capabilities = connection.current?.capabilities;
    keys.set("canControl", capabilities?.has("control") ?? false);
    keys.set("canExport", capabilities?.has("export") ?? false);
  };
  store.add(connection.onDidConnect(update));
  store.add(connection.onDidReset(update));
  return store;
}
