/**
 * The part of etcd's protocol that storage needs; numbers and meanings are those of the service definition.
 * @see etcd api/etcdserverpb/rpc.proto, api/mvccpb/kv.proto
 */
import { bool, bytes, enumeration, int64, many, message, one, text, uint64, type Decoded } from "./wire.js";

export const KeyValue = message({
  key: bytes(1),
  createRevision: int64(2),
  modRevision: int64(3),
  version: int64(4),
  value: bytes(5),
  lease: int64(6),
});
export type KeyValue = Decoded<typeof KeyValue>;

const ResponseHeader = message({
  clusterId: uint64(1),
  memberId: uint64(2),
  revision: int64(3),
  raftTerm: uint64(4),
});

export const RangeRequest = message({
  key: bytes(1),
  rangeEnd: bytes(2),
  limit: int64(3),
  revision: int64(4),
  keysOnly: bool(8),
  countOnly: bool(9),
});
export const RangeResponse = message({
  header: one(1, ResponseHeader),
  kvs: many(one(2, KeyValue)),
  more: bool(3),
  count: int64(4),
});

const PutRequest = message({ key: bytes(1), value: bytes(2), lease: int64(3) });
const PutResponse = message({ header: one(1, ResponseHeader) });

const DeleteRangeRequest = message({ key: bytes(1), rangeEnd: bytes(2) });
const DeleteRangeResponse = message({ header: one(1, ResponseHeader), deleted: int64(2) });

const RequestOp = message({
  range: one(1, RangeRequest),
  put: one(2, PutRequest),
  deleteRange: one(3, DeleteRangeRequest),
});
const ResponseOp = message({
  range: one(1, RangeResponse),
  put: one(2, PutResponse),
  deleteRange: one(3, DeleteRangeResponse),
});

export const CompareResult = { EQUAL: 0 } as const;
export const CompareTarget = { VERSION: 0, CREATE: 1, MOD: 2 } as const;

const Compare = message({
  result: enumeration(1),
  target: enumeration(2),
  key: bytes(3),
  version: int64(4),
  createRevision: int64(5),
  modRevision: int64(6),
});
export const TxnRequest = message({
  compare: many(one(1, Compare)),
  success: many(one(2, RequestOp)),
  failure: many(one(3, RequestOp)),
});
export const TxnResponse = message({
  header: one(1, ResponseHeader),
  succeeded: bool(2),
  responses: many(one(3, ResponseOp)),
});
export type TxnResponse = Decoded<typeof TxnResponse>;

export const CompactionRequest = message({ revision: int64(1), physical: bool(2) });
export const CompactionResponse = message({ header: one(1, ResponseHeader) });

const WatchCreateRequest = message({
  key: bytes(1),
  rangeEnd: bytes(2),
  startRevision: int64(3),
  progressNotify: bool(4),
  prevKv: bool(6),
});
export const WatchRequest = message({
  create: one(1, WatchCreateRequest),
  progress: one(3, message({})),
});
export const EventType = { PUT: 0, DELETE: 1 } as const;
const Event = message({ type: enumeration(1), kv: one(2, KeyValue), prevKv: one(3, KeyValue) });
export type Event = Decoded<typeof Event>;
export const WatchResponse = message({
  header: one(1, ResponseHeader),
  watchId: int64(2),
  created: bool(3),
  canceled: bool(4),
  compactRevision: int64(5),
  cancelReason: text(6),
  events: many(one(11, Event)),
});
export type WatchResponse = Decoded<typeof WatchResponse>;

export const LeaseGrantRequest = message({ ttl: int64(1), id: int64(2) });
export const LeaseGrantResponse = message({
  header: one(1, ResponseHeader),
  id: int64(2),
  ttl: int64(3),
  error: text(4),
});

export const StatusRequest = message({});
export const StatusResponse = message({ header: one(1, ResponseHeader), version: text(2), dbSize: int64(3) });
