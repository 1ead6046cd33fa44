import { SOURCE_TYPES, type SourceType } from "../../../protocol/dialect.ts";

/** Something that Databricks does not read as the source does: a sequence of tokens that must not stand in a result. */
export interface SourceOnly {
  /** Token values in upper case; `#` any number, `'` any text, `_` any name. */
  readonly tokens: readonly string[];
  /** Only in statements that define a table. */
  readonly table: boolean;
}

/**
 * Clauses of the sources, one sequence each between the commas. A single word stands here only where no column can bear
 * its name, because the source reserves it or it is written in one way only.
 */
const ANYWHERE = `
  (+), ( + ), CONNECT BY, CONNECT_BY_ROOT, MATCH_RECOGNIZE, PIVOT XML, DISTINCT ON (, FOR XML, FOR JSON, FOR UPDATE,
  CROSS APPLY, OUTER APPLY, WITH TIES, SELECT TOP #, SELECT TOP (, DISTINCT TOP #, DISTINCT TOP (, ALL TOP #, FETCH FIRST #,
  FETCH NEXT #, FETCH FIRST ROW, FETCH NEXT ROW, ROWS ONLY, ROW ONLY, OFFSET # ROWS, OFFSET # ROW, LIMIT # \\,, STRAIGHT_JOIN,
  SQL_CALC_FOUND_ROWS, SQL_NO_CACHE, HIGH_PRIORITY, LOW_PRIORITY, ON DUPLICATE, ON CONFLICT, RETURNING *, OUTPUT INSERTED,
  OUTPUT DELETED, USE INDEX, FORCE INDEX, IGNORE INDEX, USING INDEX, LOCK IN SHARE, AT TIME ZONE, AT TIMEZONE, AT LOCAL,
  SIMILAR TO, SOUNDS LIKE, LIKE BINARY, REGEXP BINARY, RLIKE BINARY, ) OVERLAPS (, EXPAND ON, NORMALIZE ON, LOCKING ROW, LOCKING TABLE,
  LOCKING DATABASE, LOCKING VIEW, COPY GRANTS, PRIMARY INDEX, FORMAT ', TITLE ', ( NOLOCK, ( READUNCOMMITTED, ( READPAST,
  ( ROWLOCK, ( TABLOCK, ( TABLOCKX, ( HOLDLOCK, ( UPDLOCK, WITH NO DATA, ) WITH DATA, WITH ORDINALITY, ) WITH OFFSET, * EXCLUDE,
  * REPLACE, * RENAME, * ILIKE, SELECT AS STRUCT, SELECT AS VALUE, [ OFFSET (, SAFE . _ (, NET . _ (, TABLE ( FLATTEN, LATERAL FLATTEN,
  FLATTEN ( INPUT, FLATTEN ( OUTER, . NEXTVAL, . CURRVAL, NEXT VALUE FOR, BULK COLLECT, CURRENT OF, EXCEPTION WHEN, BEGIN TRY,
  BEGIN CATCH, BEGIN TRAN, COMMIT TRAN, ROLLBACK TRAN, SET NOCOUNT, SEPARATOR ', VALUES ROW (, CHARACTER SET, GLOBAL TEMPORARY,
  FROM DUAL, JOIN DUAL, KEEP ( DENSE_RANK, IS JSON, MEMBER OF, SUBMULTISET OF, AS OF SCN, VERSIONS BETWEEN, ARRAY [, :=, .., ->>,
  ! <, ! >, ! ~, ~ ~, ~ *, * *, ^ =, & &, | /, \\{, \\}, \\\\
`;

