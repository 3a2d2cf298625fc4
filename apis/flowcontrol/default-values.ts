/**
 * Defaults that all versions have in common. Their types differ in one field's name only, so these functions know what
 * they touch and nothing else.
 * @see kubernetes/kubernetes pkg/apis/flowcontrol/v1/defaults.go
 */
export const DEFAULT_MATCHING_PRECEDENCE = 1000;
export const DEFAULT_CONCURRENCY_SHARES = 30;

const QUEUES = 64;
const HAND_SIZE = 8;
const QUEUE_LENGTH_LIMIT = 50;

/** Zero cannot be meant. */
export function setQueuingDefaults(obj: { queues?: number; handSize?: number; queueLengthLimit?: number }): void {
  obj.handSize ||= HAND_SIZE;
  obj.queues ||= QUEUES;
  obj.queueLengthLimit ||= QUEUE_LENGTH_LIMIT;
}

export function setExemptDefaults(obj: { nominalConcurrencyShares?: number; lendablePercent?: number }): void {
  obj.nominalConcurrencyShares ??= 0;
  obj.lendablePercent ??= 0;
}
