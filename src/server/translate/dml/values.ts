import type { OutputColumn } from "../query/select.ts";
import type { Tx } from "../query/tx.ts";
import type { Target } from "./target.ts";

/** Fractions that go into columns of whole numbers are cut in SQL Server and Teradata, rounded in DuckDB. */
export function noteFractions(
  tx: Tx,
  target: Target,
  columns: readonly string[],
  values: readonly OutputColumn[],
  offset: number,
): void {
  if (!tx.is("tsql", "teradata") || tx.target !== "duckdb") return;
  const cut = columns.find((name, index) => {
    const type = values[index]?.type;
    const fraction = type === "decimal" || type === "float";
    return fraction && target.columns?.get(name.toLowerCase()) === "int";
  });
  if (cut === undefined) return;
  const what = `fractions for ${cut} are cut in the source and rounded here`;
  tx.note("DWM-QRY-006", { what }, offset);
}
