// Checks the workflows with the parser that GitHub uses, and this project's own rules: actions pinned by commit, least
// permissions, a time limit, no expression inside a shell step.
import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {NoOperationTraceWriter, convertWorkflowTemplate, parseWorkflow} from '@actions/workflow-parser';
import {parse, parseAllDocuments} from 'yaml';

const root = process.argv[2];
const problems = [];

const folder = join(root, '.github/workflows');
const files = readdirSync(folder).filter(name => name.endsWith('.yml'));
if (files.length === 0) problems.push('there are no workflows');
async function check(name) {
  const text = readFileSync(join(folder, name), 'utf8');
  const parsed = parseWorkflow({name, content: text}, new NoOperationTraceWriter());
  if (parsed.value) await convertWorkflowTemplate(parsed.context, parsed.value);
  for (const error of parsed.context.errors.getErrors()) problems.push(`${name}: ${error.message}`);

  const workflow = parse(text);
  if (JSON.stringify(workflow.permissions) !== '{"contents":"read"}')
    problems.push(`${name}: a workflow must have permission to read contents and no other`);
  for (const [id, job] of Object.entries(workflow.jobs)) {
    if (!job['timeout-minutes']) problems.push(`${name}, ${id}: no time limit`);
    for (const step of job.steps) {
      if (step.uses && !/@[0-9a-f]{40}$/.test(step.uses)) problems.push(`${name}, ${id}: not pinned: ${step.uses}`);
      if (step.run?.includes('${{')) problems.push(`${name}, ${id}: an expression inside a shell step: ${step.run}`);
      if (step.uses?.startsWith('actions/checkout@') && step.with?.['persist-credentials'] !== false)
        problems.push(`${name}, ${id}: the checkout must set persist-credentials: false`);
    }
  }
  for (const line of text.split('\n').filter(line => /uses: .*@[0-9a-f]{40}/.test(line)))
    if (!/ # v?\d+\.\d+\.\d+$/.test(line)) problems.push(`${name}: no version next to the commit: ${line.trim()}`);
}

async function checkAll() {
  for (const name of files) await check(name);
  for (const file of process.argv.slice(3))
    for (const document of parseAllDocuments(readFileSync(file, 'utf8'), {merge: true}))
      for (const error of document.errors) problems.push(`${file}: ${error.message}`);

  problems.forEach(problem => console.error(problem));
  console.log(`${files.length} workflows and ${process.argv.length - 3} YAML files, ${problems.length} problems`);
  process.exit(problems.length ? 1 : 0);
}

checkAll();
