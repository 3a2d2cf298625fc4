import { boolean, duration, fraction, integer, oneOf, text } from "./flag.js";

const MODES = ["batch", "blocking", "blocking-strict"] as const;
const VERSIONS = ["audit.k8s.io/v1"] as const;
const MAX_QPS = 1_000_000;

/** @see kubernetes/apiserver pkg/server/options/audit.go */
export const auditFlags = {
  "audit-policy-file": text({
    default: undefined,
    placeholder: "PATH",
    help: "Which requests are recorded, and how much of them (an audit.k8s.io/v1 Policy). Without it nothing is.",
  }),
  "audit-log-path": text({
    default: undefined,
    placeholder: "PATH",
    help: "Write audit events to this file, a line for each; - is standard output.",
  }),
  "audit-log-format": oneOf(["json", "legacy"], {
    default: "json",
    help: "The form of a line: the event as JSON, or one line of text.",
  }),
  "audit-log-maxsize": integer({
    default: 100,
    help: "Megabytes above which the file is put aside and a new one begun; 0 never.",
  }),
  "audit-log-maxbackup": integer({ default: 100, help: "Files put aside that are kept; 0 all." }),
  "audit-log-maxage": integer({ default: 366, help: "Days for which files put aside are kept; 0 for ever." }),
  "audit-log-compress": boolean({ default: false, help: "Compress files put aside with gzip." }),
  "audit-log-mode": oneOf(MODES, {
    default: "blocking",
    help: "Whether requests wait until their events are written, and with blocking-strict fail when that fails.",
  }),
  "audit-log-batch-buffer-size": integer({ default: 10_000, help: "Events that wait at the most; more are lost." }),
  "audit-log-batch-max-size": integer({ default: 1, help: "Events in a batch." }),
  "audit-log-batch-max-wait": duration({ default: "0s", help: "How long an event waits for its batch to fill up." }),
  "audit-log-batch-throttle-enable": boolean({ default: false, help: "Whether batches are held back." }),
  "audit-log-batch-throttle-qps": fraction({ default: 0, max: MAX_QPS, help: "Batches in a second." }),
  "audit-log-batch-throttle-burst": integer({ default: 0, help: "Batches at a time after a pause." }),
  "audit-log-truncate-enabled": boolean({ default: false, help: "Take objects out of events that are too large." }),
  "audit-log-truncate-max-event-size": integer({ default: 102_400, help: "Bytes of an event that are not too many." }),
  "audit-log-truncate-max-batch-size": integer({ default: 10_485_760, help: "Bytes of a batch; more are split." }),
  "audit-log-version": oneOf(VERSIONS, { default: "audit.k8s.io/v1", help: "The version of events." }),
  "audit-webhook-config-file": text({
    default: undefined,
    placeholder: "PATH",
    help: "Post audit events to the server that this kubeconfig names.",
  }),
  "audit-webhook-initial-backoff": duration({
    default: "10s",
    help: "The pause before a post that failed is tried again; further pauses are longer.",
  }),
  "audit-webhook-mode": oneOf(MODES, { default: "batch", help: "As --audit-log-mode." }),
  "audit-webhook-batch-buffer-size": integer({ default: 10_000, help: "As --audit-log-batch-buffer-size." }),
  "audit-webhook-batch-max-size": integer({ default: 400, help: "Events in a post." }),
  "audit-webhook-batch-max-wait": duration({ default: "30s", help: "How long an event waits for its post." }),
  "audit-webhook-batch-throttle-enable": boolean({ default: true, help: "Whether posts are held back." }),
  "audit-webhook-batch-throttle-qps": fraction({ default: 10, max: MAX_QPS, help: "Posts in a second." }),
  "audit-webhook-batch-throttle-burst": integer({ default: 15, help: "Posts at a time after a pause." }),
  "audit-webhook-truncate-enabled": boolean({ default: false, help: "As --audit-log-truncate-enabled." }),
  "audit-webhook-truncate-max-event-size": integer({
    default: 102_400,
    help: "As --audit-log-truncate-max-event-size.",
  }),
  "audit-webhook-truncate-max-batch-size": integer({
    default: 10_485_760,
    help: "As --audit-log-truncate-max-batch-size.",
  }),
  "audit-webhook-version": oneOf(VERSIONS, { default: "audit.k8s.io/v1", help: "The version of events." }),
};
