/** Says texts in the reader's language: `vscode.l10n` does, and `plainWords` in English. */
export interface Words {
  t(message: string, ...values: (string | number)[]): string;
}

/** What an action would do, found without doing anything. */
export interface ActionPlan {
  /** What will be done: how many objects, of what, to where. */
  effect: string;
  warnings: string[];
  run(): Promise<{ jobId: string; message: string }>;
}

/** English. */
export const plainWords: Words = {
  t: (message, ...values) =>
    message.replaceAll(/\{(\d+)\}/g, (hole, index) => String(values[Number(index)] ?? hole)),
};
