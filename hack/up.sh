#!/usr/bin/env bash
# Starts the API server of this tree on its embedded store at https://127.0.0.1:6443, in the foreground, and writes
# kindsmith.kubeconfig for its administrator. Needs Node 20.19 or newer, and git for a fresh checkout; installs, generates
# and builds what is missing or older than its sources.
# Usage: hack/up.sh [flags of kindsmith-apiserver]   e.g. hack/up.sh --secure-port=7443 --v=3
set -o errexit -o nounset -o pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

die() {
  echo "hack/up.sh: $*" >&2
  exit 1
}

command -v node >/dev/null || die "Node.js is missing; version 20.19 or newer is needed"
node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' ||
  die "Node.js $(node --version) is too old; version 20.19 or newer is needed"

# npm writes the second file when it has finished.
if [[ ! -e node_modules/.package-lock.json || package-lock.json -nt node_modules/.package-lock.json ]]; then
  echo "hack/up.sh: installing packages" >&2
  npm ci --no-audit --no-fund >&2
fi

sources=(apimachinery apis apiserver client cmd codegen controllers generated generators templates hack/build.mjs hack/bundle.mjs)
sources+=(package.json package-lock.json tsconfig.json tsconfig.build.json)
existing=()
for source in "${sources[@]}"; do [[ -e $source ]] && existing+=("$source"); done
# As old as the beginning of the last build that succeeded, so that what changed during it counts as newer.
stamp=dist/.built
if [[ ! -e $stamp || -n $(find "${existing[@]}" -type f ! -name '*.test.ts' -newer "$stamp" -print -quit) ]]; then
  echo "hack/up.sh: generating and building" >&2
  begun=$(mktemp)
  trap 'rm -f "$begun"' EXIT
  hack/update-codegen.sh >&2
  touch "$begun"
  npm run -s build >&2
  cp -p "$begun" "$stamp"
  rm -f "$begun"
fi

cat >&2 <<TEXT
Once it is serving, try in another shell:
  export KUBECONFIG=$PWD/kindsmith.kubeconfig
  kubectl api-resources
  kubectl create configmap hello --from-literal=greeting=world
  kubectl get configmaps --all-namespaces --watch
TEXT
exec node dist/cmd/kindsmith-apiserver/main.js --bind-address=127.0.0.1 --secure-port=6443 \
  --authorization-mode=RBAC --data-dir=.kindsmith/data --write-kubeconfig=kindsmith.kubeconfig "$@"
