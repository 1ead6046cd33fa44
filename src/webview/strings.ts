import type { JobStatus, LogLevel, ObjectStatus, ObjectType } from "../protocol/job.ts";

const statusNames: Record<JobStatus, string> = {
  queued: "Queued",
  running: "Running",
  paused: "Paused",
  completed: "Completed",
  failed: "Failed",
  cancelled: "Cancelled",
};
const resultNames: Record<ObjectStatus | "review", string> = {
  success: "succeeded",
  error: "failed",
  skipped: "skipped",
  review: "succeeded, to review",
};
const typeNames: Record<ObjectType, string> = {
  TABLE: "table",
  VIEW: "view",
  PROCEDURE: "procedure",
};
const levelNames: Record<LogLevel, string> = { info: "info", warning: "warn", error: "error" };

/** Every text that a user can see. Numbers and times arrive formatted. */
export const strings = {
  statusNames,
  resultNames,
  typeNames,
  levelNames,

  seconds: (s: string) => `${s}\u00a0s`,
  milliseconds: (ms: string) => `${ms}\u00a0ms`,
  minutesSeconds: (min: string, s: string) => `${min}\u00a0min ${s}\u00a0s`,
  minutes: (min: string) => `${min}\u00a0min`,
  hoursMinutes: (h: string, min: string) => `${h}\u00a0h ${min}\u00a0min`,

  fromTo: (source: string, target: string) => `${source} to ${target}`,
  startedAt: (time: string) => `started ${time}`,
  dryRun: "Dry run",
  dryRunHint: "Nothing is written to the target.",
  doneOf: (done: string, total: string) => `${done} of ${total}`,
  left: "left",
  estimating: "estimating…",
  soFar: (duration: string) => `${duration} so far`,
  currentObject: (name: string) => `Working on ${name}`,
  progress: "Progress of the migration",
  progressText: (percent: string, done: string, total: string) =>
    `${percent}, ${done} of ${total} objects`,
  segmentDone: (n: string) => `${n} completed`,
  segmentFailed: (n: string) => `${n} failed`,
  segmentSkipped: (n: string) => `${n} skipped`,
  segmentRunning: (n: string) => `${n} running`,

  connecting: "Connecting to the engine…",
  stale: (since: string) => `Not updated since ${since}`,
  retryingIn: (seconds: string) => `retrying in ${seconds}`,
  retryingNow: "retrying…",
  offline: (since: string) => `Engine unreachable since ${since}`,
  unauthorised: "The engine asks for a token",
  enterToken: "Enter token…",
  retryNow: "Retry now",
  connectionLost: "Connection to the engine lost",

  cancel: "Cancel",
  cancelQuestion: "Cancel the migration?",
  cancelYes: "Yes, cancel",
  cancelNo: "Keep running",
  cancelling: "Cancelling…",
  revealDatabase: "Reveal database file",
  startAnother: "Start another migration…",
  startMigration: "Start a migration…",
  dismiss: "Dismiss",
  finishedIn: (objects: string, duration: string) => `${objects} objects migrated in ${duration}`,
  checkedIn: (objects: string, duration: string) => `${objects} objects checked in ${duration}`,
  finished: (objects: string) => `${objects} objects migrated`,
  allGood: "nothing failed",
  failedCount: (n: string) => `${n} failed`,
  skippedCount: (n: string) => `${n} skipped`,
  failedWithout: "The migration could not go on.",
  cancelledAfter: (done: string, total: string, duration: string) =>
    `Cancelled after ${duration} with ${done} of ${total} objects done`,
  cancelledAt: (done: string, total: string) => `Cancelled with ${done} of ${total} objects done`,

  jobGone: "This migration no longer exists.",
  readingInventory: "Reading the inventory. Objects appear here as soon as they are done.",
  emptyInventory: "The inventory held no objects.",
  nothingMigrated: "No object was migrated.",
  noResults: "No object is done yet.",
  noMatch: "No object matches the filter.",
  showLogTab: "Show log",
  clearFilter: "Clear filter",

  cards: {
    label: "Counts",
    completed: "Completed",
    failed: "Failed",
    skipped: "Skipped",
    total: "Total",
    eta: "ETA",
    rows: "Rows loaded",
  },
  tabs: { label: "Parts of the migration", objects: "Objects", log: "Log" },
  chips: {
    status: "Filter by result",
    type: "Filter by type",
    all: "All",
    error: "Failed",
    skipped: "Skipped",
    review: "Review",
    TABLE: "Tables",
    VIEW: "Views",
    PROCEDURE: "Procedures",
  },
  filterObjects: "Filter by name, message or code",
  grid: {
    label: "Objects of the migration",
    state: "State",
    name: "Object",
    type: "Type",
    result: "Result",
    time: "Time",
    rows: "Rows",
  },
  detailLabel: "Selected object",
  detailFine: (name: string) => `${name} migrated without remarks.`,
  openSource: "Open source",
  openLocation: (location: string) => `Open ${location}`,

  log: {
    label: "Log of the migration",
    search: "Search in the log",
    level: "Least severe level",
    all: "All levels",
    warning: "Warnings and errors",
    error: "Errors",
    copyAll: "Copy all",
    openInOutput: "Open in output",
    newest: "Jump to newest",
    none: "The log is empty.",
    noMatch: "No line matches.",
  },

  announceRunning: (status: string, percent: string, failed: string) =>
    `${status}, ${percent}, ${failed} failed`,
  announceEnded: (status: string, done: string, total: string, failed: string) =>
    `${status}: ${done} of ${total} objects, ${failed} failed`,
};
