#!/usr/bin/env bash
# Installs what the tests need, then runs all of them. Needs Node 20.19 or newer, npm, git, and Debian's package manager
# for the servers and clients of the end-to-end tests.
# Usage: hack/test.sh [--fast] [FOLDER-OR-FILE…]   --fast leaves out lint, packaging and the installation of packages.
set -euo pipefail
cd "$(dirname "$0")/.."

fast=false
if [[ "${1:-}" == "--fast" ]]; then
  fast=true
  shift
fi

step() { printf '\n== %s\n' "$*"; }

if [[ $# -gt 0 ]]; then
  exec node hack/run-tests.mjs "$@"
fi

if ! $fast; then
  step "install"
  hack/install-test-dependencies.sh
  step "generated code is current"
  hack/verify-codegen.sh
  step "types"
  npx tsc -p tsconfig.json
  step "lint, format, import directions"
  npm run -s lint
  step "build"
  npm run -s build
fi
step "tests"
exec node hack/run-tests.mjs
