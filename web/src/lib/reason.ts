/** Why a person does what is not done every day: short, but words. The API takes the same lengths. */
const SHORTEST = 3;
export const LONGEST_REASON = 512;

export function isReason(text: string): boolean {
  return text.trim().length >= SHORTEST && /[\p{L}\p{N}]/u.test(text);
}
