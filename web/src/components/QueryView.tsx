import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { problemOf } from "../lib/http";
import { texts } from "../texts";
import { Loading, ProblemNotice } from "./Notice";

interface QueryViewProps<T> {
  query: UseQueryResult<T>;
  /** What is being loaded, for the message when it fails. */
  what: string;
  children: (data: T) => ReactNode;
}

/** What a query brings: its data, else that it loads, else why not. A failed refresh stays visible above old data. */
export function QueryView<T>({ query, what, children }: QueryViewProps<T>) {
  const failure = query.isError && (
    <LoadingFailed error={query.error} what={what} onRetry={() => void query.refetch()} />
  );
  if (query.data === undefined) return failure || <Loading />;
  return (
    <>
      {failure}
      {children(query.data)}
    </>
  );
}

interface LoadingFailedProps {
  error: unknown;
  what: string;
  onRetry: () => void;
}

/** Why it was not loaded, and a way on: another try, or, from an invoice that is not there, to those that are. */
export function LoadingFailed({ error, what, onRetry }: LoadingFailedProps) {
  const title = texts.errors.loading(what);
  if (problemOf(error).code !== "JOB_NOT_FOUND") return <ProblemNotice error={error} title={title} onRetry={onRetry} />;
  const toInbox = (
    <Link className="button slim" href="/">
      {texts.app.toInbox}
    </Link>
  );
  return <ProblemNotice error={error} title={title} actions={toInbox} />;
}
