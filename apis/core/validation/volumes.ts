import {
  duplicate,
  forbidden,
  invalid,
  isDNS1123Label,
  notFound,
  required,
  type DeepReadonly,
  type ErrorList,
  type Path,
} from "kindsmith/apimachinery";
import type { KeyToPath, Volume, VolumeMount } from "../v1/types.js";
import { validateNonnegativeQuantity } from "./resources.js";

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateVolumes */
export function validateVolumes(volumes: DeepReadonly<Volume[]> | undefined, path: Path): ErrorList {
  const names = new Set<string>();
  return (volumes ?? []).flatMap((volume, i) => {
    const place = path.index(i);
    const errs = validateVolumeSource(volume, place);
    const name = place.child("name");
    if (!volume.name) errs.push(required(name, ""));
    else errs.push(...isDNS1123Label(volume.name).map((message) => invalid(name, volume.name, message)));
    if (names.has(volume.name)) errs.push(duplicate(name, volume.name));
    names.add(volume.name);
    return errs;
  });
}

function validateVolumeSource(volume: DeepReadonly<Volume>, path: Path): ErrorList {
  const { name: _name, ...source } = volume;
  const given = Object.keys(source).filter((key) => source[key as keyof typeof source] !== undefined);
  if (given.length === 0) return [required(path, "must specify a volume type")];
  const errs: ErrorList = given
    .slice(1)
    .map((key) => forbidden(path.child(key), "may not specify more than 1 volume type"));
  if (source.hostPath !== undefined) {
    if (!source.hostPath.path) errs.push(required(path.child("hostPath", "path"), ""));
    else errs.push(...validatePathNoBacksteps(source.hostPath.path, path.child("hostPath", "path")));
  }
  if (source.emptyDir?.sizeLimit !== undefined) {
    errs.push(...validateNonnegativeQuantity(source.emptyDir.sizeLimit, path.child("emptyDir", "sizeLimit")));
  }
  if (source.secret !== undefined) {
    if (!source.secret.secretName) errs.push(required(path.child("secret", "secretName"), ""));
    errs.push(...validateItems(source.secret.items, path.child("secret", "items")));
  }
  if (source.configMap !== undefined) {
    if (!source.configMap.name) errs.push(required(path.child("configMap", "name"), ""));
    errs.push(...validateItems(source.configMap.items, path.child("configMap", "items")));
  }
  if (source.persistentVolumeClaim !== undefined && !source.persistentVolumeClaim.claimName) {
    errs.push(required(path.child("persistentVolumeClaim", "claimName"), ""));
  }
  if (source.nfs !== undefined) {
    if (!source.nfs.server) errs.push(required(path.child("nfs", "server"), ""));
    if (!source.nfs.path) errs.push(required(path.child("nfs", "path"), ""));
    else if (!source.nfs.path.startsWith("/")) {
      errs.push(invalid(path.child("nfs", "path"), source.nfs.path, "must be an absolute path"));
    }
  }
  if (source.csi !== undefined && !source.csi.driver) errs.push(required(path.child("csi", "driver"), ""));
  return errs;
}

function validateItems(items: DeepReadonly<KeyToPath[]> | undefined, path: Path): ErrorList {
  return (items ?? []).flatMap((item, i) => {
    const place = path.index(i);
    const errs: ErrorList = [];
    if (!item.key) errs.push(required(place.child("key"), ""));
    if (!item.path) errs.push(required(place.child("path"), ""));
    else errs.push(...validateLocalDescendingPath(item.path, place.child("path")));
    if (item.mode !== undefined && (item.mode < 0 || item.mode > 0o777)) {
      errs.push(invalid(place.child("mode"), item.mode, "must be a number between 0 and 0777 (octal), both inclusive"));
    }
    return errs;
  });
}

function validateLocalDescendingPath(target: string, path: Path): ErrorList {
  if (target.startsWith("/")) return [invalid(path, target, "must be a relative path")];
  return validatePathNoBacksteps(target, path);
}

function validatePathNoBacksteps(target: string, path: Path): ErrorList {
  return target.split("/").includes("..") ? [invalid(path, target, "must not contain '..'")] : [];
}

export interface NamedVolumes {
  readonly volumes: ReadonlySet<string>;
  readonly devices: ReadonlySet<string>;
}

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateVolumeMounts */
export function validateVolumeMounts(
  mounts: DeepReadonly<VolumeMount[]> | undefined,
  named: NamedVolumes,
  path: Path,
): ErrorList {
  const places = new Set<string>();
  return (mounts ?? []).flatMap((mount, i) => {
    const place = path.index(i);
    const errs: ErrorList = [];
    if (!mount.name) errs.push(required(place.child("name"), ""));
    if (!mount.mountPath) errs.push(required(place.child("mountPath"), ""));
    if (mount.name && !named.volumes.has(mount.name)) errs.push(notFound(place.child("name"), mount.name));
    if (places.has(mount.mountPath)) errs.push(invalid(place.child("mountPath"), mount.mountPath, "must be unique"));
    places.add(mount.mountPath);
    if (named.devices.has(mount.name)) {
      errs.push(invalid(place.child("name"), mount.name, "must not already exist in volumeDevices"));
    }
    if (mount.subPath) errs.push(...validateLocalDescendingPath(mount.subPath, place.child("subPath")));
    if (mount.subPathExpr && mount.subPath) {
      errs.push(
        invalid(place.child("subPathExpr"), mount.subPathExpr, "subPathExpr and subPath are mutually exclusive"),
      );
    }
    return errs;
  });
}
