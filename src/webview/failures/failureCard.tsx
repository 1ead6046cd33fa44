import type { FailureGroup } from "../../extension/panel/activityMessages.ts";
import { Icon } from "../icon.tsx";
import { usePanel } from "../panelContext.ts";
import { strings } from "../strings.ts";

const texts = strings.failures;

interface FailureCardProps {
  group: FailureGroup;
  canRetry: boolean;
  onShowAll: (text: string) => void;
}

/** One cause. */
export function FailureCard({ group, canRetry, onShowAll }: FailureCardProps) {
  const { host, format } = usePanel();
  const { key, code, objects, waiting, title, meaning, advice, example } = group;
  const count = objects === 1 ? texts.oneObject : texts.objects(format.count(objects));
  return (
    <li class="failure" aria-label={texts.groupLabel(code ?? example.message, count)}>
      <div class="failure-head">
        <Icon name="failed" tone="bad" />
        <FailureCode code={code} hasPage={title !== null} />
        <span class="failure-title grow">{title ?? example.message}</span>
        <span class="failure-count">{count}</span>
        {waiting > 0 && (
          <span class="failure-waiting">
            {waiting === 1 ? texts.oneWaits : texts.waiting(format.count(waiting))}
          </span>
        )}
      </div>
      {meaning && <p class="failure-text">{meaning}</p>}
      {advice && <p class="failure-text advice">{advice}</p>}
      <p class="failure-example">
        <span class="name">{example.name}</span>
        {example.location && (
          <button
            type="button"
            class="link"
            title={strings.openLocation(example.location)}
            onClick={() => host.run("openSource", example.rowId)}
          >
            {example.location}
          </button>
        )}
        {title !== null && (
          <span class="failure-message">{withoutTitle(example.message, title)}</span>
        )}
      </p>
      <div class="actions">
        {canRetry && (
          <button
            type="button"
            title={strings.retryFailedHint}
            onClick={() => host.send({ type: "retryGroup", group: key })}
          >
            {objects === 1 ? texts.retryOne : texts.retry(format.count(objects))}
          </button>
        )}
        <button type="button" onClick={() => onShowAll(code ?? example.message.slice(0, 60))}>
          {objects === 1 ? texts.showOne : texts.showAll(format.count(objects))}
        </button>
        {example.location && (
          <button type="button" onClick={() => host.run("openSource", example.rowId)}>
            {strings.openSource}
          </button>
        )}
      </div>
    </li>
  );
}

function FailureCode({ code, hasPage }: { code: string | null; hasPage: boolean }) {
  const { host } = usePanel();
  if (code === null) return null;
  if (!hasPage) return <span class="code tone-bad">{code}</span>;
  return (
    <button
      type="button"
      class="link code"
      title={texts.openPage(code)}
      onClick={() => host.send({ type: "openIssuePage", code })}
    >
      {code}
    </button>
  );
}

/** Many messages begin with the title of their code, which stands above them here. */
function withoutTitle(message: string, title: string): string {
  const rest = message.startsWith(`${title}: `) ? message.slice(title.length + 2) : message;
  return rest === "" ? message : rest;
}
