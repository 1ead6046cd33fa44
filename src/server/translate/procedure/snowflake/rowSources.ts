import { isSymbol, isWord } from "../../../sql/token.ts";
import type { Cursor } from "../../cursor.ts";
import type { RoutineKit } from "../kit.ts";
import type { Statement } from "../model.ts";
import type { SnowflakeBody } from "./body.ts";
import { readImmediate } from "./execute.ts";

/** Where rows come from: a query, or dynamic SQL that gives them. */
export type RowSource = { query: string } | { execute: Extract<Statement, { is: "execute" }> };

interface Named {
  kind: "CURSOR" | "RESULTSET";
  source: RowSource | undefined;
  /** The cursor is opened and fetched from by statements, so that it is declared. */
  declared: boolean;
  /** Token behind which the rows are known; 0 for a cursor, whose query runs when it is opened. */
  since: number;
  /** What OPEN … USING gives the markers of the cursor's query. */
  using: readonly { value: string; inQuery: string }[];
}

/** Texts and names in quotes, and markers. */
const MARKER = /'(?:[^'\\]|\\.)*'|`[^`]*`|\?/g;

function countMarkers(query: string): number {
  return (query.match(MARKER) ?? []).filter((piece) => piece === "?").length;
}

const CHANGES: ReadonlySet<string> = new Set([
  "INSERT",
  "UPDATE",
  "DELETE",
  "MERGE",
  "TRUNCATE",
  "CALL",
  "EXECUTE",
]);

/**
 * Cursors and result sets of one routine. Databricks has no variables that hold rows: a query that is assigned once stands
 * where its rows are taken, one of several goes into a temporary table.
 */
export class RowSources {
  readonly #kit: RoutineKit;
  readonly #named = new Map<string, Named>();

  constructor(kit: RoutineKit) {
    this.#kit = kit;
  }

  has(name: string): boolean {
    return this.#named.has(name.toLowerCase());
  }

