import { databricksWriter } from "../writer/databricksWriter.ts";
import { hoist } from "./hoist.ts";
import type { Layout } from "./layout.ts";
import { leavesLoop } from "./lists.ts";
import type { Block, Branch, Declaration, Handler, Statement } from "./model.ts";
import { endingBlock, returns } from "./returns.ts";

const { name } = databricksWriter;

/** Writes the body of a procedure: a compound statement of Databricks SQL scripting. */
export class ScriptWriter {
  readonly #layout: Layout;
  /** Labels of the loops around, innermost last; made up for a loop when something leaves it. */
  readonly #loops: { label: string }[] = [];
  #labels = 0;
  #returnLabel = "main";

  constructor(layout: Layout) {
    this.#layout = layout;
  }

  /**
   * The outermost block. It can have no label (compound statement, "label"), so that a RETURN, which Databricks does not
   * have, leaves a block inside of it.
   */
  body(block: Block): void {
    const main = endingBlock(block);
    if (main.label === undefined && !returns(main)) {
      this.#block(main);
      return;
    }
    this.#returnLabel = main.label ?? "main";
    this.#layout.line("BEGIN");
    this.#layout.indented(() => this.#statement({ ...main, label: this.#returnLabel }));
    this.#layout.line("END");
  }

  #block(block: Block, end = ""): void {
    const { variables, cursors, body } = hoist(block);
    const begin = block.atomic === true ? "BEGIN ATOMIC" : "BEGIN";
    this.#layout.line(block.label === undefined ? begin : `${name(block.label)}: ${begin}`);
    this.#layout.indented(() => {
      for (const declaration of [...variables, ...cursors]) this.#declaration(declaration);
      for (const handler of block.handlers) this.#handler(handler);
      this.#statements(body);
    });
    this.#layout.line(`END${block.label === undefined ? "" : ` ${name(block.label)}`}${end}`);
  }

  #declaration(declaration: Declaration): void {
    switch (declaration.is) {
      case "variable": {
        const type = declaration.type === undefined ? "" : ` ${declaration.type}`;
        const initial = declaration.initial === undefined ? "" : ` DEFAULT ${declaration.initial}`;
        this.#layout.line(`DECLARE ${name(declaration.name)}${type}${initial};`);
        break;
      }
      case "condition": {
        const state = declaration.sqlstate ? ` FOR SQLSTATE '${declaration.sqlstate}'` : "";
        this.#layout.line(`DECLARE ${name(declaration.name)} CONDITION${state};`);
        break;
      }
      case "cursor":
        this.#layout.line(`DECLARE ${name(declaration.name)} CURSOR FOR ${declaration.query};`);
        break;
    }
  }

  #handler(handler: Handler): void {
    this.#layout.line(`DECLARE ${handler.action} HANDLER FOR ${handler.conditions.join(", ")}`);
    this.#layout.indented(() =>
      this.#block({ is: "block", declarations: [], handlers: [], body: handler.body }, ";"),
    );
  }

  /** A list of statements; the grammar wants one at least, and comments are none. */
  #list(statements: readonly Statement[]): void {
    this.#layout.indented(() => {
      this.#statements(statements);
      const real = statements.some(({ is }) => is !== "comment" && is !== "unsupported");
      if (!real) this.#layout.line("BEGIN END;");
    });
  }

  #statements(statements: readonly Statement[]): void {
    for (const statement of statements) this.#statement(statement);
  }

  #statement(statement: Statement): void {
    const layout = this.#layout;
    for (const line of statement.comments ?? []) this.#comment(line);
    switch (statement.is) {
      case "block":
        this.#block(statement, ";");
        break;
      case "declare":
        throw new Error("a declaration that was not moved to its block's head");
      case "set":
        layout.line(setStatement(statement.targets, statement.value));
        break;
      case "if":
        this.#branches(statement.branches, "IF", "ELSEIF");
        this.#otherwise(statement.otherwise);
        layout.line("END IF;");
        break;
      case "case":
        layout.line(statement.subject === undefined ? "CASE" : `CASE ${statement.subject}`);
        layout.indented(() => {
          this.#branches(statement.branches, "WHEN", "WHEN");
          this.#otherwise(statement.otherwise);
        });
        layout.line("END CASE;");
        break;
      case "while":
        this.#loop(statement, `WHILE ${statement.condition} DO`, "END WHILE");
        break;
      case "loop":
        this.#loop(statement, "LOOP", "END LOOP");
        break;
      case "repeat":
        this.#loop(statement, "REPEAT", "END REPEAT", `UNTIL ${statement.until}`);
        break;
      case "forQuery":
        this.#loop(
          statement,
          `FOR ${name(statement.variable)} AS ${statement.query} DO`,
          "END FOR",
        );
        break;
      case "forRange":
        this.#range(statement);
        break;
      case "open":
        layout.line(`OPEN ${name(statement.cursor)}${usingOf(statement.using ?? [])};`);
        break;
      case "fetch":
        layout.line(`FETCH ${name(statement.cursor)} INTO ${statement.into.map(name).join(", ")};`);
        break;
      case "close":
        layout.line(`CLOSE ${name(statement.cursor)};`);
        break;
      case "leave":
        layout.line(`LEAVE ${name(statement.label ?? this.#innermost())};`);
        break;
      case "iterate":
        layout.line(`ITERATE ${name(statement.label ?? this.#innermost())};`);
        break;
      case "return":
        layout.line(`LEAVE ${name(this.#returnLabel)};`);
        break;
      case "call": {
        const args = statement.args.map((arg) =>
          arg.name === undefined ? arg.value : `${name(arg.name)} => ${arg.value}`,
        );
        layout.line(`CALL ${statement.procedure}(${args.join(", ")});`);
        break;
      }
      case "signal":
        this.#signal(statement);
        break;
      case "resignal":
        layout.line("RESIGNAL;");
        break;
      case "execute":
        this.#execute(statement);
        break;
      case "diagnostics":
        layout.line(
          `GET DIAGNOSTICS CONDITION 1 ${statement.items
            .map(({ variable, item }) => `${name(variable)} = ${item}`)
            .join(", ")};`,
        );
        break;
      case "sql":
        layout.line(`${statement.sql};`);
        break;
      case "comment":
        this.#comment(statement.text);
        break;
      case "unsupported":
        this.#comment(`Not translated: ${statement.reason}`);
        this.#comment(statement.source);
        break;
    }
  }

  #branches(branches: readonly Branch[], first: string, next: string): void {
    branches.forEach((branch, index) => {
      this.#layout.line(`${index === 0 ? first : next} ${branch.condition} THEN`);
      this.#list(branch.body);
    });
  }

  #otherwise(statements: readonly Statement[] | undefined): void {
    if (!statements) return;
    this.#layout.line("ELSE");
    this.#list(statements);
  }

  #loop(
    loop: { label?: string; body: Statement[] },
    head: string,
    end: string,
    last?: string,
  ): void {
    const label = loop.label ?? (loop.body.some(leavesLoop) ? `loop_${++this.#labels}` : undefined);
    this.#layout.line(label === undefined ? head : `${name(label)}: ${head}`);
    this.#loops.push({ label: label ?? "" });
    this.#list(loop.body);
    this.#loops.pop();
    if (last !== undefined) this.#layout.line(last);
    this.#layout.line(`${end}${label === undefined ? "" : ` ${name(label)}`};`);
  }

  #innermost(): string {
    const label = this.#loops.at(-1)?.label;
    if (!label) throw new Error("LEAVE or ITERATE outside of a loop");
    return label;
  }

  /**
   * The counter moves before the statements do, so that an ITERATE, which jumps to the condition, does not leave it where
   * it is.
   */
  #range(loop: Extract<Statement, { is: "forRange" }>): void {
    const last = `${loop.variable}_last`;
    const sign = loop.reverse ? "-" : "+";
    const step = loop.step ?? "1";
    const start = loop.reverse ? loop.to : loop.from;
    const counter = name(loop.variable);
    this.#block(
      {
        is: "block",
        declarations: [
          { is: "variable", name: loop.variable, type: loop.type },
          { is: "variable", name: last, type: loop.type },
        ],
        handlers: [],
        body: [
          {
            is: "set",
            targets: [loop.variable],
            value:
              loop.step === undefined
                ? before(start, loop.reverse)
                : `(${start}) ${loop.reverse ? "+" : "-"} ${step}`,
          },
          { is: "set", targets: [last], value: loop.reverse ? loop.from : loop.to },
          {
            is: "while",
            condition:
              loop.step === undefined
                ? `${counter} ${loop.reverse ? ">" : "<"} ${name(last)}`
                : `${counter} ${sign} ${step} ${loop.reverse ? ">=" : "<="} ${name(last)}`,
            ...(loop.label === undefined ? {} : { label: loop.label }),
            body: [
              { is: "set", targets: [loop.variable], value: `${counter} ${sign} ${step}` },
              ...loop.body,
            ],
          },
        ],
      },
      ";",
    );
  }

  /**
   * SQLSTATE's MESSAGE_TEXT is a literal; a message that is put together goes the way that the reference shows for it, a
   * map in a variable (SIGNAL, "Examples").
   */
  #signal(signal: Extract<Statement, { is: "signal" }>): void {
    const { condition, message } = signal;
    const raised =
      condition === undefined ? `SQLSTATE '${signal.sqlstate ?? "45000"}'` : name(condition);
    if (message === undefined) this.#layout.line(`SIGNAL ${raised};`);
    else if (message.literal)
      this.#layout.line(`SIGNAL ${raised} SET MESSAGE_TEXT = ${message.sql};`);
    else {
      this.#layout.line("BEGIN");
      this.#layout.indented(() => {
        this.#layout.line("DECLARE dwm_arguments MAP<STRING, STRING>;");
        this.#layout.line(`SET dwm_arguments = map('errorMessage', ${message.sql});`);
        this.#layout.line("SIGNAL USER_RAISED_EXCEPTION SET MESSAGE_ARGUMENTS = dwm_arguments;");
      });
      this.#layout.line("END;");
    }
  }

  #execute(statement: Extract<Statement, { is: "execute" }>): void {
    const into = statement.into.length > 0 ? ` INTO ${statement.into.map(name).join(", ")}` : "";
    const using = statement.using.map((arg) =>
      arg.name === undefined ? arg.value : `${arg.value} AS ${name(arg.name)}`,
    );
    const tail = `${into}${using.length > 0 ? ` USING ${using.join(", ")}` : ""};`;
    if (/^('(?:[^'\\]|\\.|'')*'|`?[A-Za-z_]\w*`?)$/.test(statement.text)) {
      this.#layout.line(`EXECUTE IMMEDIATE ${statement.text}${tail}`);
      return;
    }
    this.#layout.line("BEGIN");
    this.#layout.indented(() => {
      this.#layout.line("DECLARE dwm_statement STRING;");
      this.#layout.line(`SET dwm_statement = ${statement.text};`);
      this.#layout.line(`EXECUTE IMMEDIATE dwm_statement${tail}`);
    });
    this.#layout.line("END;");
  }

  #comment(text: string): void {
    for (const line of text.split(/\r\n?|\n/)) this.#layout.line(`-- ${line}`.trimEnd());
  }
}

/** The number one step ahead of where a counter starts. */
function before(start: string, reverse: boolean): string {
  if (/^\d{1,9}$/.test(start)) return String(Number(start) + (reverse ? 1 : -1));
  return `(${start}) ${reverse ? "+" : "-"} 1`;
}

function setStatement(targets: readonly string[], value: string): string {
  const [only] = targets;
  if (targets.length === 1 && only !== undefined) return `SET ${name(only)} = ${value};`;
  return `SET (${targets.map(name).join(", ")}) = (${value});`;
}

function usingOf(values: readonly string[]): string {
  return values.length === 0 ? "" : ` USING ${values.join(", ")}`;
}
