import { boolean, duration, list, text } from "./flag.js";

/** @see kubernetes/kubernetes pkg/kubeapiserver/options/authentication.go */
export const serviceAccountFlags = {
  "service-account-issuer": list({
    placeholder: "URL,…",
    help: "Who issues tokens of service accounts, by default https://kubernetes.default.svc.cluster.local; tokens of the further ones are known as well.",
  }),
  "service-account-signing-key-file": text({
    default: undefined,
    placeholder: "PATH",
    help: "The private key that signs tokens of service accounts (PEM); without it one is made and kept beside the server's certificates.",
  }),
  "service-account-key-file": list({
    placeholder: "PATH,…",
    help: "Keys that tokens of service accounts are verified with (PEM), beside the one that signs.",
  }),
  "service-account-jwks-uri": text({
    default: undefined,
    placeholder: "URL",
    help: "Where others are told to find the keys; by default at this server.",
  }),
  "api-audiences": list({
    placeholder: "NAME,…",
    help: "Whom tokens for this server are meant for; by default its issuers.",
  }),
  "service-account-lookup": boolean({
    default: true,
    help: "Whether a token is good only as long as its account and the object it is bound to exist.",
  }),
  "service-account-max-token-expiration": duration({
    default: "0s",
    help: "How long a token may be good at the most; 0 is no limit.",
  }),
  "service-account-extend-token-expiration": boolean({
    default: true,
    help: "Whether pods' tokens of an hour are in fact good for a year, for programs that do not read them again.",
  }),
};
