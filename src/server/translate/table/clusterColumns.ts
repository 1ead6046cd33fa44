import { columnOf, type Table } from "./model.ts";

/** The most columns that Databricks clusters by (Databricks SQL, "Use liquid clustering for tables"). */
const MOST = 4;
/** Columns that statistics are kept of unless a table says otherwise: only these can be clustered by. */
const WITH_STATISTICS = 32;
/** Types whose values have an order that files can be laid out by. */
const ORDERED =
  /^(DATE|TIMESTAMP(_NTZ)?|STRING|TINYINT|SMALLINT|INT|BIGINT|FLOAT|DOUBLE|DECIMAL\(.*)$/;

/** Columns that a table is clustered by in Databricks; of everything that is left out an issue tells why. */
export function clusterColumns(table: Table): string[] {
  const chosen: string[] = [];
  for (const { columns, clause, changed, note } of partitionsFirst(table)) {
    const taken: string[] = [];
    for (const name of columns) {
      const column = columnOf(table, name);
      if (!column) continue;
      const why = refusal(table, column.name, chosen.length);
      if (chosen.includes(column.name)) taken.push(column.name);
      else if (why !== undefined) note("DWM-TBL-023", { column: column.name, clause, why });
      else {
        chosen.push(column.name);
        taken.push(column.name);
      }
    }
    if (changed && taken.length > 0) note("DWM-TBL-021", { clause, columns: taken.join(", ") });
  }
  return chosen;
}

function partitionsFirst({ clusterings, temporary }: Table) {
  if (temporary) return [];
  const first = clusterings.filter(({ clause }) => /^(SUB)?PARTITION|^ON /i.test(clause));
  return [...first, ...clusterings.filter((one) => !first.includes(one))];
}

function refusal(table: Table, name: string, count: number): string | undefined {
  const at = table.columns.findIndex((column) => column.name === name);
  const column = table.columns[at];
  const sql = column?.identity ? "BIGINT" : (column?.type.sql ?? "");
  if (sql !== "" && !ORDERED.test(sql)) return `${sql} has no order to cluster by`;
  if (at >= WITH_STATISTICS) return "statistics are kept of the first 32 columns";
  return count >= MOST ? "four columns are the most" : undefined;
}
