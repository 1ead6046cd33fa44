/**
 * The bytes of PostgreSQL's text of a BYTEA, as hexadecimal digits: `\x00ff`, or characters with `\000` and doubled backslashes among them.
 * Undefined where it is none ("Binary Data Types", bytea Escape Format).
 */
export function byteaDigits(text: string): string | undefined {
  const hex = /^\\x((?:\s*[0-9a-f]{2})*)\s*$/i.exec(text)?.[1];
  if (hex !== undefined) return hex.replace(/\s/g, "").toUpperCase();
  if (text.startsWith("\\x")) return undefined;
  const parts = text.split(/(\\(?:[0-3][0-7]{2}|\\))/);
  if (parts.some((part, at) => at % 2 === 0 && part.includes("\\"))) return undefined;
  const bytes = parts.map((part, at) => {
    if (at % 2 === 0) return Buffer.from(part, "utf8");
    return Buffer.from([part === "\\\\" ? 0x5c : Number.parseInt(part.slice(1), 8)]);
  });
  return Buffer.concat(bytes).toString("hex").toUpperCase();
}
