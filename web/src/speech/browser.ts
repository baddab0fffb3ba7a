// The real browser behind a capture. Here and in the components the page touches
// microphones; everything else takes what it is given.

import { wall } from '../clock';
import { Capture, type Listener } from './capture';
import { CaptureError, obstacle, openMicrophone } from './devices';
import { tapName } from './packets';
import { safetyCopy } from './safety-copy';
import workletURL from './worklet?worker&url';

/** A capture of this browser's microphone. It asks for permission when it starts. */
export function browserCapture(listener: Listener): Capture {
  return new Capture(
    {
      async open(device) {
        const trouble = obstacle(window);
        if (trouble) throw new CaptureError(trouble);
        return openMicrophone(navigator.mediaDevices, device);
      },
      // Lower latencies lose sound when the machine is busy.
      context: () => new AudioContext({ latencyHint: 'playback' }),
      async tap(context) {
        await context.audioWorklet.addModule(workletURL);
        return new AudioWorkletNode(context, tapName, { numberOfOutputs: 1 });
      },
      record: (stream) => safetyCopy(window.MediaRecorder, stream, wall),
      clock: wall,
    },
    listener,
  );
}
