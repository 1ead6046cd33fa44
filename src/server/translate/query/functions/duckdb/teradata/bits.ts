import type { Call } from "../../../calls/call.ts";
import { type Expr, isNumeric, primary } from "../../../expr.ts";
import { arity, type FunctionRule, type RuleTable, refused, template } from "../../dsl.ts";
import { text } from "../text.ts";

/** A number as one whose bits DuckDB works on: DECIMALs have none. */
function bitsOf(value: Expr): string {
  if (value.type === "int") return `(${value.sql})`;
  return isNumeric(value.type) || value.type === "unknown"
    ? `CAST(${value.sql} AS BIGINT)`
    : `(${value.sql})`;
}

const both =
  (write: (a: string, b: string) => string): FunctionRule =>
  (call) => {
    arity(call, 2);
    if (call.args().some(({ type }) => type === "binary")) throw call.stop("bytes");
    return primary(write(bitsOf(call.arg(0)), bitsOf(call.arg(1))), "int");
  };

/** How many bits a value has: those of its type, where that is known; SMALLINT for numbers written out is not sure. */
function widthOf(call: Call, index: number): number {
  const cast = /^CAST\(.* AS (TINYINT|SMALLINT|INTEGER|BIGINT)\)$/s.exec(call.arg(index).sql)?.[1];
  const width = { TINYINT: 8, SMALLINT: 16, INTEGER: 32, BIGINT: 64 }[cast ?? ""];
  if (width === undefined) throw call.stop("how many bits the value has cannot be told: cast it");
  return width;
}

/** ROTATELEFT and ROTATERIGHT: bits that leave at one end come in at the other. */
function rotate(left: boolean): FunctionRule {
  return (call) => {
    arity(call, 2);
    const width = widthOf(call, 0);
    const by = call.arg(1).number;
    if (width === 64 || by === undefined) throw call.stop("64 bits, or a computed number of them");
    const places = left ? Number(by) % width : (width - (Number(by) % width)) % width;
    const size = 2n ** BigInt(width);
    const plain = `(CAST(${call.arg(0).sql} AS HUGEINT) & ${size - 1n})`;
    const turned = `(((${plain} << ${places}) & ${size - 1n}) | (${plain} >> ${width - places}))`;
    const signed = `CASE WHEN ${turned} >= ${size / 2n} THEN ${turned} - ${size} ELSE ${turned} END`;
    return primary(`CAST(${signed} AS BIGINT)`, "int");
  };
}

const setBit: FunctionRule = (call) => {
  arity(call, 2, 3);
  const [value, place] = [bitsOf(call.arg(0)), bitsOf(call.arg(1))];
  const bit = call.count > 2 ? call.arg(2).number : "1";
  if (bit === "1") return primary(`(${value} | (CAST(1 AS BIGINT) << ${place}))`, "int");
  if (bit === "0") return primary(`(${value} & ~(CAST(1 AS BIGINT) << ${place}))`, "int");
  throw call.stop("a computed bit");
};

const countSet: FunctionRule = (call) => {
  arity(call, 1, 2);
  const set = `bit_count(${bitsOf(call.arg(0))})`;
  const bit = call.count > 1 ? call.arg(1).number : "1";
  if (bit === "1") return primary(set, "int");
  if (bit !== "0") throw call.stop("a computed bit");
  return primary(`(${widthOf(call, 0)} - ${set})`, "int");
};

/** The functions that read a base of TO_BYTES, and that write it for FROM_BYTES. */
const BASES: Readonly<Record<string, readonly [read: string, write: string]>> = {
  base16: ["unhex", "hex"],
  base64m: ["from_base64", "to_base64"],
  ascii: ["encode", "decode"],
};

function baseOf(call: Call): readonly [read: string, write: string] {
  const base = BASES[call.arg(1).literal?.toLowerCase() ?? ""];
  if (!base) throw call.stop("the base has no counterpart");
  return base;
}

/** TO_BYTES(x, 'base16'). */
const toBytes: FunctionRule = (call) => {
  arity(call, 2);
  return primary(`${baseOf(call)[0]}(${text(call.arg(0))})`, "binary");
};

/** FROM_BYTES(x, 'base16'). */
const fromBytes: FunctionRule = (call) => {
  arity(call, 2);
  const { sql, type } = call.arg(0);
  if (type !== "binary") throw call.stop("a value that is not of bytes");
  return primary(`${baseOf(call)[1]}(${sql})`, "string");
};

/** Teradata: "Bit/Byte Manipulation Functions". */
export const TERADATA_BITS: RuleTable = {
  BITAND: both((a, b) => `(${a} & ${b})`),
  BITOR: both((a, b) => `(${a} | ${b})`),
  BITXOR: both((a, b) => `xor(${a}, ${b})`),
  BITNOT: (call) => {
    arity(call, 1);
    return primary(`(~${bitsOf(call.arg(0))})`, "int");
  },
  SHIFTLEFT: both((a, b) => `(${a} << ${b})`),
  SHIFTRIGHT: both((a, b) => `(${a} >> ${b})`),
  GETBIT: both((a, b) => `((${a} >> ${b}) & 1)`),
  SETBIT: setBit,
  COUNTSET: countSet,
  ROTATELEFT: rotate(true),
  ROTATERIGHT: rotate(false),
  SUBBITSTR: refused("the bits are bytes there"),
  TO_BYTES: toBytes,
  FROM_BYTES: fromBytes,
  CHAR2HEXINT: template("hex(encode($1))", "string"),
};
