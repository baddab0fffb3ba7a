// What the model's settings work out: where models run, what is sent there, and what
// came of a trial. Pure. Start from `Draft`.

import type { ModelAPI, ModelChoice, ModelSettings, RoleTrial } from '../../model-types';

export type PresetName = 'openai' | 'azure' | 'ollama' | 'llamacpp' | 'vllm' | 'lmstudio' | 'other';

export interface Preset {
  name: PresetName;
  api: ModelAPI;
  /** What the address is filled with; "" where everybody has another. */
  base_url: string;
  /** How an address looks there. */
  example: string;
  /** It does not work without a key. */
  key: boolean;
}

export const presets: readonly Preset[] = [
  preset('openai', 'https://api.openai.com/v1', { key: true }),
  preset('azure', '', { api: 'azure', key: true, example: 'https://NAME.openai.azure.com' }),
  preset('ollama', 'http://127.0.0.1:11434/v1'),
  preset('llamacpp', 'http://127.0.0.1:8080/v1'),
  preset('vllm', 'http://127.0.0.1:8000/v1'),
  preset('lmstudio', 'http://127.0.0.1:1234/v1'),
  preset('other', '', { example: 'https://llm.example.com/v1' }),
];

function preset(name: PresetName, base_url: string, rest: Partial<Preset> = {}): Preset {
  return { name, api: 'openai', base_url, example: base_url, key: false, ...rest };
}

export function presetNamed(name: PresetName): Preset {
  return presets.find((p) => p.name === name)!;
}

/** The version of Azure's API that a new choice begins with: the last stable one. */
export const azureVersion = '2024-10-21';

/** What stands in the form. */
export interface Draft {
  preset: PresetName;
  base_url: string;
  /** What was typed; "" leaves a saved key as it is. */
  key: string;
  /** The saved key is to go. */
  keyless: boolean;
  organization: string;
  api_version: string;
  interviewer: string;
  /** "" for the same model. */
  judge: string;
}

export const blank: Draft = {
  preset: 'ollama',
  base_url: presetNamed('ollama').base_url,
  key: '',
  keyless: false,
  organization: '',
  api_version: azureVersion,
  interviewer: '',
  judge: '',
};

/** The form as it stands for what is saved. */
export function draftOf(saved: ModelSettings): Draft {
  if (!saved.configured && !saved.base_url) return blank;
  return {
    ...blank,
    preset: presetOf(saved),
    base_url: saved.base_url,
    organization: saved.organization,
    api_version: saved.api_version || azureVersion,
    interviewer: saved.interviewer,
    judge: saved.judge === saved.interviewer ? '' : saved.judge,
  };
}

function presetOf(saved: Pick<ModelSettings, 'api' | 'base_url'>): PresetName {
  if (saved.api === 'azure') return 'azure';
  const at = bare(saved.base_url).replace('//localhost', '//127.0.0.1');
  return presets.find((p) => p.base_url !== '' && p.base_url === at)?.name ?? 'other';
}

/** The form after another place was chosen. An address of one's own stays. */
export function moved(draft: Draft, to: PresetName): Draft {
  const filled = presets.some((p) => p.base_url === bare(draft.base_url));
  const base_url = filled || presetNamed(to).base_url !== '' ? presetNamed(to).base_url : draft.base_url;
  return { ...draft, preset: to, base_url };
}

/** What the form asks for. */
export function choiceOf(draft: Draft): ModelChoice {
  const interviewer = draft.interviewer.trim();
  const choice: ModelChoice = {
    api: presetNamed(draft.preset).api,
    base_url: bare(draft.base_url),
    organization: draft.preset === 'azure' ? '' : draft.organization.trim(),
    api_version: draft.preset === 'azure' ? draft.api_version.trim() : '',
    interviewer,
    judge: draft.judge.trim() || interviewer,
  };
  if (draft.key.trim() !== '') choice.key = draft.key.trim();
  else if (draft.keyless) choice.key = '';
  return choice;
}

