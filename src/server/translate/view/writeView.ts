import type { SourcePosition } from "../../inventory/types.ts";
import type { Tx } from "../query/tx.ts";
import type { TargetStatement } from "../types.ts";
import type { ViewHead } from "./head.ts";

/** A view's definition in the target: its head as read, its query as translated. */
export function writeView(
  tx: Tx,
  head: ViewHead,
  targetName: string,
  query: string,
  comment: string | undefined,
  at: SourcePosition,
): TargetStatement[] {
  const { names } = tx.context;
  const asWritten = names.schema === "";
  const full = asWritten
    ? head.name.map(tx.out.name).join(".")
    : tx.out.fullName(names, targetName);
  const columns = head.columns?.map((column) => tx.out.name(column.name)).join(", ");
  const list = columns === undefined ? "" : ` (${columns})`;
  if (tx.target === "databricks") {
    const kind = head.materialized ? "MATERIALIZED VIEW" : "VIEW";
    const create = asWritten && !head.replaces ? "CREATE" : "CREATE OR REPLACE";
    const said = comment === undefined ? "" : ` COMMENT ${tx.out.text(comment)}`;
    return [{ sql: `${create} ${kind} ${full}${list}${said} AS ${query}`, ...at }];
  }
  const statements = [{ sql: `CREATE OR REPLACE VIEW ${full}${list} AS ${query}`, ...at }];
  if (comment !== undefined)
    statements.push({ sql: `COMMENT ON VIEW ${full} IS ${tx.out.text(comment)}`, ...at });
  return statements;
}
