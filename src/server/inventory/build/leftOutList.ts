import type { LeftOutKind } from "../leftOutKinds.ts";
import { leftOutName } from "../leftOutName.ts";
import { detach } from "../sourceFile.ts";
import type { ScriptStatement } from "../split.ts";
import type { LeftOut } from "../types.ts";
import type { ReadingPlace } from "./readingPlace.ts";

/** Kinds of statements of which the text is kept: something can be offered in their place. */
const OFFERED: ReadonlySet<LeftOutKind> = new Set([
  "grant",
  "synonym",
  "namespace",
  "tag",
  "comment",
  "truncate",
  "rename",
  "call",
  "external_rows",
]);
/** Longer ones are not offered anything. */
const MAX_OFFERED = 2_000;

/** What is told of a statement that is not migrated. */
export interface Reason {
  kind: string;
  category: LeftOutKind;
  matters: boolean;
  reason: string;
  /** What it is about, where the statement does not say it by itself. */
  name?: string | undefined;
}

/** The statements that are not migrated, each told with its reason. */
export class LeftOutList {
  readonly entries: LeftOut[] = [];
  readonly #place: ReadingPlace;

  constructor(place: ReadingPlace) {
    this.#place = place;
  }

  /** Notes a statement of the file that is read. */
  add(statement: ScriptStatement, { kind, category, matters, reason, name }: Reason): void {
    const { head, start, text } = statement;
    const found = name ?? (isBlock(kind) ? null : leftOutName(head, category, this.#place.dialect));
    const kept = offered(category, kind) && text.length <= MAX_OFFERED ? detach(text) : undefined;
    this.entries.push({
      ...this.#place.at(start),
      kind: detach(kind),
      category,
      name: found === null ? null : detach(found),
      statements: 1,
      matters,
      reason,
      ...(kept !== undefined && { text: kept }),
    });
  }
}

/** Dropping and choosing a schema is nothing that anybody takes over. */
function offered(category: LeftOutKind, kind: string): boolean {
  return OFFERED.has(category) && (category !== "namespace" || kind.startsWith("CREATE"));
}

function isBlock(kind: string): boolean {
  return kind === "IF" || kind.endsWith(" block");
}
