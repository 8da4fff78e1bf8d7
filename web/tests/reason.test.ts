import { expect, test } from "vitest";
import { isReason } from "../src/lib/reason";

test.each(["Second copy", "1.5", "größer", "  ok!  "])("%j is a reason", (text) => expect(isReason(text)).toBe(true));

test.each(["", "  a  ", "no", "---", "\u2003…\u2003.."])("%j is none", (text) => expect(isReason(text)).toBe(false));
