import type { SourceType } from "../../protocol/dialect.ts";

/** A feature of the sources that decides what a migration costs. */
export interface Feature {
  name: string;
  /** Looked for in the tokens of a statement, joined by single spaces, words in upper case, literals as ''. */
  pattern: RegExp;
  /** Where it means this; everywhere when absent. */
  dialects?: readonly SourceType[];
}

const feature = (name: string, pattern: RegExp, ...dialects: SourceType[]): Feature =>
  dialects.length > 0 ? { name, pattern, dialects } : { name, pattern };

/** What is looked for in every definition. */
export const FEATURES: readonly Feature[] = [
  feature("Recursive query", /\bWITH RECURSIVE\b|\bCONNECT BY\b/),
  feature("CONNECT BY", /\bCONNECT BY\b/),
  feature("Outer joins with (+)", /\(\s*\+\s*\)/, "oracle", "redshift", "snowflake"),
  feature("ROWNUM", /\bROWNUM\b/, "oracle"),
  feature("TOP with PERCENT or WITH TIES", /\bTOP \( ?\d+ ?\) (?:PERCENT|WITH TIES)/, "tsql"),
  feature("MATCH_RECOGNIZE", /\bMATCH_RECOGNIZE \(/),
  feature("MODEL clause", /\bMODEL (?:DIMENSION|PARTITION|RETURN|UNIQUE|IGNORE)\b/, "oracle"),
  feature("PIVOT, UNPIVOT", /\b(?:UN)?PIVOT \(/),
  feature("QUALIFY", /\bQUALIFY\b/),
  feature("Window functions", /\) (?:(?:IGNORE|RESPECT) NULLS )?OVER \(/),
  feature("GROUPING SETS, ROLLUP, CUBE", /\b(?:GROUPING SETS|ROLLUP|CUBE) \(/),
  feature("LATERAL, APPLY", /\b(?:CROSS|OUTER) APPLY\b|\bLATERAL\b/),
  feature("MERGE", /\bMERGE (?:INTO )?[\w"[`#@]/),
  feature(
    "Time travel",
    /\b(?:AS OF (?:TIMESTAMP|SCN)|FOR SYSTEM_TIME AS OF|AT \( (?:TIMESTAMP|OFFSET))/,
  ),
  feature("Links to other databases", /[\w"] @ (?!\w+ :)[A-Z_][\w$#]*/, "oracle"),
  feature("Query to another server", /\bOPEN(?:QUERY|ROWSET|DATASOURCE) \(/, "tsql"),
  feature("XML", /\bFOR XML\b|\bXML(?:TABLE|QUERY|ELEMENT|AGG|FOREST|TYPE)\b|\bEXTRACTVALUE \(/),
  feature("JSON", /\bJSON_\w+ \(|\bFOR JSON\b|\bOPENJSON\b|\bPARSE_JSON \(|->>?|#>>?/),
  feature("Semi-structured columns", /\b(?:VARIANT|SUPER|JSONB|OBJECT_CONSTRUCT|FLATTEN)\b/),
  feature("Arrays and structs", /\b(?:ARRAY|STRUCT) ?<|\bUNNEST \(|\bARRAY \[/),
  feature("Spatial", /\b(?:SDO_GEOMETRY|GEOGRAPHY|GEOMETRY|ST_[A-Z]+ \()/),
  feature("Full text search", /\b(?:CONTAINS|FREETEXT|MATCH|TO_TSVECTOR|TSVECTOR)\b(?: \(|)/),
  feature(
    "Partitioned tables",
    /\bPARTITION BY (?:RANGE|LIST|HASH|KEY|SYSTEM|COLUMN|\()|\bPARTITIONED BY\b/,
  ),
  feature(
    "Distribution and sort keys",
    /\b(?:DISTKEY|SORTKEY|DISTSTYLE|DISTRIBUTION =|PRIMARY INDEX|CLUSTER BY)\b/,
  ),
  feature("Identity columns", /\b(?:IDENTITY \(|AS IDENTITY|AUTO_?INCREMENT|(?:BIG)?SERIAL\b)/),
  feature("Sequences in defaults and code", /\.? ?(?:NEXTVAL|CURRVAL)\b|\bNEXT VALUE FOR\b/),
  feature("Computed columns", /\bGENERATED ALWAYS AS \(|\bPERSISTED\b/),
  feature(
    "User-defined types",
    /%(?: )?(?:ROWTYPE|TYPE)\b|\bIS (?:TABLE|VARRAY|RECORD)\b/,
    "oracle",
  ),
  feature("Temporary tables", /\b(?:TEMP|TEMPORARY|VOLATILE) TABLE\b|(?:^| )#[A-Z_]\w*/),
  feature("External tables", /\bEXTERNAL TABLE\b|\bORGANIZATION EXTERNAL\b/),
  feature(
    "Dynamic SQL",
    /\bEXECUTE IMMEDIATE\b|\bSP_EXECUTESQL\b|\bEXEC(?:UTE)? \( ?@|\bDBMS_SQL\b|\bEXECUTE (?:FORMAT|V_|'')|\bPREPARE \w+ FROM\b/,
  ),
  feature(
    "Cursors",
    /\b(?:DECLARE \S+ (?:INSENSITIVE |SCROLL |NO SCROLL )*CURSOR|CURSOR \w+|FETCH (?:NEXT |FROM )*\S+|SYS_REFCURSOR|REFCURSOR)\b/,
  ),
  feature("Bulk operations", /\bBULK COLLECT\b|\bFORALL\b/, "oracle"),
  feature(
    "Exception handlers",
    /\bEXCEPTION WHEN\b|\bBEGIN (?:TRY|CATCH)\b|\b(?:CONTINUE|EXIT) HANDLER\b|\bRAISE_APPLICATION_ERROR\b/,
  ),
  feature(
    "Own transactions",
    /\bPRAGMA AUTONOMOUS_TRANSACTION\b|\bBEGIN TRAN(?:SACTION)?\b|; (?:COMMIT|ROLLBACK)\b/,
  ),
  feature("GOTO", /\bGOTO \w+/),
  feature("Table functions", /\bPIPE ROW\b|\bPIPELINED\b|\bRETURNS (?:TABLE|SETOF|@\w+ TABLE)\b/),
  feature("Table variables and parameters", /@\w+ (?:AS )?TABLE \(|\bREADONLY\b/, "tsql"),
  feature("Supplied packages", /\b(?:DBMS|UTL|APEX|OWA|HTP)_?\w* \. \w+/, "oracle"),
  feature(
    "Code in another language",
    /\bLANGUAGE (?:JAVASCRIPT|JS|PYTHON|JAVA|SCALA|C|PLPYTHON3?U|PLV8|R)\b/,
  ),
  feature("Hints", /\bWITH \( ?(?:NOLOCK|INDEX|FORCESEEK|ROWLOCK|UPDLOCK|TABLOCK)/, "tsql"),
];
