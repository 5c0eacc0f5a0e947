/** What a runner's JSON report says: { passed, failed, skipped: [{ title, reason }] }. */
export function readVitest(report) {
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults)
  const skipped = tests
    .filter(({ status }) => ['pending', 'skipped', 'todo', 'disabled'].includes(status))
    .map(({ fullName, meta, status }) => ({ title: fullName, reason: meta?.skipReason ?? status }))
  const count = (wanted) => tests.filter(({ status }) => status === wanted).length
  // A file that cannot be loaded has no test that could fail.
  const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
  return { passed: count('passed'), failed: count('failed') + broken.length, skipped }
}

export function readPlaywright({ suites, errors }) {
  const tests = suites.flatMap(specsBelow)
  const skipped = tests
    .filter(({ status }) => status === 'skipped')
    .map(({ title, annotations }) => ({
      title,
      reason: annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason was given',
    }))
  const count = (...wanted) => tests.filter(({ status }) => wanted.includes(status)).length
  return { passed: count('expected', 'flaky'), failed: count('unexpected') + (errors?.length ?? 0), skipped }
}

function specsBelow({ specs = [], suites = [] }) {
  const own = specs.flatMap(({ title, tests }) => tests.map((test) => ({ ...test, title })))
  return [...own, ...suites.flatMap(specsBelow)]
}
