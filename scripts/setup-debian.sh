#!/usr/bin/env bash
# Installs from Debian (or Ubuntu) what the tests want beside Go and Node:
# a browser, a Japanese font for honest pictures, PostgreSQL, gcc for the race
# detector, and a synthesiser whose voice is told from noise. Installs only what
# is missing; --list only names it.
set -euo pipefail

any() { local c; for c in "$@"; do command -v "$c" >/dev/null && return 0; done; return 1; }
postgres() { compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || any initdb; }
japanese() { any fc-list && [ -n "$(fc-list :lang=ja family 2>/dev/null)" ]; }
compiler() { any gcc cc clang && [ -e /usr/include/stdlib.h -o "$(uname)" != Linux ]; }

missing=()
any chromium chromium-browser google-chrome google-chrome-stable || missing+=(chromium)
japanese || missing+=(fonts-noto-cjk)
postgres || missing+=(postgresql)
compiler || missing+=(gcc)
any espeak-ng || missing+=(espeak-ng)

if [ "${1:-}" = --list ]; then
  [ ${#missing[@]} -eq 0 ] || printf '%s\n' "${missing[@]}"
  exit 0
fi
if [ ${#missing[@]} -eq 0 ]; then
  echo "Browser, Japanese font, PostgreSQL, C compiler and synthesiser are there."
  exit 0
fi
if ! command -v apt-get >/dev/null; then
  printf 'There is no apt-get here; install these yourself: %s\n' "${missing[*]}" >&2
  exit 1
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    printf 'Run this as root, it installs: %s\n' "${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi

packages=()
for m in "${missing[@]}"; do
  case $m in
    gcc) packages+=(gcc libc6-dev) ;;
    fonts-noto-cjk) packages+=(fonts-noto-cjk fontconfig) ;;
    *) packages+=("$m") ;;
  esac
done
printf 'Installing %s\n' "${packages[*]}"
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq </dev/null
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
  apt-get install -y -qq --no-install-recommends "${packages[@]}" </dev/null >/dev/null
