import {
  forbidden,
  invalid,
  notFound,
  notSupported,
  required,
  type DeepReadonly,
  type ErrorList,
  type Path,
} from "kindsmith/apimachinery";
import type { Container, EphemeralContainer, Volume, VolumeMount } from "../v1/types.js";
import { validateLocalDescendingPath, validatePathNoBacksteps } from "./paths.js";

type Mounting = DeepReadonly<Container | EphemeralContainer>;
type Volumes = ReadonlyMap<string, DeepReadonly<Volume>>;

const PROPAGATIONS = ["Bidirectional", "HostToContainer", "None"];
const RECURSIVE_READ_ONLY = ["Disabled", "Enabled", "IfPossible"];

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateVolumeMounts */
export function validateVolumeMounts(container: Mounting, volumes: Volumes, path: Path): ErrorList {
  const devices = container.volumeDevices ?? [];
  const places = new Set<string>();
  return (container.volumeMounts ?? []).flatMap((mount, i) => {
    const place = path.index(i);
    const errs: ErrorList = [];
    const { name = "", mountPath = "" } = mount;
    if (name === "") errs.push(required(place.child("name"), ""));
    if (!volumes.has(name)) errs.push(notFound(place.child("name"), name));
    if (mountPath === "") errs.push(required(place.child("mountPath"), ""));
    if (places.has(mountPath)) errs.push(invalid(place.child("mountPath"), mountPath, "must be unique"));
    places.add(mountPath);
    if (devices.some((device) => device.name === name)) {
      errs.push(invalid(place.child("name"), name, "must not already exist in volumeDevices"));
    }
    if (devices.some((device) => device.devicePath === mountPath)) {
      errs.push(invalid(place.child("mountPath"), mountPath, "must not already exist as a path in volumeDevices"));
    }
    return [...errs, ...validateSubPath(mount, volumes, place, path), ...validateModes(mount, container, path)];
  });
}

/** Some of these errors name the list and not the mount, as upstream's do. */
function validateSubPath(mount: DeepReadonly<VolumeMount>, volumes: Volumes, place: Path, list: Path): ErrorList {
  const { name, subPath = "", subPathExpr = "" } = mount;
  const errs: ErrorList = [];
  if (volumes.get(name)?.image !== undefined) {
    const message = "not allowed in image volume sources";
    if (subPath !== "") errs.push(invalid(place.child("subPath"), subPath, message));
    if (subPathExpr !== "") errs.push(invalid(place.child("subPathExpr"), subPathExpr, message));
  }
  if (subPath !== "") errs.push(...validateLocalDescendingPath(subPath, list.child("subPath")));
  if (subPathExpr === "") return errs;
  if (subPath !== "") {
    errs.push(invalid(place.child("subPathExpr"), subPathExpr, "subPathExpr and subPath are mutually exclusive"));
  }
  return [...errs, ...validateLocalDescendingPath(subPathExpr, list.child("subPathExpr"))];
}

function validateModes(mount: DeepReadonly<VolumeMount>, container: Mounting, path: Path): ErrorList {
  const errs: ErrorList = [];
  const { mountPropagation, recursiveReadOnly } = mount;
  if (mountPropagation !== undefined) {
    const place = path.child("mountPropagation");
    if (!PROPAGATIONS.includes(mountPropagation)) errs.push(notSupported(place, mountPropagation, PROPAGATIONS));
    if (mountPropagation === "Bidirectional" && container.securityContext?.privileged !== true) {
      errs.push(forbidden(place, "Bidirectional mount propagation is available only to privileged containers"));
    }
  }
  if (recursiveReadOnly === undefined || recursiveReadOnly === "Disabled") return errs;
  const place = path.child("recursiveReadOnly");
  if (!RECURSIVE_READ_ONLY.includes(recursiveReadOnly)) {
    return [...errs, notSupported(place, recursiveReadOnly, RECURSIVE_READ_ONLY)];
  }
  if (mount.readOnly !== true) errs.push(forbidden(place, "may only be specified when readOnly is true"));
  if (mountPropagation !== undefined && mountPropagation !== "None") {
    errs.push(forbidden(place, "may only be specified when mountPropagation is None or not specified"));
  }
  return errs;
}

/** Raw devices. @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateVolumeDevices */
export function validateVolumeDevices(container: Mounting, volumes: Volumes, path: Path): ErrorList {
  const mounts = container.volumeMounts ?? [];
  const names = new Set<string>();
  const places = new Set<string>();
  return (container.volumeDevices ?? []).flatMap(({ name = "", devicePath = "" }, i) => {
    const place = path.index(i);
    const errs: ErrorList = [];
    const volume = volumes.get(name);
    if (name === "") errs.push(required(place.child("name"), ""));
    if (names.has(name)) errs.push(invalid(place.child("name"), name, "must be unique"));
    if (volume === undefined) errs.push(notFound(place.child("name"), name));
    else if (volume.persistentVolumeClaim === undefined && volume.ephemeral === undefined) {
      const message = "can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode";
      errs.push(invalid(place.child("name"), name, message));
    }
    if (devicePath === "") errs.push(required(place.child("devicePath"), ""));
    if (places.has(devicePath)) errs.push(invalid(place.child("devicePath"), devicePath, "must be unique"));
    if (validatePathNoBacksteps(devicePath, place).length > 0) {
      errs.push(invalid(place.child("devicePath"), devicePath, "can not contain backsteps ('..')"));
    } else places.add(devicePath);
    if (mounts.some((mount) => mount.name === name)) {
      errs.push(invalid(place.child("name"), name, "must not already exist in volumeMounts"));
    }
    if (mounts.some((mount) => mount.mountPath === devicePath)) {
      errs.push(invalid(place.child("devicePath"), devicePath, "must not already exist as a path in volumeMounts"));
    }
    if (name !== "") names.add(name);
    return errs;
  });
}
