import {
  forbidden,
  invalid,
  notSupported,
  parseQuantity,
  required,
  type DeepReadonly,
  type ErrorList,
  validateAnnotations,
  validateLabels,
  type Path,
} from "kindsmith/apimachinery";
import type { ObjectMeta } from "kindsmith/apimachinery/meta/v1";
import type {
  DownwardAPIVolumeFile,
  HostPathVolumeSource,
  KeyToPath,
  ProjectedVolumeSource,
  VolumeSource,
} from "../v1/types.js";
import { needed, POD_DISK_RULES } from "./disk-sources.js";
import { validateFieldRef, validateResourceFieldRef } from "./env.js";
import { validatePersistentVolumeClaimSpec } from "./claims.js";
import { validateLocalDescendingPath, validateLocalNonReservedPath, validatePathNoBacksteps } from "./paths.js";

type PodSourceRules = {
  readonly [K in keyof VolumeSource]?: (
    source: DeepReadonly<NonNullable<VolumeSource[K]>>,
    path: Path,
    name: string,
    isPod: boolean,
  ) => ErrorList;
};

const HOST_PATH_TYPES = [
  "",
  "BlockDevice",
  "CharDevice",
  "Directory",
  "DirectoryOrCreate",
  "File",
  "FileOrCreate",
  "Socket",
];
const PULL_POLICIES = ["Always", "IfNotPresent", "Never"];
const MODE_MESSAGE = "must be a number between 0 and 0777 (octal), both inclusive";
const POD_FILE_FIELDS: ReadonlySet<string> = new Set([
  "metadata.annotations",
  "metadata.labels",
  "metadata.name",
  "metadata.namespace",
  "metadata.uid",
]);
const MIN_TOKEN_SECONDS = 10 * 60;
const MAX_TOKEN_SECONDS = 2 ** 32;

export function validateHostPath({ path: target, type }: DeepReadonly<HostPathVolumeSource>, path: Path): ErrorList {
  if (!target) return [required(path.child("path"), "")];
  const errs = validatePathNoBacksteps(target, path.child("path"));
  if (type === undefined || HOST_PATH_TYPES.includes(type)) return errs;
  return [...errs, notSupported(path.child("type"), type, HOST_PATH_TYPES)];
}

/** The rules of each source. @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateVolumeSource */
export const SOURCE_RULES: PodSourceRules = {
  ...POD_DISK_RULES,
  emptyDir: ({ sizeLimit }, path) =>
    sizeLimit !== undefined && parseQuantity(sizeLimit).sign < 0
      ? [forbidden(path.child("sizeLimit"), "SizeLimit field must be a valid resource quantity")]
      : [],
  hostPath: (source, path) => validateHostPath(source, path),
  gitRepo: ({ repository, directory = "" }, path) => [
    ...needed(repository, path.child("repository")),
    ...validateLocalDescendingPath(directory, path.child("directory")),
  ],
  secret: ({ secretName, items, defaultMode }, path) => [
    ...needed(secretName, path.child("secretName")),
    ...validateMode(defaultMode, path.child("defaultMode")),
    ...validateItems(items, path.child("items")),
  ],
  configMap: ({ name, items, defaultMode }, path) => [
    ...needed(name, path.child("name")),
    ...validateMode(defaultMode, path.child("defaultMode")),
    ...validateItems(items, path.child("items")),
  ],
  persistentVolumeClaim: ({ claimName }, path) => needed(claimName, path.child("claimName")),
  downwardAPI: ({ items = [], defaultMode }, path) => [
    ...validateMode(defaultMode, path.child("defaultMode")),
    // As upstream, these errors do not say which file it is.
    ...items.flatMap((file) => validatePodFile(file, path)),
  ],
  projected: (source, path) => [
    ...validateMode(source.defaultMode, path.child("defaultMode")),
    ...validateProjections(source, path),
  ],
  ephemeral: ({ volumeClaimTemplate: template }, path) => {
    const place = path.child("volumeClaimTemplate");
    if (template === undefined) return [required(place, "")];
    return [
      ...validateTemplateMeta(template.metadata, place.child("metadata")),
      ...validatePersistentVolumeClaimSpec(template.spec ?? {}, place.child("spec")),
    ];
  },
  image: ({ reference, pullPolicy }, path, _name, isPod) => {
    const errs = isPod ? needed(reference, path.child("reference")) : [];
    if (!pullPolicy) return [...errs, required(path.child("pullPolicy"), "")];
    if (PULL_POLICIES.includes(pullPolicy)) return errs;
    return [...errs, notSupported(path.child("pullPolicy"), pullPolicy, PULL_POLICIES)];
  },
};

