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
  failedHint: "The values can still be edited.",
};
