import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useReducer,
  useState,
} from "preact/hooks";
import type { HostToPanel, ObjectQuery } from "../extension/panel/messages.ts";
import type { JobStatus } from "../protocol/job.ts";
import { isTerminal } from "../protocol/jobState.ts";
import { CardsSection } from "./cards/cardsSection.tsx";
import { ChartSection } from "./chart/chartSection.tsx";
import { FailureLine } from "./failureLine.tsx";
import { FailuresTab } from "./failures/failuresTab.tsx";
import { perFrame } from "./frames.ts";
import { Header } from "./header/header.tsx";
import { LiveRegion } from "./liveRegion.tsx";
import { LogTab } from "./log/logTab.tsx";
import { Notice } from "./notice.tsx";
import { ObjectsTab } from "./objects/objectsTab.tsx";
import { defaultQuery } from "./objects/query.ts";
import { usePanel } from "./panelContext.ts";
import { modelAfter, reduce } from "./state.ts";
import { strings } from "./strings.ts";
import { TabBar, type TabId, TabPanel, tabOf } from "./tabs.tsx";
import { TimelineTab } from "./timeline/timelineTab.tsx";
import { useFolded } from "./useFolded.ts";
import { useShownParts } from "./useShownParts.ts";

interface AppProps {
  jobId: string;
  /** What the host has told already. */
  first: HostToPanel | undefined;
}

/** The whole panel of one job. */
export function App({ jobId, first }: AppProps) {
  const { host, format } = usePanel();
  const [model, dispatch] = useReducer(reduce, first, modelAfter);
  const [tab, setTab] = useTab(jobId);
  const [query, setQuery] = useQuery(jobId);

  // A layout effect: no message can come between the first drawing and this.
  useLayoutEffect(() => {
    const messages = perFrame<HostToPanel>((message) => dispatch({ type: "message", message }));
    const stop = host.listen(messages.add);
    return () => {
      stop();
      messages.stop();
    };
  }, [host]);

  const folding = useFolded(jobId, model.folded);
  useShownParts(model.job !== undefined, {
    chart: !folding.isFolded("chart"),
    timeline: tab === "timeline",
    failures: tab === "failures",
  });

  const cancel = useCallback(() => {
    dispatch({ type: "cancelAsked" });
    host.run("cancel");
  }, [host]);
  const dismiss = useCallback(() => dispatch({ type: "failureDismissed" }), []);
  const showLog = useCallback(() => setTab("log"), [setTab]);
  const showObject = useCallback(
    (rowId: number) => {
      setTab("objects");
      host.send({ type: "reveal", rowId, query });
    },
    [host, setTab, query],
  );
  const showFailed = useCallback(
    (text: string) => {
      setQuery({ ...defaultQuery, text, status: "error" });
      setTab("objects");
    },
    [setQuery, setTab],
  );
  const { job, connection } = model;
  const failed = job && job.failed > 0 ? format.count(job.failed) : "";
  const badges = useMemo(() => (failed === "" ? {} : { failures: failed }), [failed]);
  if (job === null) {
    return (
      <main>
        <Notice text={strings.jobGone} alone>
          <button type="button" class="primary" onClick={() => host.run("startMigration")}>
            {strings.startMigration}
          </button>
        </Notice>
      </main>
    );
  }
  return (
    <main>
      <Header job={job} connection={connection} cancelAsked={model.cancelAsked} onCancel={cancel} />
      {model.failure !== null && <FailureLine message={model.failure} onDismiss={dismiss} />}
      {job && job.total > 0 && (
        <>
          <CardsSection job={job} folding={folding} />
          <ChartSection view={model.chart} active={!isTerminal(job.status)} folding={folding} />
        </>
      )}
      {job && (
        <>
          <TabBar selected={tab} badges={badges} onSelect={setTab} />
          <TabPanel id="objects" selected={tab}>
            {job.total === 0 ? (
              <EmptyJob status={job.status} onShowLog={showLog} />
            ) : (
              <ObjectsTab
                jobId={jobId}
                job={job}
                window={model.objects}
                counts={model.counts}
                selection={model.selection}
                detail={model.detail}
                revealed={model.revealed}
                active={tab === "objects"}
                query={query}
                onQueryChange={setQuery}
              />
            )}
          </TabPanel>
          <TabPanel id="failures" selected={tab}>
            <FailuresTab job={job} view={model.failures} onShowAll={showFailed} />
          </TabPanel>
          <TabPanel id="timeline" selected={tab}>
            <TimelineTab view={model.timeline} mark={model.mark} onShowObject={showObject} />
          </TabPanel>
          <TabPanel id="log" selected={tab}>
            <LogTab window={model.log} active={tab === "log"} onShowObject={showObject} />
          </TabPanel>
        </>
      )}
      <LiveRegion job={job ?? null} connection={connection} />
    </main>
  );
}

function EmptyJob({ status, onShowLog }: { status: JobStatus; onShowLog: () => void }) {
  const busy = !isTerminal(status);
  const ended = status === "completed" ? strings.emptyInventory : strings.nothingMigrated;
  return (
    <Notice text={busy ? strings.readingInventory : ended} busy={busy}>
      <button type="button" onClick={onShowLog}>
        {strings.showLogTab}
      </button>
    </Notice>
  );
}

/** The tab in front, also when the page comes back: it starts anew whenever another editor was in front of it. */
function useTab(jobId: string): [TabId, (tab: TabId) => void] {
  const { host } = usePanel();
  const [tab, setTab] = useState(() => tabOf(host.saved(jobId).tab));
  useEffect(() => host.save({ jobId, tab }), [host, jobId, tab]);
  return [tab, setTab];
}

/** The query of the table, kept over a reload of the window. */
function useQuery(jobId: string): [ObjectQuery, (query: ObjectQuery) => void] {
  const { host } = usePanel();
  const [query, setQuery] = useState(() => host.saved(jobId).query ?? defaultQuery);
  // Also the first time: VS Code restores only panels that saved something.
  useEffect(() => host.save({ jobId, query }), [host, jobId, query]);
  return [query, setQuery];
}
