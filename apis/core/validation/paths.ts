import { invalid, type ErrorList, type Path } from "kindsmith/apimachinery";

/** A path below some folder. @see kubernetes/kubernetes pkg/apis/core/validation/validation.go */
export function validateLocalDescendingPath(target: string, path: Path): ErrorList {
  const errs: ErrorList = target.startsWith("/") ? [invalid(path, target, "must be a relative path")] : [];
  return [...errs, ...validatePathNoBacksteps(target, path)];
}

/** As {@link validateLocalDescendingPath}; names that begin with two dots are the kubelet's own. */
export function validateLocalNonReservedPath(target: string, path: Path): ErrorList {
  const errs = validateLocalDescendingPath(target, path);
  if (target.startsWith("..") && !target.startsWith("../")) {
    errs.push(invalid(path, target, "must not start with '..'"));
  }
  return errs;
}

export function validatePathNoBacksteps(target: string, path: Path): ErrorList {
  return target.split("/").includes("..") ? [invalid(path, target, "must not contain '..'")] : [];
}
