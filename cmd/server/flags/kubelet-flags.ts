import { list, text } from "./flag.js";

/** @see kubernetes/kubernetes cmd/kube-apiserver/app/options/options.go */
export const kubeletFlags = {
  "kubelet-certificate-authority": text({
    default: undefined,
    placeholder: "PATH",
    help: "The authority of kubelets' serving certificates (PEM); without it they are not verified.",
  }),
  "kubelet-client-certificate": text({
    default: undefined,
    placeholder: "PATH",
    help: "The client certificate for kubelets (PEM).",
  }),
  "kubelet-client-key": text({
    default: undefined,
    placeholder: "PATH",
    help: "The key of --kubelet-client-certificate (PEM).",
  }),
  "kubelet-preferred-address-types": list({
    placeholder: "TYPE,…",
    help: "Which address of a node its kubelet is called at, the best first; by default Hostname,InternalDNS,InternalIP,ExternalDNS,ExternalIP.",
  }),
};
