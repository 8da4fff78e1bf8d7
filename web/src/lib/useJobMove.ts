import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Job, JobList } from "../types/contracts";
import { keys } from "./queries";

/** Something a person does to a job: lists and pages show the job as it is afterwards, before they ask again. */
export function useJobMove<V = void>(move: (wish: V) => Promise<Job>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: move,
    onSuccess: (job) => {
      client.setQueryData(keys.job(job.job_id), job);
      client.setQueriesData<JobList>({ queryKey: keys.allFound }, (list) => list && withJob(list, job));
    },
    // A refusal says that the job has moved on meanwhile: then too the list is out of date.
    onSettled: () => void client.invalidateQueries({ queryKey: keys.jobs }),
  });
}

/** The list with the job as it is now; a discarded one is in no list. */
export function withJob(list: JobList, job: Job): JobList {
  const jobs = list.jobs.map((each) => (each.job_id === job.job_id ? job : each));
  return { ...list, jobs: jobs.filter(({ status }) => status !== "discarded") };
}
