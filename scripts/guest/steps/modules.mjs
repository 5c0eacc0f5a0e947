import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { runInTools } from './run.mjs'

/**
 * What a module has for debugging, tracing and stack traces: reading it is most of the time that loading takes under
 * emulation (docs/decisions/022). The signature goes with the first change of a file; this kernel does not ask for one.
 */
const omittedSections = [
  '.BTF',
  '.BTF.base',
  '.orc_unwind',
  '.orc_unwind_ip',
  '.orc_header',
  '__mcount_loc',
  '_ftrace_events',
  '_ftrace_eval_map',
  '__bpf_raw_tp_map',
]

/**
 * Installs kernel modules by name, with what they depend on, uncompressed (unpacking xz is slow under emulation), and the
 * tables that modprobe reads, cut down to these modules.
 */
export async function installModules(build, { modules, root }) {
  const tree = `usr/lib/modules/${build.kernelVersion}`
  const dependencies = await readDependencies(build, tree)
  const builtin = readFileSync(join(build.tools, tree, 'modules.builtin'), 'utf8')
  const wanted = new Set()
  for (const name of modules) {
    const path = [...dependencies.keys()].find((key) => moduleName(key) === moduleName(name))
    if (path) for (const needed of [path, ...dependencies.get(path)]) wanted.add(needed)
    else if (!builtin.split('\n').some((line) => moduleName(line) === moduleName(name)))
      throw new Error(`the kernel has no module ${name}`)
  }
  for (const path of wanted) mkdirSync(join(root, tree, dirname(path)), { recursive: true })
  for (const name of ['modules.builtin', 'modules.order']) {
    writeFileSync(join(root, tree, name), readFileSync(join(build.tools, tree, name)))
  }
  const removed = omittedSections.map((name) => `-R ${name} -R .rela${name}`).join(' ')
  const place = root.slice(build.tools.length)
  await runInTools(
    build,
    `for path in ${[...wanted].join(' ')}; do xz -dc /${tree}/$path > ${place}/${tree}/\${path%.xz}; done
     find ${place}/${tree} -name '*.ko' -exec objcopy --strip-debug ${removed} {} ';'
     depmod -b ${place} ${build.kernelVersion}
     cd ${place}/${tree} && rm -f modules.builtin* modules.order *.bin modules.devname modules.softdep modules.weakdep`,
  )
}

async function readDependencies(build, tree) {
  await runInTools(build, `[ -e /${tree}/modules.dep ] || depmod ${build.kernelVersion}`)
  const lines = readFileSync(join(build.tools, tree, 'modules.dep'), 'utf8')
    .trim()
    .split('\n')
  return new Map(
    lines.map((line) => [
      line.slice(0, line.indexOf(':')),
      line
        .slice(line.indexOf(':') + 1)
        .split(' ')
        .filter(Boolean),
    ]),
  )
}

function moduleName(path) {
  return basename(path)
    .replace(/\.ko(\.xz)?$/, '')
    .replaceAll('-', '_')
}
