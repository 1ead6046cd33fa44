import { useMemo, useState } from "preact/hooks";
import type { SectionId } from "../extension/panel/activityMessages.ts";
import { usePanel } from "./panelContext.ts";

export interface Folding {
  isFolded(section: SectionId): boolean;
  fold(section: SectionId, folded: boolean): void;
}

/**
 * Which sections are folded: as they were left in this panel, else as they were left in whichever panel, which is what
 * `usual` tells.
 */
export function useFolded(jobId: string, usual: readonly SectionId[] | null): Folding {
  const { host } = usePanel();
  const [own, setOwn] = useState<readonly SectionId[] | null>(
    () => host.saved(jobId).folded ?? null,
  );
  return useMemo(() => {
    const folded = own ?? usual ?? [];
    return {
      isFolded: (section) => folded.includes(section),
      fold: (section, isFolded) => {
        const others = folded.filter((one) => one !== section);
        const sections = isFolded ? [...others, section] : others;
        setOwn(sections);
        host.save({ jobId, folded: sections });
        host.send({ type: "fold", sections });
      },
    };
  }, [host, jobId, own, usual]);
}
