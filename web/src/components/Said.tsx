import { useLayoutEffect, useState } from "react";
import { Link } from "wouter";
import { language } from "../lib/language";
import { findingSaid, type Said, saidOf, type Told } from "../lib/said";
import { texts } from "../texts";
import { isGuideLoaded, loadGuide } from "../texts/guide";
import type { ReadingFinding } from "../types/contracts";

interface ProblemTextProps {
  problem: Told;
  /** Whether what is around it says already what it means for the stock. */
  stockSaid?: boolean;
}

/** What happened, what it means for stock, what to do, and the code that leads to the help. */
export function ProblemText({ problem, stockSaid = false }: ProblemTextProps) {
  const said = useSaid(problem);
  if (said === null) return null;
  const { happened, server, stock, action } = said;
  return (
    <>
      <p>{happened}</p>
      {server && (
        <p className="small">
          {texts.errors.serverSays} <ServerText>{server}</ServerText>
        </p>
      )}
      {stock && !stockSaid && <p>{stock}</p>}
      <p className="soft small">
        {action} <CodeLink code={problem.code} />
      </p>
    </>
  );
}

/** The same in two lines, for a row of a table or a list. */
export function ProblemLine({ problem }: { problem: Told }) {
  const said = useSaid(problem);
  if (said === null) return null;
  const { happened, server, stock, action } = said;
  return (
    <>
      {happened}{" "}
      {server && (
        <span className="sub">
          {texts.errors.serverSays} <ServerText>{server}</ServerText>
        </span>
      )}{" "}
      <span className="sub">
        {stock} {action} <CodeLink code={problem.code} />
      </span>
    </>
  );
}

/** Nothing while its words are on the way, which is once and short; when they do not come, the server's own must do. */
function useSaid(problem: Told): Said | null {
  const [settled, settle] = useState(isGuideLoaded);
  const waits = !settled && problem.type !== "about:blank";
  useLayoutEffect(() => {
    if (!waits) return;
    void loadGuide()
      .catch(() => {})
      .finally(() => settle(true));
  }, [waits]);
  return waits ? null : saidOf(problem);
}

/** What is odd about the reading: its kind in the page's language, its figures as the server says them. */
export function FindingText({ finding }: { finding: Pick<ReadingFinding, "code" | "message"> }) {
  const [first, message] = findingSaid(finding);
  if (message === undefined) return <ServerText>{first ?? ""}</ServerText>;
  return (
    <>
      {first} <ServerText className="sub">{message}</ServerText>
    </>
  );
}

export function CodeLink({ code }: { code: string }) {
  return (
    <Link href={`/help#${code}`} title={texts.errors.aboutCode(code)}>
      <code>{code}</code>
    </Link>
  );
}

/** English whatever the page's language is, and marked so for those who have it read aloud. */
export function ServerText({ children, className }: { children: string; className?: string }) {
  return (
    <span className={className} lang={language() === "en" ? undefined : "en"}>
      {children}
    </span>
  );
}
