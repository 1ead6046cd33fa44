import type {
  ConnectionView,
  HostToPanel,
  JobView,
  LogRow,
  ObjectRow,
  PanelState,
  Window,
} from "../extension/panel/messages.ts";

export type Counts = NonNullable<PanelState["counts"]>;

/** The last picture that the host sent, plus what the panel itself waits for. */
export interface PanelModel {
  connection: ConnectionView;
  /** Undefined until the host told; null when the job is gone. */
  job: JobView | null | undefined;
  counts: Counts | null;
  objects: Window<ObjectRow> | null;
  log: Window<LogRow> | null;
  /** Why the last command did not work, until dismissed. */
  failure: string | null;
  /** A cancel went out that the host has not confirmed yet. */
  cancelAsked: boolean;
}

export type PanelAction =
  | { type: "message"; message: HostToPanel }
  | { type: "cancelAsked" }
  | { type: "failureDismissed" };

export const initialModel: PanelModel = {
  connection: { state: "connecting" },
  job: undefined,
  counts: null,
  objects: null,
  log: null,
  failure: null,
  cancelAsked: false,
};

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
  const { job = model.job } = message;
  return {
    ...model,
    job,
    connection: message.connection ?? model.connection,
    counts: message.counts ?? model.counts,
    objects: nextWindow(model.objects, message.objects),
    log: nextWindow(model.log, message.log),
    cancelAsked: model.cancelAsked && job?.canCancel === true && !job.cancelling,
  };
}

/** A window without rows although some match (nothing was asked for) brings counts only. */
function nextWindow<Row>(held: Window<Row> | null, came: Window<Row> | undefined) {
  if (!came) return held;
  const countsOnly = came.rows.length === 0 && came.matching > 0 && held !== null;
  return countsOnly ? { ...held, matching: came.matching, total: came.total } : came;
}
