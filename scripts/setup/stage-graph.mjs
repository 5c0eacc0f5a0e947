/**
 * Runs stages side by side, each as soon as those it needs are done.
 * A stage: { id, title, needs: ids, run({ signal, report }) } whose result may be 'ready' when there was nothing to do.
 * `onChange(stage, state, detail)` hears 'running' | 'detail' | 'done' | 'ready' | 'failed' | 'skipped'.
 * The first failure stops the others and is thrown.
 */
export async function runStages(stages, onChange) {
  const abort = new AbortController()
  const onInterrupt = () => abort.abort(new Error('interrupted'))
  process.once('SIGINT', onInterrupt).once('SIGTERM', onInterrupt)
  const started = new Map()
  let failure

  const runStage = async (stage) => {
    await Promise.all(stage.needs.map((id) => started.get(id)))
    if (abort.signal.aborted) {
      onChange(stage, 'skipped')
      return
    }
    onChange(stage, 'running')
    try {
      const result = await stage.run({ signal: abort.signal, report: (detail) => onChange(stage, 'detail', detail) })
      onChange(stage, result === 'ready' ? 'ready' : 'done')
    } catch (error) {
      onChange(stage, abort.signal.aborted ? 'skipped' : 'failed')
      failure ??= error
      abort.abort(error)
    }
  }

  for (const stage of stages) {
    for (const id of stage.needs)
      if (!started.has(id)) throw new Error(`stage ${stage.id} stands before ${id}, which it needs`)
    started.set(stage.id, runStage(stage))
  }
  await Promise.all(started.values())
  process.off('SIGINT', onInterrupt).off('SIGTERM', onInterrupt)
  if (failure) throw failure
}
