// Whose words and whose verdicts something is, as the server writes it: the name of
// a prompt or a scorer, its version, and for a model its name. Pure.

/** The model in "followup/2/llama3"; a name may have strokes in it. "" for none. */
export function modelOf(by: string | undefined): string {
  return (by ?? '').split('/').slice(2).join('/');
}

/** Whether a scorer is a model that reads, rather than one that goes by words. */
export function isJudge(scorer: string | undefined): boolean {
  return (scorer ?? '').startsWith('judge/');
}
