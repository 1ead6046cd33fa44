/** The one thing a user can do about an error: a button that runs a command. */
export interface ErrorAction {
  title: string;
  command: string;
  arguments?: unknown[];
}

interface AppErrorOptions extends ErrorOptions {
  action?: ErrorAction;
  /** The HTTP status, when the engine refused. */
  status?: number;
}

/** An error whose message is for the user, with a stable code to branch on. Everything else is a bug. */
export class AppError extends Error {
  readonly code: string;
  readonly action: ErrorAction | undefined;
  readonly status: number | undefined;

  constructor(code: string, message: string, options: AppErrorOptions = {}) {
    super(message, options);
    this.name = "AppError";
    this.code = code;
    this.action = options.action;
    this.status = options.status;
  }
}

/** Tells an AppError by its shape: each of the two bundles has a class of its own. */
export function isAppError(error: unknown): error is AppError {
  return error instanceof Error && error.name === "AppError" && "code" in error;
}

/** Codes of errors that we make ourselves; the engine's problem documents bring theirs. */
export const ERROR_CODES = {
  unreachable: "engine.unreachable",
  unauthorised: "engine.unauthorised",
  protocol: "engine.protocol",
  refused: "engine.refused",
  startFailed: "engine.start_failed",
  badUrl: "settings.engine_url",
  untrusted: "workspace.untrusted",
} as const;

/** True when the engine did not accept our token. */
export function isUnauthorised(error: unknown): boolean {
  return isAppError(error) && error.code === ERROR_CODES.unauthorised;
}

/** True of what the user called off: nothing is to be said of it. */
export function isCalledOff(error: unknown): boolean {
  return error instanceof Error && (error.name === "AbortError" || error.name === "Canceled");
}

/** True when the engine does not know what was asked for. */
export function isNotFound(error: unknown): boolean {
  return isAppError(error) && error.status === 404;
}

/** One line about anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What the log keeps of an error: of one that users are told what was behind it, of a bug where it happened. */
export function detailsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!isAppError(error)) return error.stack ?? error.message;
  const { cause } = error;
  return cause === undefined ? error.message : `${error.message} (${messageOf(cause)})`;
}

/** For the default branch of a switch that is meant to be exhaustive. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
