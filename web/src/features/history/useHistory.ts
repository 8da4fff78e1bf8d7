import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { api } from "../../lib/api";
import { keys } from "../../lib/queries";
import type { Job } from "../../types/contracts";
import { addressOf, asked, type HistoryFilter } from "./filter";
import { gather, type Portion } from "./gather";

const AT_ONCE = 50;

/** The jobs that the filter lets through, a screenful or more at a time. */
export function useHistory(filter: HistoryFilter) {
  return useInfiniteQuery({
    queryKey: keys.history(addressOf(filter).toString()),
    queryFn: ({ pageParam, signal }) => jobs(filter, AT_ONCE, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}

/** All of them, for a file. */
export async function wholeHistory(filter: HistoryFilter): Promise<Job[]> {
  return (await jobs(filter, Number.POSITIVE_INFINITY)).entries;
}

function jobs(filter: HistoryFilter, enough: number, after?: string, signal?: AbortSignal): Promise<Portion<Job>> {
  const limit = String(Math.min(enough, 200));
  const page = async (from: string | undefined): Promise<Portion<Job>> => {
    const { jobs, next } = await api.jobs({ ...asked(filter), limit, ...(from && { after: from }) }, signal);
    return { entries: jobs, ...(next && { next }) };
  };
  return gather(page, enough, after);
}
