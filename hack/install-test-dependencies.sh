#!/usr/bin/env bash
# npm packages, and from Debian what the end-to-end tests start: etcd, kubectl, haproxy, chromium. What is there already
# is left alone, so that a second run takes a second.
set -euo pipefail
cd "$(dirname "$0")/.."

stamp=node_modules/.package-lock.json
if [[ ! -e "$stamp" || package-lock.json -nt "$stamp" ]]; then
  npm ci --no-audit --no-fund
fi

declare -A package_of=([etcd]=etcd-server [kubectl]=kubernetes-client [haproxy]=haproxy [chromium]=chromium)
missing=()
for program in etcd kubectl haproxy chromium; do
  command -v "$program" >/dev/null 2>&1 || missing+=("${package_of[$program]}")
done
if [[ ${#missing[@]} -gt 0 ]]; then
  if ! command -v apt-get >/dev/null 2>&1; then
    echo "install-test-dependencies: not on PATH and no apt-get to install them: ${missing[*]}" >&2
    exit 1
  fi
  sudo=()
  [[ $(id -u) -eq 0 ]] || sudo=(sudo)
  "${sudo[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}"
fi

hack/install-kubectl.sh
