import type { Assessment } from "../../../protocol/assessment.ts";
import type { ObjectResult } from "../../../protocol/job.ts";
import { assess } from "../../assess/assess.ts";
import { IssueTally } from "../../assess/issueTally.ts";
import {
  type AssessedObject,
  assessed,
  type Summary,
  summarise,
  verdictOf,
} from "../../assess/records.ts";
import type { LeftOut } from "../../inventory/types.ts";
import { MINUTES_PER_POINT } from "../../translate/effort.ts";
import { targetVersion, toolOf } from "../../versions.ts";
import { PAGE, pages } from "../pages.ts";
import type { ExportSource } from "../source.ts";

/** What a job's inventory comes to, by what the job made of it; what it did not come to is not tried. */
export async function assessJob(source: ExportSource): Promise<Assessment> {
  const { snapshot, archive, version } = source;
  const { job } = snapshot;
  const tally = new IssueTally();
  const verdicts = await verdictsOf(source, tally);
  const objects: AssessedObject[] = [];
  const untried = summarise(verdictOf(undefined));
  const read = (after: number) => archive.objectPage(job.jobId, after, PAGE);
  for await (const page of pages(read, ({ ordinal }) => ordinal, -1)) {
    for (const object of page) {
      objects.push(assessed(object, verdicts.get(object.ordinal) ?? untried));
    }
  }
  const { files = 0, statements = 0, versions = [], usage } = job.survey ?? {};
  const { confidence, evidence } = job.detection ?? { confidence: 1, evidence: [] };
  const head = {
    assessedAt: new Date().toISOString(),
    inventoryPath: job.inventoryPath,
    tool: toolOf(version),
    source: { type: job.sourceType, confidence, evidence, versions },
    target: { type: job.targetType, version: targetVersion(job.targetType) },
    files,
    statements,
    minutesPerPoint: MINUTES_PER_POINT,
    usage: usage ?? { features: [], functions: [] },
  };
  return assess(head, objects, tally.result(), await leftOutOf(source));
}

/** The verdicts of the results that count, by ordinal; their issues go into `tally` and are not kept. */
async function verdictsOf(
  { snapshot, archive }: ExportSource,
  tally: IssueTally,
): Promise<Map<number, Summary>> {
  const { job, attempts } = snapshot;
  const verdicts = new Map<number, Summary>();
  const read = (after: number) => archive.recordPage(job.jobId, after, PAGE);
  for await (const page of pages(read, ({ seq }) => seq)) {
    for (const { seq, ordinal, attempt, json } of page) {
      if (seq > job.lastSeq || attempt !== (attempts.get(ordinal) ?? 1)) continue;
      const result = JSON.parse(json) as ObjectResult;
      const verdict = verdictOf(result);
      tally.add(result.object_name, verdict.issues);
      verdicts.set(ordinal, summarise(verdict));
    }
  }
  return verdicts;
}

async function leftOutOf({ snapshot, archive }: ExportSource): Promise<LeftOut[]> {
  const leftOut: LeftOut[] = [];
  const read = () => archive.leftOutPage(snapshot.job.jobId, leftOut.length, PAGE);
  for await (const page of pages(read, () => 0)) leftOut.push(...page);
  return leftOut;
}
