import type { SourceType } from "../../protocol/dialect.ts";

/** A pattern that speaks for some dialects. */
export interface DialectMark {
  name: string;
  types: readonly SourceType[];
  weight: number;
  pattern: RegExp;
}

function mark(name: string, types: SourceType[], weight: number, pattern: RegExp): DialectMark {
  return { name, types, weight, pattern };
}

/** Marks by which the dialects can be told apart; strong ones weigh 3 and more. Patterns are global. */
export const MARKS: readonly DialectMark[] = [
  mark("GO on its own line", ["tsql"], 4, /^[ \t]*GO[ \t]*\d*[ \t]*\r?$/gim),
  mark("[bracketed] names", ["tsql"], 3, /\[[A-Za-z_][\w ]*\](?=\s*[.,()]|\s+(?:\[|[A-Za-z]))/g),
  mark("NVARCHAR", ["tsql"], 1.5, /\bNVARCHAR\s*\(/gi),
  mark("IDENTITY(1,1)", ["tsql"], 2, /\bIDENTITY\s*\(\s*\d+\s*,\s*\d+\s*\)/gi),
  mark(
    "DATETIME2, UNIQUEIDENTIFIER, BIT",
    ["tsql"],
    1.5,
    /\b(?:DATETIME2|UNIQUEIDENTIFIER|SMALLDATETIME|HIERARCHYID|NTEXT)\b/gi,
  ),
  mark(
    "SET NOCOUNT, IDENTITY_INSERT, ANSI_NULLS",
    ["tsql"],
    3,
    /\bSET\s+(?:NOCOUNT|IDENTITY_INSERT|ANSI_NULLS|QUOTED_IDENTIFIER)\b/gi,
  ),
  mark("@variables declared", ["tsql"], 1.5, /\bDECLARE\s+@\w+/gi),
  mark("GETDATE, ISNULL, CONVERT(type", ["tsql"], 1, /\b(?:ISNULL|LEN|DATEPART|OBJECT_ID)\s*\(/gi),
  mark("dbo.", ["tsql"], 2, /\bdbo\s*\./gi),

  mark("VARCHAR2", ["oracle"], 4, /\bN?VARCHAR2\b/gi),
  mark("NUMBER(p, s)", ["oracle", "snowflake"], 1, /\bNUMBER\s*\(/gi),
  mark("a slash on its own line", ["oracle"], 4, /^[ \t]*\/[ \t]*\r?$/gm),
  mark(
    "PL/SQL",
    ["oracle"],
    2,
    /\b(?:IS|AS)\s+BEGIN\b|%(?:ROWTYPE|TYPE)\b|\bEXCEPTION\s+WHEN\b|\bPRAGMA\b/gi,
  ),
  mark(
    "SYSDATE, NVL, DUAL",
    ["oracle"],
    1.5,
    /\bSYSDATE\b|\bFROM\s+DUAL\b|\bNVL2?\s*\(|\bSYSTIMESTAMP\b/gi,
  ),
  mark("CREATE PACKAGE", ["oracle"], 4, /\bCREATE\s+(?:OR\s+REPLACE\s+)?(?:\w+\s+)?PACKAGE\b/gi),
  mark(
    "SQL*Plus commands",
    ["oracle"],
    3,
    /^(?:SET\s+(?:DEFINE|FEEDBACK|SERVEROUTPUT|ECHO|SQLBLANKLINES|LINESIZE)|PROMPT|REM|SPOOL|WHENEVER\s+SQLERROR)\b/gim,
  ),
  mark(
    "CLOB, RAW, BINARY_DOUBLE",
    ["oracle"],
    1,
    /\b(?:NCLOB|RAW\s*\(|BINARY_DOUBLE|BINARY_FLOAT|LONG\s+RAW)/gi,
  ),
  mark(
    "storage clauses",
    ["oracle"],
    2,
    /\b(?:PCTFREE|INITRANS|SEGMENT\s+CREATION|NOVALIDATE)\b/gi,
  ),

  mark("ENGINE=", ["mysql"], 5, /\bENGINE\s*=\s*\w+/gi),
  mark("AUTO_INCREMENT", ["mysql"], 4, /\bAUTO_INCREMENT\b/gi),
  mark("`backtick` names", ["mysql"], 2, /`[^`.\r\n]+`/g),
  mark("DELIMITER", ["mysql"], 4, /^[ \t]*DELIMITER\s+\S+/gim),
  mark("/*! version comments */", ["mysql"], 4, /\/\*!\d+/g),
  mark(
    "UNSIGNED, TINYINT(1), MEDIUMINT",
    ["mysql"],
    2,
    /\bUNSIGNED\b|\bTINYINT\s*\(\s*\d|\bMEDIUM(?:INT|TEXT)\b|\bLONGTEXT\b/gi,
  ),

  mark("DISTKEY, SORTKEY, DISTSTYLE", ["redshift"], 5, /\b(?:DISTKEY|SORTKEY|DISTSTYLE)\b/gi),
  mark(
    "ENCODE",
    ["redshift"],
    3,
    /\bENCODE\s+(?:ZSTD|LZO|AZ64|RAW|BYTEDICT|DELTA\w*|MOSTLY\d+|RUNLENGTH|TEXT\d+)\b/gi,
  ),
  mark("SUPER, COPY … IAM_ROLE", ["redshift"], 3, /\bSUPER\b|\bIAM_ROLE\b|\bCREDENTIALS\s+''/gi),

  mark("VARIANT", ["snowflake"], 3, /\bVARIANT\b/gi),
  mark("AUTOINCREMENT", ["snowflake"], 2, /\bAUTOINCREMENT\b/gi),
  mark("TIMESTAMP_NTZ", ["snowflake"], 4, /\bTIMESTAMP_?(?:NTZ|LTZ|TZ)\b/gi),
  mark(
    "COPY GRANTS, TRANSIENT TABLE, CLUSTER BY",
    ["snowflake"],
    3,
    /\bCOPY\s+GRANTS\b|\bTRANSIENT\s+TABLE\b|\bTABLE\s*\(\s*FLATTEN|\bLATERAL\s+FLATTEN\b/gi,
  ),
  mark(
    "USE WAREHOUSE, ROLE, SCHEMA",
    ["snowflake"],
    3,
    /\bUSE\s+(?:WAREHOUSE|ROLE|SCHEMA|DATABASE)\b/gi,
  ),
  mark(
    "STAGE, FILE FORMAT, WAREHOUSE",
    ["snowflake"],
    3,
    /\b(?:FILE\s+FORMAT|FILE_FORMAT|CREATE\s+(?:OR\s+REPLACE\s+)?(?:STAGE|WAREHOUSE|STREAM|TASK|PIPE))\b/gi,
  ),
  mark(
    "IFF, OBJECT_CONSTRUCT, PARSE_JSON, TRY_TO_",
    ["snowflake"],
    2,
    /\b(?:IFF|OBJECT_CONSTRUCT|PARSE_JSON|TRY_TO_\w+|ARRAY_AGG_DISTINCT|SEQ4)\s*\(/gi,
  ),
  mark("DATEADD, DATEDIFF", ["tsql", "snowflake", "redshift"], 1, /\bDATE(?:ADD|DIFF)\s*\(/gi),
  mark(
    "EXECUTE AS CALLER, LANGUAGE SQL $$",
    ["snowflake"],
    3,
    /\bEXECUTE\s+AS\s+(?:CALLER|OWNER)\s+AS\b|\bLANGUAGE\s+(?:SQL|JAVASCRIPT|PYTHON)\b[\s\S]{0,200}?\bAS\s+\$\$/gi,
  ),
  mark(
    "CREATE OR REPLACE TABLE",
    ["snowflake", "bigquery"],
    2,
    /\bCREATE\s+OR\s+REPLACE\s+(?:TRANSIENT\s+|TEMP(?:ORARY)?\s+)?TABLE\b/gi,
  ),

  mark(
    "MULTISET, VOLATILE",
    ["teradata"],
    5,
    /\b(?:MULTISET|VOLATILE)\s+(?:VOLATILE\s+)?TABLE\b|\bSET\s+TABLE\b/gi,
  ),
  mark("PRIMARY INDEX", ["teradata"], 5, /\bPRIMARY\s+INDEX\b/gi),
  mark(
    "BTEQ commands",
    ["teradata"],
    5,
    /^[ \t]*\.(?:LOGON|LOGOFF|IF|SET|EXPORT|IMPORT|QUIT|RUN|GOTO|LABEL)\b/gim,
  ),
  mark(
    "FALLBACK, JOURNAL, CASESPECIFIC",
    ["teradata"],
    3,
    /\b(?:FALLBACK|BEFORE\s+JOURNAL|CASESPECIFIC|CHECKSUM\s*=|COLLECT\s+STAT)/gi,
  ),
  mark(
    "REPLACE VIEW, LOCKING ROW",
    ["teradata"],
    4,
    /\bREPLACE\s+(?:VIEW|MACRO|PROCEDURE)\b(?<!OR\s+REPLACE\s+\w+)|\bLOCKING\s+(?:ROW|TABLE)\b/gi,
  ),

  mark("`project.dataset.table`", ["bigquery"], 5, /`[\w-]+\.[\w-]+(?:\.[\w*-]+)?`/g),
  mark("STRUCT<>, ARRAY<>", ["bigquery"], 4, /\b(?:STRUCT|ARRAY)\s*<|\bUNNEST\s*\(/gi),
  mark(
    "SAFE_CAST, PARSE_DATE, DATETIME_DIFF",
    ["bigquery"],
    3,
    /\b(?:SAFE_CAST|SAFE_DIVIDE|PARSE_DATE|FORMAT_DATE|DATETIME_(?:DIFF|ADD|SUB|TRUNC)|TIMESTAMP_(?:DIFF|TRUNC)|GENERATE_UUID)\s*\(/gi,
  ),
  mark("INT64, FLOAT64, STRING", ["bigquery"], 3, /\b(?:INT64|FLOAT64|BIGNUMERIC)\b/gi),
  mark("OPTIONS(", ["bigquery"], 2, /\bOPTIONS\s*\(\s*\w+\s*=/gi),

  mark("SERIAL", ["postgres"], 3, /\b(?:BIG|SMALL)?SERIAL\b/gi),
  mark("nextval, ::regclass", ["postgres"], 3, /\bnextval\s*\(|::regclass\b/gi),
  mark("OWNER TO", ["postgres"], 3, /\bOWNER\s+TO\b/gi),
  mark("plpgsql", ["postgres"], 3, /\bLANGUAGE\s+'*plpgsql\b/gi),
  mark(
    "timestamptz, jsonb, bytea, text[]",
    ["postgres"],
    2,
    /\b(?:timestamptz|jsonb|bytea|tsvector|character\s+varying|timestamp\s+with(?:out)?\s+time\s+zone)\b|\btext\[\]/gi,
  ),
  mark("COPY … FROM stdin", ["postgres"], 5, /\bCOPY\s+[^;]{1,400}\bFROM\s+stdin\b/gi),
  mark("psql commands", ["postgres"], 3, /^\\(?:c|connect|i|ir|set|restrict|unrestrict)\b/gm),
  mark(
    "GENERATED … AS IDENTITY",
    ["postgres", "oracle"],
    1,
    /\bGENERATED\s+(?:ALWAYS|BY\s+DEFAULT)\s+AS\s+IDENTITY\b/gi,
  ),
  mark(":: casts", ["postgres", "snowflake", "redshift"], 1, /::\s*[A-Za-z_]\w*/g),
  mark("SET search_path", ["postgres"], 3, /\bSET\s+search_path\b|\bset_config\b/gi),
  mark("$$ bodies", ["postgres", "snowflake"], 1, /\bAS\s+\$\w*\$/gi),
  mark(
    "ON CONFLICT, ILIKE, generate_series",
    ["postgres"],
    1.5,
    /\bON\s+CONFLICT\b|\bgenerate_series\s*\(|\bDISTINCT\s+ON\s*\(/gi,
  ),
];
