import type { InventoryObject } from "../../../inventory/types.ts";
import type { Token } from "../../../sql/token.ts";
import { Cursor } from "../../cursor.ts";
import { Tx } from "../../query/tx.ts";
import { foldFunction } from "../foldFunction.ts";
import { RoutineKit, type RoutineType } from "../kit.ts";
import { mapStatements } from "../mapStatements.ts";
import type { Block, Parameter, Routine } from "../model.ts";
import { proceduralFunction } from "../proceduralFunction.ts";
import type { RoutineRead } from "../read.ts";
import { readBlock } from "./block.ts";
import { Pl } from "./context.ts";
import { foldRows } from "./foldRows.ts";
import { labelBefore } from "./labels.ts";
import { assigns, returningOut, returnsItsColumns, skipOptions } from "./postgresFacts.ts";
import { type PostgresHead, type PostgresParameter, readPostgresHead } from "./postgresHead.ts";
import { PYTHON, readPostgresPython } from "./postgresPython.ts";
import { declareEvent, withoutRow } from "./postgresTrigger.ts";
import { prepareNames } from "./resolve.ts";
import { readSqlBody } from "./sqlBody.ts";
import { textBody } from "./textBody.ts";
import { declareRows, joinRowNames } from "./triggerRow.ts";

/** Reads a function, procedure or trigger of Postgres or Redshift. */
export function readPostgres(kit: RoutineKit, object: InventoryObject): RoutineRead {
  const { cursor, tx } = kit;
  const start = cursor.offset;
  while (
    !cursor.done &&
    !/^(FUNCTION|PROCEDURE|TRIGGER|AGGREGATE|TYPE)$/.test(cursor.peek()?.value ?? "")
  )
    cursor.next();
  const kind = cursor.next()?.value ?? "";
  if (kind === "TRIGGER") return readTrigger(kit);
  if (kind !== "FUNCTION" && kind !== "PROCEDURE")
    throw tx.stop("DWM-PRC-046", { kind: object.kind }, start);
  const head = readPostgresHead(kit);
  const routine = new PostgresRoutine(kit, object, head, kind === "PROCEDURE");
  return routine.read();
}

/** CREATE TRIGGER … EXECUTE FUNCTION f(): what it does is the function's body. */
function readTrigger(kit: RoutineKit): RoutineRead {
  const { cursor, tx } = kit;
  const offset = cursor.offset;
  if (!cursor.name()) throw tx.unreadable("the trigger's name expected");
  const from = cursor.at;
  while (!cursor.done && !cursor.isWords("ON")) cursor.next();
  const events = cursor.textBetween(from, cursor.at).replace(/\s+/g, " ");
  cursor.next();
  const table = cursor.name()?.join(".") ?? "";
  kit.note("DWM-PRC-011", { name: kit.name, table, events }, offset);
  return { routines: [], artefactOnly: true };
}

/** What a body was read to. */
interface Body {
  block: Block;
  /** The same as one query, of a function that returns rows. */
  rows: string | undefined;
  /** Notes what cannot be said of a function whose rows are no one query. */
  refuseRows: () => void;
  parameters: Parameter[];
}

class PostgresRoutine {
  readonly #kit: RoutineKit;
  readonly #object: InventoryObject;
  readonly #head: PostgresHead;
  readonly #procedure: boolean;

  constructor(kit: RoutineKit, object: InventoryObject, head: PostgresHead, procedure: boolean) {
    this.#kit = kit;
    this.#object = object;
    this.#head = head;
    this.#procedure = procedure;
  }

