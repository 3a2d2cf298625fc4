import { newBadRequest, newInvalid } from "../../../apimachinery/api/errors/index.js";
import type { ErrorList } from "../../../apimachinery/validation/field/index.js";
import type { UserInfo } from "../../authentication/index.js";
import type { OperationOptions } from "../../storage/interface.js";
import type { AuthorizationAttributes, Authorizer } from "../interface.js";
import type { AccessReview, AccessReviewSpec, AccessReviewStatus, SelectorAttributes } from "./types.js";
import { validateAccessReview, validateLocalAccessReview, validateSelfAccessReview } from "./validate.js";

const GROUP = "authorization.k8s.io";

/** Answers whether somebody may do something. All methods throw StatusErrors for questions that make no sense. */
export class AccessReviews {
  readonly #authorizer: Authorizer;

  constructor(authorizer: Authorizer) {
    this.#authorizer = authorizer;
  }

  subject(review: AccessReview, opts: OperationOptions): Promise<AccessReview> {
    return this.#answer("SubjectAccessReview", review, validateAccessReview, userOf(review.spec ?? {}), opts);
  }

  self(review: AccessReview, user: UserInfo, opts: OperationOptions): Promise<AccessReview> {
    return this.#answer("SelfSubjectAccessReview", review, validateSelfAccessReview, user, opts);
  }

  local(review: AccessReview, namespace: string, opts: OperationOptions): Promise<AccessReview> {
    if (namespace === "") throw newBadRequest("namespace is required on this type: LocalSubjectAccessReview");
    return this.#answer("LocalSubjectAccessReview", review, validateLocalAccessReview, userOf(review.spec ?? {}), opts);
  }

  async #answer(
    kind: string,
    review: AccessReview,
    validate: (review: AccessReview) => ErrorList,
    user: UserInfo,
    opts: OperationOptions,
  ): Promise<AccessReview> {
    const errs = validate(review);
    if (errs.length > 0) throw newInvalid({ group: GROUP, kind }, "", errs);
    const status = await this.#decide(attributesOf(user, review.spec ?? {}), opts);
    return { ...review, status };
  }

  async #decide(attributes: AuthorizationAttributes, opts: OperationOptions): Promise<AccessReviewStatus> {
    try {
      const { decision, reason } = await this.#authorizer.authorize(attributes, opts);
      return {
        allowed: decision === "allow",
        ...(decision === "deny" ? { denied: true } : {}),
        ...(reason === "" ? {} : { reason }),
      };
    } catch (err) {
      opts.signal?.throwIfAborted();
      return { allowed: false, evaluationError: err instanceof Error ? err.message : String(err) };
    }
  }
}

function userOf({ user = "", groups = [], uid = "", extra = {} }: AccessReviewSpec): UserInfo {
  return { name: user, groups, uid, extra };
}

function attributesOf(user: UserInfo, spec: AccessReviewSpec): AuthorizationAttributes {
  const { resourceAttributes: resource, nonResourceAttributes = {} } = spec;
  if (resource === undefined) {
    return {
      kind: "nonResource",
      user,
      verb: nonResourceAttributes.verb ?? "",
      path: nonResourceAttributes.path ?? "",
    };
  }
  const fieldSelector = textOf(resource.fieldSelector);
  const labelSelector = textOf(resource.labelSelector);
  return {
    kind: "resource",
    user,
    verb: resource.verb ?? "",
    group: resource.group ?? "",
    // A question that leaves the version open is about all of them.
    version: resource.version || "*",
    resource: resource.resource ?? "",
    subresource: resource.subresource ?? "",
    namespace: resource.namespace ?? "",
    name: resource.name ?? "",
    ...(fieldSelector === undefined ? {} : { fieldSelector }),
    ...(labelSelector === undefined ? {} : { labelSelector }),
  };
}

/** The form in which a request would carry the selector. */
function textOf(selector: SelectorAttributes | undefined): string | undefined {
  if (selector === undefined) return undefined;
  if (selector.rawSelector) return selector.rawSelector;
  const terms = (selector.requirements ?? []).map(({ key, operator, values = [] }) => {
    const list = `(${values.join(",")})`;
    switch (operator) {
      case "In":
        return `${key} in ${list}`;
      case "NotIn":
        return `${key} notin ${list}`;
      case "Exists":
        return key;
      default:
        return `!${key}`;
    }
  });
  return terms.join(",");
}
