import fs from 'node:fs'
import path from 'node:path'
import { ensureVerdict } from '../kvm-proof.mjs'
import { contentHash } from './content-hash.mjs'
import { ensureIncus, probeIncus, tryIncus } from './incus.mjs'
import { ensureGuest, ensureLabBase, ensureLabImage } from './lab-image.mjs'
import { checkDiskSpace, checkDistribution, checkRoot } from './machine.mjs'
import { installPackages } from './packages.mjs'
import { run } from './run.mjs'
import { imageAlias, inState, root, siteNode, stateDir } from './settings.mjs'
import { ensureSiteBuilt, ensureSiteRuns } from './site.mjs'
import { stampFor } from './stamp.mjs'
import { say } from './words.mjs'

/** Everything between a fresh machine and a site that answers. `extraPackages`: Debian packages beside what `up` needs. */
export function setupStages({ extraPackages = [] } = {}) {
  return [
    { id: 'machine', title: say('检查本机', 'Checking this machine'), needs: [], run: checkMachine },
    { id: 'npm', title: say('安装 npm 软件包', 'npm packages'), needs: ['machine'], run: ensureNpmPackages },
    {
      id: 'packages',
      title: say('安装系统软件包', 'System packages'),
      needs: ['machine'],
      run: (context) => installPackages({ ...context, extra: extraPackages }),
    },
    { id: 'incus', title: say('启动 Incus', 'Incus'), needs: ['packages'], run: ensureIncus },
    {
      id: 'guest',
      title: say('构建实验用的小系统 TinyVM Linux', 'Guest system: TinyVM Linux'),
      needs: ['packages'],
      run: ensureGuest,
    },
    {
      id: 'base',
      title: say('安装实验宿主机的软件包', 'Lab host: Debian packages'),
      needs: ['incus'],
      run: ensureLabBase,
    },
    { id: 'client', title: say('生成数据库代码', 'Database client'), needs: ['npm'], run: ensureDatabaseClient },
    { id: 'database', title: say('创建数据库', 'Database'), needs: ['client'], run: ensureDatabase },
    { id: 'pages', title: say('构建网站', 'Pages'), needs: ['client'], run: ensureSiteBuilt },
    { id: 'image', title: say('制作实验宿主机镜像', 'Lab host: image'), needs: ['guest', 'base'], run: ensureLabImage },
    { id: 'kvm', title: say('验证 KVM 是否真正可用', 'Does KVM work here?'), needs: ['image'], run: ensureVerdict },
    { id: 'site', title: say('启动网站', 'Site'), needs: ['pages', 'database', 'kvm'], run: ensureSiteRuns },
  ]
}

async function checkMachine() {
  checkDistribution()
  await checkRoot()
  const image = (await probeIncus()) === 'silent' ? null : await tryIncus(['image', 'info', imageAlias])
  if (image?.exitCode !== 0) checkDiskSpace()
  return 'ready'
}

async function ensureNpmPackages({ signal, report }) {
  const hash = contentHash(['package-lock.json'])
  const stamp = stampFor('.virtlab-lock', path.join(root, 'node_modules'))
  if (stamp.matches(hash) && fs.existsSync(siteNode)) return 'ready'
  // Not `npm ci`: it refuses a lockfile without the packages of other platforms, which a registry need not have.
  // This one installs the locked versions too, and writes neither lockfile nor package.json.
  await run(['npm', 'install', '--no-save', '--no-audit', '--no-fund'], {
    // Any file that exists keeps Prisma's install from fetching an engine that is not used here.
    env: { PRISMA_SCHEMA_ENGINE_BINARY: path.join(root, 'prisma/schema-engine.mjs'), NODE_ENV: 'development' },
    signal,
    onLine: report,
    problem: say('npm 软件包安装失败。', 'The npm packages could not be installed.'),
    fix: say(
      '请检查能否访问 npm 软件源（npm ping），然后重新运行。',
      'Check that the npm registry can be reached (npm ping), then run this again.',
    ),
  })
  stamp.write(hash)
}

async function ensureDatabaseClient({ signal, report }) {
  const hash = contentHash(['prisma', 'scripts/db.mjs', 'package-lock.json'])
  const stamp = stampFor('virtlab-client', path.join(root, 'lib/db/generated'))
  if (stamp.matches(hash)) return 'ready'
  await run([siteNode, 'scripts/db.mjs', 'generate'], { signal, onLine: report })
  stamp.write(hash)
}

async function ensureDatabase({ signal, report }) {
  const hash = contentHash(['prisma', 'scripts/db.mjs', 'scripts/seed.ts', 'package-lock.json'])
  const stamp = stampFor('database')
  if (fs.existsSync(inState('virtlab.db')) && stamp.matches(hash)) return 'ready'
  const options = { env: { VIRTLAB_STATE: stateDir }, signal, onLine: report }
  await run([siteNode, 'scripts/db.mjs', 'deploy'], options)
  await run([siteNode, 'scripts/seed.ts'], options)
  stamp.write(hash)
}
