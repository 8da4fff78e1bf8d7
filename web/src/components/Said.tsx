import { Link } from "wouter";
import { language } from "../lib/language";
import { findingSaid, saidOf, type Told } from "../lib/said";
import { texts } from "../texts";
import type { ReadingFinding } from "../types/contracts";

interface ProblemTextProps {
  problem: Told;
  /** Whether what is around it says already what it means for the stock. */
  stockSaid?: boolean;
}

/** What happened, what it means for stock, what to do, and the code that leads to the help. */
export function ProblemText({ problem, stockSaid = false }: ProblemTextProps) {
  const { happened, server, stock, action } = saidOf(problem);
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
  const { happened, server, stock, action } = saidOf(problem);
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
