import type { Issue } from "../../../protocol/job.ts";
import type { InventoryObject, SourcePosition, SourceStatement } from "../../inventory/types.ts";
import { Untranslatable } from "../diagnostics.ts";
import { makeIssue } from "../issueCodes.ts";
import type {
  Artefact,
  TargetColumn,
  TargetStatement,
  TranslateContext,
  TranslatedObject,
} from "../types.ts";
import { checkRoutine } from "./check.ts";
import { duckdbMacro } from "./duckdbMacro.ts";
import { openRoutine, type RoutineKit } from "./kit.ts";
import type { Routine } from "./model.ts";
import { pruned } from "./prune.ts";
import { routineReader } from "./read.ts";
import { sessionDeclarations, writeRoutine } from "./writeRoutine.ts";

/** Issues that say that Databricks has no such object, so that what is written is kept to be read. */
const INSTEAD: ReadonlySet<string> = new Set(["DWM-PRC-011", "DWM-PRC-050"]);

/** What Databricks SQL was made of a routine. */
interface Made {
  statements: TargetStatement[];
  issues: Issue[];
  /** Of a function that became a procedure: the parameters that give its results. */
  results?: TargetColumn[] | undefined;
  /** Databricks has no such object, or nothing could be made of this one: the issue that says so. */
  refused?: Issue;
}

/**
 * Translates a procedure, function, trigger … to Databricks SQL. DuckDB has none of them but functions of one expression, its
 * macros: there the object is skipped, and what it is in Databricks is kept with it to be read.
 */
export function translateRoutine(
  object: InventoryObject,
  context: TranslateContext,
  targetName: string,
): TranslatedObject {
  const [create] = object.definition;
  const at: SourcePosition = create ?? { file: "", line: 1, column: 1 };
  const macro =
    create && context.target === "duckdb"
      ? duckdbMacro(object, create, context, targetName)
      : undefined;
  if (macro) return macro;
  const made = create ? makeRoutine(object, create, context, targetName) : undefined;
  const artefact: Artefact | undefined = made && {
    dialect: "databricks",
    statements: made.statements,
    issues: made.issues,
  };
  if (context.target === "duckdb" || !made || !artefact) {
    const issue = makeIssue("DWM-PRC-001", at, { kind: object.kind });
    const skipped = { outcome: "skipped", code: issue.code, reason: issue.message } as const;
    return { ...skipped, issues: [issue], ...(artefact ? { artefact } : {}) };
  }
  const { refused, statements, issues, results } = made;
  if (!refused)
    return {
      outcome: "translated",
      targetName,
      statements,
      afterLoad: [],
      columns: null,
      ...(results ? { columnTypes: results } : {}),
      issues,
    };
  if (statements.length === 0) return { outcome: "error", issue: refused, issues };
  const others = issues.filter((issue) => issue !== refused);
  return {
    outcome: "skipped",
    code: refused.code,
    reason: refused.message,
    issues: [refused],
    artefact: { ...artefact, issues: others },
  };
}

function makeRoutine(
  object: InventoryObject,
  create: SourceStatement,
  context: TranslateContext,
  targetName: string,
): Made {
  const { file, line, column } = create;
  const reader = routineReader(context.sourceType);
  if (!reader) {
    const construct = `${object.kind} of ${context.sourceType}`;
    const issue = makeIssue("DWM-PRC-002", create, { construct });
    return { statements: [], issues: [issue], refused: issue };
  }
  const made = typeOnly(object, create, context);
  if (made) return made;
  const kit = openRoutine(object, create, context, targetName);
  const { issues } = kit.tx.diagnostics;
  try {
    const { routines: read, artefactOnly } = reader(kit, object);
    const routines = read.map(pruned);
    noteRecursion(kit, object, routines);
    noteOverload(kit, object, targetName);
    for (const routine of routines) {
      const [fault] = checkRoutine(routine);
      if (fault !== undefined) throw kit.tx.stop("DWM-PRC-012", { what: fault }, 0);
    }
    const written = object.schema?.split(".").filter((part) => part !== "") ?? [];
    const statements = routines
      .flatMap((routine) => [
        ...sessionDeclarations(routine),
        writeRoutine(routine, context.names, written),
      ])
      .map((sql) => ({ sql, file, line, column }));
    const refused = issues.find(({ code }) => INSTEAD.has(code));
    const results = resultsOf(object, routines);
    return { statements, issues, results, ...(artefactOnly && refused ? { refused } : {}) };
  } catch (error) {
    const issue = issueOf(error, object, create);
    kit.tx.diagnostics.add(issue);
    return { statements: [], issues, refused: issue };
  }
}

/** The parameters that a function's results come out of, where it became a procedure: those that call it have to know. */
function resultsOf(
  { kind }: InventoryObject,
  [routine]: readonly Routine[],
): TargetColumn[] | undefined {
  if (kind !== "FUNCTION" || routine?.is !== "procedure") return undefined;
  const outward = routine.parameters.filter(({ mode }) => mode !== "IN");
  return outward.map(({ name, type }) => ({ name, type, class: "unknown" }));
}

/** A type without code is written out where it is used: nothing has to be created. */
function typeOnly(
  object: InventoryObject,
  create: SourceStatement,
  { userTypes }: TranslateContext,
): Made | undefined {
  const known = userTypes !== undefined && Object.hasOwn(userTypes, object.baseName.toLowerCase());
  if (object.kind !== "TYPE" || !known) return undefined;
  const methods = /\b(MEMBER|STATIC|CONSTRUCTOR|MAP|ORDER)\s+(FUNCTION|PROCEDURE|MEMBER)\b/i;
  const code = methods.test(create.text) ? "DWM-PRC-053" : "DWM-PRC-052";
  return { statements: [], issues: [makeIssue(code, create, { name: object.name })] };
}

/** A function of Databricks cannot call itself. */
function noteRecursion(
  kit: RoutineKit,
  object: InventoryObject,
  routines: readonly Routine[],
): void {
  for (const routine of routines) {
    const body = routine.is === "function" ? routine.expression : "";
    const text = routine.is === "tableFunction" ? routine.query : body;
    const itself = new RegExp(`(?<![\\w'])\`?${routine.name.replace(/\W/g, "\\$&")}\`?\\(`, "i");
    if (!itself.test(text)) continue;
    const construct = `${object.kind} ${object.name}, which calls itself,`;
    kit.note("DWM-PRC-002", { construct }, 0);
  }
}

/** Routines of one name with other parameters have names of their own in Databricks. */
function noteOverload(kit: RoutineKit, object: InventoryObject, target: string): void {
  const number = /#(\d+)$/.exec(object.key)?.[1];
  if (number !== undefined) kit.note("DWM-PRC-051", { name: object.name, number, target }, 0);
}

function issueOf(error: unknown, object: InventoryObject, create: SourceStatement): Issue {
  if (error instanceof Untranslatable) return error.issue;
  if (!(error instanceof RangeError)) throw error;
  return makeIssue("DWM-PRC-004", create, { near: object.name, reason: "nested too deeply" });
}
