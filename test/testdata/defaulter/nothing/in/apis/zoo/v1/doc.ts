/**
 * Asks for defaults and has none.
 *
 * +k8s:defaulter-gen=TypeMeta
 */
export {};
