import type { Diagnostics } from "./diagnostics.js";
import { kindsOf } from "./kinds.js";
import type { GroupModel, KindModel, PackageModel, SourcePosition, Tag, TypeModel } from "./model.js";
import { compareVersions, isVersionName, pascalCase } from "./names.js";
import { META_PACKAGE_ID } from "./package-resolver.js";
import type { PackageSource } from "./package-source.js";
import { tagSet } from "./tag-parser.js";

/** A package whose kinds are not known yet: a hub takes what its tags do not say from a version. */
export interface DescribedPackage {
  readonly model: Omit<PackageModel, "kinds">;
  readonly docPosition: SourcePosition;
}

export const HUB_VERSION = "__internal";

const GROUP_NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Reads group, version and identifiers of a package from its folder and its tags. */
export function describePackage(
  source: PackageSource,
  types: readonly TypeModel[],
  diagnostics: Diagnostics,
): DescribedPackage {
  const { location, docPosition } = source;
  const { id, importPath, generatedPath, own } = location;
  // Folders of other packages may lie deeper (`dist/apis/core/v1`); their import path shows the same structure.
  const parts = (own ? id : importPath.slice(importPath.indexOf("/") + 1)).split("/");
  const internal = id !== META_PACKAGE_ID && parts.length === 2;
  const groupDir = internal ? parts[1]! : (parts.at(-2) ?? id);
  const version = internal ? HUB_VERSION : parts.at(-1)!;
  if (own && id !== META_PACKAGE_ID) checkFolder(id, parts, docPosition, diagnostics);
  const tags = tagSet(source.comment.tags);
  const group = groupName(tags.first("groupName"), groupDir, diagnostics);
  return {
    model: {
      id,
      importPath,
      generatedPath,
      own,
      internal,
      group,
      version,
      groupDir,
      groupPascal: pascalCase(tags.value("groupGoName") ?? (group === "" ? groupDir : group.split(".")[0]!)),
      versionPascal: internal ? "" : pascalCase(version),
      doc: source.comment.doc,
      tags,
      types,
      functions: source.functions,
      files: source.files,
    },
    docPosition,
  };
}

function checkFolder(id: string, parts: readonly string[], position: SourcePosition, diagnostics: Diagnostics): void {
  if (parts.length > 3) {
    const message = `${id} is too deep; types are in apis/<group>/types.ts or apis/<group>/<version>/types.ts`;
    diagnostics.error("KS1104", position, message);
  } else if (parts.length === 3 && !isVersionName(parts[2]!)) {
    const message = `${parts[2]} is not a version; name the folder like v1, v1beta1 or v2alpha3`;
    diagnostics.error("KS1104", position, message);
  }
}

function groupName(tag: Tag | undefined, groupDir: string, diagnostics: Diagnostics): string {
  if (tag === undefined) return groupDir;
  if (tag.value !== "" && !GROUP_NAME.test(tag.value)) {
    const message = `${JSON.stringify(tag.value)} is not a group; write a DNS name such as \`+groupName=example.com\``;
    diagnostics.error("KS1102", tag.position, message);
  }
  return tag.value;
}

/** Finds the kinds of every package, and joins the project's own packages below `apis/` to groups. */
export function buildGroups(
  described: readonly DescribedPackage[],
  diagnostics: Diagnostics,
): { readonly packages: readonly PackageModel[]; readonly groups: readonly GroupModel[] } {
  const packages = new Map<string, PackageModel>();
  const groups: GroupModel[] = [];
  const complete = ({ model }: DescribedPackage, external: readonly KindModel[]): PackageModel => {
    const { id: packageId, group, version } = model;
    const pkg = { ...model, kinds: kindsOf(model.types, { packageId, group, version, diagnostics, external }) };
    packages.set(packageId, pkg);
    return pkg;
  };

  const byDir = new Map<string, DescribedPackage[]>();
  for (const one of described) {
    if (!one.model.own || one.model.id === META_PACKAGE_ID) complete(one, []);
    else byDir.set(one.model.groupDir, [...(byDir.get(one.model.groupDir) ?? []), one]);
  }
  for (const members of byDir.values()) {
    const versions = members
      .filter(({ model }) => !model.internal)
      .sort((a, b) => compareVersions(a.model.version, b.model.version));
    const internal = members.find(({ model }) => model.internal);
    checkGroup(members, versions, internal, diagnostics);
    const external = versions.map((one) => complete(one, []));
    // A kind may exist in some versions only; the preferred version speaks first.
    const hub =
      internal === undefined
        ? external[0]!
        : complete(
            internal,
            external.flatMap((pkg) => pkg.kinds),
          );
    const { group, groupDir, groupPascal } = hub;
    groups.push({ group, groupDir, groupPascal, hub, hubIsVersion: internal === undefined, versions: external });
  }
  return {
    packages: described.map(({ model }) => packages.get(model.id)!),
    groups: groups.sort((a, b) => (a.groupDir < b.groupDir ? -1 : 1)),
  };
}

function checkGroup(
  members: readonly DescribedPackage[],
  versions: readonly DescribedPackage[],
  internal: DescribedPackage | undefined,
  diagnostics: Diagnostics,
): void {
  const first = members[0]!;
  for (const { model, docPosition } of members.slice(1)) {
    if (model.group === first.model.group) continue;
    const message =
      `the group is ${JSON.stringify(model.group)} here and ${JSON.stringify(first.model.group)} in ${first.model.id}; ` +
      "write the same `+groupName=` in both";
    diagnostics.error("KS1102", model.tags.first("groupName")?.position ?? docPosition, message);
  }
  const { groupDir } = first.model;
  if (internal === undefined && versions.length > 1) {
    const message =
      `group ${groupDir} has ${versions.length} versions (${versions.map(({ model }) => model.version).join(", ")}) and no ` +
      `hub types between which to convert; write apis/${groupDir}/{doc,types}.ts`;
    diagnostics.error("KS1103", versions[0]!.docPosition, message);
  }
  if (internal !== undefined && versions.length === 0) {
    const message = `group ${groupDir} has hub types and no version; add one with \`kindsmith add version\``;
    diagnostics.error("KS1103", internal.docPosition, message);
  }
}
