import { useQuery } from "@tanstack/react-query";
import { useLocation } from "wouter";
import { api } from "../../lib/api";
import { keys } from "../../lib/queries";
import type { Job } from "../../types/contracts";
import { neighboursOf } from "./neighbours";

/** The invoices before and after this one among those that need review, and the ways there; null until known. */
export function useNeighbours(job: Job) {
  const [, navigate] = useLocation();
  const open = useQuery({ queryKey: keys.openJobs, queryFn: api.openJobs, staleTime: 30_000 });
  const found = open.data ? neighboursOf(open.data, job) : null;
  const go = (to: Job | undefined) => () => to && navigate(`/invoices/${to.job_id}`);
  return { found, nextInvoice: go(found?.next), previousInvoice: go(found?.previous) };
}

export type NeighbourWays = ReturnType<typeof useNeighbours>;
