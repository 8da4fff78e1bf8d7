import { createElement, type FunctionComponent } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, expect, test } from "vitest";
import { Router, type RouterOptions } from "wouter";
import { LoadingFailed } from "../src/components/QueryView";
import { ApiProblem, local } from "../src/lib/http";
import { LANGUAGES } from "../src/lib/language";
import { texts } from "../src/texts";
import { speakIn } from "./support";

const At = Router as FunctionComponent<RouterOptions>;

afterEach(() => speakIn("en"));

function shown(code: string): string {
  const error = new ApiProblem(local(code, 404, "There is no such job."));
  const failed = createElement(LoadingFailed, { error, what: texts.review.what, onRetry: () => {} });
  return renderToStaticMarkup(createElement(At, { ssrPath: "/invoices/1" }, failed));
}

test.each(LANGUAGES)("an invoice that is not there leads to the inbox: %s", async (each) => {
  await speakIn(each);
  expect(shown("JOB_NOT_FOUND")).toMatch(new RegExp(`<a [^>]*href="/"[^>]*>${texts.app.toInbox}</a>`));
  expect(shown("JOB_NOT_FOUND")).not.toContain(texts.app.retry);
});

test.each(LANGUAGES)("what could not be loaded otherwise can be tried again: %s", async (each) => {
  await speakIn(each);
  expect(shown("INTERNAL")).toContain(texts.app.retry);
  expect(shown("INTERNAL")).not.toContain(texts.app.toInbox);
});
