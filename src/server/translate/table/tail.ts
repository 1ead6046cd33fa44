import type { Tx } from "../query/tx.ts";
import { readClustering } from "./clustering.ts";
import { readColumn } from "./elements.ts";
import { beginExternal, readExternalClause, setFormat, setLocation } from "./external.ts";
import { keyColumns } from "./keys.ts";
import { columnOf, type Table } from "./model.ts";
import { readBigqueryOptions } from "./options.ts";
import { readInherits } from "./otherColumns.ts";
import { readText, shorten } from "./texts.ts";
import { readTimeIndex } from "./timeIndex.ts";
import { readWithOptions } from "./withOptions.ts";

/** Reads one clause behind the column list; a query (AS …) is the caller's. */
export function readTailClause(tx: Tx, table: Table): void {
  const { cursor } = tx;
  const offset = cursor.offset;
  if (cursor.acceptSymbol(",") || cursor.acceptSymbol(";")) return;
  if (cursor.isWords("COMMENT")) {
    cursor.next();
    cursor.acceptSymbol("=");
    table.comment = readText(tx) || undefined;
    return;
  }
  if (readClustering(tx, table) || readExternalClause(tx, table)) return;
  if (cursor.isWords("INHERITS") && cursor.isSymbol("(", 1)) {
    readInherits(tx, table);
    return;
  }
  if (cursor.isWords("PARTITIONED", "BY") && cursor.isSymbol("(", 2)) {
    readPartitionColumns(tx, table);
    return;
  }
  if (tx.is("bigquery") && cursor.isWords("WITH", "PARTITION", "COLUMNS")) {
    cursor.next();
    readPartitionColumns(tx, table);
    return;
  }
  if (tx.is("bigquery") && cursor.accept("OPTIONS")) {
    const options = readBigqueryOptions(tx, offset);
    table.comment = options.description ?? table.comment;
    for (const [name, value] of options.files) table.external?.options.set(name, value);
    if (options.format !== undefined) setFormat(table, options.format);
    if (options.uri !== undefined) setLocation(table, options.uri);
    return;
  }
  if (tx.is("mysql") && cursor.accept("AUTO_INCREMENT")) {
    readStart(tx, table);
    return;
  }
  if (tx.is("oracle") && cursor.isWords("ORGANIZATION", "EXTERNAL")) {
    cursor.at += 2;
    beginExternal(tx, table, offset);
    cursor.group();
    return;
  }
  if (tx.is("teradata") && (readTimeIndex(tx, table) || readTeradataIndex(tx, table, offset)))
    return;
  if (tx.is("tsql") && cursor.isWords("WITH") && cursor.isSymbol("(", 1)) {
    readWithOptions(tx, table);
    return;
  }
  leaveOut(tx, offset);
}

/** AUTO_INCREMENT = n: where the column that counts goes on. */
export function readStart(tx: Tx, table: Table): void {
  const { cursor } = tx;
  cursor.acceptSymbol("=");
  const start = Number(cursor.next()?.text);
  const counted = table.columns.find((column) => column.identity);
  if (counted?.identity && Number.isSafeInteger(start))
    counted.identity = { ...counted.identity, start, given: true };
}

/** `[UNIQUE] INDEX [name] (a, b)`: a unique one keeps rows apart. */
function readTeradataIndex(tx: Tx, table: Table, offset: number): boolean {
  const { cursor } = tx;
  const start = cursor.at;
  if (cursor.accept("NO", "PRIMARY", "INDEX")) {
    tx.note("DWM-TBL-003", { clause: "NO PRIMARY INDEX", why: "storage" }, offset);
    return true;
  }
  const unique = cursor.accept("UNIQUE");
  if (!cursor.accept("INDEX")) {
    cursor.at = start;
    return false;
  }
  if (!cursor.isSymbol("(")) cursor.identifier();
  if (!cursor.isSymbol("(")) {
    cursor.at = start;
    return false;
  }
  const columns = keyColumns(tx);
  if (cursor.accept("ORDER", "BY")) {
    if (!cursor.accept("VALUES")) cursor.accept("HASH");
    cursor.group();
  }
  cursor.accept("WITH", "LOAD", "IDENTITY");
  if (unique) table.uniques.push({ name: undefined, columns });
  const clause = shorten(cursor.textBetween(start, cursor.at));
  tx.note("DWM-TBL-003", { clause, why: "indexes are a matter of speed" }, offset);
  return true;
}

/** PARTITIONED BY (day DATE), [WITH] PARTITION COLUMNS (day DATE): these are columns too. */
function readPartitionColumns(tx: Tx, table: Table): void {
  const { cursor } = tx;
  const offset = cursor.offset;
  const start = cursor.at;
  cursor.at += 2;
  const inside = cursor.group();
  for (const part of inside?.split() ?? []) {
    const name = part.peek()?.value ?? "";
    if (part.end - part.at > 1) tx.inside(part, () => readColumn(tx, table));
    table.external?.partitions.push(columnOf(table, name)?.name ?? part.peek()?.text ?? name);
  }
  const clause = shorten(cursor.textBetween(start, cursor.at));
  tx.note("DWM-TBL-003", { clause, why: "its columns are columns of the table" }, offset);
}

