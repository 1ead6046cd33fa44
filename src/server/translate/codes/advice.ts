/** What to do about a construct that is refused, where there is more to say than its code does. */
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [
    /^RETURNING\b|\bRETURNING$/,
    "Read the row with a SELECT by its key instead: after an INSERT or UPDATE, before a DELETE; a number from a sequence goes into a variable first.",
  ],
  [
    /\bOUTPUT$/,
    "Write the rows with an INSERT … SELECT of their own: before a DELETE or UPDATE for deleted.…, behind the statement for inserted.…",
  ],
  [
    /, a variable of the package,$/,
    "Hand it to the routines that use it as an INOUT parameter, or keep it in a table with one row a session.",
  ],
  [
    /^the variable @@?SCOPE_IDENTITY$|^the variable @@IDENTITY$|^IDENT_CURRENT$|^SCOPE_IDENTITY$/,
    "Identity values are not handed back: read the new row by a key of its own, or give the key yourself (a number from a table, uuid()).",
  ],
  [
    /^the variable @@ROWCOUNT$/,
    "Read GET DIAGNOSTICS v = ROW_COUNT right behind the statement whose rows are meant.",
  ],
  [
    /\.(value|query|nodes|exist|modify)$/i,
    "XML methods: on Databricks keep the XML as text and read it with xpath_string, xpath and from_xml; in DuckDB take the fields apart before they are loaded.",
  ],
  [
    /^(FOR XML|XMLTABLE|XMLELEMENT|XMLAGG|XMLFOREST|EXTRACTVALUE|XMLQUERY)\b/i,
    "Build the text with string functions, or write JSON (to_json, named_struct) where the reader can be changed.",
  ],
  [
    /^FOR SYSTEM_TIME$/,
    "On Databricks: TIMESTAMP AS OF for the table's own history; a history table that was migrated is read by its period columns.",
  ],
  [
    /^MATCH_RECOGNIZE\b/,
    "Number the rows with window functions (LAG, a running SUM over a CASE) and group by that number; a pattern of several steps needs one such step each.",
  ],
  [
    /^RESET WHEN$/,
    "Make the groups first: a running SUM(CASE WHEN condition THEN 1 ELSE 0 END) in a subquery, then PARTITION BY it.",
  ],
  [
    /^NORMALIZE\b/,
    "Join overlapping periods with window functions: a new group begins where the start is behind the highest end before it; then MIN(start), MAX(end) by group.",
  ],
  [
    / of periods$|^(BEGIN|END|INTERVAL|PERIOD|P_INTERSECT|P_NORMALIZE|LDIFF|RDIFF|TD_NORMALIZE\w*|TD_SUM_NORMALIZE\w*|EXPAND ON)\b/,
    "Keep a period as two columns, its begin and its end (which is not part of it), and write the comparison of both.",
  ],
  [
    /^IDENTIFIER$/,
    "Where the name is in a variable, put the statement together as a text and run it with EXECUTE IMMEDIATE.",
  ],
  [
    /^(OPEN … USING|OPEN .* USING)$/,
    "Give the cursor's query variables in the places of its question marks, and set them before OPEN.",
  ],
  [
    /^a recursive FLATTEN$/,
    "Read one level after the other with variant_explode, or write a recursive common table expression that explodes each value again.",
  ],
  [
    /^the cursor variable |^a cursor variable$|^SYS_REFCURSOR$/,
    "Cursors have one query each here: loop over the query with FOR … DO, or fill a temporary table and hand its name on.",
  ],
  [/^GOTO\b/, "Write the jump as IF, LOOP with LEAVE and ITERATE, or RETURN."],
  [
    /^An external table whose columns only its files tell$/,
    "List its columns in the CREATE, or make a view over the files: CREATE VIEW v AS FROM read_parquet('…') (read_csv, read_json).",
  ],
];

/** Codes whose message names a construct or a function. */
const NAMING = new Set(["DWM-QRY-002", "DWM-QRY-003", "DWM-PRC-002", "DWM-TBL-012"]);

/** The hint that fits what an issue names; undefined where its code's own has to do. */
export function adviceFor(
  code: string,
  { construct, name, what }: Readonly<Record<string, string | number>>,
): string | undefined {
  if (!NAMING.has(code)) return undefined;
  const told = String(construct ?? name ?? what ?? "");
  return ADVICE.find(([pattern]) => pattern.test(told))?.[1];
}
