// One SPARQL endpoint in front of several: Comunica, over engines that share the triples of a graph.
//
//     node coordinator.js PORT ADDRESS...
//
// A thing's triples all lie in one of the engines, the shards, and no triple in two. So the patterns
// of a query that have one subject are asked of every shard as they stand, joined, and what the shards
// answer is put together; Comunica does the rest of the query with that. As it comes it would ask each
// shard for each pattern and, once it knows some values, for each of these alone.
//
// An answer is whole or it is an error: it is sent when it is there to its end, and only if no shard
// failed in the meantime, whatever Comunica made of the failure.

import { createServer } from "node:http";

import { QueryEngine } from "@comunica/query-sparql";
import { algebraUtils } from "@comunica/utils-algebra";
import { BindingsFactory } from "@comunica/utils-bindings-factory";
import { MetadataValidationState } from "@comunica/utils-metadata";
import { assignOperationSource } from "@comunica/utils-query-operation";
import { ArrayIterator, wrap } from "asynciterator";
import { DataFactory } from "rdf-data-factory";
import { termToString } from "rdf-string-ttl";
import { SparqlJsonParser } from "sparqljson-parse";

const ROWS = "application/sparql-results+json";
const TRIPLES = "application/n-triples";
// What a request costs beside what it brings, in the unit of Comunica's estimates of a row.
const REQUEST = 2;

const [port, ...shards] = process.argv.slice(2);
const terms = new DataFactory();
const bindings = new BindingsFactory(terms);
const parser = new SparqlJsonParser({ dataFactory: terms });
const comunica = new QueryEngine();

/** The shards as one source of Comunica's (its interface IQuerySource), for one subject. */
class Shards {
  constructor(asking, name) {
    this.asking = asking;
    this.referenceValue = name;
  }

  toString() {
    return this.referenceValue;
  }

  async getFilterFactor() {
    return 1;
  }

  async getSelectorShape() {
    const operations = ["pattern", "join"].map((type) => ({ operationType: "type", type }));
    const children = operations.map((operation) => ({
      type: "operation", operation, joinBindings: true,
    }));
    return { type: "disjunction", children };
  }

  queryBindings(operation, _context, options) {
    const variables = algebraUtils.inScopeVariables(operation);
    const patterns = (operation.input ?? [operation])
      .map((one) => [one.subject, one.predicate, one.object].map(termToString).join(" "))
      .join(" . ");
    const found = wrap(this.solutions(patterns, variables, options?.joinBindings), {
      autoStart: false,
    });
    // Never none: what is said to be empty Comunica cuts out of the query, and where that leaves a
    // path of alternatives with none, NOT EXISTS and MINUS take all rows away.
    this.asking.count(patterns).then((value) => found.setProperty("metadata", {
      state: new MetadataValidationState(),
      cardinality: { type: "estimate", value: Math.max(value, 1) },
      requestTime: REQUEST,
      variables: variables.map((variable) => ({ variable, canBeUndef: false })),
    }));
    return found;
  }

  /** The solutions of patterns, joined with solutions that are known already. */
  async solutions(patterns, variables, known) {
    const joined = known ? known.metadata.variables.map((one) => one.variable) : [];
    const rows = known ? await known.bindings.toArray() : [];
    const named = new Set([...variables, ...joined].map(termToString));
    const table = rows.map((row) => joined
      .map((one) => (row.has(one) ? termToString(row.get(one)) : "UNDEF")).join(" "));
    const values = known
      ? `VALUES (${joined.map(termToString).join(" ")}) { (${table.join(") (")}) }` : "";
    const query = `SELECT ${[...named].join(" ") || "*"} { ${values} ${patterns} }`;
    return new ArrayIterator(await this.asking.rows(query), { autoStart: false });
  }
}