/** Words that begin a clause behind the column list; all of them say how the table is stored. */
const STORAGE: ReadonlySet<string> = new Set(
  (
    "ENGINE DEFAULT CHARSET CHARACTER COLLATE AUTO_INCREMENT ROW_FORMAT TABLESPACE PCTFREE PCTUSED INITRANS MAXTRANS STORAGE LOGGING " +
    "NOLOGGING COMPRESS NOCOMPRESS PARTITION CLUSTER DISTKEY DISTSTYLE SORTKEY COMPOUND INTERLEAVED BACKUP ENCODE ON TEXTIMAGE_ON WITH " +
    "USING OPTIONS PRIMARY UNIQUE INDEX NO DATA_RETENTION_TIME_IN_DAYS CHANGE_TRACKING COPY STAGE_FILE_FORMAT ORGANIZATION CACHE " +
    "NOCACHE PARALLEL NOPARALLEL MONITORING NOMONITORING SEGMENT ENABLE DISABLE LOB LOCATION FILE_FORMAT MAX_DATA_EXTENSION_TIME_IN_DAYS ROW " +
    "KEY_BLOCK_SIZE STATS_PERSISTENT STATS_AUTO_RECALC STATS_SAMPLE_PAGES COMMENT TAG FILESTREAM_ON SERVER WITHOUT INMEMORY RESULT_CACHE " +
    "ROWDEPENDENCIES NOROWDEPENDENCIES NESTED VARRAY XMLTYPE INCLUDING OVERFLOW READ ILM FLASHBACK DELAY_KEY_WRITE CHECKSUM MAX_ROWS MIN_ROWS " +
    "AVG_ROW_LENGTH PACK_KEYS INSERT_METHOD UNION CONNECTION DATA SECONDARY_ENGINE ENCRYPTION COMPRESSION DEFAULT_DDL_COLLATION " +
    "ENABLE_SCHEMA_EVOLUTION TARGET_LAG WAREHOUSE REFRESH_MODE INITIALIZE EXTERNAL_VOLUME CATALOG BASE_LOCATION CATALOG_TABLE_NAME " +
    "CATALOG_NAMESPACE STORAGE_SERIALIZATION_POLICY CATALOG_SYNC REPLACE_INVALID_CHARACTERS METADATA_FILE_PATH PATTERN AUTO_REFRESH " +
    "REFRESH_ON_CREATE INTEGRATION AWS_SNS_TOPIC TABLE_FORMAT STAGE_COPY_OPTIONS STORED PARTITIONED TERMINATED FIELDS SERDEPROPERTIES " +
    "ANNOTATIONS MAP FALLBACK INHERITS COLUMN RECORD PCTTHRESHOLD MAPPING REJECT SUBPARTITION OBJECT OIDINDEX TABLE CLUSTERED DISTRIBUTE REQUIRE AUTO"
  ).split(" "),
);

/** Words that go with what stands before them and so begin nothing. */
const JOINING =
  /^(STORE|DEFAULT|ON|PARTITION|NO|UNIQUE|WITH|WITHOUT|ENABLE|DISABLE|COMPRESS|STORED|ROW|DATA|COPY|NESTED|VARRAY|READ|FLASHBACK|ILM|FOR|BY|TABLE|COLUMN|SEGMENT)$/;

/** Clauses whose loss changes what the table does, and why. */
const MATTERS: readonly (readonly [RegExp, string])[] = [
  [
    /^(WITH )?(ROW ACCESS|AGGREGATION|PROJECTION|MASKING|JOIN) POLICY/i,
    "policies are not migrated: rows and columns that they hide are visible",
  ],
  [/^ON COMMIT (DELETE|DROP)/i, "rows stay after a COMMIT"],
  [/^TARGET_LAG/i, "when it is refreshed is to be said in the target"],
  [/^SYSTEM VERSIONING|^WITH SYSTEM/i, "the target keeps no versions of rows"],
  [/^(UNION ?=|CONNECTION ?=)/i, "its rows lie in other tables"],
  [/^ENGINE ?=? ?BLACKHOLE/i, "it keeps the rows that are written to it"],
  [/^ROW ARCHIVAL/i, "rows that are archived are visible"],
  [/^READ ONLY/i, "its rows can be changed"],
];

function leaveOut(tx: Tx, offset: number): void {
  const { cursor } = tx;
  const start = cursor.at;
  const known = cursor.isOneOf(STORAGE);
  cursor.next();
  cursor.group();
  while (!cursor.done && !cursor.isWords("COMMENT") && !beginsQuery(tx, start)) {
    if (cursor.isOneOf(STORAGE) && cursor.at > start + 1) {
      const before = cursor.tokens[cursor.at - 1];
      const joined =
        before?.text === "=" || (before?.kind === "word" && JOINING.test(before.value));
      if (!joined) break;
    }
    if (cursor.isSymbol("(")) cursor.group();
    else cursor.next();
  }
  const clause = shorten(cursor.textBetween(start, cursor.at));
  const matters = MATTERS.find(([pattern]) => pattern.test(clause));
  if (matters) tx.note("DWM-TBL-024", { clause, why: matters[1] }, offset);
  else if (known || /^[A-Z_]+ ?= ?\S+$/i.test(clause))
    tx.note("DWM-TBL-003", { clause, why: "storage" }, offset);
  else tx.note("DWM-TBL-004", { clause }, offset);
}

/** SELECT and AS begin the query of a CTAS, but not `STORE AS`, `STORED AS`, `NESTED TABLE x STORE AS y`. */
function beginsQuery(tx: Tx, start: number): boolean {
  const { cursor } = tx;
  if (cursor.isWords("SELECT") || (cursor.isWords("WITH") && cursor.peek(2)?.value === "AS"))
    return true;
  if (!cursor.isWords("AS")) return false;
  const before = cursor.tokens[cursor.at - 1];
  return cursor.at > start && !/^(STORE|STORED|RETURN)$/.test(before?.value ?? "");
}
