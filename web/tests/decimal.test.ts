import { expect, test } from "vitest";
import { add, compare, isDecimal, multiply, trim } from "../src/lib/decimal";

test("sums are exact where floats are not", () => {
  expect(add("0.1", "0.2")).toBe("0.3");
  expect(add("999999999999999.99", "0.01")).toBe("1000000000000000.00");
  expect(add("-0.5", "0.25")).toBe("-0.25");
});

test("a product is exact and sheds zeros that say nothing", () => {
  expect(multiply("4.820", "1")).toBe("4.82");
  expect(multiply("3", "12")).toBe("36");
  expect(multiply("-0.1425", "480")).toBe("-68.4");
  expect(multiply("10", "10")).toBe("100");
});

test("comparing ignores the printed scale and minds the sign", () => {
  expect(compare("1.0", "1")).toBe(0);
  expect(compare("-2", "1")).toBe(-1);
  expect(compare("0.09", "0.1")).toBe(-1);
  expect(compare("10", "9.99")).toBe(1);
});

test("trimming never takes a zero of the whole part", () => {
  expect(trim("100")).toBe("100");
  expect(trim("100.00")).toBe("100");
  expect(trim("2.500")).toBe("2.5");
});

test.each(["1e3", "+1", "01", ".5", "1.", "", "1,5", "1234567890123456"])(
  "%j is no decimal of the contracts",
  (text) => {
    expect(isDecimal(text)).toBe(false);
  },
);
