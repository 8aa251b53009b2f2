// The reference beside the test: npm graphql. A line of JSON in, a line of JSON out, in the same order.
//   { schema }                              takes a schema
//   { query, variables, operationName }  -> { syntax: place } | { invalid: [places] } | { refused: [places] } | { data, errors: [{ places, path }] } | {} (a valid subscription)
import { buildSchema, execute, getNamedType, isEnumType, isListType, isNonNullType, isObjectType, isAbstractType, parse, print, validate } from 'graphql';
import { createInterface } from 'node:readline';

let schema;

createInterface({ input: process.stdin }).on('line', (line) => {
  const request = JSON.parse(line);
  if (request.schema) schema = buildSchema(request.schema, { assumeValidSDL: true });
  else process.stdout.write(JSON.stringify(answer(request)) + '\n');
});

function answer({ query, variables, operationName, isPrinted }) {
  let document;
  try {
    document = parse(query, { allowEmptySelectionSets: false });
  } catch (fault) {
    return { syntax: places(fault) };
  }
  if (isPrinted) return { printed: print(document) };
  const faults = validate(schema, document, undefined, { allowEmptySelectionSets: false });
  if (faults.length > 0) return { invalid: faults.map(places) };
  const operation = document.definitions.find((definition) => definition.kind === 'OperationDefinition' && (operationName == null || definition.name?.value === operationName));
  if (operation?.operation === 'subscription') return {};
  const result = execute({ schema, document, variableValues: variables, operationName, rootValue: { seed: 1 }, fieldResolver: resolve, typeResolver: (value) => value.type });
  const errors = result.errors?.map((error) => ({ places: places(error), path: error.path ?? [] })) ?? [];
  return result.data === undefined ? { refused: errors.map((error) => error.places) } : { data: result.data, errors };
}

function places(fault) {
  return (fault.locations ?? []).map(({ line, column }) => `${line}:${column}`).join(' ');
}

// Values by hash, the same as in Things.cs.

function resolve(source, args, _, info) {
  const field = info.parentType.getFields()[info.fieldName];
  const given = field.args.map((argument) => `${argument.name}:${text(args[argument.name])}`).join(',');
  const hash = mix(source.seed, `${info.parentType.name}.${info.fieldName}(${given})`);
  if (hash % 13 === 0) throw new Error('failed');
  return value(field.type, hash, given);
}

function value(type, hash, given) {
  if (isNonNullType(type)) return hash % 31 === 0 ? null : some(type.ofType, hash, given);
  return hash % 7 === 0 ? null : some(type, hash, given);
}

function some(type, hash, given) {
  if (isListType(type)) return Array.from({ length: hash % 4 }, (_, i) => value(type.ofType, mix(hash, String(i)), given));
  if (isObjectType(type)) return { type: type.name, seed: hash };
  if (isAbstractType(type)) {
    const possible = schema.getPossibleTypes(type).map((one) => one.name).sort();
    return { type: possible[hash % possible.length], seed: hash };
  }
  if (isEnumType(type)) return type.getValues()[hash % type.getValues().length].value;
  switch (getNamedType(type).name) {
    case 'Int': return hash % 1000;
    case 'Float': return (hash % 1000) / 4;
    case 'Boolean': return hash % 2 === 0;
    case 'ID': return `id${hash}`;
    default: return given === '' ? `s${hash % 1000}` : given;
  }
}

function text(input) {
  if (input == null) return 'null';
  if (Array.isArray(input)) return `[${input.map(text).join(',')}]`;
  if (typeof input === 'object') return `{${Object.entries(input).map(([name, member]) => `${name}:${text(member)}`).join(',')}}`;
  return typeof input === 'string' ? `"${input}"` : String(input);
}

function mix(hash, more) {
  for (let i = 0; i < more.length; i++) hash = Math.imul(hash ^ more.charCodeAt(i), 16777619) >>> 0;
  return hash;
}
