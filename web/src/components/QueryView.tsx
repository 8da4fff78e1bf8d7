import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
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
    <ProblemNotice error={query.error} title={texts.errors.loading(what)} onRetry={() => void query.refetch()} />
  );
  if (query.data === undefined) return failure || <Loading />;
  return (
    <>
      {failure}
      {children(query.data)}
    </>
  );
}
