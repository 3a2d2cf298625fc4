#!/usr/bin/env bash
# Runs the `kindsmith` command of this tree: the built one when it is newer than its sources, else the sources.
set -o errexit -o nounset -o pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
built=dist/cmd/kindsmith/main.js
if [[ -f $built && -z $(find generators cmd/kindsmith -name '*.ts' ! -name '*.test.ts' -newer "$built" -print -quit) ]]; then
  exec node "$built" "$@"
fi
exec node --conditions=kindsmith-source --import=tsx cmd/kindsmith/main.ts "$@"
