// What the distribution does with every request before its cache: who may come, where the page's routes lead, and the
// API's prefix. Terraform writes `const ALLOWED_CIDRS = […]` above it; an empty list lets everybody in.
//
// The runtime (cloudfront-js-2.0) knows ECMAScript 5.1 and a little more: const, let and arrow functions, but neither
// for-of, classes nor destructuring; and 10 KB are all there may be.

const API = "/api/";
const FILES_ONLY = ["assets", "pdfjs"]; // folders of the built page that hold no routes

function handler(event) {
  const request = event.request;
  if (!isAllowed(event.viewer.ip)) {
    return refusal();
  }
  if (request.uri.startsWith(API)) {
    request.uri = request.uri.slice(API.length - 1);
  } else if (isRoute(request.uri)) {
    request.uri = "/index.html";
  }
  return request;
}

// `/inventory/A.4` is the page's own; a missing `/robots.txt` or `/assets/x.js` is not, and stays missing.
function isRoute(uri) {
  const first = uri.split("/")[1];
  return first.indexOf(".") < 0 && FILES_ONLY.indexOf(first) < 0;
}

function isAllowed(address) {
  const bits = bitsOf(address);
  return ALLOWED_CIDRS.length === 0 || ALLOWED_CIDRS.some((cidr) => contains(cidr, bits));
}

function refusal() {
  return {
    statusCode: 403,
    statusDescription: "Forbidden",
    headers: {
      "content-type": { value: "text/plain; charset=utf-8" },
      "cache-control": { value: "no-store" },
    },
    body: "This address may not come here.",
  };
}

function contains(cidr, bits) {
  const parts = cidr.split("/");
  const network = bitsOf(parts[0]);
  const length = Number(parts[1]);
  return network.length === bits.length && network.slice(0, length) === bits.slice(0, length);
}

// An address as text of 32 or 128 zeros and ones; of two families no two are alike.
function bitsOf(address) {
  if (address.indexOf(":") < 0) {
    return inBits(address.split("."), 10, 8);
  }
  const halves = address.split("::"); // at most one run of zeros is left out
  const head = groupsOf(halves[0]);
  const tail = groupsOf(halves[1] || "");
  return inBits(head, 16, 16) + "0".repeat(16 * (8 - head.length - tail.length)) + inBits(tail, 16, 16);
}

function groupsOf(half) {
  return half === "" ? [] : half.split(":");
}

function inBits(numbers, base, width) {
  return numbers.map((number) => parseInt(number, base).toString(2).padStart(width, "0")).join("");
}
