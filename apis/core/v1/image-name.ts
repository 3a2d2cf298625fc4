const REFERENCE = /^(?<name>[^@]*?)(?::(?<tag>[\w][\w.-]{0,127}))?(?:@(?<digest>[A-Za-z][\w+.-]*:[0-9a-fA-F]{32,}))?$/;

/**
 * True when an image is pulled by the tag `latest`, named or not. A digest alone has no tag.
 * @see kubernetes/kubernetes pkg/util/parsers/parsers.go, ParseImageName
 */
export function taggedLatest(image: string): boolean {
  const parts = REFERENCE.exec(image)?.groups;
  if (parts === undefined || !parts["name"]) return false;
  if (parts["tag"] !== undefined) return parts["tag"] === "latest";
  return parts["digest"] === undefined;
}
