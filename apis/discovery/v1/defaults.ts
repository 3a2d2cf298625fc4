import type { EndpointPort } from "./types.js";

export function SetDefaults_EndpointPort(obj: EndpointPort): void {
  obj.name ??= "";
  obj.protocol ??= "TCP";
}