/** Whether a saved key goes along: it never goes to another address than its own. */
export function keepsKey(draft: Draft, saved: ModelSettings): boolean {
  return saved.key_set && bare(draft.base_url) === bare(saved.base_url);
}

function bare(address: string): string {
  return address.trim().replace(/\/+$/, '');
}

/** How far away an address is, its host, and whether what is sent can be read on the way. */
export interface Reach {
  where: 'here' | 'nearby' | 'elsewhere';
  host: string;
  bare: boolean;
}

/** Null while the address is none. */
export function reachOf(address: string): Reach | null {
  let url: URL;
  try {
    url = new URL(address.trim());
  } catch {
    return null;
  }
  if (!/^https?:$/.test(url.protocol) || url.hostname === '') return null;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const where = isHere(host) ? 'here' : isNearby(host) ? 'nearby' : 'elsewhere';
  return { where, host, bare: url.protocol === 'http:' && where !== 'here' };
}

function isHere(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || /^127(\.\d+){3}$/.test(host) || host === '::1';
}

/** A private or link-local address (RFC 1918, 3927, 4193, 4291), or a name that only a local network knows. */
function isNearby(host: string): boolean {
  if (host.includes(':')) return /^f[cd]|^fe[89ab]/.test(host);
  if (/^\d+(\.\d+){3}$/.test(host)) {
    return /^(10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.)/.test(host);
  }
  return !host.includes('.') || /\.(local|lan|internal|home\.arpa)$/.test(host);
}

/** One thing that a trial has shown, and whether it is as one would like it. */
export interface Fact {
  fact: 'reached' | 'streams' | 'whole' | 'schema' | 'object' | 'free' | 'counts' | 'uncounted' | 'first' | 'slow' | 'thinks';
  good: boolean;
}

/** A first word after this long (ms) is a silence that an interview does not have. */
export const slowAfter = 3000;

/** What a trial has shown, as far as it matters to the role: only one of them speaks, the other fills in a form. */
export function factsOf(trial: RoleTrial): Fact[] {
  const facts: Fact[] = [];
  if (trial.reachable) facts.push({ fact: 'reached', good: true });
  if (!trial.ok) return facts;
  if (trial.role === 'interviewer') {
    facts.push({ fact: trial.streaming ? 'streams' : 'whole', good: trial.streaming });
  } else {
    const form = ({ schema: 'schema', object: 'object', none: 'free' } as const)[trial.structured] ?? 'free';
    facts.push({ fact: form, good: form !== 'free' });
  }
  if (trial.first_token_ms > 0) facts.push({ fact: 'first', good: true });
  if (trial.role === 'interviewer' && trial.first_token_ms > slowAfter) facts.push({ fact: 'slow', good: false });
  if (trial.role === 'interviewer' && trial.thinks) facts.push({ fact: 'thinks', good: false });
  facts.push({ fact: trial.usage ? 'counts' : 'uncounted', good: true });
  return facts;
}

/** The trials to show: one model that fails in both roles fails once. */
export function inOne(roles: RoleTrial[]): { role: RoleTrial; both: boolean }[] {
  const [first, ...rest] = roles;
  const same = rest.length > 0 && roles.every((r) => !r.ok && r.model === first?.model);
  return first && same ? [{ role: first, both: true }] : roles.map((role) => ({ role, both: false }));
}

/** Milliseconds as seconds to be read: 0.4, 2.1, 12. */
export function secondsOf(ms: number): string {
  const s = ms / 1000;
  return s >= 9.95 ? String(Math.round(s)) : Math.max(0.1, s).toFixed(1);
}

/** The names that a server offers, those that look like what was typed first. */
export function offeredFor(names: readonly string[], typed: string): string[] {
  const like = (name: string) => typed.trim() !== '' && name.toLowerCase().includes(typed.trim().toLowerCase());
  return [...names.filter(like), ...names.filter((name) => !like(name))];
}
