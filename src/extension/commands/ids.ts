/** Every command of the extension. A unit test compares this with contributes.commands both ways. */
export const COMMANDS = {
  start: "dwMigration.start",
  cancel: "dwMigration.cancel",
  cancelNow: "dwMigration.cancelNow",
  pause: "dwMigration.pause",
  resume: "dwMigration.resume",
  retryFailed: "dwMigration.retryFailed",
  retry: "dwMigration.retry",
  exportReport: "dwMigration.exportReport",
  importJob: "dwMigration.importJob",
  openFullLog: "dwMigration.openFullLog",
  showJob: "dwMigration.showJob",
  delete: "dwMigration.delete",
  refresh: "dwMigration.refresh",
  showLog: "dwMigration.showLog",
  setToken: "dwMigration.setToken",
  setModelToken: "dwMigration.setModelToken",
  revealDatabase: "dwMigration.revealDatabase",
} as const;

export type CommandName = keyof typeof COMMANDS;
