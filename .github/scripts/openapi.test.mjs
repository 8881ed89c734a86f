// Tests openapi.mjs with changes of the published document.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import test from 'node:test';
import {breaks} from './openapi.mjs';

const text = readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8');
const published = JSON.parse(text);

/** Returns the breaking changes after a change of the document. */
function after(change) {
  const proposed = JSON.parse(text);
  change(proposed);
  return breaks(published, proposed);
}
const schema = document => Object.values(document.components.schemas).find(one => one.required?.length > 2);
const list = document => document.paths['/api/v1/orders'].get;

test('an unchanged document is compatible', () => assert.deepEqual(breaks(published, published), []));

test('additions are compatible', () =>
  assert.deepEqual(
    after(document => {
      document.paths['/api/v1/new'] = {get: {responses: {200: {description: 'new'}}}};
      list(document).parameters.push({name: 'new', in: 'query', schema: {type: 'string'}});
      schema(document).properties.new = {type: 'string'};
    }),
    []
  ));

const broken = {
  'a path that goes': document => delete document.paths['/api/v1/orders'],
  'a parameter that goes': document => list(document).parameters.pop(),
  'a parameter that is asked for': document =>
    list(document).parameters.push({name: 'new', in: 'query', required: true, schema: {type: 'string'}}),
  'a smaller page': document => {
    const limit = list(document).parameters.find(one => one.name === 'limit');
    assert.ok(limit.schema.maximum);
    limit.schema.maximum -= 1;
  },
  'a field that goes': document => delete Object.values(document.components.schemas).map(one => one.properties).find(one => one?.status).status,
  'a field of another type': document => {
    const properties = Object.values(document.components.schemas).map(one => one.properties).find(one => one?.id);
    properties.id.type = properties.id.type === 'string' ? 'integer' : 'string';
  },
  'a field that may be missing': document => schema(document).required.pop(),
  'an answer that goes': document => delete list(document).responses[200],
};
for (const [what, change] of Object.entries(broken))
  test(`${what} is incompatible`, () => assert.notDeepEqual(after(change), []));
