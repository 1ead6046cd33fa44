import type { TranslatedStatement } from "../../protocol/translate.ts";
import { type AssistantEngine, type ToolAnswer, ToolError } from "../assistantEngine.ts";
import type { ToolInput } from "../inputs.ts";
import { issueLine, issueView } from "../issueViews.ts";
import type { ToolData } from "../outputs.ts";
import { count, cut } from "../texts.ts";

const MAX_SQL_CHARS = 20_000;
/** What the SQL of one answer may come to: what does not fit is on the next page. */
const MAX_ANSWER_CHARS = 60_000;
const MAX_ISSUES = 50;

type Statement = ToolData<"translate_sql">["statements"][number];

/** A piece of SQL in the target's language; nothing is executed. */
export async function translateSql(
  engine: AssistantEngine,
  { limit, cursor, target_catalog, target_schema, ...given }: ToolInput<"translate_sql">,
): Promise<ToolAnswer<ToolData<"translate_sql">>> {
  const first = cursor === undefined ? 0 : Number(cursor);
  if (!Number.isInteger(first) || first < 0) {
    throw new ToolError(`${cursor} is no cursor of translate_sql. Ask again without one.`);
  }
  const answer = await engine.translate({
    ...given,
    ...(target_catalog && { target_catalog }),
    ...(target_schema && { target_schema }),
  });
  const { statements: all, source_type, source_type_confidence } = answer;
  if (all.length === 0) {
    throw new ToolError("There is no statement in this SQL. Give at least one whole statement.");
  }
  const statements: Statement[] = [];
  let chars = 0;
  for (const statement of all.slice(first, first + limit)) {
    chars += statement.sql?.length ?? 0;
    if (statements.length > 0 && chars > MAX_ANSWER_CHARS) break;
    statements.push(statementView(statement));
  }
  const next = first + statements.length < all.length ? String(first + statements.length) : null;
  const sure = Math.round(source_type_confidence * 100);
  const from = sure === 100 ? source_type : `${source_type} (detected, ${sure} % sure)`;
  const lines = [
    `${count(all.length, "statement")} from ${from} to ${given.target_type}; nothing was executed`,
    ...statements.map(statementText),
    ...(next ? [`More statements follow: cursor ${next}, with the same SQL`] : []),
  ];
  return {
    text: lines.join("\n\n"),
    data: {
      source_type,
      source_type_confidence,
      total_statements: all.length,
      statements,
      next_cursor: next,
    },
  };
}

function statementView(statement: TranslatedStatement): Statement {
  const { sql, object_type, object_name, line, confidence, issues } = statement;
  return {
    sql: sql === null ? null : cut(sql, MAX_SQL_CHARS),
    object_type,
    object_name,
    line,
    confidence,
    issues: issues.slice(0, MAX_ISSUES).map(issueView),
  };
}

function statementText(statement: Statement): string {
  const { object_type, object_name, line, confidence, issues, sql } = statement;
  const name = [object_type, object_name].filter(Boolean).join(" ");
  return [
    `-- line ${line}, ${name}: ${confidence}`,
    ...issues.map((issue) => `-- ${issueLine(issue)}`),
    sql ?? "-- Nothing of it goes to the target.",
  ].join("\n");
}
