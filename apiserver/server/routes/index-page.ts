import type { DiscoveryCatalog } from "../../discovery/index.js";
import { answerIndentedJSON } from "../answer.js";
import type { PathMux } from "../mux/path-mux.js";
import type { ServerHandler } from "../transport/index.js";

/** `/`: every path there is. */
export function createIndexHandler(deps: { readonly mux: PathMux; readonly catalog: DiscoveryCatalog }): ServerHandler {
  return (request) => {
    const paths = new Set(deps.mux.listedPaths());
    for (const group of deps.catalog.groups()) {
      if (group.name !== "") paths.add(`/apis/${group.name}`);
      for (const { version } of group.versions) {
        paths.add(group.name === "" ? `/api/${version}` : `/apis/${group.name}/${version}`);
      }
    }
    answerIndentedJSON(request, 200, { paths: [...paths].sort() });
    return Promise.resolve();
  };
}
