import { GoPrinter } from "../shared/go-json.js";

/** Prints values of the networking group as upstream's errors do. @see kubernetes/kubernetes pkg/apis/networking/types.go */
export const goNetworking = new GoPrinter({
  ParentReference: "group:s resource:s namespace:s name:s",
  ServiceCIDRSpec: "cidrs/CIDRs:v",
});
