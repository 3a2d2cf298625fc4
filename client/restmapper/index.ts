/** Maps kinds to resources and back, by what a server says that it serves. */
export { DeferredRESTMapper } from "./deferred-rest-mapper.js";
export {
  DiscoveryRESTMapper,
  isNoMatchError,
  NoMatchError,
  type PartialResource,
  type RESTMapping,
} from "./rest-mapper.js";
