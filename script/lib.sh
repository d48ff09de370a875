# Shared by the scripts here: source it first. Moves to the project's root.
# shellcheck shell=bash
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export HOMEWARD_ROOT=$PWD

if [ -t 1 ]; then bold=$(printf '\033[1m') plain=$(printf '\033[0m'); else bold='' plain=''; fi

say() { printf '%s==>%s %s\n' "$bold" "$plain" "$*"; }

# fail SENTENCE...: says what is wrong and what to do, and ends the script with 2.
fail() {
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 2
}

jobs() { echo "${HOMEWARD_JOBS:-$(nproc)}"; }

# quietly LOG COMMAND...: runs it with all output in LOG; shows the end of LOG only if it fails.
quietly() {
  local log=$1
  shift
  mkdir -p "$(dirname "$log")"
  if ! "$@" >"$log" 2>&1 </dev/null; then
    tail -n 40 "$log" >&2
    printf '%s: this failed: %s\n  the whole output is in %s\n' "$(basename "$0")" "$*" "$log" >&2
    return 1
  fi
}

# configure PRESET: makes build/PRESET if it is new or the presets have changed.
configure() {
  if [ ! -f "build/$1/build.ninja" ] || [ CMakePresets.json -nt "build/$1/build.ninja" ]; then
    quietly "build/logs/configure-$1.log" cmake --preset "$1"
  fi
}

# build PRESET TARGET...: configures build/PRESET when new or changed, then builds.
build() {
  local preset=$1
  shift
  configure "$preset" || return 1
  ninja -C "build/$preset" -j "$(jobs)" "$@"
}

# The version of Debian, 12 or 13; empty elsewhere.
debian_version() {
  # shellcheck disable=SC1091
  (. /etc/os-release 2>/dev/null && [ "${ID:-}" = debian ] && echo "${VERSION_ID:-}") || true
}
