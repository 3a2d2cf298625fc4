import type { RejectReason } from "../queueset/queue-set.js";
import type { QueuedRequest, RequestSpec } from "../queueset/request.js";
import type { WorkEstimate } from "../queueset/work-estimate.js";
import type { Classification } from "./flow-controller.js";

/** Who tickets are given back to. */
export interface TicketOffice {
  /** False when the request does not wait any more. */
  cancel(classification: Classification, request: QueuedRequest): boolean;
  finish(classification: Classification, request: QueuedRequest): void;
}

/**
 * A request's way through flow control: it may have to wait for its turn, runs, and is finished. Nearly all run at once, and
 * nothing is made for the wait of those. `finish` must be called once when the handler of one that ran is done.
 */
export class Ticket implements RequestSpec {
  readonly classification: Classification;
  readonly flowSchema: string;
  readonly flowDistinguisher: string;
  readonly flowHash: bigint;
  readonly work: WorkEstimate;
  readonly details: object;
  readonly #office: TicketOffice;
  #request: QueuedRequest | undefined;
  #onTurn: ((refused: RejectReason | undefined) => void) | undefined;

  constructor(classification: Classification, work: WorkEstimate, details: object, office: TicketOffice) {
    this.classification = classification;
    this.flowSchema = classification.flowSchema.metadata.name ?? "";
    this.flowDistinguisher = classification.distinguisher;
    this.flowHash = classification.flowHash;
    this.work = work;
    this.details = details;
    this.#office = office;
  }

  /** It has to wait for its turn. */
  get waits(): boolean {
    return this.#request?.state === "waiting";
  }

  /** Resolves when its turn comes, or with a reason once it was cancelled. To be called once, while it waits. */
  turn(): Promise<RejectReason | undefined> {
    return new Promise((resolve) => (this.#onTurn = resolve));
  }

  /** Gives up waiting; nothing when it does not wait. */
  cancel(): void {
    const request = this.#request;
    if (request !== undefined && this.#office.cancel(this.classification, request)) this.#onTurn?.("time-out");
  }

  /** The handler is done. */
  finish(): void {
    if (this.#request !== undefined) this.#office.finish(this.classification, this.#request);
  }

  /** For the controller: what stands for it in its queue. */
  admit(request: QueuedRequest): void {
    this.#request = request;
  }

  /** For the queue: its turn has come. */
  onDispatch(): void {
    this.#onTurn?.(undefined);
  }
}
