import { Readable } from "node:stream";
import type { ExportFormat } from "../../protocol/jobExport.ts";
import { csvExport } from "./csv.ts";
import { jsonExport } from "./json.ts";
import { htmlReport } from "./report/html.ts";
import { markdownReport } from "./report/markdown.ts";
import type { ExportSource } from "./source.ts";

/** An export on its way: it is read from the store as fast as somebody takes it. */
export interface JobFile {
  contentType: string;
  fileName: string;
  text: Readable;
}

const FORMATS: Readonly<
  Record<
    ExportFormat,
    {
      contentType: string;
      extension: string;
      write: (source: ExportSource) => AsyncGenerator<string>;
    }
  >
> = {
  json: { contentType: "application/json; charset=utf-8", extension: "json", write: jsonExport },
  csv: {
    contentType: "text/csv; charset=utf-8; header=present",
    extension: "csv",
    write: csvExport,
  },
  markdown: {
    contentType: "text/markdown; charset=utf-8",
    extension: "md",
    write: markdownReport,
  },
  html: { contentType: "text/html; charset=utf-8", extension: "html", write: htmlReport },
};

/** A job in one of the formats. */
export function exportJob(source: ExportSource, format: ExportFormat): JobFile {
  const { contentType, extension, write } = FORMATS[format];
  const id = source.snapshot.job.jobId.replaceAll(/[^\w-]/g, "_");
  return {
    contentType,
    fileName: `migration-${id}.${extension}`,
    text: Readable.from(write(source)),
  };
}
