import type {
  HostToPanel,
  ObjectQuery,
  PanelCommand,
  PanelToHost,
  PersistedPanelState,
} from "../extension/panel/messages.ts";
import { isRecord, readHostMessage } from "./hostMessages.ts";

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The extension host as the panel sees it. */
export interface PanelHost {
  send(message: PanelToHost): void;
  run(command: PanelCommand, rowId?: number): void;
  /** Calls `listener` for each well-formed message until the returned function is called. */
  listen(listener: (message: HostToPanel) => void): () => void;
  /** What was kept for this job; null for another one or when nothing was kept. */
  savedQuery(jobId: string): ObjectQuery | null;
  save(state: PersistedPanelState): void;
}

/** Wraps the one API object that VS Code hands out; a second call would throw. */
export function connectToHost(): PanelHost {
  const api = acquireVsCodeApi();
  const send = (message: PanelToHost) => api.postMessage(message);
  return {
    send,
    run: (command, rowId) =>
      send(
        rowId === undefined ? { type: "command", command } : { type: "command", command, rowId },
      ),
    listen: (listener) => {
      const onMessage = (event: MessageEvent<unknown>) => {
        const message = readHostMessage(event.data);
        if (message) listener(message);
      };
      window.addEventListener("message", onMessage);
      return () => window.removeEventListener("message", onMessage);
    },
    savedQuery: (jobId) => readSavedQuery(api.getState(), jobId),
    save: (state) => api.setState(state),
  };
}

function readSavedQuery(state: unknown, jobId: string): ObjectQuery | null {
  if (!isRecord(state) || state.jobId !== jobId || !isRecord(state.query)) return null;
  const { text, status, type, sort, descending } = state.query as unknown as ObjectQuery;
  if (typeof text !== "string" || typeof sort !== "string") return null;
  return {
    text,
    status: status ?? null,
    type: type ?? null,
    sort,
    descending: descending === true,
  };
}
