// The server's REST interface, one function for each request that the
// application makes. Start from `Api`; `ApiError` is what everything throws.

import type {
  ModelChoice,
  ModelSettings,
  Note,
  Proposals,
  ShortAnswer,
  ShortTime,
  Trial,
} from './model-types';
import type { PastDelivery } from './delivery-types';
import type { Tick } from './ticks';
import type { SheetSpeech, SpeechServerChoice, SpeechServers, SpeechTrial } from './speech/servers';
import type {
  InterviewSummary,
  Lang,
  Report,
  Settings,
  Sheet,
  SheetSummary,
  Status,
} from './types';

/** What a request can end in, besides its answer. */
export class ApiError extends Error {
  /** 0 when the server was not reached. */
  readonly status: number;
  /** The server's word for it ("sheet_too_large"), or "unreachable". */
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
  }
}

export interface ApiOptions {
  fetch: typeof fetch;
  /** The language that error messages should have. */
  lang(): string;
  /** Called when the server wants a token. */
  onUnauthorized(): void;
}

export class Api {
  readonly #options: ApiOptions;

  constructor(options: ApiOptions) {
    this.#options = options;
  }

  status(): Promise<Status> {
    return this.#json('GET', '/api/status');
  }

  login(token: string): Promise<void> {
    return this.#json('POST', '/api/login', { token });
  }

  async sheets(): Promise<SheetSummary[]> {
    const { sheets } = await this.#json<{ sheets: SheetSummary[] | null }>('GET', '/api/sheets');
    return sheets ?? [];
  }

  sheet(id: string): Promise<Sheet> {
    return this.#json('GET', `/api/sheets/${encodeURIComponent(id)}`);
  }

  addSheet(name: string, text: string): Promise<Sheet> {
    return this.#json('POST', '/api/sheets', { name, text });
  }

  checkSheet(text: string, signal?: AbortSignal): Promise<Sheet> {
    return this.#json('POST', '/api/sheets/check', { text }, signal);
  }

  replaceSheet(id: string, name: string, text: string): Promise<Sheet> {
    return this.#json('PUT', `/api/sheets/${encodeURIComponent(id)}`, { name, text });
  }

  removeSheet(id: string): Promise<void> {
    return this.#json('DELETE', `/api/sheets/${encodeURIComponent(id)}`);
  }

  async sheetSource(id: string): Promise<string> {
    const response = await this.#send('GET', `/api/sheets/${encodeURIComponent(id)}/source`);
    return response.text();
  }

  async startInterview(sheet: string, settings: Settings): Promise<string> {
    const body = { sheet, settings };
    return (await this.#json<{ id: string }>('POST', '/api/interviews', body)).id;
  }

  async interviews(sheet?: string): Promise<InterviewSummary[]> {
    const query = sheet ? `?sheet=${encodeURIComponent(sheet)}` : '';
    const { interviews } = await this.#json<{ interviews: InterviewSummary[] | null }>(
      'GET',
      `/api/interviews${query}`,
    );
    return interviews ?? [];
  }

  interview(id: string): Promise<InterviewSummary> {
    return this.#json('GET', `/api/interviews/${encodeURIComponent(id)}`);
  }

  removeInterview(id: string): Promise<void> {
    return this.#json('DELETE', `/api/interviews/${encodeURIComponent(id)}`);
  }

