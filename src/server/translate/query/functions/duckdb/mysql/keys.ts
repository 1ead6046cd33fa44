import { quoteText } from "../../../../duckdbNames.ts";
import { type Expr, primary } from "../../../expr.ts";
import { numberOf } from "../../../mysql/coerce.ts";
import { arity, type FunctionRule, type RuleTable } from "../../dsl.ts";
import { piecesOf } from "../numberTexts.ts";
import { text } from "../text.ts";

/** UUID_TO_BIN and BIN_TO_UUID without the swap of their time's parts. */
const plainUuid = (write: (value: Expr, sql: string) => Expr): FunctionRule => {
  return (call) => {
    arity(call, 1, 2);
    if (call.count === 2 && call.arg(1).number !== "0") throw call.stop("parts that are swapped");
    const value = call.arg(0);
    return write(value, value.type === "binary" ? value.sql : text(value, call.tx));
  };
};

const PARTS = "^(.{8})(.{4})(.{4})(.{4})(.{12})$";

const isUuid: FunctionRule = (call) => {
  arity(call, 1);
  const pattern = "\\{?[0-9a-fA-F]{8}(-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}\\}?";
  return primary(`regexp_full_match(${text(call.arg(0), call.tx)}, ${quoteText(pattern)})`, "bool");
};

/** FORMAT(n, places [, locale]): thousands apart, halves away from zero. */
const format: FunctionRule = (call) => {
  arity(call, 2, 3);
  const places = call.arg(1).number;
  if (places === undefined || !/^\d{1,2}$/.test(places)) throw call.stop("computed places");
  const locale = call.count === 3 ? call.arg(2).literal : "en_US";
  const german = locale === "de_DE";
  if (!german && !/^en_(US|GB)$/.test(locale ?? "")) throw call.stop("this locale");
  const number = numberOf(call.tx, call.arg(0)).sql;
  const { sign, grouped, fraction } = piecesOf(number, Number(places));
  const shown = `(${sign} || ${grouped}${fraction})`;
  return primary(german ? `translate(${shown}, ',.', '.,')` : shown, "string");
};

/** A number in the greatest unit that it fills, with two digits behind the point. */
function inUnits(units: readonly string[], step: number): FunctionRule {
  return (call) => {
    arity(call, 1);
    const value = `CAST(${numberOf(call.tx, call.arg(0)).sql} AS DOUBLE)`;
    const [least = "", ...more] = units;
    const whens = more.map((unit, index) => {
      const size = step ** (index + 1);
      return `WHEN abs(${value}) >= ${size} THEN printf('%.2f ${unit}', ${value} / ${size})`;
    });
    return primary(
      `CASE WHEN ${value} IS NULL THEN NULL ${whens.reverse().join(" ")} ELSE printf('%4d ${least}', CAST(${value} AS BIGINT)) END`,
      "string",
    );
  };
}

const H = "[0-9a-fA-F]{1,4}";
const V4 = "((25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
/** An address of IPv6: eight groups, or fewer with :: among them; the last two may be an address of IPv4. */
const IPV6 = [
  `(${H}:){7}${H}`,
  `(${H}:){6}${V4}`,
  `((${H}:){0,5}${H})?::((${H}:){0,5}${H})?`,
  `((${H}:){0,4}${H})?::(${H}:){0,4}${V4}`,
].join("|");

const isIpv6: FunctionRule = (call) => {
  arity(call, 1);
  const address = text(call.arg(0), call.tx);
  // No more than seven groups stand beside ::.
  const few = `len(string_split(${address}, ':')) <= 8`;
  return primary(
    `coalesce(regexp_full_match(${address}, ${quoteText(IPV6)}) AND ${few}, FALSE)`,
    "bool",
  );
};

/** MySQL: identifiers, addresses and numbers for people. */
export const MYSQL_KEYS: RuleTable = {
  UUID_TO_BIN: plainUuid((_, sql) =>
    primary(`unhex(regexp_replace(${sql}, '[-{}]', '', 'g'))`, "binary"),
  ),
  BIN_TO_UUID: plainUuid((_, sql) =>
    primary(`lower(regexp_replace(hex(${sql}), '${PARTS}', '\\1-\\2-\\3-\\4-\\5'))`, "string"),
  ),
  IS_UUID: isUuid,
  IS_IPV6: isIpv6,
  FORMAT: format,
  FORMAT_BYTES: inUnits(["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"], 1024),
  FORMAT_PICO_TIME: (call) => {
    arity(call, 1);
    const value = `CAST(${numberOf(call.tx, call.arg(0)).sql} AS DOUBLE)`;
    const units: readonly (readonly [string, string])[] = [
      ["86400e12", "d"],
      ["3600e12", "h"],
      ["60e12", "min"],
      ["1e12", "s"],
      ["1e9", "ms"],
      ["1e6", "us"],
      ["1e3", "ns"],
    ];
    const whens = units.map(
      ([size, unit]) =>
        `WHEN abs(${value}) >= ${size} THEN printf('%.2f ${unit}', ${value} / ${size})`,
    );
    return primary(
      `CASE WHEN ${value} IS NULL THEN NULL ${whens.join(" ")} ELSE printf('%3d ps', CAST(${value} AS BIGINT)) END`,
      "string",
    );
  },
  NAME_CONST: (call) => {
    arity(call, 2);
    return { ...call.arg(1), name: call.arg(0).literal ?? "name_const", renamed: true };
  },
};
