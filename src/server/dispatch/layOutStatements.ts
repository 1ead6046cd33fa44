import type { TranslatedStatement } from "../../protocol/translate.ts";
import { hasLongLine } from "../translate/layout/longLine.ts";
import type { TargetDialect } from "../translate/types.ts";
import { batchesOf } from "./batchesOf.ts";
import { inOrder } from "./inOrder.ts";
import { DeadlineError, type WorkerPool } from "./workerPool.ts";

/** Texts that a worker takes at a time. */
const BATCH = 50;

/** Lays out the SQL of these statements, in worker threads; what cannot be laid out stays as it is. */
export async function layOutStatements(
  statements: readonly TranslatedStatement[],
  target: TargetDialect,
  pool: WorkerPool,
  signal?: AbortSignal,
): Promise<void> {
  const long = statements.filter(({ sql }) => sql !== null && hasLongLine(sql));
  const layOut = async (batch: readonly TranslatedStatement[]) => {
    const texts = batch.map(({ sql }) => sql ?? "");
    try {
      return { batch, laidOut: await pool.run("layOut", { texts, context: { target } }, signal) };
    } catch (error) {
      signal?.throwIfAborted();
      // It is only a matter of looks: what ran out of its deadline is answered as it is.
      if (error instanceof DeadlineError) return { batch, laidOut: texts };
      throw error;
    }
  };
  for await (const { batch, laidOut } of inOrder(batchesOf(long, BATCH), layOut, pool.size * 2)) {
    for (const [n, one] of batch.entries()) one.sql = laidOut[n] ?? one.sql;
  }
}
