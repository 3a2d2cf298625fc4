#!/usr/bin/env bash
# Fails when generated/ is not what the generators make of apis/. Arguments go to `kindsmith verify`: --diff
set -o errexit -o nounset -o pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec hack/kindsmith.sh verify "$@"
