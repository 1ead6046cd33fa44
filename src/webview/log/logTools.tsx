import { usePanel } from "../panelContext.ts";
import { SearchBox } from "../searchBox.tsx";
import { strings } from "../strings.ts";
import type { LogQuery } from "./logTab.tsx";

const texts = strings.log;

interface LogToolsProps {
  query: LogQuery;
  onQueryChange: (query: LogQuery) => void;
}

export function LogTools({ query, onQueryChange }: LogToolsProps) {
  const { host } = usePanel();
  const onLevel = (event: { currentTarget: HTMLSelectElement }) => {
    const { value } = event.currentTarget;
    onQueryChange({ ...query, level: value === "warning" || value === "error" ? value : null });
  };
  return (
    <div class="tools">
      <SearchBox
        label={texts.search}
        value={query.text}
        onChange={(text) => onQueryChange({ ...query, text })}
      />
      <select aria-label={texts.level} value={query.level ?? ""} onChange={onLevel}>
        <option value="">{texts.all}</option>
        <option value="warning">{texts.warning}</option>
        <option value="error">{texts.error}</option>
      </select>
      <button type="button" onClick={() => host.run("copyLog")}>
        {texts.copyAll}
      </button>
      <button type="button" onClick={() => host.run("showLog")}>
        {texts.openInOutput}
      </button>
      <button type="button" onClick={() => host.run("openFullLog")}>
        {texts.openFull}
      </button>
    </div>
  );
}
