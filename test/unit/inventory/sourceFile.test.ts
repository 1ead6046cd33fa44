import assert from "node:assert/strict";
import { decoded, decodeSql } from "../../../src/server/inventory/sourceFile.ts";

const SQL = "CREATE TABLE größe (\r\n  id INT -- é\r);";
const little = Buffer.from(SQL, "utf16le");
const big = Buffer.from(little).swap16();

const FILES: readonly [string, Uint8Array][] = [
  ["UTF-8", Buffer.from(SQL)],
  ["UTF-8 with a mark", Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(SQL)])],
  ["UTF-16 LE with a mark", Buffer.concat([Buffer.from([0xff, 0xfe]), little])],
  ["UTF-16 BE with a mark", Buffer.concat([Buffer.from([0xfe, 0xff]), big])],
  ["UTF-16 LE without a mark", little],
  ["UTF-16 BE without a mark", big],
  ["Windows-1252", Buffer.from(SQL, "latin1")],
];

describe("an SQL file", () => {
  for (const [encoding, bytes] of FILES) {
    it(`is decoded from ${encoding}`, () => assert.equal(decodeSql(bytes), SQL));
  }

  it("that is no UTF is told to be a guess", () => {
    const guesses = FILES.filter(([, bytes]) => decoded(bytes).guessed).map(
      ([encoding]) => encoding,
    );
    assert.deepEqual(guesses, ["Windows-1252"]);
  });

  it("with a zero byte in it stays what it is", () => {
    assert.equal(decodeSql(Buffer.from("SELECT 'a\0b'")), "SELECT 'a\0b'");
    assert.equal(decodeSql(Buffer.from("")), "");
  });
});
