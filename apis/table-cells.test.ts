import assert from "node:assert/strict";
import { test } from "node:test";
import { goldenBench } from "../apiserver/endpoints/testing/index.js";
import { apiGroups } from "../generated/registry/index.js";

interface Case {
  readonly name: string;
  readonly path: string;
  readonly object: object;
  /** Patched into the object's status. */
  readonly status?: object;
  /** Cells by the names of their columns. */
  readonly want: { readonly [column: string]: unknown };
}

const ingress = [{ hostname: "b.example" }, { ip: "10.0.0.1" }, { hostname: "b.example" }];
const binding = (paramRef: object): object => ({
  spec: { policyName: "p", paramRef: { parameterNotFoundAction: "Allow", ...paramRef }, validationActions: ["Deny"] },
});
const BINDINGS = "/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings";
const rule = (host: string): object => ({
  ...(host === "" ? {} : { host }),
  http: { paths: [{ path: "/", pathType: "Prefix", backend: { service: { name: "s", port: { number: 1 } } } }] },
});

/** Cells as upstream's printers fill them. @see kubernetes/kubernetes pkg/printers/internalversion/printers.go */
const cases: readonly Case[] = [
  {
    name: "load-balancer",
    path: "/api/v1/namespaces/golden/services",
    object: { spec: { type: "LoadBalancer", clusterIP: "10.0.0.9", externalIPs: ["1.2.3.4"], ports: [{ port: 80 }] } },
    status: { loadBalancer: { ingress } },
    want: { "External-IP": "10.0.0.1,b.example,1.2.3.4", "Port(s)": "80/TCP", Selector: "<none>" },
  },
  {
    name: "hosts-and-a-rule-more",
    path: "/apis/networking.k8s.io/v1/namespaces/golden/ingresses",
    object: { spec: { rules: ["a", "", "b", "c", ""].map(rule), tls: [{ hosts: ["a"] }] } },
    status: { loadBalancer: { ingress } },
    want: { Class: "<none>", Hosts: "a,b,c + 2 more...", Address: "10.0.0.1,b.example", Ports: "80, 443" },
  },
  {
    name: "three-hosts",
    path: "/apis/networking.k8s.io/v1/namespaces/golden/ingresses",
    object: { spec: { rules: ["", "a", "b", "c"].map(rule) } },
    want: { Hosts: "a,b,c", Ports: "80" },
  },
  {
    name: "standard",
    path: "/apis/storage.k8s.io/v1/storageclasses",
    object: {
      metadata: { annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
      provisioner: "a.io/b",
    },
    want: { Name: "standard (default)", ReclaimPolicy: "Delete", VolumeBindingMode: "Immediate" },
  },
  { name: "by-name", path: BINDINGS, object: binding({ name: "n" }), want: { ParamRef: "*/n" } },
  { name: "in-namespace", path: BINDINGS, object: binding({ name: "n", namespace: "s" }), want: { ParamRef: "s/n" } },
  {
    name: "by-labels",
    path: BINDINGS,
    object: binding({
      selector: {
        matchLabels: { b: "2", a: "1" },
        matchExpressions: [{ key: "k", operator: "In", values: ["x", "y"] }],
      },
    }),
    want: {
      ParamRef:
        "&LabelSelector{MatchLabels:map[string]string{a: 1,b: 2,},MatchExpressions:[]LabelSelectorRequirement{" +
        "LabelSelectorRequirement{Key:k,Operator:In,Values:[x y],},},}",
    },
  },
  {
    name: "10.9.8.7",
    path: "/apis/networking.k8s.io/v1/ipaddresses",
    object: { spec: { parentRef: { group: "Gateways.io", resource: "gateways", namespace: "n", name: "g" } } },
    want: { ParentRef: "gateways.gateways.io/n/g" },
  },
  {
    name: "slice",
    path: "/apis/discovery.k8s.io/v1/namespaces/golden/endpointslices",
    object: { addressType: "IPv4", endpoints: [], ports: [{ name: "web" }, { name: "", port: 80 }] },
    want: { Ports: "web,80", Endpoints: "<unset>" },
  },
  {
    name: "a-job",
    path: "/apis/batch/v1/namespaces/golden/jobs",
    object: {
      spec: { parallelism: 3, template: { spec: { restartPolicy: "Never", containers: [{ name: "c", image: "i" }] } } },
    },
    want: { Status: "Running", Completions: "0/1 of 3", Duration: "", Containers: "c", Images: "i" },
  },
];

test("cells are those of upstream's printers", async (t) => {
  const bench = await goldenBench(apiGroups);
  const patch = { "content-type": "application/merge-patch+json" };
  for (const { name, path, object, status, want } of cases) {
    await t.test(name, async () => {
      const { metadata, ...rest } = object as { metadata?: object };
      const made = await bench.send("POST", path, { body: { metadata: { name, ...metadata }, ...rest } });
      assert.equal(made.status, 201, made.text);
      if (status !== undefined) {
        const changed = await bench.send("PATCH", `${path}/${name}/status`, { headers: patch, body: { status } });
        assert.equal(changed.status, 200, changed.text);
      }
      const cells = await rowsOf(`${path}/${name}`);
      assert.deepEqual(Object.fromEntries(Object.keys(want).map((column) => [column, cells[0]?.[column]])), want);
    });
  }

  async function rowsOf(path: string): Promise<{ readonly [column: string]: unknown }[]> {
    const answer = await bench.send("GET", path, {
      headers: { accept: "application/json;as=Table;v=v1;g=meta.k8s.io" },
    });
    assert.equal(answer.status, 200, answer.text);
    const { columnDefinitions, rows } = answer.body as {
      columnDefinitions: { name: string }[];
      rows: { cells: unknown[]; conditions?: unknown }[];
    };
    return rows.map(({ cells, conditions }) => ({
      ...Object.fromEntries(columnDefinitions.map(({ name }, i) => [name, cells[i]])),
      conditions,
    }));
  }

  await t.test("rows of pods that are done say so", async () => {
    const path = "/api/v1/namespaces/golden/pods";
    const spec = { containers: [{ name: "c", image: "i" }] };
    for (const phase of ["Succeeded", "Failed", "Running"]) {
      const name = phase.toLowerCase();
      await bench.send("POST", path, { body: { metadata: { name }, spec } });
      await bench.send("PATCH", `${path}/${name}/status`, { headers: patch, body: { status: { phase } } });
    }
    const rows = await rowsOf(path);
    assert.deepEqual(
      rows.map(({ Name, conditions }) => [Name, conditions]),
      [
        ["failed", [{ type: "Completed", status: "True", reason: "Failed", message: "The pod failed." }]],
        ["running", undefined],
        [
          "succeeded",
          [{ type: "Completed", status: "True", reason: "Succeeded", message: "The pod has completed successfully." }],
        ],
      ],
    );
  });

  await t.test("flow schemas stand in the order in which they are tried", async () => {
    const path = "/apis/flowcontrol.apiserver.k8s.io/v1/flowschemas";
    for (const [name, matchingPrecedence] of [
      ["a", 30],
      ["b", 20],
      ["c", 20],
    ] as const) {
      const spec = { matchingPrecedence, priorityLevelConfiguration: { name: "p" } };
      const made = await bench.send("POST", path, { body: { metadata: { name }, spec } });
      assert.equal(made.status, 201, made.text);
    }
    const rows = await rowsOf(path);
    assert.deepEqual(
      rows.map(({ Name }) => Name),
      ["b", "c", "a"],
    );
  });
});
