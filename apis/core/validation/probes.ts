import {
  forbidden,
  invalid,
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
import type { HTTPGetAction, Lifecycle, LifecycleHandler, Probe, ProbeHandler } from "../v1/types.js";

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateProbe */
export function validateProbe(probe: DeepReadonly<Probe> | undefined, path: Path): ErrorList {
  if (probe === undefined) return [];
  return [
    ...validateHandler(probe, path),
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

/** Liveness and start-up count from one success on. */
export function validateOneSuccess(probe: DeepReadonly<Probe> | undefined, path: Path): ErrorList {
  const errs = validateProbe(probe, path);
  if (probe?.successThreshold !== undefined && probe.successThreshold !== 1) {
    errs.push(invalid(path.child("successThreshold"), probe.successThreshold, "must be 1"));
  }
  return errs;
}

export function validateLifecycle(lifecycle: DeepReadonly<Lifecycle> | undefined, path: Path): ErrorList {
  const errs: ErrorList = [];
  if (lifecycle?.postStart !== undefined) errs.push(...validateHandler(lifecycle.postStart, path.child("postStart")));
  if (lifecycle?.preStop !== undefined) errs.push(...validateHandler(lifecycle.preStop, path.child("preStop")));
  return errs;
}

function validateHandler(handler: DeepReadonly<ProbeHandler & LifecycleHandler>, path: Path): ErrorList {
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
  if (sleep !== undefined) once("sleep", () => validateNonnegative(sleep.seconds, path.child("sleep", "seconds")));
  if (given === 0) errs.push(required(path, "must specify a handler type"));
  return errs;
}

function validateHTTPGet(action: DeepReadonly<HTTPGetAction>, path: Path): ErrorList {
  const errs: ErrorList = [];
  if (!action.path) errs.push(required(path.child("path"), ""));
  errs.push(...validatePort(action.port, path.child("port")));
  if (action.scheme !== "HTTP" && action.scheme !== "HTTPS") {
    errs.push(notSupported(path.child("scheme"), action.scheme ?? "", ["HTTP", "HTTPS"]));
  }
  return errs;
}

function validatePort(port: IntOrString, path: Path): ErrorList {
  const messages = typeof port === "number" ? isValidPortNum(port) : isValidPortName(port);
  return messages.map((message) => invalid(path, port, message));
}
