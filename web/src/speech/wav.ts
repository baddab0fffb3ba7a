// Samples as a file that every recogniser takes. Pure. Start from `wav`.

import { rate } from './sound';

/** A WAV file of pieces of sound, one after the other. */
export function wav(pieces: readonly Int16Array[]): Uint8Array<ArrayBuffer> {
  const head = 44;
  const bytes = 2 * pieces.reduce((sum, piece) => sum + piece.length, 0);
  const file = new Uint8Array(head + bytes);
  const view = new DataView(file.buffer);
  const text = (at: number, letters: string) => file.set(new TextEncoder().encode(letters), at);
  text(0, 'RIFF');
  view.setUint32(4, head - 8 + bytes, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true); // PCM
  view.setUint16(22, 1, true); // channels
  view.setUint32(24, rate, true);
  view.setUint32(28, 2 * rate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, bytes, true);
  let at = head;
  for (const piece of pieces) {
    for (const sample of piece) view.setInt16((at += 2) - 2, sample, true);
  }
  return file;
}

/** Bytes as text for JSON. */
export function base64(bytes: Uint8Array): string {
  let text = '';
  // As arguments of one call, more would overflow the stack.
  const most = 8192;
  for (let at = 0; at < bytes.length; at += most) {
    text += String.fromCharCode(...bytes.subarray(at, at + most));
  }
  return btoa(text);
}
