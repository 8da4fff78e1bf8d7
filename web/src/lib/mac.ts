/** Whether Command stands where others have Ctrl. */
export function isMac(platform: string = navigator.platform): boolean {
  return /^(Mac|iP)/.test(platform);
}