  /** How answers to a sheet's questions were spoken over time, newest first. */
  async deliveries(sheet: string): Promise<PastDelivery[]> {
    const path = `/api/sheets/${encodeURIComponent(sheet)}/deliveries`;
    return (await this.#json<{ deliveries: PastDelivery[] | null }>('GET', path)).deliveries ?? [];
  }

  removeAlias(sheet: string, alias: string): Promise<void> {
    const path = `/api/sheets/${encodeURIComponent(sheet)}/aliases/${encodeURIComponent(alias)}`;
    return this.#json('DELETE', path);
  }

  tick(interview: string, tick: Tick): Promise<Report> {
    return this.#json('POST', `/api/interviews/${encodeURIComponent(interview)}/ticks`, tick);
  }

  report(id: string): Promise<Report> {
    return this.#json('GET', `/api/interviews/${encodeURIComponent(id)}/report`);
  }

  /** Has an interview that is over summed up by the model. */
  sumUp(interview: string): Promise<Report> {
    return this.#json('POST', `/api/interviews/${encodeURIComponent(interview)}/summary`, {});
  }

  model(): Promise<ModelSettings> {
    return this.#json('GET', '/api/model');
  }

  chooseModel(choice: ModelChoice): Promise<ModelSettings> {
    return this.#json('PUT', '/api/model', choice);
  }

  removeModel(): Promise<void> {
    return this.#json('DELETE', '/api/model');
  }

  /** Tries a choice, or without one what is saved. */
  tryModel(choice: ModelChoice | null, signal: AbortSignal): Promise<Trial> {
    return this.#json('POST', '/api/model/try', choice ?? {}, signal);
  }

  /** Has the model say a model answer in so many seconds. */
  shorten(sheet: string, question: string, seconds: ShortTime, signal: AbortSignal): Promise<ShortAnswer> {
    return this.#json('POST', `${questionPath(sheet, question)}/short`, { seconds }, signal);
  }

  /** Has the model look at a question's key points. */
  propose(sheet: string, question: string, signal: AbortSignal): Promise<Proposals> {
    return this.#json('POST', `${questionPath(sheet, question)}/proposals`, {}, signal);
  }

  /** Keeps a note on a key point; an empty one takes the note away. */
  putNote(sheet: string, question: string, keyPoint: string, note: Note): Promise<void> {
    const path = `/api/sheets/${encodeURIComponent(sheet)}/notes/${encodeURIComponent(keyPoint)}`;
    return this.#json('PUT', path, {
      question,
      elements: note.elements ?? [],
      paraphrases: note.paraphrases ?? [],
      vital: note.vital ?? null,
    });
  }

  /** The servers that hear and speak. */
  speech(): Promise<SpeechServers> {
    return this.#json('GET', '/api/speech');
  }

  /** Chooses servers; a part that is missing stays as it is. */
  chooseSpeech(choice: SpeechServerChoice): Promise<SpeechServers> {
    return this.#json('PUT', '/api/speech', choice);
  }

  /** Tries the servers that are chosen here, or those in use; `wav` is base64. */
  trySpeech(trial: SpeechServerChoice & { wav?: string; lang?: Lang }): Promise<SpeechTrial> {
    return this.#json('POST', '/api/speech/try', trial);
  }

  /** How a sheet's terms are read aloud, and which a recogniser has missed. */
  sheetSpeech(sheet: string): Promise<SheetSpeech> {
    return this.#json('GET', `/api/sheets/${encodeURIComponent(sheet)}/speech`);
  }

  /** Keeps the readings: `TERM = READING`, one a line. */
  putReadings(sheet: string, readings: string): Promise<void> {
    return this.#json('PUT', `/api/sheets/${encodeURIComponent(sheet)}/speech`, { readings });
  }

  removeCorrection(sheet: string, correction: string): Promise<void> {
    const path = `/api/sheets/${encodeURIComponent(sheet)}/corrections/${encodeURIComponent(correction)}`;
    return this.#json('DELETE', path);
  }

  removeSound(interview: string, answer: string): Promise<void> {
    return this.#json('DELETE', soundURL(interview, answer));
  }

  async #json<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
    const response = await this.#send(method, path, body, signal);
    if (response.status === 204) return undefined as T;
    try {
      return (await response.json()) as T;
    } catch {
      throw new ApiError(response.status, 'bad_answer', '');
    }
  }

  async #send(
    method: string,
    path: string,
    body?: unknown,
    signal?: AbortSignal,
  ): Promise<Response> {
    const headers: Record<string, string> = { 'Accept-Language': this.#options.lang() };
    if (method !== 'GET') headers['Content-Type'] = 'application/json';
    let response: Response;
    try {
      response = await this.#options.fetch(path, {
        method,
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
        signal,
        credentials: 'same-origin',
      });
    } catch (error) {
      if (signal?.aborted) throw error;
      throw new ApiError(0, 'unreachable', '');
    }
    if (response.ok) return response;
    const refused = await readError(response);
    if (refused.status === 401 && path !== '/api/login') this.#options.onUnauthorized();
    throw refused;
  }
}

function questionPath(sheet: string, question: string): string {
  return `/api/sheets/${encodeURIComponent(sheet)}/questions/${encodeURIComponent(question)}`;
}

/** The socket of an interview, going on after the given event. */
export function socketURL(base: string, interview: string, after: number, lang: string): string {
  const url = new URL(`/api/interviews/${encodeURIComponent(interview)}/socket`, base);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.searchParams.set('after', String(after));
  // A script cannot set the headers of a socket.
  url.searchParams.set('lang', lang);
  return url.href;
}

export function reportURL(interview: string, format: 'md' | 'json' | 'csv'): string {
  return `/api/interviews/${encodeURIComponent(interview)}/report.${format}`;
}

/** The recording of an answer. */
export function soundURL(interview: string, answer: string): string {
  return `/api/interviews/${encodeURIComponent(interview)}/answers/${encodeURIComponent(answer)}/sound`;
}

async function readError(response: Response): Promise<ApiError> {
  try {
    const { error } = (await response.json()) as { error: { code: string; message: string } };
    return new ApiError(response.status, error.code, error.message);
  } catch {
    return new ApiError(response.status, 'unknown', '');
  }
}
