#!/usr/bin/env bash
# Installs those of the named Debian packages that are missing, and says so.
set -euo pipefail

missing=()
for package in "$@"; do
  if ! dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed; then
    missing+=("$package")
  fi
done
[ ${#missing[@]} -eq 0 ] && exit 0

if ! command -v apt-get >/dev/null; then
  echo "missing: ${missing[*]}. This is no Debian: install what provides them, then try again." >&2
  exit 1
fi
become=()
[ "$(id -u)" -eq 0 ] || become=(sudo)
echo "installing with apt-get: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
"${become[@]}" apt-get update -qq
"${become[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
