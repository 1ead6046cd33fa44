import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** What the page of a code says: what happened in one sentence, how that comes about, what to do. */
export interface IssuePage {
  title: string | undefined;
  meaning: string | undefined;
  advice: string | undefined;
}

/** Codes that may have a page. */
const CODE = /^DWM-[A-Z]+-\d+$/;
/** The same on all pages: what it says is in the panel already. */
const GENERAL = /^The object was /;

/** The pages of the issue codes that come with the extension, read when one is asked for. */
export class IssuePages {
  readonly #folder: string;
  readonly #pages = new Map<string, IssuePage | undefined>();
  readonly #changed: () => void;

  /** `changed` is called when a page that was asked for has been read. */
  constructor(folder: string, changed: () => void) {
    this.#folder = folder;
    this.#changed = changed;
  }

  /** The page of a code; undefined while it is being read, and where there is none. */
  get(code: string): IssuePage | undefined {
    if (!this.#pages.has(code)) {
      this.#pages.set(code, undefined);
      const path = this.pathOf(code);
      if (path) void this.#read(code, path);
    }
    return this.#pages.get(code);
  }

  /** Where the page of a code would be; undefined for what is no code of ours. */
  pathOf(code: string): string | undefined {
    return CODE.test(code) ? join(this.#folder, `${code}.md`) : undefined;
  }

  async #read(code: string, path: string): Promise<void> {
    // A newer engine may have codes that have no page here.
    const text = await readFile(path, "utf8").catch(() => undefined);
    if (text === undefined) return;
    this.#pages.set(code, readIssuePage(text));
    this.#changed();
  }
}

/** Takes what the panel shows out of a page. */
export function readIssuePage(markdown: string): IssuePage {
  const [head = "", ...sections] = markdown.split(/^## /m);
  const paragraphs = head.split(/\n{2,}/).map((text) => text.trim());
  const quote = paragraphs.findIndex((text) => text.startsWith(">"));
  const meaning = paragraphs.slice(quote + 1).find((text) => text !== "" && !GENERAL.test(text));
  const advice = sections.find((text) => text.startsWith("What to do\n"));
  const link = (text: string | undefined) => (text?.startsWith("[") ? undefined : text);
  return {
    title: quote === -1 ? undefined : withoutBlanks(paragraphs[quote]),
    meaning: plain(link(meaning)),
    advice: plain(advice?.split(/\n{2,}/)[1]?.trim()),
  };
}

/** `Cannot read the query at …`: what differs from case to case is left out. */
function withoutBlanks(quote: string | undefined): string | undefined {
  return plain(quote?.replace(/^>\s*/, "").replace(/\*[^*]+\*/g, "…"))?.replace(/(?:: …)+$/, "");
}

/** Without the marks of Markdown, in one line. */
function plain(text: string | undefined): string | undefined {
  const line = text
    ?.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\*\*|`/g, "")
    .replace(/\*([^*]+)\*/g, "$1")
    .replace(/\s+/g, " ");
  return line === "" ? undefined : line;
}
