import type { SourceType } from "../../../src/protocol/dialect.ts";
import { KITS, type Kit } from "./kits.ts";
import { Random } from "./random.ts";

/** One statement of a generated warehouse; its text ends as the dialect's scripts end it. */
export interface Generated {
  kind: "TABLE" | "VIEW" | "PROCEDURE";
  name: string;
  text: string;
}

interface Column {
  name: string;
  type: keyof Kit["types"];
}

const SUBJECTS = [
  "orders",
  "customer",
  "invoice",
  "shipment",
  "ledger",
  "stock",
  "claim",
  "visit",
  "contract",
  "payment",
];
const COLUMNS: readonly Column[] = [
  { name: "amount", type: "money" },
  { name: "discount", type: "money" },
  { name: "quantity", type: "whole" },
  { name: "day_no", type: "whole" },
  { name: "currency", type: "code" },
  { name: "title", type: "text" },
  { name: "remark", type: "long" },
  { name: "booked_on", type: "date" },
  { name: "changed_at", type: "moment" },
  { name: "active", type: "flag" },
  { name: "region_code", type: "code" },
  { name: "unit_price", type: "money" },
  { name: "due_date", type: "date" },
  { name: "label_2", type: "text" },
];

/** A warehouse of so many statements in a dialect: tables, views over them, a procedure now and then. Seeded. */
export function* generate(dialect: SourceType, count: number, seed = 1): Generator<Generated> {
  const random = new Random(seed);
  const kit = KITS[dialect];
  const tables: { name: string; columns: Column[] }[] = [];
  for (let at = 0; at < count; at++) {
    const turn = at < 3 ? 0 : random.below(10);
    const subject = random.pick(SUBJECTS);
    if (turn < 4) {
      const columns = COLUMNS.filter(({ name }) => name === "day_no" || !random.chance(3));
      const table = { name: `${subject}_${at}`, columns };
      tables.push(table);
      if (tables.length > 40) tables.shift();
      yield { kind: "TABLE", name: table.name, text: writeTable(kit, table.name, columns, random) };
    } else if (turn < 9) {
      const name = `v_${subject}_${at}`;
      const query = writeQuery(kit, tables, random);
      const text = `${kit.viewHead} ${kit.name(name)} AS\n${query}${kit.end}`;
      yield { kind: "VIEW", name, text };
    } else {
      const name = `fill_${subject}_${at}`;
      const { name: table } = random.pick(tables);
      const day = kit.name("day_no");
      const body = `INSERT INTO ${kit.name(table)} (${day}) SELECT ${day} FROM ${kit.name(random.pick(tables).name)} WHERE ${day} > ${random.below(400)}`;
      const text = `${kit.procedure(kit.name(name), kit.name(table), body)}${kit.end}`;
      yield { kind: "PROCEDURE", name, text };
    }
  }
}

function writeTable(kit: Kit, name: string, columns: readonly Column[], random: Random): string {
  const id = kit.name("id");
  const lines = [`${id} ${kit.types.id} ${kit.identity} NOT NULL`];
  for (const column of columns) {
    const required = random.chance(3) ? " NOT NULL" : "";
    const zero = column.type === "money" && random.chance(3) ? " DEFAULT 0" : "";
    lines.push(`${kit.name(column.name)} ${kit.types[column.type]}${zero}${required}`);
  }
  const key = kit === KITS.bigquery ? `PRIMARY KEY (${id}) NOT ENFORCED` : `PRIMARY KEY (${id})`;
  lines.push(key);
  return `${kit.tableHead} ${kit.name(name)}${kit.afterName} (\n  ${lines.join(",\n  ")}\n)${kit.tail(id)}${kit.end}`;
}

function writeQuery(
  kit: Kit,
  tables: readonly { name: string; columns: Column[] }[],
  random: Random,
): string {
  const left = random.pick(tables);
  const right = random.pick(tables);
  const column = (
    alias: string,
    table: { columns: Column[] },
    ...types: Column["type"][]
  ): string => {
    const found = table.columns.filter(({ type }) => types.includes(type));
    return `${alias}.${kit.name(found.length > 0 ? random.pick(found).name : "day_no")}`;
  };
  const money = column("a", left, "money", "whole");
  const text = column("b", right, "text", "code");
  const date = column("a", left, "date", "moment");
  const id = kit.name("id");
  const join = `FROM ${kit.name(left.name)} a\n${random.pick(["JOIN", "LEFT JOIN", "INNER JOIN"])} ${kit.name(right.name)} b ON b.${id} = a.${id}`;
  const where = `WHERE a.${kit.name("day_no")} BETWEEN ${random.below(100)} AND ${100 + random.below(300)} AND ${text} IN ('A', 'B''C', 'D')`;
  const shapes: (() => string)[] = [
    () =>
      `SELECT a.${id} AS row_id, ${kit.concat(text, "' / '")} AS label, ${kit.orElse(money, "0")} * 1.2 AS gross,\n  CASE WHEN ${money} > 1000 THEN 'large' WHEN ${money} IS NULL THEN 'none' ELSE 'small' END AS size_class\n${join}\n${where}`,
    () =>
      `SELECT ${kit.year(date)} AS in_year, ${kit.month(date)} AS in_month, COUNT(*) AS n, SUM(${money}) AS total, AVG(${money}) AS mean\n${join}\n${where}\nGROUP BY ${kit.year(date)}, ${kit.month(date)}\nHAVING COUNT(*) > ${random.below(20)}`,
    () =>
      `WITH ranked AS (\n  SELECT a.${id} AS row_id, ${money} AS value_1, ROW_NUMBER() OVER (PARTITION BY ${text} ORDER BY ${money} DESC) AS place\n  ${join}\n)\nSELECT row_id, value_1, SUM(value_1) OVER (ORDER BY row_id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS moving\nFROM ranked WHERE place <= ${1 + random.below(5)}`,
    () =>
      kit.first(
        `a.${id} AS row_id, ${kit.asText(money)} AS shown, ${kit.between(date, kit.plusDays(date, random.below(60)))} AS days_1`,
        `${join}\n${where}\nORDER BY a.${id} DESC`,
        1 + random.below(100),
      ),
    () =>
      `SELECT ${text} AS label, ${kit.list(text, text)} AS labels, MAX(${date}) AS latest\n${join}\nWHERE ${date} < ${kit.now} AND EXISTS (SELECT 1 FROM ${kit.name(right.name)} c WHERE c.${id} = a.${id})\nGROUP BY ${text}`,
    () =>
      `SELECT a.${id} AS row_id, ${money} AS value_1 ${join} ${where}\nUNION ALL\nSELECT c.${id}, c.${kit.name("day_no")} FROM ${kit.name(right.name)} c WHERE c.${kit.name("day_no")} NOT IN (1, 2, 3)`,
  ];
  return random.pick(shapes)();
}

/** The same as one script. */
export function script(dialect: SourceType, count: number, seed = 1): string {
  return [...generate(dialect, count, seed)].map(({ text }) => text).join("\n\n");
}
