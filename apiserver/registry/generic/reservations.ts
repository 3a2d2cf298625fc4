import type { DeepReadonly, KubeObject } from "../../../apimachinery/runtime/index.js";
import type { WriteContext } from "./write-context.js";

/** Something taken from a pool for a write that is not done yet. */
export interface Reservation {
  /** The write is done: what the object no longer has goes back. */
  commit(): Promise<void>;
  /** The write has failed: everything is as before. */
  revert(): Promise<void>;
}

/**
 * What the objects of a kind hold outside of themselves: addresses, ports. Asked once an object is prepared and before it
 * is validated, since what is handed out is written into it. Dry runs must leave the pools as they are.
 * @see kubernetes/apiserver pkg/registry/generic/registry/store.go, BeginCreate, BeginUpdate, AfterDelete
 */
export interface Reservations {
  reserveForCreate(ctx: WriteContext, object: KubeObject): Promise<Reservation>;
  reserveForUpdate(ctx: WriteContext, object: KubeObject, old: DeepReadonly<KubeObject>): Promise<Reservation>;
  /** The object is gone. Must not throw: nothing can be taken back any more. */
  release(object: DeepReadonly<KubeObject>): Promise<void>;
}

/** Runs a write; the reservation is kept when it succeeds. */
export async function holding<T>(reservation: Reservation | undefined, write: () => Promise<T>): Promise<T> {
  if (reservation === undefined) return write();
  let result: T;
  try {
    result = await write();
  } catch (err) {
    await reservation.revert();
    throw err;
  }
  await reservation.commit();
  return result;
}
