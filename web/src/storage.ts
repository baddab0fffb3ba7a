// The browser's storages, or null where they are forbidden (asking throws there).

export function local(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

export function session(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}