  /** Reads CURSOR FOR … or RESULTSET [DEFAULT | :=] …; the name has been read. */
  declare(body: SnowflakeBody, name: string, end: number): Statement[] {
    const { cursor, tx } = this.#kit;
    const kind = cursor.next()?.value === "CURSOR" ? "CURSOR" : "RESULTSET";
    const named: Named = { kind, source: undefined, declared: false, since: 0, using: [] };
    this.#named.set(name.toLowerCase(), named);
    if (kind === "RESULTSET") {
      if (!cursor.accept("DEFAULT") && !cursor.acceptSymbol(":=")) return [];
      return this.assign(body, name, end);
    }
    tx.expect("FOR");
    const other = cursor.at + 1 === end ? cursor.peek()?.text : undefined;
    if (other !== undefined && this.has(other)) {
      cursor.at = end;
      named.source = this.take(other);
    } else named.source = { query: this.#withMarkers(end) };
    if (!this.#isFetched(name)) return [];
    if (!named.source || !("query" in named.source))
      throw tx.stop("DWM-PRC-002", { construct: `the cursor ${name} over dynamic SQL` });
    named.declared = true;
    const declaration = { is: "cursor", name, query: named.source.query } as const;
    return [{ is: "declare", declaration }];
  }

  /** A cursor's query, in which OPEN gives the markers their values. */
  #withMarkers(end: number): string {
    const { variables } = this.#kit.tx.scope;
    variables.set("?", { sql: "?", inQuery: "?", type: "unknown", rule: "wins" });
    try {
      return this.#kit.queryTo(end).sql;
    } finally {
      variables.delete("?");
    }
  }

  /** Reads what is assigned to a result set: a query or dynamic SQL, in brackets. */
  assign(body: SnowflakeBody, name: string, end: number): Statement[] {
    const { cursor, tx } = this.#kit;
    const named = this.#named.get(name.toLowerCase());
    const inside = cursor.group();
    if (!named || !inside || cursor.at !== end) throw tx.unreadable("( expected");
    named.since = end;
    const source = tx.inside(inside, (): RowSource => {
      if (inside.isWords("EXECUTE", "IMMEDIATE"))
        return { execute: readImmediate(body, inside.end) };
      return { query: this.#kit.queryTo(inside.end).sql };
    });
    const dynamic = "execute" in source;
    if (this.#assignments(name) === 1 && !(dynamic && this.#isWalked(name))) {
      named.source = source;
      return [];
    }
    const table = tx.out.name(`tmp_${name}`);
    const head = `CREATE OR REPLACE TEMPORARY TABLE ${table} AS `;
    named.source = { query: `SELECT * FROM ${table}` };
    named.since = 0;
    if (!dynamic) return [{ is: "sql", sql: head + source.query }];
    const text = `${tx.out.text(head)} || ${source.execute.text}`;
    return [{ ...source.execute, text }];
  }

  /** The rows that a cursor or result set stands for; undefined when it is neither. */
  take(name: string): RowSource | undefined {
    const named = this.#named.get(name.toLowerCase());
    if (!named) return undefined;
    const { cursor } = this.#kit;
    if (named.since > 0) {
      const between = cursor.tokens.slice(named.since, cursor.at);
      if (between.some(({ kind, value }) => kind === "word" && CHANGES.has(value))) {
        const what = `the query of ${name} runs where its rows are taken, after what changed in between`;
        this.#kit.note("DWM-PRC-007", { what });
      }
    }
    const { source, using } = named;
    if (using.length === 0 || !source || !("query" in source)) return source;
    const values = [...using];
    const query = source.query.replace(MARKER, (piece) =>
      piece === "?" ? `(${values.shift()?.inQuery ?? "NULL"})` : piece,
    );
    return { query };
  }

  /** OPEN, FETCH, CLOSE. */
  readStatement(body: SnowflakeBody, end: number): Statement[] {
    const { kit } = body;
    const { cursor, tx } = kit;
    const offset = cursor.offset;
    const verb = cursor.next()?.value ?? "";
    const name = tx.expectIdentifier("a cursor");
    const named = this.#named.get(name.toLowerCase());
    if (!named) throw tx.stop("DWM-QRY-002", { construct: `the cursor ${name}` }, offset);
    if (verb === "OPEN") {
      const markers =
        named.source && "query" in named.source ? countMarkers(named.source.query) : 0;
      named.using = cursor.accept("USING")
        ? (cursor.group()?.split() ?? []).map((part) =>
            tx.inside(part, () => {
              const bound = part.at + 1 === part.end ? `:${part.peek()?.text}` : "";
              const value = kit.expressionTo(part.end).sql;
              return {
                value,
                inQuery: tx.scope.variables.get(bound.toLowerCase())?.inQuery ?? value,
              };
            }),
          )
        : [];
      if (named.using.length !== markers) throw tx.unreadable("one value for each marker expected");
      const using = named.using.map(({ value }) => value);
      return named.declared ? [{ is: "open", cursor: name, using }] : [];
    }
    if (verb === "CLOSE") return named.declared ? [{ is: "close", cursor: name }] : [];
    tx.expect("INTO");
    const into = readTargets(kit, end);
    // Behind the last row the source gives NULL, Databricks leaves the variables as they are.
    return [
      ...into.map((target): Statement => ({ is: "set", targets: [target], value: "NULL" })),
      { is: "fetch", cursor: name, into },
    ];
  }

  #isFetched(name: string): boolean {
    return this.#mentions(name, (tokens, index) => isWord(tokens[index - 1], "FETCH"));
  }

  /** True when something walks over the rows: FOR … IN name, CURSOR FOR name. */
  #isWalked(name: string): boolean {
    return this.#mentions(
      name,
      (tokens, index) => isWord(tokens[index - 1], "IN") || isWord(tokens[index - 1], "FOR"),
    );
  }

  #assignments(name: string): number {
    const { tokens } = this.#kit.cursor;
    return tokens.filter((token, index) => {
      if (token.kind !== "word" || token.value !== name.toUpperCase()) return false;
      const next = isWord(tokens[index + 1], "RESULTSET") ? index + 2 : index + 1;
      return isSymbol(tokens[next], ":=") || isWord(tokens[next], "DEFAULT");
    }).length;
  }

  #mentions(name: string, where: (tokens: Cursor["tokens"], index: number) => boolean): boolean {
    const { tokens } = this.#kit.cursor;
    return tokens.some(
      (token, index) =>
        token.kind === "word" && token.value === name.toUpperCase() && where(tokens, index),
    );
  }
}

/** `:a, :b` or `a, b`: variables that take values, by their names in the target. */
export function readTargets(kit: RoutineKit, end: number): string[] {
  const { cursor, tx } = kit;
  const targets: string[] = [];
  do {
    cursor.acceptSymbol(":");
    const offset = cursor.offset;
    const name = tx.expectIdentifier("a variable");
    const found = kit.variables.find(name);
    if (!found) throw tx.stop("DWM-QRY-002", { construct: `the variable ${name}` }, offset);
    targets.push(found.name);
  } while (cursor.at < end && cursor.acceptSymbol(","));
  return targets;
}
