import type { Issue } from "../../protocol/job.ts";
import type { TranslatedStatement } from "../../protocol/translate.ts";
import type { LooseStatement } from "../inventory/readScript.ts";
import type {
  InventoryObject,
  LeftOut,
  SourcePosition,
  SourceStatement,
} from "../inventory/types.ts";
import { confidenceOf, type Judged, judge } from "../translate/confidence.ts";
import type { LooseResult } from "../translate/dml/translateLoose.ts";
import { makeIssue } from "../translate/issueCodes.ts";
import { leftOutIssue } from "../translate/leftOut/leftOutIssue.ts";
import type { TargetStatement, TranslateContext, TranslatedObject } from "../translate/types.ts";
import { writerFor } from "../translate/writer/sqlWriter.ts";

type Named = Pick<TranslatedStatement, "object_type" | "object_name">;

/** What is answered of one statement; `at` is where it stands in the script. */
export function statement(
  named: Named,
  sql: string | null,
  { line, column }: SourcePosition,
  judged: Omit<Judged, "produced"> & { issues: readonly Issue[] },
): TranslatedStatement {
  const { issues, engine = "rules", artefact } = judged;
  const confidence = confidenceOf({ ...judged, produced: artefact || sql !== null });
  return { ...named, sql, line, column, issues: [...issues], confidence, engine };
}

/**
 * What is answered of an object: its definition, and apart from it what the script says of it later (a foreign key to a table
 * that comes in between), at its place there.
 */
export function ofObject(
  object: InventoryObject,
  translated: TranslatedObject,
): TranslatedStatement[] {
  const at = object.definition[0] ?? { file: "", line: 1, column: 1 };
  const named = { object_type: object.objectType, object_name: object.name };
  const all = translated.outcome === "translated" ? translated.statements : [];
  const here = all.filter(({ line, column }) => line === at.line && column === at.column);
  const later = all.filter((one) => !here.includes(one));
  const sql = translated.outcome === "translated" ? sqlOf(here) : null;
  const made = statement(named, sql, at, judge(translated));
  const artefact = translated.outcome === "skipped" ? translated.artefact : undefined;
  if (artefact) {
    made.artefact = { dialect: artefact.dialect, sql: sqlOf(artefact.statements) };
  }
  return [made, ...later.map((one) => statement(named, sqlOf([one]), one, { issues: [] }))];
}

/** What is answered of a statement that defines no object. */
export function ofLoose(
  source: LooseStatement,
  translated: LooseResult | undefined,
): TranslatedStatement {
  const { migration } = source;
  const table = "table" in migration ? migration.table : null;
  if (!translated || translated.unknown === true) return leftBehind(source);
  const { statements, issues } = translated;
  const kind = translated.kind ?? ("table" in migration ? "ROWS" : migration.kind);
  const sql = statements?.length ? statements.map((one) => `${one};`).join("\n") : null;
  const answer = statement({ object_type: kind, object_name: table }, sql, source, { issues });
  // Nothing of it is needed in the target: nobody has to write it.
  const dropped = statements !== null && issues.every(({ severity }) => severity === "info");
  return sql === null && dropped ? { ...answer, confidence: "exact" } : answer;
}

/** A statement that the translation knows no form for: what a migration says of it. */
function leftBehind(source: LooseStatement): TranslatedStatement {
  const { migration } = source;
  if (!("table" in migration)) return notMigrated({ ...migration, ...source });
  const issues = [makeIssue("DWM-GEN-003", source, { table: migration.table })];
  return statement({ object_type: "ROWS", object_name: migration.table }, null, source, { issues });
}

/** What is answered of a statement that is not migrated. */
export function notMigrated(leftOut: LeftOut): TranslatedStatement {
  const named = { object_type: leftOut.kind, object_name: leftOut.name };
  return statement(named, null, leftOut, { issues: [leftOutIssue(leftOut)] });
}

function sqlOf(statements: readonly TargetStatement[]): string {
  return statements.map(({ sql }) => `${sql};`).join("\n");
}

const QUERY = "query";
const HEAD = `CREATE VIEW ${QUERY} AS `;

/** A query is translated as the view over it is; its first line stands as far left as the view's head is long. */
export function asView(query: SourceStatement): InventoryObject {
  const definition = { ...query, column: query.column - HEAD.length, text: HEAD + query.text };
  return {
    key: QUERY,
    name: QUERY,
    schema: null,
    baseName: QUERY,
    objectType: "VIEW",
    kind: "VIEW",
    definition: [definition],
    data: [],
    dependsOn: [],
  };
}

/** Issues at the head of the view, which the source has not, stand at the query. */
function atQuery<T extends { issues: readonly Issue[] }>(judged: T, query: SourceStatement): T {
  const issues = judged.issues.map((issue) => {
    const before = issue.line === query.line && (issue.column ?? 1) < query.column;
    return before ? { ...issue, column: query.column } : issue;
  });
  return { ...judged, issues };
}

/** What is answered of a query, from the view that was made of it. */
export function ofQuery(
  query: SourceStatement,
  translated: TranslatedObject,
  { names, target }: TranslateContext,
): TranslatedStatement {
  const named = { object_type: "QUERY", object_name: null };
  const judged = atQuery(judge(translated), query);
  if (translated.outcome !== "translated") return statement(named, null, query, judged);
  const asWritten = names.schema === "";
  const view = asWritten ? QUERY : writerFor(target).fullName(names, translated.targetName);
  const head = `${asWritten ? "CREATE" : "CREATE OR REPLACE"} VIEW ${view} AS `;
  const sql = translated.statements[0]?.sql ?? "";
  if (sql.startsWith(head)) return statement(named, `${sql.slice(head.length)};`, query, judged);
  const detail = "the query of a view was not found in it";
  const issues: Issue[] = [...judged.issues, makeIssue("DWM-JOB-004", query, { detail })];
  return statement(named, null, query, { issues });
}