/** Of a template's metadata only labels and annotations are used. */
function validateTemplateMeta(metadata: DeepReadonly<ObjectMeta> | undefined, path: Path): ErrorList {
  const { labels, annotations, ...rest } = metadata ?? {};
  return [
    ...validateAnnotations(annotations, path.child("annotations")),
    ...validateLabels(labels, path.child("labels")),
    ...Object.keys(rest).map((field) => forbidden(path.child(field), "cannot be set")),
  ];
}

function validateMode(mode: number | undefined, path: Path): ErrorList {
  return mode !== undefined && (mode < 0 || mode > 0o777) ? [invalid(path, mode, MODE_MESSAGE)] : [];
}

function validateItems(items: DeepReadonly<KeyToPath[]> | undefined, path: Path): ErrorList {
  return (items ?? []).flatMap((item, i) => validateItem(item, path.index(i)));
}

function validateItem(item: DeepReadonly<KeyToPath>, path: Path): ErrorList {
  return [
    ...needed(item.key, path.child("key")),
    ...needed(item.path, path.child("path")),
    ...validateLocalNonReservedPath(item.path ?? "", path.child("path")),
    ...validateMode(item.mode, path.child("mode")),
  ];
}

function validatePodFile(file: DeepReadonly<DownwardAPIVolumeFile>, path: Path): ErrorList {
  const errs = needed(file.path, path.child("path"));
  errs.push(...validateLocalNonReservedPath(file.path ?? "", path.child("path")));
  if (file.fieldRef !== undefined) {
    errs.push(...validateFieldRef(file.fieldRef, POD_FILE_FIELDS, path.child("fieldRef")));
    if (file.resourceFieldRef !== undefined) {
      errs.push(invalid(path, "resource", "fieldRef and resourceFieldRef can not be specified simultaneously"));
    }
  } else if (file.resourceFieldRef !== undefined) {
    errs.push(...validateResourceFieldRef(file.resourceFieldRef, true, path.child("resourceFieldRef")));
  } else errs.push(required(path, "one of fieldRef and resourceFieldRef is required"));
  return [...errs, ...validateMode(file.mode, path.child("mode"))];
}

/** Several sources in one folder, each file once. */
function validateProjections({ sources }: DeepReadonly<ProjectedVolumeSource>, path: Path): ErrorList {
  const files = new Set<string>();
  const once = (file: string | undefined, value: string): ErrorList => {
    if (!file) return [];
    if (files.has(file)) return [invalid(path, value, "conflicting duplicate paths")];
    files.add(file);
    return [];
  };
  return (sources ?? []).flatMap((source, i) => {
    const place = path.child("sources").index(i);
    const errs: ErrorList = [];
    for (const kind of ["secret", "configMap"] as const) {
      const projection = source[kind];
      if (projection === undefined) continue;
      const at = place.child(kind);
      errs.push(...needed(projection.name, at.child("name")));
      (projection.items ?? []).forEach((item, n) => {
        errs.push(...validateItem(item, at.child("items").index(n)), ...once(item.path, projection.name ?? ""));
      });
    }
    for (const file of source.downwardAPI?.items ?? []) {
      errs.push(...validatePodFile(file, place.child("downwardAPI")), ...once(file.path, file.path ?? ""));
    }
    const token = source.serviceAccountToken;
    if (token !== undefined) {
      const seconds = token.expirationSeconds ?? 0;
      const at = place.child("serviceAccountToken", "expirationSeconds");
      if (seconds < MIN_TOKEN_SECONDS) {
        errs.push(invalid(at, seconds, "may not specify a duration less than 10 minutes"));
      }
      if (seconds > MAX_TOKEN_SECONDS) {
        errs.push(invalid(at, seconds, "may not specify a duration larger than 2^32 seconds"));
      }
      if (!token.path) errs.push(required(path.child("path"), ""));
      else errs.push(...validateLocalNonReservedPath(token.path, path.child("path")));
    }
    if (Object.values(source).filter((value) => value !== undefined).length > 1) {
      errs.push(forbidden(place, "may not specify more than 1 volume type per source"));
    }
    return errs;
  });
}
