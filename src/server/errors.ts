/** A field of a request and what is wrong with it. */
export type FieldError = {
  field: string;
  message: string;
};

/**
 * An error that a user can do something about. `code` is stable and part of the API; `status` is the HTTP status it is
 * answered with; the message says what, where and what to do next.
 */
export class AppError extends Error {
  readonly code: string;
  readonly status: number;
  readonly fields: FieldError[];

  constructor(code: string, status: number, message: string, options: AppErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.status = status;
    this.fields = options.fields ?? [];
  }
}

interface AppErrorOptions {
  cause?: unknown;
  fields?: FieldError[];
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
