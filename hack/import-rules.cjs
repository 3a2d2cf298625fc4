/**
 * Who may import whom, checked by dependency-cruiser (`npm run verify-imports`). One row for each folder; what a row
 * does not list is an error. The reasons stand in ARCHITECTURE.md.
 */
const layers = {
  apimachinery: [],
  client: ["apimachinery"],
  apis: ["apimachinery"],
  apiserver: ["apimachinery", "client"],
  codegen: ["apimachinery", "client", "apiserver"],
  generated: ["apis", "codegen", "apimachinery"],
  generators: [],
  controllers: ["apimachinery", "client", "generated", "apis"],
  cmd: ["apimachinery", "client", "apis", "apiserver", "codegen", "generated", "generators", "controllers"],
};

const rules = Object.entries(layers).map(([from, may]) => ({
  name: `${from}-imports`,
  comment: may.length === 0 ? `${from}/ imports libraries only` : `${from}/ may import ${may.join(", ")}`,
  severity: "error",
  from: { path: `^${from}/`, pathNot: "\\.test\\.ts$" },
  to: { path: `^(?!(${[from, ...may].join("|")})/)[^/]+/`, pathNot: "node_modules", dependencyTypesNot: ["core"] },
}));

// Inside apiserver, outer layers import inner ones and never the other way round.
const inner = ["server", "endpoints", "registry", "storage"];
inner.forEach((name, depth) => {
  if (depth === 0) return;
  rules.push({
    name: `apiserver-${name}-is-inner`,
    comment: `apiserver/${name} knows nothing of the layers above it`,
    severity: "error",
    from: { path: `^apiserver/${name}/`, pathNot: "\\.test\\.ts$" },
    to: { path: `^apiserver/(${inner.slice(0, depth).join("|")})/` },
  });
});

module.exports = {
  forbidden: [
    ...rules,
    {
      name: "no-cycles",
      comment: "a cycle hides which of two files is the lower one",
      severity: "error",
      from: { pathNot: "\\.test\\.ts$" },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ["kindsmith-source", "import", "node", "default"],
      exportsFields: ["exports"],
    },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|test/testdata)/" },
  },
};
