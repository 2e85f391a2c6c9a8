// 'Tell it once': what goes into the summary is chosen item by item, and it leaves the page only as the person takes it.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Fhir } from 'fhir';
import { browserTest } from './harness.mjs';
import { TEENAGER } from './people.mjs';
import { button, visit, walk, widget } from './widget.mjs';

/** @import { Page } from 'playwright-core' */

/** Somebody with an answer that raises an alert, and a sensitive one. */
const PERSON = { ...TEENAGER, audience: 'young-person', needs: ['anxiety', 'self-harm'], heritage: ['african'] };

/** @param {Page} page */
const preview = (page) => widget(page).locator('.preview').innerText();

/** @param {Page} page */
async function summary(page) {
  await visit(page, '/pages/plain.html');
  await walk(page, PERSON);
  await button(page, 'Make a summary to take along').click();
  await widget(page).getByRole('heading', { name: 'Summary to take along' }).waitFor();
}

/**
 * Presses a button that gives a file; returns its name and text.
 *
 * @param {Page} page
 * @param {string} name
 */
async function saved(page, name) {
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, name).click()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

browserTest('what raised an alert is left out at first, and is in once it is chosen', {}, async (page) => {
  await summary(page);
  const needs = widget(page).locator('#answer-needs');
  assert.equal(await needs.isChecked(), false);
  assert.ok(!(await preview(page)).toLowerCase().includes('hurting'), await preview(page));
  assert.equal(await widget(page).locator('#answer-age').isChecked(), true);
  assert.match(await preview(page), /15/);
  await needs.check();
  assert.match(await preview(page), /[Hh]urting/);
  await widget(page).locator('#answer-age').uncheck();
  assert.doesNotMatch(await preview(page), /: 15\n/);
});

browserTest('sensitive answers are off at first', {}, async (page, { content }) => {
  await summary(page);
  const sensitive = content.facts.filter((fact) => fact.sensitive).map((fact) => fact.id);
  const answers = widget(page).locator(sensitive.map((id) => `#answer-${id}`).join());
  assert.ok((await answers.count()) > 0);
  for (const tick of await answers.all()) assert.equal(await tick.isChecked(), false, String(tick));
});

browserTest('each service can be left out', {}, async (page) => {
  await summary(page);
  const services = widget(page).locator('.choose').nth(1).locator('.choice');
  const first = services.first();
  const name = (await first.innerText()).trim();
  assert.ok((await preview(page)).includes(name));
  await first.locator('input').uncheck();
  assert.ok(!(await preview(page)).split('\n').includes(name));
});

browserTest('it is saved as text, as it is shown', {}, async (page) => {
  await summary(page);
  const shown = await preview(page);
  const { name, text } = await saved(page, 'Save as a text file');
  assert.equal(name, 'summary.txt');
  assert.equal(text.replace(/\s+/g, ' ').trim(), shown.replace(/\s+/g, ' ').trim());
});

browserTest('it is saved as FHIR R4, which a validator accepts', {}, async (page) => {
  await summary(page);
  for (const tick of await widget(page).locator('.choose input').all()) await tick.check();
  const { name, text } = await saved(page, 'Save for health records (FHIR)');
  assert.equal(name, 'summary.fhir.json');
  /** @typedef {{ item: { linkId: string }[] }} Items */
  /** @type {Items & { contained: [Items] }} */
  const response = JSON.parse(text);
  const [questions] = response.contained;
  for (const part of [response, questions]) {
    const { valid, messages } = new Fhir().validate(part, { errorOnUnexpected: true });
    const grave = messages.filter(({ severity }) => severity === 'error' || severity === 'fatal');
    assert.ok(valid && grave.length === 0, JSON.stringify(grave));
  }
  const [answered, asked] = [response, questions].map(({ item }) => item.map(({ linkId }) => linkId));
  assert.deepEqual(answered, asked);
  assert.ok(asked.includes('needs') && asked.includes('services'));
});

browserTest('nothing that is not valid passes the validator', {}, async () => {
  const { valid } = new Fhir().validate(
    { resourceType: 'QuestionnaireResponse', status: 'wrong', item: [{ answer: [] }] },
    { errorOnUnexpected: true },
  );
  assert.equal(valid, false);
});

browserTest('making and saving it asks nothing of the network, and keeps nothing', {}, async (page) => {
  await visit(page, '/pages/plain.html');
  await walk(page, PERSON);
  /** @type {string[]} */
  const asked = [];
  page.on('request', (request) => {
    if (!request.url().startsWith('blob:')) asked.push(request.url());
  });
  await button(page, 'Make a summary to take along').click();
  await widget(page).locator('.choose input').first().waitFor();
  await saved(page, 'Save as a text file');
  await saved(page, 'Save for health records (FHIR)');
  const kept = await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]);
  assert.deepEqual([asked, kept], [[], [0, 0, '']]);
});

browserTest('back leads to the results, and what was chosen is chosen anew', {}, async (page) => {
  await summary(page);
  await widget(page).locator('#answer-age').uncheck();
  await button(page, 'Back').click();
  await widget(page).getByRole('heading', { name: 'What can help', exact: true }).waitFor();
  await button(page, 'Make a summary to take along').click();
  assert.equal(await widget(page).locator('#answer-age').isChecked(), true);
});
