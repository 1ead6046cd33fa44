import type { SourceType } from "../../protocol/dialect.ts";
import { isSymbol, isWord, type Token } from "../sql/token.ts";
import { classifyCreate } from "./classifyCreate.ts";
import type { LeftOutKind } from "./leftOutKinds.ts";
import { readName } from "./names.ts";
import { type Classified, leftOut } from "./statement.ts";

const NO_EFFECT = "It changes ownership, storage or checking, not what a query returns.";
const POLICY = "Rows or columns that a policy hides are visible in the target.";
const UNFOLDED =
  "This change of an existing object is not carried over; change its CREATE statement.";

/** Actions of ALTER TABLE that change nothing which arrives. */
const HARMLESS = new Set(
  (
    "OWNER ENABLE DISABLE CHECK NOCHECK CLUSTER REPLICA ENGINE AUTO_INCREMENT TABLESPACE LOGGING NOLOGGING PARALLEL " +
    "NOPARALLEL CACHE NOCACHE REBUILD RESUME SUSPEND RECLUSTER VALIDATE SHRINK INHERIT_NOTHING MONITORING COMPRESS " +
    "NOCOMPRESS ALLOCATE DEALLOCATE PCTFREE PCTUSED INITRANS STORAGE ROW_FORMAT ORDER FORCE UNSET"
  ).split(" "),
);
/** Words by the kind of what they name. */
function byWord(
  words: Readonly<Partial<Record<LeftOutKind, string>>>,
): Record<string, LeftOutKind> {
  const entries = Object.entries(words) as [LeftOutKind, string][];
  return Object.fromEntries(
    entries.flatMap(([category, names]) => names.split(" ").map((name) => [name, category])),
  );
}

/** Things whose ALTER never changes tables, views or rows. */
const OUTSIDE = byWord({
  session_setting: "SESSION SYSTEM",
  namespace: "DATABASE SCHEMA",
  principal: "ROLE USER LOGIN GROUP PROFILE ACCOUNT",
  grant: "AUTHORIZATION DEFAULT",
  index: "INDEX FULLTEXT",
  storage: "TABLESPACE PARTITION LARGE",
  extension: "EXTENSION LANGUAGE PROCEDURAL",
  database_link: "SERVER",
  platform:
    "WAREHOUSE RESOURCE SHARE APPLICATION INTEGRATION SERVICE COMPUTE STREAMLIT NOTEBOOK SECRET NETWORK API STORAGE GIT " +
    "PUBLICATION SECURITY",
  tag: "TAG",
  stage: "STAGE",
  task: "TASK",
  pipe: "PIPE",
  language_object: "COLLATION",
});
/** Things whose ALTER may matter, and is told with the thing itself. */
const CHANGED = byWord({
  sequence: "SEQUENCE",
  synonym: "SYNONYM",
  policy: "POLICY MASKING ROW",
  stream: "STREAM",
  task: "EVENT ALERT",
  file_format: "FILE",
  language_object: "OPERATOR AGGREGATE CAST CONVERSION RULE",
  user_type: "DOMAIN",
});

/** Reads an ALTER: what can be folded into its object, what redefines one, and what is left out. */
export function classifyAlter(tokens: readonly Token[], dialect: SourceType): Classified {
  let at = 1;
  while (/^(FOREIGN|EXTERNAL|DYNAMIC|ICEBERG|MATERIALIZED|HYBRID)$/.test(tokens[at]?.value ?? "")) {
    at++;
  }
  const kind = tokens[at]?.kind === "word" ? (tokens[at]?.value ?? "?") : "?";
  if (kind === "TABLE") return alterTable(tokens, at + 1, dialect);
  if (dialect === "tsql" && /^(VIEW|PROC|PROCEDURE|FUNCTION|TRIGGER)$/.test(kind)) {
    return classifyCreate(tokens, dialect);
  }
  const category = OUTSIDE[kind];
  if (category) return leftOut(`ALTER ${kind}`, category, false, NO_EFFECT);
  const words = new Set(tokens.slice(at).map((token) => token.value));
  const harmless = /^(OWNER|OWNED|COMPILE|ENABLE|DISABLE|TAG|RESUME|SUSPEND|COMMENT)$/;
  const changesNothing = [...words].some((word) => harmless.test(word));
  const reason = changesNothing ? NO_EFFECT : UNFOLDED;
  return leftOut(`ALTER ${kind}`, CHANGED[kind] ?? "alteration", !changesNothing, reason);
}

function alterTable(tokens: readonly Token[], start: number, dialect: SourceType): Classified {
  let at = start;
  if (isWord(tokens[at], "ONLY")) at++;
  if (isWord(tokens[at], "IF") && isWord(tokens[at + 1], "EXISTS")) at += 2;
  if (isWord(tokens[at], "ONLY")) at++;
  const name = readName(tokens, at, dialect);
  if (!name)
    return leftOut("ALTER TABLE", "alteration", true, "The name of the table could not be read.");
  at = name.next;
  if (isSymbol(tokens[at], "*")) at++;
  if (isWord(tokens[at], "WITH") && /^(CHECK|NOCHECK)$/.test(tokens[at + 1]?.value ?? "")) at += 2;
  const action = tokens[at]?.value ?? "";
  const words = tokens
    .slice(at, at + 40)
    .map((token) => (token.kind === "word" ? token.value : ""));
  const kind = `ALTER TABLE ${action || "?"}`;
  if (words.includes("POLICY") || (words.includes("LEVEL") && words.includes("SECURITY"))) {
    return leftOut(kind, "policy", !words.includes("UNSET"), POLICY);
  }
  if (words.includes("TAG") && (words.includes("SET") || words.includes("UNSET"))) {
    return leftOut(kind, "tag", false, NO_EFFECT);
  }
  if (action === "ADD" && /^(SEARCH|PARTITION)$/.test(words[1] ?? "")) {
    return leftOut(kind, "storage", false, NO_EFFECT);
  }
  if (/^(ADD|MODIFY|COMMENT|ALTER)$/.test(action)) {
    const storage =
      action === "ALTER" && /^(STATISTICS|STORAGE)$/.test(words[words.indexOf("SET") + 1] ?? "");
    if (storage || (action === "ALTER" && /^(DISTKEY|SORTKEY|DISTSTYLE)$/.test(words[1] ?? ""))) {
      return leftOut(kind, "storage", false, NO_EFFECT);
    }
    return { is: "fold", kind, target: name.parts, matters: true };
  }
  const attached = dialect === "postgres" && action === "ATTACH" && words[1] === "PARTITION";
  if (attached || changesColumns(action, words))
    return { is: "fold", kind, target: name.parts, matters: true };
  const harmless = HARMLESS.has(action) || (action === "SET" && words[1] !== "SCHEMA");
  if (harmless) return leftOut(kind, "alteration", false, NO_EFFECT);
  return leftOut(kind, action === "RENAME" ? "rename" : "alteration", true, UNFOLDED);
}

/** DROP and RENAME of columns and constraints, MySQL's CHANGE, Oracle's SET UNUSED. */
function changesColumns(action: string, words: readonly string[]): boolean {
  const [, next, behind] = words;
  if (action === "CHANGE") return true;
  if (action === "SET") return next === "UNUSED";
  if (action === "RENAME") return next === "COLUMN" || (next !== "TO" && behind === "TO");
  if (action !== "DROP") return false;
  return !/^(PARTITION|SUBPARTITION|INDEX|KEY|ROW|SEARCH|CLUSTERING|ALL|RANGE|TABLESPACE|SUPPLEMENTAL|STORAGE|UNUSED)$/.test(
    next ?? "",
  );
}
