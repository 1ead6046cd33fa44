import type {
  ActivityState,
  ChartView,
  SectionId,
} from "../../../src/extension/panel/activityMessages.ts";
import type {
  ConnectionView,
  HostToPanel,
  JobView,
  LogRow,
  ObjectDetail,
  ObjectRow,
  PanelToHost,
  PersistedPanelState,
} from "../../../src/extension/panel/messages.ts";

/** What a test says of an object: of its row, and of its detail. */
export type TestRow = Partial<ObjectRow & Omit<ObjectDetail, "id" | "message">>;

/** What a test decides before the page loads; travels as JSON. */
export interface FakeHostSetup {
  /** `--vscode-…` variables, set on the root element as VS Code does. */
  tokens: Record<string, string>;
  /** VS Code's class of the body: vscode-dark, vscode-light, vscode-high-contrast. */
  bodyClass: string;
  rowCount: number;
  logCount: number;
  /** Changes to the job of the generated rows; null: there is no such job. */
  job: Partial<JobView> | null;
  connection: ConnectionView;
  saved: PersistedPanelState | null;
  /** Instead of the chart, timeline or failures that are made up. */
  activity: Partial<ActivityState>;
  /** The sections that were folded last, in whichever panel. */
  folded: SectionId[];
  /** The first rows, instead of generated ones. */
  rows: TestRow[];
}

/** Measures of the page that a test asks for. */
export interface PageProbe {
  rowsInPage: number;
  /** Pixels by which the page, or any element in it, is wider than the window. */
  overflow: number;
  images: number;
  clipboard: string;
}

/** The other side of the panel's messages, living in the page: `globalThis.fakeHost`. */
export interface FakeHost {
  sent: PanelToHost[];
  saved: PersistedPanelState | null;
  violations: string[];
  errors: string[];
  patchJob(patch: Partial<JobView> | null): void;
  setConnection(connection: ConnectionView): void;
  /** More objects are done. */
  addRows(count: number): void;
  addLog(lines: Pick<LogRow, "level" | "message">[]): void;
  post(message: HostToPanel | unknown): void;
  postActivity(parts: ActivityState): void;
  /** The chart that the page shows unless a test wants another one. */
  chart(): ChartView;
  /** Holds back the answers to requests until called with false. */
  holdAnswers(hold: boolean): void;
  probe(): PageProbe;
}

declare global {
  var fakeHost: FakeHost;
  var fakeHostSetup: FakeHostSetup;
}