/** Clauses of table definitions. */
const TABLES = `
  DISTKEY, SORTKEY, DISTSTYLE, ENCODE _, COMPOUND SORTKEY, INTERLEAVED SORTKEY, BACKUP YES, BACKUP NO, MULTISET TABLE, SET TABLE,
  VOLATILE TABLE, FALLBACK, NO FALLBACK, BEFORE JOURNAL, AFTER JOURNAL, CHECKSUM =, MERGEBLOCKRATIO, CASESPECIFIC, COMPRESS,
  ON COMMIT, RANGE_N, CASE_N, AUTO_INCREMENT, AUTOINCREMENT, ENGINE =, UNSIGNED, ZEROFILL, CHARSET, ROW_FORMAT, TABLESPACE,
  STORAGE (, PCTFREE, PCTUSED, INITRANS, SEGMENT CREATION, ORGANIZATION INDEX, ORGANIZATION HEAP, NOLOGGING, NOCOMPRESS,
  NOPARALLEL, NONCLUSTERED, CLUSTERED INDEX, KEY CLUSTERED, CLUSTERED COLUMNSTORE, ROWGUIDCOL, SPARSE, NOT FOR REPLICATION,
  IDENTITY ( #, TEXTIMAGE_ON, FILESTREAM_ON, TRANSIENT TABLE, DATA_RETENTION_TIME_IN_DAYS, CHANGE_TRACKING, STAGE_FILE_FORMAT,
  FILE_FORMAT, WITH TAG, MASKING POLICY, ROW ACCESS, DEFERRABLE, INITIALLY DEFERRED, INITIALLY IMMEDIATE, ENABLE VALIDATE,
  NOVALIDATE, ON DELETE CASCADE, ON DELETE SET, ON UPDATE CASCADE, ON UPDATE SET, ON UPDATE CURRENT_TIMESTAMP, ROW START, ROW END,
  PERIOD FOR, WITH ( DATA_COMPRESSION, WITH ( DISTRIBUTION, DISTRIBUTION =, DISTRIBUTE ON, ENABLE ROW, INHERITS (, WITH OIDS,
  FILLFACTOR, PARTITION BY RANGE (, PARTITION BY HASH (, PARTITION BY LIST (, REQUIRE_PARTITION_FILTER, OPTIONS ( DESCRIPTION,
  OPTIONS ( PARTITION_EXPIRATION_DAYS, VIRTUAL, INVISIBLE, EXCLUDE USING
`;

/** What means something else where the source is another one. */
const BY_SOURCE: Readonly<Partial<Record<SourceType, string>>> = {
  oracle: `
    ROWNUM, ROWID, SYSDATE, SYSTIMESTAMP, PRIOR _, MODEL DIMENSION, ELSIF, DBMS_OUTPUT, PRAGMA, % TYPE, % ROWTYPE, % FOUND,
    % NOTFOUND, % ROWCOUNT, NOCOPY`,
  redshift: "SYSDATE, GETDATE, DISTKEY, SORTKEY",
  teradata:
    "SEL _, SEL *, SEL #, SEL ', SAMPLE #, _ MOD _, _ MOD (, ) MOD _, ) MOD #, _ MOD #, ( NAMED _ ), CASESPECIFIC",
  tsql: "COLLATE DATABASE_DEFAULT",
  mysql: "SQL_BIG_RESULT, _ MOD _, _ MOD #, SOUNDS LIKE",
  snowflake: "ELSIF",
};

function read(list: string, table: boolean): SourceOnly[] {
  return list
    .split(/(?<!\\),/)
    .map((sequence) => sequence.trim().replaceAll(/\\(.)/g, "$1"))
    .filter((sequence) => sequence !== "")
    .map((sequence) => ({ tokens: sequence.split(/\s+/), table }));
}

/** Sequences by their first token, for each source. */
const BY_FIRST = new Map(
  SOURCE_TYPES.map((source) => {
    const all = [
      ...read(ANYWHERE, false),
      ...read(TABLES, true),
      ...read(BY_SOURCE[source] ?? "", false),
    ];
    return [source, Map.groupBy(all, ({ tokens }) => tokens[0] ?? "")] as const;
  }),
);

/** What must not be left where the source is `source`, by the first token of the sequence. */
export function sourceOnly(source: SourceType): ReadonlyMap<string, readonly SourceOnly[]> {
  return BY_FIRST.get(source) ?? new Map();
}
