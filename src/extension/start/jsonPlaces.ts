/** A part of a text, by UTF-16 offsets. */
export interface Span {
  from: number;
  to: number;
}

/** What stands at a path of a JSON text: `["include", 0]`. */
interface Place {
  path: readonly (string | number)[];
  /** The name of a property; undefined for members of arrays and the whole. */
  key: Span | undefined;
  value: Span;
}

/** A JSON text that was read, with where everything stands in it. */
export interface PlacedJson {
  value: unknown;
  places: readonly Place[];
  /** Names that an object holds twice: the last one would win without a word. */
  repeated: readonly { name: string; key: Span }[];
}

/** Why a text is no JSON, and where. */
export class JsonSyntaxError extends Error {
  readonly at: Span;

  constructor(found: string, at: Span) {
    super(found);
    this.at = at;
  }
}

const DEEPEST = 64;
const TOKEN = /[{}[\],:]|"(?:[^"\\\r\n]|\\.)*"|[^\s{}[\],:"]+|"/y;

/** Reads plain JSON; throws a JsonSyntaxError with what was found in the place of what. */
export function readPlacedJson(text: string): PlacedJson {
  return new Reader(text).read();
}

class Reader {
  readonly #text: string;
  readonly #places: Place[] = [];
  readonly #repeated: { name: string; key: Span }[] = [];
  /** Where the token that is looked at stands. */
  #at: Span = { from: 0, to: 0 };

  constructor(text: string) {
    this.#text = text;
    this.#next(0);
  }

  read(): PlacedJson {
    const value = this.#value([], undefined);
    if (this.#token !== "") this.#fail();
    return { value, places: this.#places, repeated: this.#repeated };
  }

  /** Empty at the end of the text. */
  get #token(): string {
    return this.#text.slice(this.#at.from, this.#at.to);
  }

  #next(from: number): void {
    let start = from;
    while (/[\s\uFEFF]/.test(this.#text[start] ?? "")) start++;
    TOKEN.lastIndex = start;
    const length = TOKEN.exec(this.#text)?.[0].length ?? 0;
    this.#at = { from: start, to: start + length };
  }

  /** Steps over a token that may stand here. */
  #accept(token: string): boolean {
    if (this.#token !== token) return false;
    this.#next(this.#at.to);
    return true;
  }

  #expect(token: string): void {
    if (!this.#accept(token)) this.#fail();
  }

  #fail(): never {
    const { from, to } = this.#at;
    throw new JsonSyntaxError(this.#token, {
      from,
      to: Math.max(to, Math.min(from + 1, this.#text.length)),
    });
  }

  #value(path: Place["path"], key: Span | undefined): unknown {
    if (path.length > DEEPEST) this.#fail();
    const { from } = this.#at;
    const index = this.#places.push({ path, key, value: { from, to: from } }) - 1;
    const [value, to] = this.#content(path);
    this.#places[index] = { path, key, value: { from, to } };
    return value;
  }

  /** A value and where it ends. */
  #content(path: Place["path"]): [unknown, number] {
    if (this.#accept("{")) return this.#object(path);
    if (this.#accept("[")) return this.#array(path);
    const { to } = this.#at;
    const value = this.#scalar();
    this.#next(to);
    return [value, to];
  }

  #object(path: Place["path"]): [unknown, number] {
    // A name such as __proto__ is one as any other.
    const members = new Map<string, unknown>();
    while (this.#token !== "}") {
      if (members.size > 0) this.#expect(",");
      const key = this.#at;
      if (!this.#token.startsWith('"')) this.#fail();
      const name = String(this.#scalar());
      this.#next(key.to);
      this.#expect(":");
      if (members.has(name)) this.#repeated.push({ name, key });
      members.set(name, this.#value([...path, name], key));
    }
    const { to } = this.#at;
    this.#next(to);
    return [Object.fromEntries(members), to];
  }

  #array(path: Place["path"]): [unknown, number] {
    const items: unknown[] = [];
    while (this.#token !== "]") {
      if (items.length > 0) this.#expect(",");
      items.push(this.#value([...path, items.length], undefined));
    }
    const { to } = this.#at;
    this.#next(to);
    return [items, to];
  }

  #scalar(): unknown {
    try {
      return JSON.parse(this.#token);
    } catch {
      return this.#fail();
    }
  }
}
