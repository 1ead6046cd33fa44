import type { ObjectType } from "../../../protocol/job.ts";
import { formatCount } from "../../formats.ts";
import type { L10n } from "../../hostTypes.ts";
import { formatDuration } from "../jobText.ts";
import type { JobItem } from "./describeJob.ts";
import {
  type JobGroup,
  type MoreNode,
  nodeId,
  type ObjectGroup,
  type ObjectNode,
} from "./nodes.ts";
import { countOf, PAGE } from "./objectGroups.ts";
import type { StatusIcon } from "./statusTable.ts";

/** What the tree shows of a node that is no job. */
export type NodeItem = Omit<JobItem, "icon"> & { icon: StatusIcon | undefined };

const GROUP_ICONS: Readonly<Record<ObjectGroup["status"], StatusIcon>> = {
  error: { icon: "error", color: "testing.iconFailed" },
  running: { icon: "sync~spin", color: "charts.blue" },
  skipped: { icon: "debug-step-over", color: "testing.iconSkipped" },
  success: { icon: "pass", color: "testing.iconPassed" },
};

const REVIEW_ICON: StatusIcon = { icon: "warning", color: "list.warningForeground" };

export function describeJobGroup(group: JobGroup): NodeItem {
  const { label, jobs } = group;
  return {
    id: nodeId(group),
    label,
    description: String(jobs.length),
    icon: undefined,
    contextValue: "jobGroup",
    accessibleLabel: `${label}, ${jobs.length}`,
  };
}

export function describeObjectGroup(group: ObjectGroup, l10n: L10n): NodeItem {
  const { job, status } = group;
  const names: Record<ObjectGroup["status"], string> = {
    error: l10n.t("Failed"),
    running: l10n.t("In work"),
    skipped: l10n.t("Skipped"),
    success: l10n.t("Completed"),
  };
  const count = formatCount(countOf(job, status), l10n);
  const now = status === "running" ? job.summary.current_object : undefined;
  const description = now ? `${count} · ${now}` : count;
  return {
    id: nodeId(group),
    label: names[status],
    description,
    icon: GROUP_ICONS[status],
    contextValue: "objectGroup",
    accessibleLabel: `${names[status]}, ${description}`,
  };
}

export function describeObject(node: ObjectNode, l10n: L10n): NodeItem {
  const { job, row } = node;
  const { result, review } = row;
  const { object_name, error_code, execution_time_ms, issues } = result;
  const code = error_code ?? issues?.find(({ severity }) => severity !== "info")?.code;
  const took =
    result.status === "success" && !review && typeof execution_time_ms === "number"
      ? shortTime(execution_time_ms, l10n)
      : undefined;
  const values = ["object"];
  if (result.file) values.push("hasSource");
  if (!job.active && !job.summary.imported) values.push("canRetryObject");
  const description = code ?? took ?? "";
  const icon = review ? REVIEW_ICON : GROUP_ICONS[result.status];
  return {
    id: nodeId(node),
    label: object_name,
    description,
    icon,
    contextValue: values.join(";"),
    accessibleLabel: [
      object_name,
      typeName(result.object_type, l10n),
      stateOf(node, l10n),
      description,
    ]
      .filter((part) => part !== "")
      .join(", "),
  };
}

export function describeMore(node: MoreNode, l10n: L10n): NodeItem {
  const label = l10n.t("Show {0} more", Math.min(PAGE, node.left));
  return {
    id: nodeId(node),
    label,
    description: l10n.t("{0} left", formatCount(node.left, l10n)),
    icon: { icon: "ellipsis", color: undefined },
    contextValue: "more",
    accessibleLabel: label,
  };
}

/** The lines of an object's tooltip: what happened, where, and what to do. */
export function objectTooltip({ row }: ObjectNode, l10n: L10n): [label: string, value: string][] {
  const { result } = row;
  const { file, line, column } = result;
  const lines: [string, string | null | undefined][] = [
    [l10n.t("Object"), `${result.object_name} (${typeName(result.object_type, l10n)})`],
    [l10n.t("Reason"), result.error],
    [l10n.t("Code"), result.error_code],
    [l10n.t("Place"), file ? `${file}:${line ?? 1}:${column ?? 1}` : undefined],
    [l10n.t("Rows loaded"), result.rows_loaded ? formatCount(result.rows_loaded, l10n) : undefined],
    [l10n.t("Attempt"), (result.attempt ?? 1) > 1 ? String(result.attempt) : undefined],
  ];
  for (const issue of result.issues ?? []) {
    if (issue.message === result.error) continue;
    lines.push([issue.code, issue.hint ? `${issue.message}. ${issue.hint}` : issue.message]);
  }
  return lines.flatMap(([label, value]) => (value ? [[label, value] as [string, string]] : []));
}

function stateOf({ row }: ObjectNode, l10n: L10n): string {
  if (row.review) return l10n.t("completed, to be reviewed");
  const names = {
    success: l10n.t("completed"),
    error: l10n.t("failed"),
    skipped: l10n.t("skipped"),
  };
  return names[row.result.status];
}

function typeName(type: ObjectType, l10n: L10n): string {
  const names: Record<ObjectType, string> = {
    TABLE: l10n.t("table"),
    VIEW: l10n.t("view"),
    PROCEDURE: l10n.t("procedure"),
  };
  return names[type];
}

function shortTime(milliseconds: number, l10n: L10n): string {
  if (milliseconds < 1_000) return l10n.t("{0} ms", Math.round(milliseconds));
  return formatDuration(milliseconds / 1_000, l10n);
}
