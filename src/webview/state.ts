import type {
  ChartView,
  FailuresView,
  MarkDetail,
  SectionId,
  TimelineView,
} from "../extension/panel/activityMessages.ts";
import type {
  ConnectionView,
  HostToPanel,
  JobView,
  LogRow,
  ObjectDetail,
  ObjectRow,
  PanelState,
  SelectionView,
  SentRow,
  Window,
} from "../extension/panel/messages.ts";

export type Counts = NonNullable<PanelState["counts"]>;

/** Where a row is that was looked for. */
export type Revealed = Extract<HostToPanel, { type: "revealed" }>;

/** The last picture that the host sent, plus what the panel itself waits for. */
export interface PanelModel {
  connection: ConnectionView;
  /** Undefined until the host told; null when the job is gone. */
  job: JobView | null | undefined;
  counts: Counts | null;
  objects: Window<ObjectRow> | null;
  selection: SelectionView;
  detail: ObjectDetail | null;
  /** The last answer to where a row is. */
  revealed: Revealed | null;
  log: Window<LogRow> | null;
  /** Undefined until the host told; null when no time is known. */
  chart: ChartView | null | undefined;
  timeline: TimelineView | null;
  failures: FailuresView | null;
  mark: MarkDetail | null;
  /** The sections that are folded where nobody has folded one; null until the host told. */
  folded: readonly SectionId[] | null;
  /** Why the last command did not work, until dismissed. */
  failure: string | null;
  /** A cancel went out that the host has not confirmed yet. */
  cancelAsked: boolean;
}

export type PanelAction =
  | { type: "message"; message: HostToPanel }
  | { type: "cancelAsked" }
  | { type: "failureDismissed" };

const initialModel: PanelModel = {
  connection: { state: "connecting" },
  job: undefined,
  counts: null,
  objects: null,
  selection: { count: 0, retryable: 0, canOpen: false, shown: [] },
  detail: null,
  revealed: null,
  log: null,
  chart: undefined,
  timeline: null,
  failures: null,
  mark: null,
  folded: null,
  failure: null,
  cancelAsked: false,
};

/** What is known at the beginning. */
export function modelAfter(first: HostToPanel | undefined): PanelModel {
  return first ? receive(initialModel, first) : initialModel;
}

export function reduce(model: PanelModel, action: PanelAction): PanelModel {
  switch (action.type) {
    case "message":
      return receive(model, action.message);
    case "cancelAsked":
      return { ...model, cancelAsked: true, failure: null };
    case "failureDismissed":
      return { ...model, failure: null };
  }
}

function receive(model: PanelModel, message: HostToPanel): PanelModel {
  if (message.type === "commandFailed") {
    const cancelAsked = model.cancelAsked && message.command !== "cancel";
    return { ...model, failure: message.message, cancelAsked };
  }
  if (message.type === "revealed") return { ...model, revealed: message };
  const { job = model.job } = message;
  return {
    ...model,
    job,
    connection: message.connection ?? model.connection,
    counts: message.counts ?? model.counts,
    objects: nextWindow(model.objects, message.objects && whole(message.objects, model.objects)),
    selection: message.selection ?? model.selection,
    detail: message.detail === undefined ? model.detail : message.detail,
    log: nextWindow(model.log, message.log),
    chart: message.chart === undefined ? model.chart : message.chart,
    timeline: message.timeline ?? model.timeline,
    failures: message.failures ?? model.failures,
    mark: message.mark === undefined ? model.mark : message.mark,
    folded: message.folded ?? model.folded,
    cancelAsked: model.cancelAsked && job?.canCancel === true && !job.cancelling,
  };
}

/** The window with what the host left out of its rows. A row that says what it said before stays the same one. */
function whole(window: Window<SentRow>, held: Window<ObjectRow> | null): Window<ObjectRow> {
  const nothing = { message: "", code: null, review: false };
  const unknown = { timeMs: null, rowsLoaded: null, attempt: null };
  const before = new Map(held?.rows.map((row) => [row.id, row]));
  const rows = window.rows.map((sent) => {
    const row: ObjectRow = { ...nothing, ...unknown, ...sent };
    const known = before.get(row.id);
    return known && isSame(known, row) ? known : row;
  });
  return { ...window, rows };
}

function isSame(a: ObjectRow, b: ObjectRow): boolean {
  return (Object.keys(a) as (keyof ObjectRow)[]).every((key) => a[key] === b[key]);
}

/** A window without rows although some match (nothing was asked for) brings counts only. */
function nextWindow<Row>(held: Window<Row> | null, came: Window<Row> | undefined) {
  if (!came) return held;
  const countsOnly = came.rows.length === 0 && came.matching > 0 && held !== null;
  return countsOnly ? { ...held, matching: came.matching, total: came.total } : came;
}
