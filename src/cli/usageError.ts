/** What is wrong with how a command was called, in a sentence that says what to do next. The command ends with this code. */
export class UsageError extends Error {
  readonly exitCode = 2;
}
