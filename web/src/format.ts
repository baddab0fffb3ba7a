// Numbers, times and lists as a person reads them, in either language. Pure.

import type { Lang } from './types';

/** A share from 0 to 1 as a whole per cent. Never 100 while something is missing. */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  if (rounded === 100 && share < 1) return '99%';
  if (rounded === 0 && share > 0) return '1%';
  return `${rounded}%`;
}

/** A stretch of time as a clock shows it: 0:07, 12:30, 1:02:03. */
export function clock(ms: number): string {
  const all = Math.floor(Math.max(0, ms) / 1000);
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(all / 3600);
  const minutes = Math.floor(all / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(all % 60)}` : `${minutes}:${two(all % 60)}`;
}

/** A stretch of time in words, rounded up to what matters: 40秒, 12分, 1時間5分. */
export function duration(lang: Lang, seconds: number): string {
  const ja = lang === 'ja';
  if (seconds < 60) {
    const s = Math.max(5, Math.ceil(seconds / 5) * 5);
    if (s < 60) return ja ? `${s}秒` : `${s} s`;
  }
  const minutes = Math.max(1, Math.round(seconds / 60));
  if (minutes < 60) return ja ? `${minutes}分` : `${minutes} min`;
  const [h, m] = [Math.floor(minutes / 60), minutes % 60];
  if (m === 0) return ja ? `${h}時間` : `${h} h`;
  return ja ? `${h}時間${m}分` : `${h} h ${m} min`;
}

/** A day as it is written out, with the time when it is today or asked for. */
export function date(lang: Lang, at: number, now: number): string {
  const then = new Date(at);
  const today = new Date(now);
  const locale = lang === 'ja' ? 'ja-JP' : 'en-GB';
  const time = then.toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' });
  if (then.toDateString() === today.toDateString()) {
    return lang === 'ja' ? `今日 ${time}` : `Today ${time}`;
  }
  const sameYear = then.getFullYear() === today.getFullYear();
  const day = then.toLocaleDateString(locale, {
    year: sameYear ? undefined : 'numeric',
    month: lang === 'ja' ? 'long' : 'short',
    day: 'numeric',
  });
  return `${day} ${time}`;
}

/** The whole date and time, for a report and for `<time title>`. */
export function dateTime(lang: Lang, at: number): string {
  return new Date(at).toLocaleString(lang === 'ja' ? 'ja-JP' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
  });
}

/** A size in bytes: 512 KB, 2 MB. */
export function bytes(size: number): string {
  if (size >= 1 << 20) return `${trim(size / (1 << 20))} MB`;
  return `${trim(size / 1024)} KB`;
}

function trim(n: number): string {
  return n >= 10 ? String(Math.round(n)) : String(Math.round(n * 10) / 10);
}
