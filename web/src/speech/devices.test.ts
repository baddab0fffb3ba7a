import { describe, expect, test } from 'vitest';
import { CaptureError, microphones, obstacle, openMicrophone, permission } from './devices';

const able = {
  isSecureContext: true,
  navigator: { mediaDevices: {} },
  AudioContext: class {},
  AudioWorkletNode: class {},
};

test.each([
  ['there is none', able, null],
  ['plain HTTP from elsewhere', { isSecureContext: false, navigator: {} }, 'insecure'],
  ['no microphones', { ...able, navigator: {} }, 'unsupported'],
  ['no audio thread', { ...able, AudioWorkletNode: undefined }, 'unsupported'],
] as const)('obstacle: %s', (_, scope, want) => {
  expect(obstacle(scope)).toBe(want);
});

describe('permission', () => {
  test.each(['granted', 'denied', 'prompt'] as const)('is %s', async (state) => {
    const permissions = { query: async () => ({ state }) } as unknown as Permissions;
    expect(await permission(permissions)).toBe(state);
  });

  test('is unknown where a browser does not tell', async () => {
    const refusing = { query: async () => Promise.reject(new TypeError()) } as unknown as Permissions;
    expect(await permission(refusing)).toBe('unknown');
    expect(await permission(undefined)).toBe('unknown');
  });
});

test('microphones are listed once each', async () => {
  const device = (kind: string, deviceId: string, label: string) => ({ kind, deviceId, label });
  const media = {
    enumerateDevices: async () =>
      [
        device('audioinput', 'default', 'Default - Headset'),
        device('audioinput', 'a', 'Headset'),
        device('audiooutput', 'a', 'Headset'),
        device('videoinput', 'c', 'Camera'),
        device('audioinput', 'b', ''),
      ] as MediaDeviceInfo[],
  };
  expect(await microphones(media)).toEqual([
    { id: 'a', label: 'Headset' },
    { id: 'b', label: '' },
  ]);
});

describe('opening', () => {
  const stream = {} as MediaStream;
  const named = (name: string, message = '') => Object.assign(new Error(message), { name });

  /** Microphones of which some open; `asked` collects which were tried. */
  function media(open: (device: string) => MediaStream) {
    const asked: MediaTrackConstraints[] = [];
    const getUserMedia = async ({ audio }: MediaStreamConstraints) => {
      const wanted = audio as MediaTrackConstraints;
      asked.push(wanted);
      return open((wanted.deviceId as { exact?: string } | undefined)?.exact ?? '');
    };
    return { asked, getUserMedia } as unknown as MediaDevices & { asked: MediaTrackConstraints[] };
  }

  test('asks for one channel without moving gain', async () => {
    const devices = media(() => stream);
    expect(await openMicrophone(devices, '')).toEqual({ stream, other: false });
    expect(devices.asked[0]).toMatchObject({
      channelCount: 1,
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: false,
    });
  });

  test('takes the chosen one', async () => {
    const devices = media(() => stream);
    expect((await openMicrophone(devices, 'a')).other).toBe(false);
    expect(devices.asked[0]!.deviceId).toEqual({ exact: 'a' });
  });

  test.each(['OverconstrainedError', 'NotFoundError'])(
    'takes another when the chosen one is gone, and says so: %s',
    async (name) => {
      const devices = media((device) => {
        if (device) throw named(name);
        return stream;
      });
      expect(await openMicrophone(devices, 'a')).toEqual({ stream, other: true });
    },
  );

  test.each([
    ['NotAllowedError', 'Permission denied', 'refused'],
    ['NotAllowedError', 'Permission dismissed', 'dismissed'],
    ['SecurityError', '', 'refused'],
    ['NotFoundError', '', 'no_device'],
    ['NotReadableError', '', 'busy'],
    ['TypeError', '', 'failed'],
  ])('%s %s is %s', async (name, message, trouble) => {
    const devices = media(() => {
      throw named(name, message);
    });
    for (const device of ['', 'a']) {
      const error = await openMicrophone(devices, device).catch((e: unknown) => e);
      expect(error).toBeInstanceOf(CaptureError);
      expect((error as CaptureError).trouble).toBe(trouble);
    }
  });
});
