/** Stands in for VS Code and the extension host inside the test page: a real implementation of the panel's messages. */

import type {
  JobView,
  LogRow,
  ObjectRow,
  PanelState,
  PanelToHost,
} from "../../../src/extension/panel/messages.ts";
import { ObjectSelection } from "../../../src/extension/panel/objectSelection.ts";
import type { FakeHost, FakeHostSetup, PageProbe, TestRow } from "../support/fakeHostTypes.ts";
import { activityState, chartOf, markOf } from "./activity.ts";
import { countsOf, matchingLines, matchingRows, windowOf } from "./answers.ts";
import { generatedDetail, generatedLine, generatedRow } from "./generatedRows.ts";

type Request<Type> = Extract<PanelToHost, { type: Type }>;

function createFakeHost(setup: FakeHostSetup): FakeHost {
  const started = Date.now() - 425_000;
  const rows: ObjectRow[] = Array.from({ length: setup.rowCount }, (_, index) =>
    testRow(index, setup.rows[index]),
  );
  const lines: LogRow[] = Array.from({ length: setup.logCount }, (_, i) =>
    generatedLine(i, started),
  );
  const counts = countsOf(rows);
  let connection = setup.connection;
  let job: JobView | null = setup.job && { ...jobOf(counts, rows, started), ...setup.job };
  let objectsAsked: Request<"objects"> | null = null;
  let logAsked: Request<"log"> | null = null;
  let held: (() => void)[] | null = null;
  let clipboard = "";
  const selection = new ObjectSelection<ObjectRow>();

  const post = (message: unknown) => window.postMessage(message, "*");
  const answer = (part: () => Omit<PanelState, "type">) => {
    const send = () => post({ type: "state", ...part() });
    if (held) held.push(send);
    else setTimeout(send);
  };
  const objects = () => {
    const { first, count, query } = objectsAsked as Request<"objects">;
    return {
      objects: windowOf(matchingRows(rows, query), rows.length, first, count),
      ...selected(),
    };
  };
  const order = () => (objectsAsked ? matchingRows(rows, objectsAsked.query) : []);
  const selected = (): Pick<PanelState, "selection"> => {
    const chosen = selection.rows(order());
    const retryable = chosen.filter(({ status }) => status !== "success").length;
    const { first = 0, count = 0 } = objectsAsked ?? {};
    const window = order().slice(first, first + count);
    const shown = window.filter(({ id }) => selection.has(id)).map(({ id }) => id);
    const canOpen = chosen.length > 0 && chosen.length <= 12;
    return { selection: { count: chosen.length, retryable, canOpen, shown } };
  };
  const detail = (rowId: number | null): Pick<PanelState, "detail"> => {
    const row = rowId === null ? undefined : rows[rowId];
    if (rowId === null || !row) return {};
    const known = generatedDetail(row, rowId);
    const { hint, location, sameCode, hasDocuments, canRetry } = { ...known, ...setup.rows[rowId] };
    return { detail: { ...known, hint, location, sameCode, hasDocuments, canRetry } };
  };
  const log = () => {
    const { first, count, level, text } = logAsked as Request<"log">;
    return { log: windowOf(matchingLines(lines, level, text), lines.length, first, count) };
  };
  const host: FakeHost = {
    sent: [],
    saved: setup.saved,
    violations: [],
    errors: [],
    patchJob(patch) {
      job = patch && job && { ...job, ...patch };
      post({ type: "state", job });
    },
    setConnection(next) {
      connection = next;
      post({ type: "state", connection });
    },
    addRows(count) {
      const end = rows.length + count;
      while (rows.length < end) rows.push(generatedRow(rows.length));
      post({ type: "state", counts: countsOf(rows), ...(objectsAsked ? objects() : {}) });
    },
    addLog(added) {
      for (const line of added) lines.push({ id: lines.length, time: Date.now(), ...line });
      if (logAsked) post({ type: "state", ...log() });
    },
    post,
    postActivity(parts) {
      post({ type: "state", ...parts });
    },
    chart: () => chartOf(started),
    holdAnswers(hold) {
      const waiting = held ?? [];
      held = hold ? waiting : null;
      if (!hold) for (const send of waiting) send();
    },
    probe: () => ({ ...probe(), clipboard }),
  };

  document.addEventListener("copy", (event) => {
    clipboard = event.clipboardData?.getData("text/plain") ?? "";
  });
  document.addEventListener("securitypolicyviolation", (event) => {
    host.violations.push(`${event.violatedDirective}: ${event.blockedURI}`);
  });
  window.addEventListener("error", (event) => host.errors.push(event.message));

  Object.assign(globalThis, {
    acquireVsCodeApi: () => ({
      getState: () => host.saved ?? undefined,
      setState: (state: FakeHost["saved"]) => {
        host.saved = state;
      },
      postMessage: (message: PanelToHost) => {
        host.sent.push(message);
        if (message.type === "ready") {
          if (message.rows) objectsAsked = { type: "objects", ...message.rows };
          const rows = message.rows ? objects : () => ({});
          answer(() => ({ connection, job, counts, folded: setup.folded, ...rows() }));
        }
        if (message.type === "objects") {
          objectsAsked = message;
          answer(objects);
        }
        if (message.type === "select") {
          selection.apply(message.change, order());
          answer(selected);
        }
        if (message.type === "detail") answer(() => detail(message.rowId));
        if (message.type === "reveal") {
          // As the host does: the rows of that query first.
          if (objectsAsked) objectsAsked = { ...objectsAsked, query: message.query };
          if (objectsAsked) answer(objects);
          const list = matchingRows(rows, message.query);
          const index = list.findIndex(({ id }) => id === message.rowId);
          const { rowId } = message;
          setTimeout(() => post({ type: "revealed", rowId, index: index < 0 ? null : index }));
        }
        if (message.type === "show") {
          answer(() => activityState(message.parts, rows, started, setup.activity));
        }
        if (message.type === "inspect") {
          answer(() => ({ mark: markOf(rows[message.rowId ?? -1], started) }));
        }
        if (message.type === "log") {
          logAsked = message;
          answer(log);
        }
      },
    }),
  });
  return host;
}

