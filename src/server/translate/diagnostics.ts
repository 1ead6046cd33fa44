import type { Issue } from "../../protocol/job.ts";
import type { SourcePosition } from "../inventory/types.ts";
import { type IssueCode, makeIssue } from "./issueCodes.ts";

/** Stops the translation of a statement; carries the issue that says why. Never leaves src/server/translate. */
export class Untranslatable extends Error {
  readonly issue: Issue;

  constructor(issue: Issue) {
    super(issue.message);
    this.issue = issue;
  }
}

/** Collects what is to be said about one statement; offsets are relative to its text. */
export class Diagnostics {
  readonly issues: Issue[];
  readonly #locate: (offset: number) => SourcePosition;

  constructor(locate: (offset: number) => SourcePosition, issues: Issue[] = []) {
    this.#locate = locate;
    this.issues = issues;
  }

  position(offset: number): SourcePosition {
    return this.#locate(offset);
  }

  /** Notes an issue; the same one at the same place is kept once. */
  report(
    code: IssueCode,
    offset: number,
    parameters?: Readonly<Record<string, string | number>>,
  ): void {
    this.add(makeIssue(code, this.#locate(offset), parameters));
  }

  /** Notes an issue that has been made already: of a part that was given up while the rest goes on. */
  add(issue: Issue): void {
    const known = this.issues.some(
      (other) =>
        other.code === issue.code &&
        other.line === issue.line &&
        other.column === issue.column &&
        other.message === issue.message,
    );
    if (!known) this.issues.push(issue);
  }

  /** The same issues, for a text inside of this one: `place` says where a character of it comes from. */
  moved(place: (offset: number) => number): Diagnostics {
    return new Diagnostics((offset) => this.#locate(place(offset)), this.issues);
  }

  /** The error that stops the statement at `offset`; to be thrown by the caller. */
  stop(
    code: IssueCode,
    offset: number,
    parameters?: Readonly<Record<string, string | number>>,
  ): Untranslatable {
    return new Untranslatable(makeIssue(code, this.#locate(offset), parameters));
  }
}
