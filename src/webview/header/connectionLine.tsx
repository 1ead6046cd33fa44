import type { ComponentChildren } from "preact";
import type { ConnectionView } from "../../extension/panel/messages.ts";
import { Icon } from "../icon.tsx";
import type { IconName } from "../iconPaths.ts";
import { usePanel } from "../panelContext.ts";
import { strings } from "../strings.ts";

/** Says how trustworthy the numbers are; nothing while they are live. */
export function ConnectionLine({ connection, now }: { connection: ConnectionView; now: number }) {
  const { host, format } = usePanel();
  const retry = (
    <button type="button" class="link" onClick={() => host.run("refresh")}>
      {strings.retryNow}
    </button>
  );
  switch (connection.state) {
    case "live":
      return null;
    case "connecting":
      return <Line icon="running" tone="run" text={strings.connecting} />;
    case "retrying": {
      const seconds = Math.ceil((connection.retryAt - now) / 1000);
      const next = seconds > 0 ? strings.retryingIn(format.duration(seconds)) : strings.retryingNow;
      const text = `${strings.stale(format.moment(connection.since, now))} · ${next}`;
      return (
        <Line icon="disconnected" tone="warn" text={text} reason={connection.reason}>
          {retry}
        </Line>
      );
    }
    case "offline": {
      const text = strings.offline(format.moment(connection.since, now));
      return (
        <Line icon="disconnected" tone="bad" text={text} reason={connection.reason}>
          {retry}
        </Line>
      );
    }
    case "unauthorised":
      return (
        <Line icon="key" tone="warn" text={strings.unauthorised} reason={connection.reason}>
          <button type="button" class="primary" onClick={() => host.run("configureToken")}>
            {strings.enterToken}
          </button>
        </Line>
      );
  }
}

interface LineProps {
  icon: IconName;
  tone: string;
  text: string;
  reason?: string;
  children?: ComponentChildren;
}

function Line({ icon, tone, text, reason, children }: LineProps) {
  return (
    <p class="connection-line">
      <Icon name={icon} tone={tone} />
      <span>{text}</span>
      {reason && <span class="reason">{reason}</span>}
      {children}
    </p>
  );
}
