/** The PDF beside the lines. */
export const pdf = {
  title: "PDF page",
  previous: "Previous page",
  next: "Next page",
  page: (page: number, pages: number) => `Page ${page} of ${pages}`,
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  fit: "Fit width",
  drawing: "Drawing the page…",
  failed: "The page cannot be drawn",
  expired: "The PDF is no longer kept",
  text: "Page text",
  textHint: "The words of the page as a list, for screen readers",
  textOf: (page: number) => `Text of page ${page}`,
  textFailed: "The words of this page cannot be listed",
  failedHint: "The values can still be edited.",
};