  read(): RoutineRead {
    const { language, body, inline, offset } = this.#head;
    const kit = this.#kit;
    const kind = this.#object.kind;
    if (PYTHON.test(language) && body && !this.#procedure)
      return { routines: [readPostgresPython(kit, this.#head, kind)] };
    if (language !== "SQL" && language !== "PLPGSQL")
      throw kit.tx.stop("DWM-PRC-010", { kind, language, reason: "its code is no SQL" }, offset);
    if (!body && !inline)
      throw kit.tx.stop("DWM-PRC-004", { near: kit.name, reason: "it has no body" }, offset);
    if (language === "SQL") return readSqlBody(kit, this.#head, this.#procedure);
    const { returns } = this.#head;
    if (returns.is === "trigger") return this.#trigger();
    if (this.#procedure || returns.is === "nothing") return { routines: [this.#asProcedure()] };
    return { routines: [returns.is === "rows" ? this.#rows() : this.#scalar(returns.type)] };
  }

  /** A kit over the body's text that shares nothing with an earlier reading but the list of issues. */
  #inner(): RoutineKit {
    const { body } = this.#head;
    const { tx, name } = this.#kit;
    const { text, place } = textBody(body as Token, tx.dialect);
    const inner = new Tx(new Cursor(text, tx.dialect), tx.context, tx.diagnostics.moved(place));
    return new RoutineKit(inner, name);
  }

  #readBody(folding: boolean, outIsLocal: boolean): Body {
    const kit = this.#inner();
    const { returns, parameters, name } = this.#head;
    if (returns.is === "trigger") {
      const rows = { before: "old", after: "new", colon: false };
      kit.tx.cursor = new Cursor(
        kit.cursor.text,
        kit.tx.dialect,
        joinRowNames(kit.cursor.tokens, rows),
      );
    }
    const pl = new Pl(kit, {
      name,
      returnsValue: returns.is === "scalar",
      returns: returns.is === "scalar" ? returns.type : undefined,
      returnsRow: returns.is === "trigger",
      raisesAgain: kit.tx.is("redshift") && this.#head.atomic,
      folding,
    });
    skipOptions(pl);
    const made: Parameter[] = [];
    const locals: PostgresParameter[] = [];
    prepareNames(pl);
    for (const parameter of parameters) {
      const variable = pl.kit.variables.free(parameter.name);
      const local = outIsLocal && parameter.mode === "OUT";
      const mode = local ? "INOUT" : parameter.mode;
      const also = [`$${parameter.position}`, `${name}.${parameter.name}`];
      // PL/pgSQL lets parameters be assigned to; Databricks' IN parameters are fixed.
      const assigned = parameter.mode === "IN" && assigns(pl.tokens, parameter.name);
      const held = assigned ? pl.kit.variables.free(`v_${parameter.name}`) : variable;
      pl.declare(
        parameter.name,
        {
          is: "variable",
          variable: held,
          type: parameter.type,
          parameter: assigned ? "INOUT" : mode,
        },
        ...also,
      );
      if (assigned) {
        const initial = pl.variableSql(variable);
        pl.packageFrame.needed.push({
          is: "variable",
          name: held,
          type: parameter.type.sql,
          initial,
        });
      }
      if (local) locals.push({ ...parameter, name: variable });
      else
        made.push({
          name: variable,
          mode: parameter.mode,
          type: parameter.type.sql,
          ...(parameter.initial === undefined ? {} : { initial: parameter.initial }),
        });
    }
    if (returns.is === "rows" && returnsItsColumns(pl.tokens))
      for (const { name: column, type } of returns.columns ?? []) {
        if (locals.some((local) => local.name.toLowerCase() === column.toLowerCase())) continue;
        const variable = pl.kit.variables.free(column);
        pl.declare(column, { is: "variable", variable, type });
        locals.push({ name: variable, position: 0, mode: "OUT", type, initial: undefined });
      }
    pl.rowVariables.push(...locals.map(({ name: local }) => local));
    for (const { name: local, type } of locals)
      pl.packageFrame.needed.push({ is: "variable", name: local, type: type.sql });
    if (returns.is === "trigger") {
      made.push(...declareRows(pl, { before: "old", after: "new", colon: false }, []));
      made.push(...declareEvent(pl));
    }
    const label = labelBefore(pl);
    const block = readBlock(pl, label, pl.cursor.end);
    pl.cursor.acceptSymbol(";");
    if (!pl.cursor.done) throw pl.tx.unreadable("not expected behind the body's END");
    const rows = returns.is === "rows" ? foldRows(block, pl.returned, pl.returnedRows) : undefined;
    const construct = "RETURN NEXT, which returns rows one by one,";
    const refuseRows = () => {
      for (const { offset } of pl.returnedRows.values())
        pl.note("DWM-PRC-002", { construct }, offset);
    };
    if (returns.is !== "rows") refuseRows();
    return { block, rows, refuseRows, parameters: made };
  }

  #asProcedure(): Routine {
    const { block, parameters } = this.#readBody(false, false);
    return {
      is: "procedure",
      name: this.#kit.name,
      parameters,
      definer: this.#head.definer,
      body: block,
    };
  }

  /** Reads to fold; what is said then is taken back when it does not lead to an expression. */
  #scalar(returns: RoutineType): Routine {
    const { issues } = this.#kit.tx.diagnostics;
    const before = [...issues];
    const { deterministic, strict, offset, parameters: heads } = this.#head;
    const outs = heads.filter(({ mode }) => mode !== "IN");
    const [out] = outs;
    if (outs.length < 2 && out?.mode !== "INOUT") {
      const { block, parameters } = this.#readBody(true, true);
      const folded = foldFunction(out ? returningOut(block, out.name) : block, returns.sql);
      if (folded.expression !== undefined) {
        const nulls = strict
          ? parameters.map(({ name }) => `${this.#kit.tx.out.name(name)} IS NULL`)
          : [];
        const expression =
          nulls.length > 0
            ? `CASE WHEN ${nulls.join(" OR ")} THEN NULL ELSE ${folded.expression} END`
            : folded.expression;
        return {
          is: "function",
          name: this.#kit.name,
          parameters,
          returns: returns.sql,
          expression,
          ...(deterministic ? { deterministic } : {}),
        };
      }
      issues.splice(0, issues.length, ...before);
      return this.#procedural(returns, folded.reason, offset);
    }
    return this.#procedural(returns, "it has several OUT parameters", offset);
  }

  #procedural(returns: RoutineType, reason: string, offset: number): Routine {
    const kit = this.#inner();
    const { block, parameters } = this.#readBody(false, false);
    const outer = new RoutineKit(
      new Tx(this.#kit.cursor, this.#kit.tx.context, this.#kit.tx.diagnostics),
      kit.name,
    );
    if (parameters.some(({ mode }) => mode !== "IN")) {
      outer.note(
        "DWM-PRC-005",
        {
          name: kit.name,
          reason,
          result: parameters
            .filter(({ mode }) => mode !== "IN")
            .map(({ name }) => name)
            .join(", "),
        },
        offset,
      );
      return { is: "procedure", name: kit.name, parameters, body: block };
    }
    for (const { name } of parameters) outer.variables.free(name);
    return proceduralFunction(outer, parameters, returns.sql, block, reason, offset);
  }

  /** A function that returns rows: where they come down to a query it is a table function; else the rows are a procedure's result. */
  #rows(): Routine {
    const { returns, offset } = this.#head;
    if (returns.is !== "rows") throw new Error("a function that returns no rows");
    const { block, rows, refuseRows, parameters } = this.#readBody(false, true);
    const name = this.#kit.name;
    const ins = parameters.filter(({ mode }) => mode === "IN");
    const columns = returns.columns?.map((column) => ({
      name: column.name,
      type: column.type.sql,
    }));
    if (rows !== undefined)
      return {
        is: "tableFunction",
        name,
        parameters: ins,
        query: rows,
        ...(columns ? { columns } : {}),
      };
    refuseRows();
    this.#kit.note("DWM-PRC-049", { name }, offset);
    return { is: "procedure", name, parameters, body: block };
  }

  #trigger(): RoutineRead {
    const { offset } = this.#head;
    this.#kit.note("DWM-PRC-050", { name: this.#kit.name }, offset);
    const { block, parameters } = this.#readBody(false, false);
    const body: Block = { ...block, body: mapStatements(block.body, withoutRow) };
    return {
      routines: [{ is: "procedure", name: this.#kit.name, parameters, body }],
      artefactOnly: true,
    };
  }
}
