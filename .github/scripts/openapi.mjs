// Compares two OpenAPI documents by the rules of docs/versioning.md: requests are still accepted, and responses still contain
// what clients read. Prints every incompatible change and exits with 1 if there is one.
//
//   node openapi.mjs PUBLISHED PROPOSED
import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'];

/** All incompatible changes from the published to the proposed document, as sentences. */
export function breaks(published, proposed) {
  const found = [];
  const resolve = (document, node) => {
    while (node?.$ref) node = node.$ref.slice(2).split('/').reduce((part, name) => part?.[name], document);
    return node;
  };
  const types = schema => [schema?.type ?? []].flat().sort();

  // Responses: nothing may disappear or change its type.
  function sent(before, after, where, seen = []) {
    if (before?.$ref) {
      if (seen.includes(before.$ref)) return;
      seen = [...seen, before.$ref];
    }
    before = resolve(published, before);
    after = resolve(proposed, after);
    if (!before) return;
    if (!after) return void found.push(`${where} is no longer described`);
    const added = types(after).filter(type => !types(before).includes(type));
    if (types(before).length && (added.length || !types(after).length))
      found.push(`${where} was ${types(before)} and may be ${types(after).join() || 'anything'}`);
    if (before.format !== after.format) found.push(`${where} had format ${before.format} and has ${after.format}`);
    for (const [name, property] of Object.entries(before.properties ?? {})) {
      if (after.properties?.[name]) sent(property, after.properties[name], `${where}.${name}`, seen);
      else found.push(`${where}.${name} is removed`);
    }
    for (const name of before.required ?? [])
      if (after.properties?.[name] && !after.required?.includes(name)) found.push(`${where}.${name} may be missing`);
    if (before.items) sent(before.items, after.items, `${where}[]`, seen);
    for (const kind of ['oneOf', 'anyOf', 'allOf'])
      (before[kind] ?? []).forEach((one, i) => sent(one, after[kind]?.[i], `${where} (${kind} ${i + 1})`, seen));
  }

  // Requests: everything that was accepted is still accepted, and nothing more is required.
  function taken(before, after, where) {
    before = resolve(published, before) ?? {};
    after = resolve(proposed, after) ?? {};
    const removed = types(before).filter(type => !types(after).includes(type));
    if (types(after).length && removed.length) found.push(`${where} no longer accepts ${removed}`);
    for (const value of before.enum ?? [])
      if (after.enum && !after.enum.includes(value)) found.push(`${where} no longer accepts ${value}`);
    if (after.enum && !before.enum) found.push(`${where} accepts only some values`);
    if ((after.maximum ?? Infinity) < (before.maximum ?? Infinity)) found.push(`${where} accepts at most ${after.maximum}`);
    if ((after.minimum ?? -Infinity) > (before.minimum ?? -Infinity)) found.push(`${where} accepts at least ${after.minimum}`);
    if (JSON.stringify(before.default) !== JSON.stringify(after.default)) found.push(`${where} has another default`);
    if (before.items) taken(before.items, after.items, `${where}[]`);
  }

  function parameters(before, after, where) {
    const all = (document, operation) =>
      new Map((operation.parameters ?? []).map(one => resolve(document, one)).map(one => [`${one.in} ${one.name}`, one]));
    const old = all(published, before);
    for (const [name, parameter] of all(proposed, after)) {
      if (parameter.required && !old.get(name)?.required) found.push(`${where} requires ${name}`);
    }
    for (const [name, parameter] of old) {
      const now = all(proposed, after).get(name);
      if (now) taken(parameter.schema, now.schema, `${where}, ${name}`);
      else found.push(`${where} no longer has ${name}`);
    }
  }

  for (const [path, item] of Object.entries(published.paths))
    for (const method of METHODS.filter(method => item[method])) {
      const before = item[method];
      const after = proposed.paths[path]?.[method];
      const where = `${method.toUpperCase()} ${path}`;
      if (!after) {
        found.push(`${where} is removed`);
        continue;
      }
      parameters(before, after, where);
      for (const [status, response] of Object.entries(before.responses ?? {}).filter(([status]) => status < '300')) {
        const now = resolve(proposed, after.responses?.[status]);
        if (!now) found.push(`${where} no longer answers ${status}`);
        for (const [type, content] of Object.entries((now && resolve(published, response).content) ?? {}))
          if (now.content?.[type]) sent(content.schema, now.content[type].schema, `${where} ${status} ${type}`);
          else found.push(`${where} ${status} is no longer available as ${type}`);
      }
    }
  return [...new Set(found)];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [published, proposed] = process.argv.slice(2).map(file => JSON.parse(readFileSync(file, 'utf8')));
  const found = breaks(published, proposed);
  found.forEach(one => console.error(one));
  process.exit(found.length ? 1 : 0);
}
