import * as l10n from "@vscode/l10n";
import type { JobStatus, LogLevel, ObjectStatus, ObjectType } from "../protocol/job.ts";
import "./translations.ts";

const statusNames: Record<JobStatus, string> = {
  queued: l10n.t("Queued"),
  running: l10n.t("Running"),
  paused: l10n.t("Paused"),
  completed: l10n.t("Completed"),
  failed: l10n.t("Failed"),
  cancelled: l10n.t("Cancelled"),
};
const resultNames: Record<ObjectStatus | "review", string> = {
  success: l10n.t("succeeded"),
  error: l10n.t("failed"),
  skipped: l10n.t("skipped"),
  review: l10n.t("succeeded, to review"),
};
const typeNames: Record<ObjectType, string> = {
  TABLE: l10n.t("table"),
  VIEW: l10n.t("view"),
  PROCEDURE: l10n.t("procedure"),
};
const levelNames: Record<LogLevel, string> = {
  info: l10n.t("info"),
  warning: l10n.t("warn"),
  error: l10n.t("error"),
};

/** Every text that a user can see. Numbers and times arrive formatted. */
export const strings = {
  statusNames,
  resultNames,
  typeNames,
  levelNames,

  seconds: (s: string) => unbroken(l10n.t("{0} s", s)),
  milliseconds: (ms: string) => unbroken(l10n.t("{0} ms", ms)),
  minutesSeconds: (min: string, s: string) =>
    `${unbroken(l10n.t("{0} min", min))} ${unbroken(l10n.t("{0} s", s))}`,
  minutes: (min: string) => unbroken(l10n.t("{0} min", min)),
  hoursMinutes: (h: string, min: string) =>
    `${unbroken(l10n.t("{0} h", h))} ${unbroken(l10n.t("{0} min", min))}`,

  fromTo: (source: string, target: string) => l10n.t("{0} to {1}", source, target),
  startedAt: (time: string) => l10n.t("started {0}", time),
  dryRun: l10n.t("Dry run"),
  dryRunHint: l10n.t("Nothing is written to the target."),
  doneOf: (done: string, total: string) => l10n.t("{0} of {1}", done, total),
  left: (duration: string) => l10n.t("{0} left", duration),
  estimating: l10n.t("estimating…"),
  range: (text: string) => l10n.t("({0})", text),
  secondsRange: (low: string, high: string) => unbroken(l10n.t("{0}–{1} s", low, high)),
  minutesRange: (low: string, high: string) => unbroken(l10n.t("{0}–{1} min", low, high)),
  hoursRange: (low: string, high: string) => unbroken(l10n.t("{0}–{1} h", low, high)),
  etaHint: l10n.t("In four of five cases the end is within this range."),
  silent: (duration: string) => l10n.t("nothing finished for {0}", duration),
  workers: (n: string, count: number) =>
    count === 1 ? l10n.t("1 worker") : l10n.t("{0} workers", n),
  thisComputer: l10n.t("this computer"),
  soFar: (duration: string) => l10n.t("{0} so far", duration),
  currentObject: (name: string) => l10n.t("Working on {0}", name),
  progress: l10n.t("Progress of the migration"),
  progressText: (percent: string, done: string, total: string) =>
    l10n.t("{0}, {1} of {2} objects", percent, done, total),
  segmentDone: (n: string) => l10n.t("{0} completed", n),
  segmentFailed: (n: string) => l10n.t("{0} failed", n),
  segmentSkipped: (n: string) => l10n.t("{0} skipped", n),
  segmentRunning: (n: string) => l10n.t("{0} running", n),

  connecting: l10n.t("Connecting to the engine…"),
  stale: (since: string) => l10n.t("Not updated since {0}", since),
  retryingIn: (seconds: string) => l10n.t("retrying in {0}", seconds),
  retryingNow: l10n.t("retrying…"),
  offline: (since: string) => l10n.t("Engine unreachable since {0}", since),
  unauthorised: l10n.t("The engine asks for a token"),
  enterToken: l10n.t("Enter token…"),
  retryNow: l10n.t("Retry now"),
  connectionLost: l10n.t("Connection to the engine lost"),

  cancel: l10n.t("Cancel"),
  cancelQuestion: l10n.t("Cancel the migration?"),
  cancelYes: l10n.t("Yes, cancel"),
  cancelNo: l10n.t("Keep running"),
  cancelling: l10n.t("Cancelling…"),
  cancelNow: l10n.t("Cancel now"),
  cancelNowHint: l10n.t("Do not wait for what is in work"),
  pause: l10n.t("Pause"),
  resume: l10n.t("Resume"),
  retryFailed: l10n.t("Retry failed"),
  retryFailedCount: (n: string) => l10n.t("Retry failed ({0})", n),
  export: l10n.t("Export…"),
  retryFailedHint: l10n.t(
    "Reads the files again, and runs what failed with what was skipped because of it",
  ),
  completedWithFailures: l10n.t("Completed with failures"),
  rereading: l10n.t("Reading the files again…"),
  callOffRetry: l10n.t("Do not retry"),
  goOn: l10n.t("Continue"),
  goOnHint: l10n.t("Reads the files again, does what was not done and runs what failed"),
  waiting: (place: string) => l10n.t("Waiting, place {0}", place),
  imported: l10n.t("Imported"),
  importedHint: l10n.t("Read from an export. It can be looked at, not run."),
  revealDatabase: l10n.t("Reveal database file"),
  startAnother: l10n.t("Start another migration…"),
  startMigration: l10n.t("Start a migration…"),
  dismiss: l10n.t("Dismiss"),
  finishedIn: (objects: string, count: number, duration: string) =>
    count === 1
      ? l10n.t("1 object migrated in {0}", duration)
      : l10n.t("{0} objects migrated in {1}", objects, duration),
  checkedIn: (objects: string, count: number, duration: string) =>
    count === 1
      ? l10n.t("1 object checked in {0}", duration)
      : l10n.t("{0} objects checked in {1}", objects, duration),
  finished: (objects: string, count: number) =>
    count === 1 ? l10n.t("1 object migrated") : l10n.t("{0} objects migrated", objects),
  allGood: l10n.t("nothing failed"),
  failedCount: (n: string) => l10n.t("{0} failed", n),
  skippedCount: (n: string) => l10n.t("{0} skipped", n),
  failedWithout: l10n.t("The migration could not go on."),
  cancelledAfter: (done: string, total: string, duration: string) =>
    l10n.t("Cancelled after {0} with {1} of {2} objects done", duration, done, total),
  cancelledAt: (done: string, total: string) =>
    l10n.t("Cancelled with {0} of {1} objects done", done, total),

  jobGone: l10n.t("This migration no longer exists."),
  readingInventory: l10n.t("Reading the inventory. Objects appear here as soon as they are done."),
  emptyInventory: l10n.t("The inventory held no objects."),
  nothingMigrated: l10n.t("No object was migrated."),
  noResults: l10n.t("No object is done yet."),
  noMatch: l10n.t("No object matches the filter."),
  showLogTab: l10n.t("Show log"),
  clearFilter: l10n.t("Clear filter"),

  cards: {
    label: l10n.t("Counts"),
    completed: l10n.t("Completed"),
    failed: l10n.t("Failed"),
    skipped: l10n.t("Skipped"),
    total: l10n.t("Total"),
    running: l10n.t("Running"),
    rate: l10n.t("Rate"),
    perMinute: l10n.t("/min"),
    rows: l10n.t("Rows loaded"),
    review: l10n.t("To review"),
  },
  tabs: {
    label: l10n.t("Parts of the migration"),
    objects: l10n.t("Objects"),
    failures: l10n.t("Failures"),
    timeline: l10n.t("Timeline"),
    log: l10n.t("Log"),
  },
  chart: {
    title: {
      minute: l10n.t("Objects per minute"),
      second: l10n.t("Objects per second"),
    },
    finished: l10n.t("finished"),
    failed: l10n.t("failed"),
    reading: (time: string, rate: string, failed: string) =>
      l10n.t("{0} · {1} finished · {2} failed", time, rate, failed),
    summary: (
      title: string,
      from: string,
      to: string,
      most: string,
      last: string,
      failed: string,
    ) =>
      l10n.t(
        "{0} from {1} to {2}: at most {3}, {4} at the end, {5} objects failed. Arrow keys read it.",
        title,
        from,
        to,
        most,
        last,
        failed,
      ),
  },
  failures: {
    label: l10n.t("Failures by cause"),
    none: l10n.t("Nothing failed."),
    noneYet: l10n.t("Nothing has failed so far."),
    reading: l10n.t("Reading what failed…"),
    oneObject: l10n.t("1 object"),
    objects: (n: string) => l10n.t("{0} objects", n),
    oneWaits: l10n.t("1 object waits for it"),
    waiting: (n: string) => l10n.t("{0} objects wait for these", n),
    groupLabel: (cause: string, count: string) => l10n.t("{0}: {1}", cause, count),
    openPage: (code: string) => l10n.t("Explain {0}", code),
    retryOne: l10n.t("Retry this one"),
    retry: (n: string) => l10n.t("Retry these {0}", n),
    showOne: l10n.t("Show in the table"),
    showAll: (n: string) => l10n.t("Open all {0}", n),
    more: (groups: string, objects: string) =>
      l10n.t("{0} more causes of {1} objects: see the table of objects.", groups, objects),
  },
  timeline: {
    review: l10n.t("to review"),
    label: l10n.t("Objects by worker and time"),
    hint: l10n.t("Point at a mark, or use the arrow keys. A click opens the object's row."),
    reading: l10n.t("Reading who worked on what…"),
    nothing: l10n.t("No object is done yet."),
    untold: l10n.t(
      "This engine does not tell which worker did what, so there is no timeline of this job.",
    ),
    worker: (n: string) => l10n.t("Worker {0}", n),
    moreWorkers: (n: string) => l10n.t("{0} more workers are not shown.", n),
    unknown: (n: string) => l10n.t("Of {0} objects it is not known who worked on them.", n),
    time: (start: string, took: string) => l10n.t("{0}, took {1}", start, took),
    several: (n: string) => l10n.t("{0} objects, among them", n),
    markLabel: (worker: string, time: string, outcome: string) =>
      l10n.t("Worker {0}, {1}, {2}", worker, time, outcome),
    marksLabel: (worker: string, time: string, objects: string, outcome: string) =>
      l10n.t("Worker {0}, {1}, {2} objects, at worst {3}", worker, time, objects, outcome),
  },
  chips: {
    status: l10n.t("Filter by result"),
    type: l10n.t("Filter by type"),
    all: l10n.t("All"),
    error: l10n.t("Failed"),
    skipped: l10n.t("Skipped"),
    review: l10n.t("Review"),
    TABLE: l10n.t("Tables"),
    VIEW: l10n.t("Views"),
    PROCEDURE: l10n.t("Procedures"),
  },
  filterObjects: l10n.t("Filter by name, message or code"),
  grid: {
    label: l10n.t("Objects of the migration"),
    state: l10n.t("State"),
    newestFirst: l10n.t("Newest first"),
    oldestFirst: l10n.t("Oldest first"),
    byArrival: l10n.t("Sort by the order of arrival"),
    newest: l10n.t("Jump to newest"),
    name: l10n.t("Object"),
    type: l10n.t("Type"),
    result: l10n.t("Result"),
    time: l10n.t("Time"),
    rows: l10n.t("Rows"),
    attempt: l10n.t("Try"),
    resize: l10n.t("Drag to resize; double-click for the first width"),
    resizeHint: l10n.t("Shift and the left or right arrow key resize the column"),
  },
  inWork: l10n.t("in work"),
  inWorkWith: (n: string, count: number) =>
    count === 1 ? l10n.t("in work, with 1 other") : l10n.t("in work, with {0} others", n),
  selection: {
    label: l10n.t("Selected objects"),
    count: (n: string, count: number) =>
      count === 1 ? l10n.t("1 object selected") : l10n.t("{0} objects selected", n),
    retry: (n: string) => l10n.t("Retry {0}", n),
    showSource: l10n.t("Show source"),
    showTarget: l10n.t("Show target"),
    compare: l10n.t("Compare"),
    copy: l10n.t("Copy"),
    clear: l10n.t("Clear the selection"),
    cannotOpen: l10n.t("Select at most 12 objects of an engine that keeps their source"),
  },
  detailLabel: l10n.t("Selected object"),
  detailFine: (name: string) => l10n.t("{0} migrated without remarks.", name),
  openSource: l10n.t("Open source"),
  openTarget: l10n.t("Open target"),
  compare: l10n.t("Compare source and target"),
  retryThis: l10n.t("Retry this"),
  retryThese: (n: string) => l10n.t("Retry these {0}", n),
  sameReason: (n: string) => l10n.t("{0} objects fail for the same reason.", n),
  openLocation: (location: string) => l10n.t("Open {0}", location),

  log: {
    label: l10n.t("Log of the migration"),
    search: l10n.t("Search in the log"),
    level: l10n.t("Least severe level"),
    all: l10n.t("All levels"),
    warning: l10n.t("Warnings and errors"),
    error: l10n.t("Errors"),
    copyAll: l10n.t("Copy all"),
    openInOutput: l10n.t("Open in output"),
    openFull: l10n.t("Open full log"),
    cut: (n: string) => l10n.t("… {0} more characters", n),
    newest: l10n.t("Jump to newest"),
    showObject: (name: string) => l10n.t("Show {0} in the table", name),
    none: l10n.t("The log is empty."),
    noMatch: l10n.t("No line matches."),
  },

  announceRunning: (status: string, percent: string, failed: string) =>
    l10n.t("{0}, {1}, {2} failed", status, percent, failed),
  announceEnded: (status: string, done: string, total: string, failed: string) =>
    l10n.t("{0}: {1} of {2} objects, {3} failed", status, done, total, failed),
};

/** A number stays with its unit when the line is broken. */
function unbroken(text: string): string {
  return text.replaceAll(" ", "\u00a0");
}
