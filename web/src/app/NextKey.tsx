import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import { useLocation } from "wouter";
import { api } from "../lib/api";
import { keys } from "../lib/queries";
import { queueAfter } from "../lib/queueAfter";
import { takesText } from "../lib/singleKeys";

/** Alt+N from anywhere: opens the invoice that has waited longest for a person. Over a review it means the one after. */
export function NextKey() {
  const [location, navigate] = useLocation();
  const client = useQueryClient();
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!asksForNext(event) || isReview(location) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    client.fetchQuery({ queryKey: keys.openJobs, queryFn: api.openJobs }).then(
      (jobs) => {
        const { next } = queueAfter(jobs, location.split("/")[2] ?? "");
        if (next) navigate(`/invoices/${next.job_id}`);
      },
      () => {}, // that the server does not answer is told above every page
    );
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    addEventListener("keydown", listener);
    return () => removeEventListener("keydown", listener);
  }, []);
  return null;
}

/** By `code`, since Option types a sign on a Mac; while something is typed, it is the field's. */
function asksForNext({ code, altKey, ctrlKey, metaKey, shiftKey, target }: KeyboardEvent): boolean {
  return code === "KeyN" && altKey && !ctrlKey && !metaKey && !shiftKey && !takesText(target);
}

function isReview(location: string): boolean {
  return /^\/invoices\/[^/]+$/.test(location);
}
