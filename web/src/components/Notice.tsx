import { type ReactNode, useEffect, useState } from "react";
import { problemOf } from "../lib/http";
import { texts } from "../texts";
import { Icon, type IconName } from "./Icon";
import { ProblemText } from "./Said";

/** From then on a person would wonder whether anything still happens. */
const SLOW_MS = 5000;

type Tone = "error" | "warning" | "good" | "info";

const ICONS: Record<Tone, IconName> = { error: "error", warning: "warning", good: "check", info: "info" };

interface NoticeProps {
  tone: Tone;
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
}

/** A message with an icon and a word; failures are announced at once, the rest when the reader is free. */
export function Notice({ tone, title, children, actions }: NoticeProps) {
  return (
    <div className={`notice ${tone}`} role={tone === "error" ? "alert" : "status"}>
      <Icon name={ICONS[tone]} />
      <div>
        <strong>{title}</strong>
        {children}
        {actions && <div className="actions">{actions}</div>}
      </div>
    </div>
  );
}

interface ProblemNoticeProps {
  error: unknown;
  /** What was being done: "The version was not saved". */
  title: string;
  onRetry?: (() => void) | undefined;
  actions?: ReactNode;
}

/** Anything that was thrown: what happened, what it means for stock, what to do, and the code. */
export function ProblemNotice({ error, title, onRetry, actions }: ProblemNoticeProps) {
  const problem = problemOf(error);
  return (
    <Notice
      tone="error"
      title={title}
      actions={
        (onRetry || actions) && (
          <>
            {onRetry && (
              <button type="button" className="button slim" onClick={onRetry}>
                {texts.app.retry}
              </button>
            )}
            {actions}
          </>
        )
      }
    >
      <ProblemText problem={problem} />
    </Notice>
  );
}

/** That something is being fetched, and once it takes unusually long, that too. */
export function Loading({ what = texts.app.loading }: { what?: string }) {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p className="loading" role="status">
      {slow ? texts.app.slow : what}
    </p>
  );
}
