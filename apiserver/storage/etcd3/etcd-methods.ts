import type { Method } from "./etcd-client.js";
import * as m from "./messages.js";
import type { Decoded, Encodable, Message } from "./wire.js";

export const rangeMethod = methodOf("KV/Range", m.RangeRequest, m.RangeResponse, true);
export const txnMethod = methodOf("KV/Txn", m.TxnRequest, m.TxnResponse, false);
/** Compacting twice is as good as once. */
export const compactMethod = methodOf("KV/Compact", m.CompactionRequest, m.CompactionResponse, true);
/** A lease that was granted and not heard of expires by itself. */
export const leaseGrantMethod = methodOf("Lease/LeaseGrant", m.LeaseGrantRequest, m.LeaseGrantResponse, true);
export const statusMethod = methodOf("Maintenance/Status", m.StatusRequest, m.StatusResponse, true);

function methodOf<Req extends Message<never, unknown>, Res extends Message<never, unknown>>(
  name: string,
  request: Req,
  response: Res,
  readOnly: boolean,
): Method<Encodable<Req>, Decoded<Res>> {
  return {
    path: `/etcdserverpb.${name}`,
    request: request as unknown as Message<Encodable<Req>, unknown>,
    response: response as unknown as Message<never, Decoded<Res>>,
    readOnly,
  };
}
