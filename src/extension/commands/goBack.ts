/** Thrown by a step to go back: the user wants to, or what was answered before cannot be used. */
export class GoBack extends Error {
  /** What is wrong with the earlier answer, for people. */
  readonly problem: string | undefined;
  /** The step to go back to, from 0; undefined: the one before. */
  readonly step: number | undefined;

  constructor(problem?: string, step?: number) {
    super(problem);
    this.problem = problem;
    this.step = step;
  }
}
