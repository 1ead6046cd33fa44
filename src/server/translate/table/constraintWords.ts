import type { Tx } from "../query/tx.ts";

/** What the words around a constraint say of it, as far as it matters. */
export interface ConstraintWords {
  /** T-SQL's CLUSTERED: rows lie in the order of this key. */
  clustered: boolean;
  /** The source does not check it (Oracle's DISABLE, NOT ENFORCED of MySQL's checks): rows may not keep to it. */
  disabled: boolean;
}

const SINGLE =
  /^(NONCLUSTERED|ENABLE|VALIDATE|NOVALIDATE|ENFORCED|RELY|NORELY|DEFERRABLE|NOLOGGING|LOGGING|REVERSE|LOCAL|INVISIBLE|VISIBLE|COMPUTE|STATISTICS|PARALLEL|NOPARALLEL|NOCOMPRESS|HASH|NOSORT|ONLINE|SORT)$/;
/** Words behind NOT NULL; behind a column's other options they would mean something else. False: it is disabled. */
export function acceptStateWords(tx: Tx): boolean {
  const { cursor } = tx;
  let enabled = true;
  for (;;) {
    const start = cursor.at;
    if (cursor.accept("NOT", "DEFERRABLE") || cursor.accept("DEFERRABLE")) continue;
    if (cursor.accept("INITIALLY")) cursor.next();
    else if (cursor.accept("DISABLE")) enabled = false;
    else if (/^(ENABLE|VALIDATE|NOVALIDATE|RELY|NORELY)$/.test(cursor.peek()?.value ?? ""))
      cursor.next();
    if (cursor.at === start) return enabled;
  }
}

const VALUED =
  /^(PCTFREE|PCTUSED|INITRANS|MAXTRANS|FILLFACTOR|KEY_BLOCK_SIZE|BUCKET_COUNT|COMPRESS)$/;

/** Steps over CLUSTERED, USING INDEX TABLESPACE x, WITH (…), ON [PRIMARY], NOT ENFORCED: how a constraint is kept. */
export function acceptConstraintWords(tx: Tx): ConstraintWords {
  const { cursor } = tx;
  const words: ConstraintWords = { clustered: false, disabled: false };
  for (;;) {
    const start = cursor.at;
    if (cursor.accept("CLUSTERED")) words.clustered = true;
    else if (cursor.accept("DISABLE")) words.disabled = true;
    else if (cursor.accept("NOT", "ENFORCED")) words.disabled ||= tx.is("mysql", "postgres");
    else if (cursor.accept("NOT", "DEFERRABLE")) continue;
    else if (cursor.accept("NO", "INHERIT")) continue;
    else if (cursor.accept("NOT", "VALID") || cursor.accept("NOT", "FOR", "REPLICATION")) continue;
    else if (cursor.accept("INITIALLY")) cursor.next();
    else if (cursor.accept("USING")) acceptIndex(tx);
    else if (cursor.accept("TABLESPACE") || cursor.accept("EXCEPTIONS", "INTO")) cursor.name();
    else if (cursor.accept("INCLUDE") && cursor.isSymbol("(")) cursor.group();
    else if (cursor.isWords("STORAGE") && cursor.isSymbol("(", 1)) acceptGroup(tx);
    else if (cursor.isWords("WITH")) acceptWith(tx);
    else if (tx.is("tsql") && cursor.isWords("ON") && !acceptFileGroup(tx)) return words;
    else {
      const word = cursor.peek();
      if (word?.kind === "word" && SINGLE.test(word.value)) cursor.next();
      else if (word?.kind === "word" && VALUED.test(word.value)) acceptValue(tx);
    }
    if (cursor.at === start) return words;
  }
}

/** Says that a constraint is left out because the source does not check it. */
export function noteDisabled(tx: Tx, clause: string, offset: number): void {
  tx.note("DWM-TBL-003", { clause, why: "it is disabled in the source" }, offset);
}

/** `INDEX ix`, `INDEX (CREATE INDEX …)`, `INDEX TABLESPACE x`, `BTREE`, `HASH`. */
function acceptIndex(tx: Tx): void {
  const { cursor } = tx;
  if (!cursor.accept("INDEX")) {
    if (!cursor.accept("BTREE")) cursor.accept("HASH");
    return;
  }
  if (cursor.isSymbol("(")) cursor.group();
  else {
    const word = cursor.peek();
    const option =
      word?.kind === "word" &&
      (SINGLE.test(word.value) ||
        VALUED.test(word.value) ||
        /^(TABLESPACE|STORAGE)$/.test(word.value));
    if (!option) cursor.name();
  }
}

function acceptGroup(tx: Tx): void {
  tx.cursor.next();
  tx.cursor.group();
}

function acceptValue(tx: Tx): void {
  tx.cursor.next();
  tx.cursor.acceptSymbol("=");
  if (tx.cursor.peek()?.kind === "number") tx.cursor.next();
}

/** `WITH (PAD_INDEX = OFF)`, `WITH FILLFACTOR = 90`, `WITH PARSER ngram`; anything else behind WITH is not of the constraint. */
function acceptWith(tx: Tx): void {
  const { cursor } = tx;
  if (cursor.isSymbol("(", 1)) {
    const { at, offset } = cursor;
    acceptGroup(tx);
    noteDuplicates(tx, cursor.textBetween(at, cursor.at), offset);
  } else if (cursor.isWords("WITH", "FILLFACTOR")) {
    cursor.next();
    acceptValue(tx);
  } else if (cursor.accept("WITH", "PARSER")) cursor.name();
}

/** T-SQL leaves rows out whose key is there, under this option of the key. */
function noteDuplicates(tx: Tx, options: string, offset: number): void {
  if (!tx.is("tsql") || !/\bIGNORE_DUP_KEY\s*=\s*ON\b/i.test(options)) return;
  const why = "a row whose key is there is an error, or comes twice";
  tx.note("DWM-TBL-024", { clause: "IGNORE_DUP_KEY = ON", why }, offset);
}

/** `ON [PRIMARY]`, `ON scheme(column)`; false at ON DELETE and ON UPDATE. */
function acceptFileGroup(tx: Tx): boolean {
  const { cursor } = tx;
  if (cursor.isWords("ON", "DELETE") || cursor.isWords("ON", "UPDATE")) return false;
  cursor.next();
  if (cursor.peek()?.kind === "string") cursor.next();
  else cursor.identifier();
  cursor.group();
  return true;
}
