/** In this version zero shares read as none given; the annotation says that zero is meant. */
export const PRESERVE_ZERO_SHARES = "flowcontrol.k8s.io/v1beta3-preserve-zero-concurrency-shares";
