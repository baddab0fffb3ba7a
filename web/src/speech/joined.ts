// Pieces of an answer that were said or typed one after the other. Pure.

/** Two pieces of text as one: Latin words are set apart, Japanese ones are not. */
export function joined(a: string, b: string): string {
  const apart = /[!-~]$/.test(a) && /^[!-~]/.test(b);
  return a + (apart ? ' ' : '') + b;
}