function testRow(index: number, given: TestRow = {}): ObjectRow {
  const { hint, location, sameCode, hasDocuments, canRetry, ...row } = given;
  return { ...generatedRow(index), ...row };
}

function jobOf(
  counts: NonNullable<PanelState["counts"]>,
  rows: ObjectRow[],
  started: number,
): JobView {
  const { success, error, skipped } = counts.status;
  const total = Math.round(rows.length * 1.466);
  return {
    jobId: "job-1",
    title: "retail_dw",
    target: "main.migrated",
    sourceLabel: "Snowflake",
    targetLabel: "DuckDB",
    status: "running",
    cancelling: false,
    percent: total === 0 ? 0 : (100 * rows.length) / total,
    total,
    completed: success,
    failed: error,
    skipped,
    running: rows.length === 0 ? null : Math.max(4, Math.round(total / 120)),
    workers: rows.length === 0 ? null : 4,
    rowsLoaded: rows.reduce((sum, row) => sum + (row.rowsLoaded ?? 0), 0),
    currentObject: rows.length === 0 ? null : "sales.v_customer_360",
    startedAt: started,
    endedAt: null,
    etaSeconds: 200,
    etaRange: [120, 300],
    perMinute: rows.length === 0 ? null : 41,
    silentSince: null,
    toReview: counts.status.review,
    isLocal: true,
    dryRun: false,
    error: null,
    targetPath: null,
    canCancel: true,
    canCancelNow: false,
    canPause: false,
    canResume: false,
    canRetry: false,
    canRetryFailed: false,
    canExport: false,
    retryAsked: false,
    queuePosition: null,
    imported: false,
  };
}

function probe(): Omit<PageProbe, "clipboard"> {
  const edges = [...document.querySelectorAll("body *")]
    .filter((element) => !element.closest(".log, .sr-only"))
    .map((element) => element.getBoundingClientRect().right);
  return {
    rowsInPage: document.querySelectorAll(".grid-body [role=row]").length,
    overflow:
      Math.max(document.documentElement.scrollWidth, ...edges.map(Math.floor)) - window.innerWidth,
    images: document.querySelectorAll("img, script:not([nonce]), [onerror]").length,
  };
}

const setup = globalThis.fakeHostSetup;
for (const [name, value] of Object.entries(setup.tokens)) {
  document.documentElement.style.setProperty(name, value);
}
document.body.className = setup.bodyClass;
globalThis.fakeHost = createFakeHost(setup);
