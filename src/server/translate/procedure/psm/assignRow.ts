import type { Query } from "../../query/block/queryColumns.ts";
import { databricksWriter } from "../../writer/databricksWriter.ts";
import type { Statement } from "../model.ts";
import { roundedColumns } from "../rounding.ts";
import type { Psm } from "./psm.ts";

/**
 * Variables from the one row of a query. Without a row they keep what they hold, and NOT FOUND is raised for who handles it;
 * Databricks sets NULL and raises nothing.
 */
export function assignRow(
  psm: Psm,
  targets: readonly { name: string; sql: string }[],
  read: Pick<Query, "sql" | "columns">,
  single: boolean,
  offset: number,
): Statement[] {
  const query = { sql: psm.mysql ? roundedColumns(read, targets) : read.sql };
  const names = targets.map(({ name }) => name);
  const plain: Statement = {
    is: "set",
    targets: names,
    value: names.length > 1 ? query.sql : `(${query.sql})`,
  };
  if (single) return [plain];
  if (psm.folding) {
    const held = names.some((name) => psm.held.has(name.toLowerCase()));
    if (held)
      psm.note(
        "DWM-PRC-007",
        {
          what: "without a row a variable keeps what it holds in the source; here it becomes NULL",
        },
        offset,
      );
    return [plain];
  }
  const flag = psm.rowFlag();
  const fresh = targets.map(({ name, sql }) => ({
    name,
    sql,
    helper: psm.kit.variables.free(`dwm_new_${name}`),
  }));
  const keep: Statement[] = fresh.map(({ name, helper }) => ({
    is: "set",
    targets: [name],
    value: databricksWriter.name(helper),
  }));
  const handled = psm.frames.at(-1)?.handlesNotFound === true;
  return [
    {
      is: "block",
      declarations: fresh.map(({ helper, sql }) => ({ is: "variable", name: helper, type: sql })),
      handlers: [],
      body: [
        {
          is: "set",
          targets: [...fresh.map(({ helper }) => helper), flag],
          value: `SELECT *, TRUE FROM (${query.sql})`,
        },
        {
          is: "if",
          branches: [{ condition: `${psm.sql(flag)} IS NOT NULL`, body: keep }],
          ...(handled
            ? { otherwise: [{ is: "signal", sqlstate: "02000" } satisfies Statement] }
            : {}),
        },
      ],
    },
  ];
}
