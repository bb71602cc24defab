// Source files that import each other in a circle. A room is `foo.rs` with its folder `foo/`. At every depth the rooms beside
// each other are looked at: if one is reached from another that it reaches, over `use` or a path in the code, the circle is
// printed and the script fails. What stands only in tests does not count.
//
// node tools/circles.mjs [--list]    --list also prints who imports whom among the rooms of a circle.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const CRATES = ["app/domain/src", "app/src", "server/src", "server/backend/src", "server/bench/src"];
const list = process.argv.includes("--list");

/** The code without comments, texts and what is compiled for tests only. */
function codeOf(file) {
  let text = readFileSync(file, "utf8");
  text = text.replace(/r(#*)"[\s\S]*?"\1/g, '""').replace(/"(?:[^"\\]|\\[\s\S])*"/g, '""');
  text = text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\/\/[^\n]*/g, "");
  for (;;) {
    const test = text.search(/#\[cfg\((?:all\()?test\b/);
    if (test < 0) return text;
    const brace = text.indexOf("{", test);
    const stop = text.indexOf(";", test);
    if (stop >= 0 && (brace < 0 || stop < brace)) {
      text = text.slice(0, test) + text.slice(stop + 1);
      continue;
    }
    let depth = 0;
    let end = brace;
    for (; end < text.length; end += 1) {
      if (text[end] === "{") depth += 1;
      if (text[end] === "}" && (depth -= 1) === 0) break;
    }
    text = text.slice(0, test) + text.slice(end + 1);
  }
}

/** The modules of a crate by path ("" is its root), each with its file's code. */
function modulesOf(source) {
  const modules = new Map();
  const walk = (folder, path) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const at = join(folder, entry.name);
      if (entry.isDirectory()) walk(at, [...path, entry.name]);
      else if (entry.name.endsWith(".rs")) {
        const name = basename(entry.name, ".rs");
        if (name === "tests" || name === "testing" || path.includes("tests") || path.includes("testing")) continue;
        const isRoot = path.length === 0 && (name === "lib" || name === "main");
        const key = isRoot ? "" : [...path, name].join("::");
        modules.set(key, { file: at, code: `${modules.get(key)?.code ?? ""}${codeOf(at)}` });
      }
    }
  };
  walk(source, []);
  // `#[cfg(test)] mod access_matrix;` in a parent takes the whole room out.
  for (const [key, { file }] of [...modules]) {
    for (const [, child] of readFileSync(file, "utf8").matchAll(/#\[cfg\(test\)\]\s*(?:pub(?:\([^)]*\))? )?mod (\w+);/g)) {
      const room = key === "" ? child : `${key}::${child}`;
      for (const other of [...modules.keys()]) if (other === room || other.startsWith(`${room}::`)) modules.delete(other);
    }
  }
  return modules;
}

/** `a::{b, c::{d, e as f}}` as ["a::b", …], each with the name that it brings in. */
function* spread(tree, before = []) {
  const open = tree.indexOf("{");
  if (open < 0) {
    const [path, alias] = tree.split(/\s+as\s+/);
    const parts = [...before, ...path.split("::").map((part) => part.trim())].filter(Boolean);
    if (parts.at(-1) === "self") parts.pop();
    yield { parts, name: (alias ?? parts.at(-1) ?? "").trim() };
    return;
  }
  const head = tree.slice(0, open).split("::").map((part) => part.trim()).filter(Boolean);
  const inner = tree.slice(open + 1, tree.lastIndexOf("}"));
  let depth = 0;
  let start = 0;
  for (let i = 0; i <= inner.length; i += 1) {
    if (inner[i] === "{") depth += 1;
    if (inner[i] === "}") depth -= 1;
    if (i === inner.length || (inner[i] === "," && depth === 0)) {
      const part = inner.slice(start, i).trim();
      if (part) yield* spread(part, [...before, ...head]);
      start = i + 1;
    }
  }
}

/** Every path that a module names, from the root of its crate. */
function pathsOf(key, { code }, modules) {
  const here = key === "" ? [] : key.split("::");
  const found = [];
  const names = new Map();
  const rooted = (parts) => {
    let at = [...here];
    const rest = [...parts];
    if (rest[0] === "crate") {
      at = [];
      rest.shift();
    } else if (rest[0] === "self" || rest[0] === "super") {
      while (rest[0] === "self" || rest[0] === "super") if (rest.shift() === "super") at.pop();
    } else if (modules.has([...here, rest[0]].join("::"))) {
      // A child by its name.
    } else return undefined;
    return [...at, ...rest];
  };
  for (const [, tree] of code.matchAll(/\buse\s+([^;]+);/g)) {
    for (const { parts, name } of spread(tree.replace(/\s+/g, " "))) {
      const path = rooted(parts);
      if (path) {
        found.push(path);
        names.set(name, path);
      }
    }
  }
  const body = code.replace(/\buse\s+[^;]+;/g, "");
  for (const [path] of body.matchAll(/\b(?:crate|self|super)(?:::\w+)+/g)) {
    const whole = rooted(path.split("::"));
    if (whole) found.push(whole);
  }
  return { found, names };
}

/** The module that a path leads to: through what a module gives out under another name, to where it is. */
function target(path, modules, names, seen = 0) {
  let depth = 0;
  while (depth < path.length && modules.has(path.slice(0, depth + 1).join("::"))) depth += 1;
  const module = path.slice(0, depth);
  const given = path[depth] && names.get(module.join("::"))?.get(path[depth]);
  if (given && seen < 8 && given.join("::") !== path.join("::")) {
    return target([...given, ...path.slice(depth + 1)], modules, names, seen + 1);
  }
  return module;
}

/** Groups of more than one that reach each other (Tarjan). */
function circles(edges) {
  let count = 0;
  const index = new Map();
  const low = new Map();
  const stack = [];
  const groups = [];
  const visit = (node) => {
    index.set(node, count);
    low.set(node, count);
    count += 1;
    stack.push(node);
    for (const next of edges.get(node)?.keys() ?? []) {
      if (!index.has(next)) visit(next);
      if (stack.includes(next)) low.set(node, Math.min(low.get(node), low.get(next)));
    }
    if (low.get(node) === index.get(node)) {
      const group = stack.splice(stack.indexOf(node));
      if (group.length > 1) groups.push(group);
    }
  };
  for (const node of edges.keys()) if (!index.has(node)) visit(node);
  return groups;
}

let total = 0;
for (const crate of CRATES) {
  const source = join(ROOT, crate);
  if (!existsSync(source)) continue;
  const modules = modulesOf(source);
  const paths = new Map([...modules].map(([key, module]) => [key, pathsOf(key, module, modules)]));
  const names = new Map([...paths].map(([key, path]) => [key, path.names]));
  // Rooms beside each other, by the room they are in.
  const rooms = new Map();
  for (const [key, { found }] of paths) {
    const from = key === "" ? [] : key.split("::");
    for (const path of found) {
      const to = target(path, modules, names);
      let common = 0;
      while (common < from.length && common < to.length && from[common] === to[common]) common += 1;
      if (common === from.length || common === to.length) continue;
      const parent = from.slice(0, common).join("::");
      const edges = rooms.get(parent) ?? rooms.set(parent, new Map()).get(parent);
      const [a, b] = [from[common], to[common]];
      const targets = edges.get(a) ?? edges.set(a, new Map()).get(a);
      if (!edges.has(b)) edges.set(b, new Map());
      targets.set(b, [...(targets.get(b) ?? []), `${relative(ROOT, modules.get(key).file)} → ${to.join("::")}`]);
    }
  }
  for (const [parent, edges] of [...rooms].sort()) {
    for (const group of circles(edges)) {
      total += 1;
      console.log(`${crate}: ${parent || "crate"}: ${group.sort().join(", ")}`);
      if (!list) continue;
      for (const a of group) {
        for (const [b, why] of edges.get(a)) {
          if (group.includes(b)) console.log(`    ${a} → ${b}: ${[...new Set(why)].join("; ")}`);
        }
      }
    }
  }
}
console.log(total === 0 ? "no circles" : `${total} circles`);
process.exit(total === 0 ? 0 : 1);
