// Cuts text that is still coming into sentences, so that the first can be spoken while
// the last is being written. Pure. Start from `Sentences`.

/** A sentence that is longer (characters) is cut at a comma: some voices stop after 15 s. */
const longest = 120;

/** Words that end with a dot and not a sentence. */
const abbreviations = new Set(
  'e.g i.e cf vs approx fig figs eq no nos vol pp ed al mr mrs ms dr prof st jr sr inc ltd co dept est'.split(
    ' ',
  ),
);

/** These may end a sentence too: a capital after them says that they did. */
const openEnded = new Set('etc a.m p.m u.s u.k e.u al inc ltd co jr sr'.split(' '));

const closing = /[」』）)\]"'”’]/;

export class Sentences {
  #rest = '';

  /** Takes the next piece, and gives the sentences that are whole by now. */
  push(piece: string): string[] {
    this.#rest += piece;
    const whole: string[] = [];
    for (let end = endOf(this.#rest); end > 0; end = endOf(this.#rest)) {
      whole.push(...pieces(this.#rest.slice(0, end)));
      this.#rest = this.#rest.slice(end);
    }
    return whole;
  }

  /** The text is complete: gives what is left of it. */
  end(): string[] {
    const rest = this.#rest;
    this.#rest = '';
    return pieces(rest);
  }
}

/** Where the first sentence ends, closing brackets and quotes with it; 0 when it is not whole. */
function endOf(text: string): number {
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\n' && text.slice(0, at).trim() !== '') return at + 1;
    if (!isEnd(text, at)) continue;
    let end = at + 1;
    while (end < text.length && /[。！？!?.．]/.test(text[end]!)) end++;
    while (end < text.length && closing.test(text[end]!)) end++;
    // More of the ending, or a word that shows it was none, may still be coming.
    if (end === text.length) return 0;
    return end;
  }
  return 0;
}

/** Whether the character at `at` ends a sentence, as far as what follows it is known. */
function isEnd(text: string, at: number): boolean {
  const c = text[at]!;
  if (/[。！？]/.test(c)) return true;
  if (!/[.!?．]/.test(c)) return false;
  const after = text.slice(at + 1).replace(/^[.!?]*/, '');
  if (c === '．') return !/^[0-9０-９]/.test(after);
  const next = after.replace(new RegExp(`^${closing.source}+`), '');
  // A dot within a word, a number or a version is none; nor is a question mark in a URL.
  if (next !== '' && /^[A-Za-z0-9_\-/&=%@:,;.]/.test(next)) return false;
  return c !== '.' || !isAbbreviation(text.slice(0, at), next);
}

function isAbbreviation(before: string, next: string): boolean {
  const word = (/[A-Za-z.]+$/.exec(before)?.[0] ?? '').toLowerCase();
  const follows = next.trimStart();
  if (openEnded.has(word)) return !/^[A-Z\u3040-\u9fff]/.test(follows);
  // One letter is somebody's initial, but "I" ends sentences as well.
  return abbreviations.has(word) || (/^[a-z]$/.test(word) && word !== 'i' && /^[A-Z]/.test(follows));
}

/** A sentence without its edges, cut at commas when it is too long to be spoken at once. */
function pieces(sentence: string): string[] {
  const text = sentence.trim();
  if (!/[\p{L}\p{N}]/u.test(text)) return [];
  if (text.length <= longest) return [text];
  const cut = commaWithin(text);
  return cut === 0 ? [text] : [text.slice(0, cut).trim(), ...pieces(text.slice(cut))];
}

/** Behind the last comma that keeps the piece short, or the first one there is. */
function commaWithin(text: string): number {
  let cut = 0;
  for (const { index } of text.matchAll(/[、，]|[,;:](?=\s)/g)) {
    if (cut > 0 && index >= longest) break;
    cut = index + 1;
  }
  return cut === text.length ? 0 : cut;
}
