// The other end of a connection, for tests: it says what the test tells it to.

import type { FromServer } from '../types';
import type { SocketLike } from './socket';

export class FakeSocket implements SocketLike {
  readyState = 0;
  bufferedAmount = 0;
  sent: (string | ArrayBuffer)[] = [];
  closed = false;
  onmessage: (event: { data: unknown }) => void = () => {};
  onclose: (event: { code: number }) => void = () => {};

  send(data: string | ArrayBuffer) {
    this.sent.push(data);
  }

  close() {
    this.closed = true;
    this.readyState = 3;
  }

  hello(seq = 0) {
    this.readyState = 1;
    this.say({ type: 'hello', interview: 'i1', seq, now: 0 });
  }

  say(frame: FromServer) {
    this.onmessage({ data: JSON.stringify(frame) });
  }

  end(code: number) {
    this.readyState = 3;
    this.onclose({ code });
  }
}
