#!/usr/bin/env bash
# Writes everything in generated/. Arguments go to `kindsmith generate`: hack/update-codegen.sh --only deepcopy-gen
set -o errexit -o nounset -o pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec hack/kindsmith.sh generate "$@"
