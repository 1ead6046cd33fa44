import type { InventoryObject } from "../../../inventory/types.ts";
import { isSymbol, isWord } from "../../../sql/token.ts";
import { Cursor } from "../../cursor.ts";
import { Tx } from "../../query/tx.ts";
import { RoutineKit } from "../kit.ts";
import type { Parameter } from "../model.ts";
import type { RoutineRead } from "../read.ts";
import { readBlock, readStatements } from "./block.ts";
import { BOOLEAN, Pl } from "./context.ts";
import { declareForeign } from "./packageNames.ts";
import { prepareNames } from "./resolve.ts";
import { declareRows, joinRowNames, type RowNames } from "./triggerRow.ts";

const EVENTS = new Set(["INSERTING", "UPDATING", "DELETING"]);

interface Head {
  table: string[];
  events: string;
  rows: RowNames;
  when: { start: number; end: number } | undefined;
}

/** A trigger, from behind its kind: Databricks has none, so that it is kept as a procedure to be read. */
export function readOracleTrigger(kit: RoutineKit, object: InventoryObject): RoutineRead {
  const { cursor } = kit;
  const offset = cursor.offset;
  const name = cursor.name();
  if (!name) throw kit.tx.unreadable("the trigger's name expected");
  const head = readHead(kit);
  const filled = identityOf(cursor);
  const table = head.table.join(".");
  if (filled) {
    kit.note("DWM-PRC-048", { name: kit.name, table, ...filled }, offset);
    return { routines: [] };
  }
  kit.note("DWM-PRC-011", { name: kit.name, table, events: head.events }, offset);
  const tokens = joinRowNames(cursor.tokens.slice(cursor.at), head.rows);
  const part = new Cursor(cursor.text, "oracle", tokens);
  const inner = new RoutineKit(new Tx(part, kit.tx.context, kit.tx.diagnostics), kit.name);
  const pl = new Pl(inner, { name: kit.name, returnsValue: false, folding: false });
  prepareNames(pl);
  for (const used of object.packages ?? []) declareForeign(pl, used.name, used.declarations);
  const parameters: Parameter[] = [...declareRows(pl, head.rows, head.table), ...declareEvents(pl)];
  if (part.isWords("COMPOUND"))
    throw kit.tx.stop("DWM-PRC-002", { construct: "a compound trigger" }, part.offset);
  const body = isWord(part.peek(), "CALL")
    ? { is: "block" as const, declarations: [], handlers: [], body: readStatements(pl, part.end) }
    : readBlock(pl, undefined, part.end);
  const session = [...pl.session.values()];
  const procedure = { is: "procedure" as const, name: kit.name, parameters, session, body };
  return { routines: [procedure], artefactOnly: true };
}

function readHead({ cursor, tx }: RoutineKit): Head {
  const start = cursor.at;
  while (!cursor.done && !cursor.isWords("ON")) cursor.next();
  const events = cursor.textBetween(start, cursor.at).replace(/\s+/g, " ");
  tx.expect("ON");
  const table = cursor.name() ?? [];
  const rows: RowNames = { before: "old", after: "new", colon: true };
  let when: Head["when"];
  while (!cursor.done && !/^(BEGIN|DECLARE|COMPOUND|CALL)$/.test(cursor.peek()?.value ?? "")) {
    if (cursor.accept("REFERENCING")) {
      for (;;) {
        const old = cursor.accept("OLD");
        if (!old && !cursor.accept("NEW")) break;
        cursor.accept("AS");
        const called = cursor.identifier()?.toLowerCase();
        if (called && old) rows.before = called;
        else if (called) rows.after = called;
      }
    } else if (cursor.accept("WHEN") && cursor.isSymbol("(")) {
      const from = cursor.at;
      cursor.at = cursor.matching();
      when = { start: from, end: cursor.at };
    } else cursor.next();
  }
  return { table, events, rows, when };
}

/** The column and the sequence of a trigger that does nothing but fill a key; the cursor stands at its block. */
function identityOf(cursor: Cursor): { column: string; sequence: string } | undefined {
  const words = cursor.tokens
    .slice(cursor.at, cursor.end)
    .map((token) => (token.kind === "quoted" ? token.value : token.text))
    .join(" ")
    .replace(/;\s*/g, "; ");
  const name = String.raw`([\w$#]+(?: \. [\w$#]+)*)`;
  const guard = String.raw`(?:if \(? ?: ?new \. [\w$#]+ is null ?\)? ?(?:or : ?new \. [\w$#]+ = 0 ?\)? )?then )?`;
  const end = String.raw` ?; (?:end if ?; )?end(?: [\w$#]+)? ?;? ?`;
  const assigned = new RegExp(
    `^begin ${guard}: ?new \\. ([\\w$#]+) := ${name} \\. nextval${end}$`,
    "i",
  ).exec(words);
  if (assigned)
    return { column: assigned[1] ?? "", sequence: (assigned[2] ?? "").replace(/ /g, "") };
  const selected = new RegExp(
    `^begin ${guard}select ${name} \\. nextval into : ?new \\. ([\\w$#]+) from (?:sys \\. )?dual${end}$`,
    "i",
  ).exec(words);
  if (selected)
    return { column: selected[2] ?? "", sequence: (selected[1] ?? "").replace(/ /g, "") };
  return undefined;
}

/** INSERTING and its kin say which statement fires the trigger. */
function declareEvents(pl: Pl): Parameter[] {
  const parameters: Parameter[] = [];
  for (const event of EVENTS) {
    const used = pl.tokens.some(
      (token, index) => isWord(token, event) && !isSymbol(pl.tokens[index + 1], "("),
    );
    if (!used) continue;
    const name = pl.kit.variables.free(event.toLowerCase());
    parameters.push({ name, mode: "IN", type: BOOLEAN.sql });
    pl.declare(event, { is: "variable", variable: name, type: BOOLEAN, parameter: "IN" });
  }
  return parameters;
}