/** One query: what the shards are asked for it, until it is answered or one of them fails. */
class Asking {
  /**
   * @param {string[]} graphs the graphs that are asked, as the protocol names them
   * @param {AbortController} end ends what is asked, with the reason
   */
  constructor(graphs, end) {
    this.graphs = graphs;
    this.end = end;
    this.counts = new Map();
    this.sources = new Map();
  }

  /** What all shards answer, put together; nothing once one has failed, for an answer not sent. */
  async rows(query) {
    try {
      const found = await Promise.all(shards.map((shard) => this.rowsOf(shard, query)));
      return found.flat();
    } catch (error) {
      this.end.abort(error);
      return [];
    }
  }

  async rowsOf(shard, query) {
    const body = new URLSearchParams({ query });
    for (const graph of this.graphs) body.append("default-graph-uri", graph);
    const options = { method: "POST", headers: { Accept: ROWS }, body, signal: this.end.signal };
    const response = await fetch(shard, options);
    const said = await response.text();
    if (!response.ok) throw new Error(`${shard} answers with ${response.status}: ${said}`);
    return parser.parseJsonResults(JSON.parse(said)).map((row) => bindings.fromRecord(row));
  }

  /** How many solutions a group of patterns has; the names of its variables make no difference. */
  async count(patterns) {
    const names = new Map();
    const key = patterns.replaceAll(/\?\w+/gu, (name) => {
      if (!names.has(name)) names.set(name, `?v${names.size}`);
      return names.get(name);
    });
    if (!this.counts.has(key)) this.counts.set(key, this.rows(`SELECT (COUNT(*) AS ?n) { ${key} }`));
    const found = await this.counts.get(key);
    return found.reduce((sum, row) => sum + Number(row.get("n").value), 0);
  }

  /** The query with a source for each pattern, the same for those that have one subject. */
  sourced(operation) {
    const sourced = {
      preVisitor: () => ({ continue: false }),
      transform: (part) => assignOperationSource(part, this.source(part.subject)),
    };
    return algebraUtils.mapOperation(operation, {
      pattern: sourced,
      link: sourced,
      nps: sourced,
      construct: { preVisitor: () => ({ ignoreKeys: new Set(["template", "metadata"]) }) },
    });
  }

  source(subject) {
    const name = subject ? termToString(subject) : "steps of a path";
    if (!this.sources.has(name)) this.sources.set(name, { source: new Shards(this, name) });
    return this.sources.get(name);
  }
}

/** The whole answer to a query, as text of a type. */
async function answered(query, graphs, type, end) {
  const { signal } = end;
  const failed = new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  const answer = async () => {
    const asking = new Asking(graphs, end);
    const parsed = await comunica.explain(query, {}, "parsed");
    const result = await comunica.query(asking.sourced(parsed.data), {});
    const { data } = await comunica.resultToString(result, type);
    const text = (await data.toArray()).join("");
    if (type === TRIPLES) return text;
    const { boolean, results } = JSON.parse(text);
    // Comunica leaves the names of the columns out where it knows early that there are no rows, and
    // says behind the rows how many requests it made.
    const vars = results && algebraUtils.inScopeVariables(parsed.data).map((one) => one.value);
    return JSON.stringify({ head: { vars }, boolean, results });
  };
  const text = await Promise.race([answer(), failed]);
  signal.throwIfAborted();
  return text;
}

createServer(async (request, response) => {
  const form = new URLSearchParams((await request.setEncoding("utf-8").toArray()).join(""));
  const end = new AbortController();
  response.on("close", () => end.abort(new Error("nobody listens any more")));
  const asked = request.headers.accept?.includes(TRIPLES) ? TRIPLES : ROWS;
  const send = (status, type, text) => response
    .writeHead(status, { "Content-Type": type, "Content-Length": Buffer.byteLength(text) })
    .end(text);
  await answered(form.get("query") ?? "", form.getAll("default-graph-uri"), asked, end).then(
    (text) => send(200, asked, text),
    (error) => send(end.signal.aborted ? 502 : 400, "text/plain", String(error)),
  );
}).listen(Number(port), "127.0.0.1");
