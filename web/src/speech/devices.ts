// Microphones: whether there can be one, which there are, and opening one. Start from
// `obstacle` and `openMicrophone`.

/** Why nothing is heard. Each has a sentence that says what to do. */
export type Trouble =
  /** The page did not come over HTTPS or from this machine. */
  | 'insecure'
  | 'unsupported'
  /** The person or their browser said no. */
  | 'refused'
  /** The question was closed without an answer. */
  | 'dismissed'
  | 'no_device'
  /** Another program holds it, or the system doesn't give it. */
  | 'busy'
  /** It was pulled out, or went to sleep, in the middle. */
  | 'lost'
  | 'failed';

export class CaptureError extends Error {
  readonly trouble: Trouble;

  constructor(trouble: Trouble, cause?: unknown) {
    super(`capture: ${trouble}`, { cause });
    this.name = 'CaptureError';
    this.trouble = trouble;
  }
}

/** The part of the window that says what a browser can. */
export interface Scope {
  isSecureContext: boolean;
  navigator: { mediaDevices?: unknown };
  AudioContext?: unknown;
  AudioWorkletNode?: unknown;
}

/** What stands in the way of capturing before anybody was asked, or null. */
export function obstacle(scope: Scope): 'insecure' | 'unsupported' | null {
  if (!scope.isSecureContext) return 'insecure';
  const able = scope.navigator.mediaDevices && scope.AudioContext && scope.AudioWorkletNode;
  return able ? null : 'unsupported';
}

export type Permission = 'granted' | 'denied' | 'prompt' | 'unknown';

/** What the person has said so far; some browsers don't tell before they are asked. */
export async function permission(permissions: Permissions | undefined): Promise<Permission> {
  try {
    const status = await permissions?.query({ name: 'microphone' as PermissionName });
    return status?.state ?? 'unknown';
  } catch {
    return 'unknown';
  }
}

/** A microphone to choose; "" is the one that the system uses. */
export interface Microphone {
  id: string;
  /** "" until the person has allowed the microphone. */
  label: string;
}

/** The microphones that there are, without the names under which some come twice. */
export async function microphones(
  media: Pick<MediaDevices, 'enumerateDevices'>,
): Promise<Microphone[]> {
  const devices = await media.enumerateDevices();
  return devices
    .filter((d) => d.kind === 'audioinput')
    .filter((d) => d.deviceId !== '' && d.deviceId !== 'default' && d.deviceId !== 'communications')
    .map((d) => ({ id: d.deviceId, label: d.label }));
}

export interface Opened {
  stream: MediaStream;
  /** The chosen microphone is not there; this is the system's. */
  other: boolean;
}

/**
 * Opens the chosen microphone, or the system's when it isn't there. Loudness is left
 * as it is, because a gain that moves makes pauses loud. Throws a `CaptureError`.
 */
export async function openMicrophone(
  media: Pick<MediaDevices, 'getUserMedia'>,
  device: string,
): Promise<Opened> {
  const open = (deviceId?: ConstrainDOMString) =>
    media.getUserMedia({
      audio: {
        deviceId,
        channelCount: 1,
        echoCancellation: true,
        noiseSuppression: true,
        autoGainControl: false,
      },
    });
  try {
    if (device === '') return { stream: await open(), other: false };
    try {
      return { stream: await open({ exact: device }), other: false };
    } catch (error) {
      if (!isAbsent(error)) throw error;
      return { stream: await open(), other: true };
    }
  } catch (error) {
    throw new CaptureError(troubleOf(error), error);
  }
}

function isAbsent(error: unknown): boolean {
  return nameOf(error) === 'OverconstrainedError' || nameOf(error) === 'NotFoundError';
}

function troubleOf(error: unknown): Trouble {
  switch (nameOf(error)) {
    case 'NotAllowedError':
      return /dismissed/i.test(String((error as Error).message)) ? 'dismissed' : 'refused';
    case 'SecurityError':
      return 'refused';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'no_device';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    default:
      return 'failed';
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.name : '';
}
