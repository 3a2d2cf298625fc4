import { META_PACKAGE_ID } from "../framework/package-resolver.js";
import type { Generator } from "../framework/generator.js";
import { installFile } from "./install.js";
import { registerFile } from "./register.js";
import { registeredTypes } from "./select.js";

/**
 * Emits for each package the registration of its kinds, and for each group the one function that fills a scheme with
 * all that the group has. Has no tags of its own: every type that extends TypeMeta is a kind.
 * @see kubernetes/code-generator cmd/register-gen
 */
export const registerGen: Generator = {
  name: "register-gen",
  revision: 1,
  tags: [],
  *plan(ctx) {
    for (const pkg of ctx.own) {
      // The shared meta types belong to no scheme version of their own: every group version reads them.
      if (pkg.id === META_PACKAGE_ID) continue;
      const types = registeredTypes(pkg);
      if (types.length > 0) yield registerFile(ctx, pkg, types);
    }
    for (const group of ctx.model.groups) {
      if ([group.hub, ...group.versions].some((pkg) => pkg.own)) yield installFile(ctx, group);
    }
  },
};
