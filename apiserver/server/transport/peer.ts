import type { DetailedPeerCertificate, TLSSocket } from "node:tls";

/** Who is at the other end of a connection. Found out once for each connection, when first asked. */
export class Peer {
  readonly remoteAddress: string;
  readonly #socket: TLSSocket;
  #known: { readonly certificate?: DetailedPeerCertificate; readonly error?: string } | undefined;

  constructor(socket: TLSSocket) {
    this.#socket = socket;
    this.remoteAddress = socket.remoteAddress ?? "";
  }

  /** The verified client certificate. */
  get certificate(): DetailedPeerCertificate | undefined {
    return this.#certificate().certificate;
  }

  /** Why the certificate that was sent is not verified. */
  get certificateError(): string | undefined {
    return this.#certificate().error;
  }

  #certificate(): { readonly certificate?: DetailedPeerCertificate; readonly error?: string } {
    if (this.#known !== undefined) return this.#known;
    const socket = this.#socket;
    // Without a certificate Node answers with an empty object, or null on a closed connection.
    const certificate = socket.getPeerCertificate(true) as DetailedPeerCertificate | null;
    if (certificate === null || Object.keys(certificate).length === 0) {
      this.#known = {};
    } else if (socket.authorized) {
      this.#known = { certificate };
    } else {
      // Node's types say Error, its implementation gives OpenSSL's code as text.
      this.#known = { error: String(socket.authorizationError) };
    }
    return this.#known;
  }
}
