import { JOB_EXPORT } from "../../protocol/jobExport.ts";
import type { ResultRecord } from "../store/archive.ts";
import { toExportedJob } from "./jobRecord.ts";
import { PAGE, pages } from "./pages.ts";
import { assertStillThere, type ExportSource } from "./source.ts";

/** The job as a JobExport document: everything that is stored of it, in pieces. */
export async function* jsonExport(source: ExportSource): AsyncGenerator<string> {
  const { snapshot, archive, history, version } = source;
  const { job, attempts } = snapshot;
  const { jobId, lastSeq } = job;
  const head = {
    ...JOB_EXPORT,
    exported_at: new Date().toISOString(),
    engine_version: version,
    job: toExportedJob(job),
  };
  yield JSON.stringify(head).slice(0, -1);

  yield* list("audit", audit());
  yield* list("objects", objects());
  yield* list("past_sources", pastSources());
  yield* list("left_out", leftOut());
  yield* list("results", results());
  yield* list("logs", logs());
  await assertStillThere(source);
  yield "}\n";

  async function* audit() {
    const read = (after: number) => history.auditPage(jobId, after, PAGE);
    for await (const page of pages(read, ({ id }) => id)) {
      yield page.map(({ id: _id, job_id: _job, ...entry }) => JSON.stringify(entry));
    }
  }
  async function* objects() {
    const read = (after: number) => archive.objectPage(jobId, after, PAGE);
    for await (const page of pages(read, ({ ordinal }) => ordinal, -1)) {
      yield page.map(({ ordinal, targetName: target_name, dependsOn: depends_on, source }) => {
        const attempt = attempts.get(ordinal) ?? 1;
        return JSON.stringify({ ordinal, attempt, target_name, depends_on, source });
      });
    }
  }
  async function* pastSources() {
    let after = { ordinal: -1, attempt: 0 };
    const read = async () => {
      const page = await archive.pastSourcePage(jobId, after, PAGE);
      after = page.at(-1) ?? after;
      return page;
    };
    for await (const page of pages(read, () => 0)) {
      yield page.map((one) => JSON.stringify(one));
    }
  }
  async function* leftOut() {
    let from = 0;
    const read = async () => {
      const page = await archive.leftOutPage(jobId, from, PAGE);
      from += page.length;
      return page;
    };
    for await (const page of pages(read, () => from)) {
      yield page.map((one) => JSON.stringify(one));
    }
  }
  async function* results() {
    const read = (after: number) => archive.recordPage(jobId, after, PAGE);
    for await (const page of pages(read, ({ seq }) => seq)) {
      yield page.filter(({ seq }) => seq <= lastSeq).map(recordJson);
    }
  }
  async function* logs() {
    const read = (after: number) => history.logPage(jobId, after, PAGE);
    for await (const page of pages(read, ({ seq }) => seq ?? 0)) {
      yield page.filter(({ seq }) => (seq ?? 0) <= lastSeq).map((log) => JSON.stringify(log));
    }
  }
}

/** One field of the document: a list of JSON texts. */
async function* list(name: string, texts: AsyncIterable<string[]>): AsyncGenerator<string> {
  yield `,\n"${name}":[`;
  let comma = "\n";
  for await (const page of texts) {
    if (page.length === 0) continue;
    yield comma + page.join(",\n");
    comma = ",\n";
  }
  yield "]";
}

/** What is stored as JSON goes out as it is. */
function recordJson({
  seq,
  ordinal,
  attempt,
  status,
  json,
  targetSql,
  columns,
}: ResultRecord): string {
  const head = JSON.stringify({ seq, ordinal, attempt, status, target_sql: targetSql });
  return `${head.slice(0, -1)},"columns":${columns ?? "null"},"result":${json}}`;
}
