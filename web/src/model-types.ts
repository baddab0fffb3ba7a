// The shapes of what the server says about a model and asks of one. Nothing here but
// types.

/** Which models stand behind the interviewer and the judge. */
export interface ModelNames {
  interviewer: string;
  judge: string;
}

export type ModelAPI = 'openai' | 'azure';
export type Role = 'interviewer' | 'judge';

/** What a person chooses. A key that is absent stays as it is, "" removes it. */
export interface ModelChoice extends ModelNames {
  api: ModelAPI;
  base_url: string;
  key?: string;
  organization: string;
  api_version: string;
}

/** What is chosen. The key itself never comes back. */
export interface ModelSettings extends Omit<ModelChoice, 'key'> {
  configured: boolean;
  /** By the command line: it cannot be changed on the page. */
  fixed: boolean;
  key_set: boolean;
  /** Costs are in the currency of the prices. */
  spent: { tokens_today: number; cost_today: number };
  /** 0 where there is no bound. */
  budget: {
    tokens_per_interview: number;
    tokens_per_day: number;
    cost_per_interview: number;
    cost_per_day: number;
  };
}

/** What came of trying a choice. */
export interface Trial {
  /** The names that the server offers, as far as it says. */
  models: string[] | null;
  roles: RoleTrial[] | null;
}

export interface RoleTrial {
  role: Role;
  model: string;
  /** It can be used. */
  ok: boolean;
  reachable: boolean;
  streaming: boolean;
  structured: 'schema' | 'object' | 'none';
  /** The server says how many tokens it took. */
  usage: boolean;
  /** The model thinks before it speaks. */
  thinks: boolean;
  first_token_ms: number;
  problems: { code: string; message: string }[] | null;
}

/** What a person has approved about a key point beyond what the sheet says of it. */
export interface Note {
  elements?: string[] | null;
  paraphrases?: string[] | null;
  /** Overrules the sheet's own mark; null leaves it. */
  vital?: boolean | null;
}

/** What a model proposes about a key point. */
export interface Proposal {
  key_point: string;
  elements: string[] | null;
  paraphrases: string[] | null;
  vital: boolean;
  /** Why it is vital, or is not. */
  reason: string;
}

export interface Proposals {
  /** The prompt and the model. */
  by: string;
  proposals: Proposal[] | null;
}

/** Seconds. */
export type ShortTime = 30 | 60 | 90;

/** A model answer in so many seconds. */
export interface ShortAnswer {
  text: string;
  seconds: number;
  /** The prompt and the model. */
  by: string;
}

/** An interview summed up in a model's words. */
export interface Summary {
  strong: SummaryItem[] | null;
  fix: SummaryItem[] | null;
}

export interface SummaryItem {
  thread: number;
  key_point: string;
  text: string;
}
