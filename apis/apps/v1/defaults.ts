import type { DaemonSet, Deployment, ReplicaSet, StatefulSet } from "./types.js";

const REVISIONS = 10;

/** Counts changes of a daemon set's template, for clients of the first versions, which had a field for it. */
export const TEMPLATE_GENERATION = "deprecated.daemonset.template.generation";

/** @see kubernetes/kubernetes pkg/apis/apps/v1/defaults.go */
export function SetDefaults_Deployment(obj: Deployment): void {
  const spec = obj.spec;
  if (spec === undefined) return;
  spec.replicas ??= 1;
  const strategy = (spec.strategy ??= {});
  strategy.type ||= "RollingUpdate";
  if (strategy.type === "RollingUpdate") {
    const rolling = (strategy.rollingUpdate ??= {});
    rolling.maxUnavailable ??= "25%";
    rolling.maxSurge ??= "25%";
  }
  spec.revisionHistoryLimit ??= REVISIONS;
  spec.progressDeadlineSeconds ??= 600;
}

export function SetDefaults_ReplicaSet(obj: ReplicaSet): void {
  if (obj.spec !== undefined) obj.spec.replicas ??= 1;
}

export function SetDefaults_StatefulSet(obj: StatefulSet): void {
  const spec = obj.spec;
  if (spec === undefined) return;
  spec.podManagementPolicy ||= "OrderedReady";
  const strategy = (spec.updateStrategy ??= {});
  if (!strategy.type) {
    strategy.type = "RollingUpdate";
    strategy.rollingUpdate ??= {};
  }
  if (strategy.type === "RollingUpdate" && strategy.rollingUpdate !== undefined) strategy.rollingUpdate.partition ??= 0;
  const retention = (spec.persistentVolumeClaimRetentionPolicy ??= {});
  retention.whenDeleted ||= "Retain";
  retention.whenScaled ||= "Retain";
  spec.replicas ??= 1;
  spec.revisionHistoryLimit ??= REVISIONS;
  // Upstream's conversion says so, whatever was sent.
  for (const claim of spec.volumeClaimTemplates ?? []) {
    claim.apiVersion = "v1";
    claim.kind = "PersistentVolumeClaim";
  }
}

export function SetDefaults_DaemonSet(obj: DaemonSet): void {
  // Upstream's conversion writes the counter down in every object. The strategy counts; its writer manages it.
  (obj.metadata.annotations ??= {})[TEMPLATE_GENERATION] ??= "0";
  const spec = obj.spec;
  if (spec === undefined) return;
  const strategy = (spec.updateStrategy ??= {});
  strategy.type ||= "RollingUpdate";
  if (strategy.type === "RollingUpdate") {
    const rolling = (strategy.rollingUpdate ??= {});
    rolling.maxUnavailable ??= 1;
    rolling.maxSurge ??= 0;
  }
  spec.revisionHistoryLimit ??= REVISIONS;
}
