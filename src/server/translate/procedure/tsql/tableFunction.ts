import type { RoutineKit } from "../kit.ts";
import type { Parameter, Statement } from "../model.ts";
import type { RoutineRead } from "../read.ts";
import { TsqlBody } from "./body.ts";
import { readOptions } from "./head.ts";
import { readBody } from "./readTsql.ts";
import { readTableVariable } from "./temporary.ts";

/**
 * RETURNS @t TABLE (…): a function that fills a table. Databricks' table functions are one query; what fills the table is
 * kept as a procedure that gives its rows.
 */
export function readResultTable(kit: RoutineKit, parameters: Parameter[]): RoutineRead {
  const { cursor, tx } = kit;
  const offset = cursor.offset;
  const variable = cursor.next();
  if (!variable || !cursor.isWords("TABLE")) throw tx.unreadable("TABLE expected");
  const table = readTableVariable(new TsqlBody(kit), variable);
  readOptions(kit);
  cursor.accept("AS");
  const body = readBody(kit, parameters);
  const name = tx.out.name(tx.scope.cte(variable.text)?.name ?? "");
  const rows: Statement = { is: "sql", sql: `SELECT * FROM ${name}` };
  const reason = "it fills a table";
  kit.note(
    "DWM-PRC-005",
    { name: kit.name, reason, result: "of none (its rows are its result)" },
    offset,
  );
  return {
    routines: [
      {
        is: "procedure",
        name: kit.name,
        parameters,
        body: { ...body, body: [...table, ...withoutReturns(body.body), rows] },
      },
    ],
  };
}

function withoutReturns(statements: readonly Statement[]): Statement[] {
  return statements.filter(({ is }) => is !== "return");
}
