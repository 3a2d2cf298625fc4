import { isDNS1035Label, isDNS1123Label, isDNS1123Subdomain } from "../content/index.js";

/**
 * What is wrong with a name. With `prefix`, something will be appended, so that a dash at the end is fine.
 * @see kubernetes/apimachinery pkg/api/validation/generic.go
 */
export type ValidateNameFunc = (name: string, prefix: boolean) => string[];

export const nameIsDNSSubdomain: ValidateNameFunc = (name, prefix) => isDNS1123Subdomain(prefix ? mask(name) : name);

export const nameIsDNSLabel: ValidateNameFunc = (name, prefix) => isDNS1123Label(prefix ? mask(name) : name);

export const nameIsDNS1035Label: ValidateNameFunc = (name, prefix) => isDNS1035Label(prefix ? mask(name) : name);

/** The name with its last two characters replaced by a letter when it ends in a dash: what follows makes it whole. */
function mask(name: string): string {
  return name.length > 1 && name.endsWith("-") ? `${name.slice(0, -2)}a` : name;
}
