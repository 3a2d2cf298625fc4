import {
  forbidden,
  invalid,
  isHTTPHeaderName,
  isValidPortName,
  isValidPortNum,
  notSupported,
  required,
  validateNonnegative,
  type DeepReadonly,
  type ErrorList,
  type Path,
} from "kindsmith/apimachinery";
import type { IntOrString } from "kindsmith/apimachinery/meta/v1";
import type { Container, HTTPGetAction, Lifecycle, LifecycleHandler, Probe, ProbeHandler } from "../v1/types.js";

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateProbe */
function validateProbe(probe: DeepReadonly<Probe>, path: Path): ErrorList {
  return [
    ...validateHandler(probe, undefined, path),
    ...(
      ["initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold"] as const
    ).flatMap((field) => validateNonnegative(probe[field] ?? 0, path.child(field))),
    ...(probe.terminationGracePeriodSeconds !== undefined && probe.terminationGracePeriodSeconds <= 0
      ? [
          invalid(
            path.child("terminationGracePeriodSeconds"),
            probe.terminationGracePeriodSeconds,
            "must be greater than 0",
          ),
        ]
      : []),
  ];
}

/** The three probes of a container, in upstream's order. */
export function validateProbes(container: DeepReadonly<Container>, path: Path): ErrorList {
  return [
    ...validateOneSuccess(container.livenessProbe, path.child("livenessProbe")),
    ...validateReadiness(container.readinessProbe, path.child("readinessProbe")),
    ...validateOneSuccess(container.startupProbe, path.child("startupProbe")),
  ];
}

/** A container that is not ready is not stopped, so there is nothing to wait for. */
function validateReadiness(probe: DeepReadonly<Probe> | undefined, path: Path): ErrorList {
  if (probe === undefined) return [];
  const errs = validateProbe(probe, path);
  const seconds = probe.terminationGracePeriodSeconds;
  if (seconds !== undefined) {
    errs.push(invalid(path.child("terminationGracePeriodSeconds"), seconds, "must not be set for readinessProbes"));
  }
  return errs;
}

/** Liveness and start-up count from one success on. */
function validateOneSuccess(probe: DeepReadonly<Probe> | undefined, path: Path): ErrorList {
  if (probe === undefined) return [];
  const errs = validateProbe(probe, path);
  if (probe.successThreshold !== undefined && probe.successThreshold !== 1) {
    errs.push(invalid(path.child("successThreshold"), probe.successThreshold, "must be 1"));
  }
  return errs;
}

/** `graceSeconds`: what the pod has to end in; undefined when that is wrong already. */
export function validateLifecycle(
  lifecycle: DeepReadonly<Lifecycle> | undefined,
  graceSeconds: number | undefined,
  path: Path,
): ErrorList {
  const errs: ErrorList = [];
  const { postStart, preStop } = lifecycle ?? {};
  if (postStart !== undefined) errs.push(...validateHandler(postStart, graceSeconds, path.child("postStart")));
  if (preStop !== undefined) errs.push(...validateHandler(preStop, graceSeconds, path.child("preStop")));
  return errs;
}

function validateHandler(
  handler: DeepReadonly<ProbeHandler & LifecycleHandler>,
  graceSeconds: number | undefined,
  path: Path,
): ErrorList {
  const errs: ErrorList = [];
  let given = 0;
  const once = (name: string, check: () => ErrorList): void => {
    given++;
    if (given > 1) errs.push(forbidden(path.child(name), "may not specify more than 1 handler type"));
    else errs.push(...check());
  };
  if (handler.exec !== undefined) {
    const command = handler.exec.command ?? [];
    once("exec", () => (command.length === 0 ? [required(path.child("exec", "command"), "")] : []));
  }
  const { httpGet, tcpSocket, grpc, sleep } = handler;
  if (httpGet !== undefined) once("httpGet", () => validateHTTPGet(httpGet, path.child("httpGet")));
  if (tcpSocket !== undefined) once("tcpSocket", () => validatePort(tcpSocket.port, path.child("tcpSocket", "port")));
  if (grpc !== undefined) once("grpc", () => validatePort(grpc.port, path.child("grpc", "port")));
  if (sleep !== undefined) once("sleep", () => validateSleep(sleep.seconds, graceSeconds, path.child("sleep")));
  if (given === 0) errs.push(required(path, "must specify a handler type"));
  return errs;
}

function validateSleep(seconds: number, graceSeconds: number | undefined, path: Path): ErrorList {
  if (graceSeconds === undefined || (seconds >= 0 && seconds <= graceSeconds)) return [];
  const message = `must be non-negative and less than terminationGracePeriodSeconds (${graceSeconds})`;
  return [invalid(path, seconds, message)];
}

function validateHTTPGet(action: DeepReadonly<HTTPGetAction>, path: Path): ErrorList {
  const errs: ErrorList = [];
  if (!action.path) errs.push(required(path.child("path"), ""));
  errs.push(...validatePort(action.port, path.child("port")));
  if (action.scheme !== "HTTP" && action.scheme !== "HTTPS") {
    errs.push(notSupported(path.child("scheme"), action.scheme ?? "", ["HTTP", "HTTPS"]));
  }
  for (const { name } of action.httpHeaders ?? []) {
    errs.push(...isHTTPHeaderName(name).map((message) => invalid(path.child("httpHeaders"), name, message)));
  }
  return errs;
}

function validatePort(port: IntOrString, path: Path): ErrorList {
  const messages = typeof port === "number" ? isValidPortNum(port) : isValidPortName(port);
  return messages.map((message) => invalid(path, port, message));
}
