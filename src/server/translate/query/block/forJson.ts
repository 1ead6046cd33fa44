import { readStringLiteral } from "../../literals.ts";
import { primary } from "../expr.ts";
import { type Field, structOf } from "../nested/structs.ts";
import type { Tx } from "../tx.ts";
import { selectSql } from "./firstRows.ts";
import type { Query } from "./queryColumns.ts";
import type { SelectParts } from "./selectParts.ts";

/**
 * T-SQL's `SELECT … FOR JSON PATH`: one text of all rows. to_json writes it; NULLs are left out as the source
 * does. `sql` is the whole query before it; undefined where no FOR JSON follows.
 */
export function readForJson(
  tx: Tx,
  query: Query,
  parts: SelectParts | undefined,
  sql: string,
): string | undefined {
  const { cursor } = tx;
  if (!tx.is("tsql") || !cursor.isWords("FOR", "JSON")) return undefined;
  const offset = cursor.offset;
  cursor.at += 2;
  const auto = cursor.accept("AUTO");
  if (!auto) tx.expect("PATH");
  const options = readOptions(tx);
  const { columns } = query;
  const plain = columns?.every(({ name }) => name !== undefined && (auto || !name.includes(".")));
  // AUTO makes an object in an object of each further table.
  const nested = auto && (!parts || tx.scope.relations.length > 1);
  if (!plain || nested) throw tx.unsupported("FOR JSON", offset);
  const what = "to_json writes dates, fractions and bytes in another form than FOR JSON";
  tx.note("DWM-QRY-006", { what }, offset);
  if (tx.target === "duckdb") return onDuckDb(tx, options, sql);
  const nulls = options.nulls ? ", map('ignoreNullFields', 'false')" : "";
  const own = plainParts(parts, sql);
  const fields = own && structOf(tx, own).sql;
  const row = fields ?? "struct(*)";
  const rows = `collect_list(${row})`;
  const list = options.root
    ? `to_json(named_struct(${tx.out.text(options.root)}, ${rows})${nulls})`
    : options.bare
      ? `array_join(collect_list(to_json(${row}${nulls})), ',')`
      : `to_json(${rows}${nulls})`;
  const from = fields ? (parts?.tail ?? "") : ` FROM (${sql}) AS dwm_rows`;
  return `SELECT CASE WHEN count(*) > 0 THEN ${list} END${from}`;
}

/** DuckDB's to_json keeps NULLs; a patch takes them out. */
function onDuckDb(tx: Tx, { root, nulls, bare }: Options, sql: string): string {
  const row = nulls ? "to_json(dwm_rows)" : "json_merge_patch('{}', to_json(dwm_rows))";
  const rows = `to_json(list(${row}))`;
  const list = root ? `json_object(${tx.out.text(root)}, ${rows})` : rows;
  const text = bare ? `string_agg(CAST(${row} AS VARCHAR), ',')` : `CAST(${list} AS VARCHAR)`;
  return `SELECT CASE WHEN count(*) > 0 THEN ${text} END FROM (${sql}) AS dwm_rows`;
}

/** The items of a SELECT whose rows need no query of their own: neither grouped nor sorted nor limited. */
function plainParts(parts: SelectParts | undefined, sql: string): Field[] | undefined {
  if (!parts || parts.grouped || parts.qualify.length > 0 || parts.list.distinct) return undefined;
  const { values, columns } = parts.list;
  if (!values || !columns || sql !== selectSql(parts)) return undefined;
  return values.map((value, index) => {
    return { name: columns[index]?.name, value: primary(value, "unknown") };
  });
}

interface Options {
  root: string | undefined;
  nulls: boolean;
  bare: boolean;
}

function readOptions(tx: Tx): Options {
  const { cursor } = tx;
  const options: Options = { root: undefined, nulls: false, bare: false };
  while (cursor.acceptSymbol(",")) {
    if (cursor.accept("INCLUDE_NULL_VALUES")) options.nulls = true;
    else if (cursor.accept("WITHOUT_ARRAY_WRAPPER")) options.bare = true;
    else {
      tx.expect("ROOT");
      const literal = readStringLiteral(cursor.group()?.peek()?.text ?? "'root'", tx.dialect);
      options.root = literal?.kind === "text" ? literal.value : "root";
    }
  }
  return options;
}
