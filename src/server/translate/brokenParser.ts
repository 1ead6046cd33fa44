/** A parser library broke down (its stack or its memory ran out): what it answers from now on means nothing. */
export class BrokenParserError extends Error {
  constructor(cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`A parser library broke down: ${reason}`, { cause });
    this.name = "BrokenParserError";
  }
}

/** What errors of WebAssembly say that ran out of its stack or memory, or met what its authors held for impossible. */
const BREAKDOWN =
  /\bwasm\b|WebAssembly|memory access|out of bounds|unreachable|call stack|indirect call|recursive use of an object|null function/i;

/** True when an error means that a library's instance can not be used again, or that it is not told whether it can. */
export function isBreakdown(error: unknown): boolean {
  if (error instanceof BrokenParserError || error instanceof RangeError) return true;
  const { name = "", message = "" } = error instanceof Error ? error : { message: String(error) };
  return name === "RuntimeError" || BREAKDOWN.test(message);
}
