/** Why a pool gives nothing: the text stands in the answer to the client. */
export class PoolError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "PoolError";
  }
}

export const RANGE_FULL = "range is full";
