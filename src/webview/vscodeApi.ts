import type { SectionId } from "../extension/panel/activityMessages.ts";
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
  /** What was kept for this job; nothing but its id for another one or when nothing was kept. */
  saved(jobId: string): PersistedPanelState;
  /** Keeps these parts beside those that are kept already. */
  save(part: PersistedPanelState): void;
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
    saved: (jobId) => readSaved(api.getState(), jobId),
    save: (part) => api.setState({ ...readSaved(api.getState(), part.jobId), ...part }),
  };
}

/** The sections that there are; an older version may have kept others. */
const sections: readonly SectionId[] = ["cards", "chart"];

function readSaved(state: unknown, jobId: string): PersistedPanelState {
  if (!isRecord(state) || state.jobId !== jobId) return { jobId };
  const { query, columns, folded, ...rest } = state;
  const known = readQuery(query);
  return {
    ...rest,
    jobId,
    ...(known && { query: known }),
    ...(isRecord(columns) && { columns: numbersOf(columns) }),
    ...(Array.isArray(folded) && { folded: sections.filter((one) => folded.includes(one)) }),
  };
}

/** The entries that are numbers; an older version may have kept something else. */
function numbersOf(record: Record<string, unknown>): Record<string, number> {
  const entries = Object.entries(record).filter(([, value]) => Number.isFinite(value));
  return Object.fromEntries(entries) as Record<string, number>;
}

function readQuery(query: unknown): ObjectQuery | null {
  if (!isRecord(query)) return null;
  const { text, status, type, sort, descending } = query as unknown as ObjectQuery;
  if (typeof text !== "string" || typeof sort !== "string") return null;
  return {
    text,
    status: status ?? null,
    type: type ?? null,
    sort,
    descending: descending === true,
  };
}
