/**
 * Nothing here is right.
 *
 * +k8s:defaulter-gen=TypeMeta
 * +k8s:defaulter-gen=Typemeta
 * +k8s:defaulter-gen-input=k8s.io/api/zoo/v2
 */
export {};
