import type { LogLevel, ObjectType } from "../../protocol/job.ts";
import type {
  ObjectQuery,
  PanelCommand,
  PanelToHost,
  RowsRequest,
  SelectionChange,
  SortKey,
} from "./messages.ts";
import { readActivityRequest } from "./readActivityRequest.ts";

/** More rows than any screen holds; a panel that asks for more gets these. */
const MAX_ROWS = 500;
const MAX_TEXT_CHARS = 500;

const COMMANDS = new Set<unknown>([
  "cancel",
  "cancelNow",
  "pause",
  "resume",
  "retryFailed",
  "callOffRetry",
  "openFullLog",
  "refresh",
  "showLog",
  "copyLog",
  "revealDatabase",
  "openSource",
  "export",
  "showSource",
  "showTarget",
  "compare",
  "retryObjects",
  "copyObjects",
  "configureToken",
  "startMigration",
] satisfies PanelCommand[]);
const SORT_KEYS = new Set<unknown>([
  "arrival",
  "name",
  "type",
  "status",
  "time",
  "rows",
  "attempt",
] satisfies SortKey[]);
const STATUSES = new Set<unknown>(["success", "error", "skipped", "review"]);
const TYPES = new Set<unknown>(["TABLE", "VIEW", "PROCEDURE"] satisfies ObjectType[]);
const LEVELS = new Set<unknown>(["info", "warning", "error"] satisfies LogLevel[]);

/** Reads what the panel sent; undefined for anything else than its protocol. */
export function readMessage(message: unknown): PanelToHost | undefined {
  if (!isRecord(message)) return undefined;
  switch (message.type) {
    case "ready":
      return readReady(message.rows);
    case "objects": {
      const rows = readRows(message);
      return rows && { type: "objects", ...rows };
    }
    case "log": {
      const { first, count, level, text } = message;
      if ((first !== null && !isIndex(first)) || !isIndex(count)) return undefined;
      if (!isOneOf<LogLevel>(level, LEVELS) || typeof text !== "string") return undefined;
      return {
        type: "log",
        first: first,
        count: atMost(count),
        level,
        text: text.slice(0, MAX_TEXT_CHARS),
      };
    }
    case "select": {
      const change = readChange(message.change);
      return change && { type: "select", change };
    }
    case "detail": {
      const { rowId } = message;
      return rowId === null || isIndex(rowId) ? { type: "detail", rowId } : undefined;
    }
    case "reveal": {
      const query = readQuery(message.query);
      const { rowId } = message;
      return query && isIndex(rowId) ? { type: "reveal", rowId, query } : undefined;
    }
    case "command": {
      const { command, rowId } = message;
      if (!COMMANDS.has(command)) return undefined;
      const known = command as PanelCommand;
      return isIndex(rowId)
        ? { type: "command", command: known, rowId }
        : { type: "command", command: known };
    }
    default:
      return readActivityRequest(message);
  }
}

/** A page that asks for rows in a way that nobody understands is ready all the same. */
function readReady(asked: unknown): PanelToHost {
  const rows = isRecord(asked) ? readRows(asked) : undefined;
  return rows ? { type: "ready", rows } : { type: "ready" };
}

function readRows({ first, count, query }: Record<string, unknown>): RowsRequest | undefined {
  const known = readQuery(query);
  if (!known || !isIndex(first) || !isIndex(count)) return undefined;
  return { first, count: atMost(count), query: known };
}

function readChange(change: unknown): SelectionChange | undefined {
  if (!isRecord(change)) return undefined;
  switch (change.kind) {
    case "none":
    case "all":
      return { kind: change.kind };
    case "toggle": {
      const { rowId, also } = change;
      if (!isIndex(rowId) || (also !== null && !isIndex(also))) return undefined;
      return { kind: "toggle", rowId, also };
    }
    case "range": {
      const { from, to, keep } = change;
      if (!isIndex(from) || !isIndex(to) || typeof keep !== "boolean") return undefined;
      return { kind: "range", from, to, keep };
    }
    default:
      return undefined;
  }
}

function readQuery(query: unknown): ObjectQuery | undefined {
  if (!isRecord(query)) return undefined;
  const { text, status, type, sort, descending } = query;
  if (typeof text !== "string" || typeof descending !== "boolean") return undefined;
  if (!isOneOf<ObjectQuery["status"] & string>(status, STATUSES)) return undefined;
  if (!isOneOf<ObjectType>(type, TYPES) || !SORT_KEYS.has(sort)) return undefined;
  return {
    text: text.slice(0, MAX_TEXT_CHARS),
    status,
    type,
    sort: sort as SortKey,
    descending,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isOneOf<T extends string>(value: unknown, known: ReadonlySet<unknown>): value is T | null {
  return value === null || known.has(value);
}

function atMost(count: number): number {
  return Math.min(count, MAX_ROWS);
}
