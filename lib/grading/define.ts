import type {
  CheckpointDefinition,
  DiskRequirement,
  Expectation,
  GraphicsRequirement,
  HostTest,
  Localized,
  NetworkTest,
  NicRequirement,
  PoolTest,
  Range,
  SnapshotRequirement,
  SubjectKind,
  SubjectTest,
  VmTest,
  XPathMatch,
} from './expectation.ts'
import { describeExpectation } from './expectation-text.ts'
import { checkXPath } from './test-xml.ts'

export { integer, oneOf, subnet, withVariables } from './variables.ts'

/** What an XPath expectation says; `id` ends its id, so that two of one subject can be told apart. */
interface XPathWords {
  id?: string
  /** What must be true. */
  text: Localized
  /** Said while it is not; `{actual}` is what was found. */
  unmet: Localized
}

/** Collects expectations of one subject; every method gives a new one, so that chains can be shared. */
class SubjectExpectations {
  readonly kind: SubjectKind
  readonly name: string
  readonly expectations: readonly Expectation[]

  constructor(kind: SubjectKind, name: string, expectations: readonly Expectation[]) {
    this.kind = kind
    this.name = name
    this.expectations = expectations
  }

  protected with(test: VmTest | PoolTest | NetworkTest | HostTest): this {
    const subjectTest = { subject: { kind: this.kind, name: this.name }, test } as SubjectTest
    const last = 'id' in test ? test.id : test.type
    const id = [this.kind, this.name, last].filter(Boolean).join('.')
    return this.copy([...this.expectations, { ...subjectTest, id, ...describeExpectation(subjectTest) }])
  }

  protected withXPath(type: 'config' | 'live', xpath: string, is: XPathMatch | RegExp, words: XPathWords): this {
    checkXPath(xpath)
    const { id = type, text, unmet } = words
    return this.with({ type, id, xpath, is: is instanceof RegExp ? { matches: is.source } : is }).saying({
      text,
      unmet,
    })
  }

  /** Replaces the words of the expectation just added: `text` what must be true, `unmet` with `{actual}`. */
  saying(words: { text?: Localized; unmet?: Localized }): this {
    const last = this.expectations.at(-1)
    if (!last) throw new Error('saying() comes after an expectation')
    return this.copy([...this.expectations.slice(0, -1), { ...last, ...words }])
  }

  private copy(expectations: readonly Expectation[]): this {
    const Subject = this.constructor as new (kind: SubjectKind, name: string, list: readonly Expectation[]) => this
    return new Subject(this.kind, this.name, expectations)
  }
}

class VmExpectations extends SubjectExpectations {
  exists = () => this.with({ type: 'exists' })
  isAbsent = () => this.with({ type: 'isAbsent' })
  isRunning = () => this.with({ type: 'isRunning' })
  isPaused = () => this.with({ type: 'isPaused' })
  isShutOff = () => this.with({ type: 'isShutOff' })
  isPersistent = () => this.with({ type: 'isPersistent' })
  autostarts = () => this.with({ type: 'autostarts' })
  hasManagedSave = () => this.with({ type: 'hasManagedSave' })
  /** Current vCPUs (`virsh dominfo`, "CPU(s)"). */
  hasVcpus = (range: Range) => this.with({ type: 'hasVcpus', range: checkRange(range) })
  /** The most it can have (`virsh vcpucount --maximum`). */
  hasMaxVcpus = (range: Range) => this.with({ type: 'hasMaxVcpus', range: checkRange(range) })
  /** `<memory>`, the most the guest can have. */
  hasMemoryMiB = (range: Range) => this.with({ type: 'hasMemoryMiB', range: checkRange(range) })
  /** `<currentMemory>`, the balloon's size. */
  hasCurrentMemoryMiB = (range: Range) => this.with({ type: 'hasCurrentMemoryMiB', range: checkRange(range) })
  /** One disk (no CD-ROM) that fits all that is asked. */
  hasDisk = (disk: DiskRequirement = {}) => this.with({ type: 'hasDisk', disk })
  /** One NIC that fits all that is asked. */
  hasNic = (nic: NicRequirement = {}) => this.with({ type: 'hasNic', nic })
  isOnNetwork = (network: string) => this.with({ type: 'isOnNetwork', network })
  hasAddress = (where: { network?: string } = {}) => this.with({ type: 'hasAddress', ...where })
  /** One display that fits all that is asked; a `password` is seen while it runs. */
  hasGraphics = (graphics: GraphicsRequirement) => this.with({ type: 'hasGraphics', graphics })
  hasSnapshot = (snapshot: string, is: SnapshotRequirement = {}) => this.with({ type: 'hasSnapshot', snapshot, is })
  hasNoSnapshot = (snapshot: string) => this.with({ type: 'hasNoSnapshot', snapshot })
  /** The persistent definition, by XPath from `<domain>`: `.config('cpu/@mode', 'host-model', …)`. */
  config = (xpath: string, is: XPathMatch | RegExp, words: XPathWords) => this.withXPath('config', xpath, is, words)
  /** The definition that runs. */
  live = (xpath: string, is: XPathMatch | RegExp, words: XPathWords) => this.withXPath('live', xpath, is, words)
}

class PoolExpectations extends SubjectExpectations {
  exists = () => this.with({ type: 'exists' })
  isAbsent = () => this.with({ type: 'isAbsent' })
  isActive = () => this.with({ type: 'isActive' })
  isInactive = () => this.with({ type: 'isInactive' })
  isPersistent = () => this.with({ type: 'isPersistent' })
  autostarts = () => this.with({ type: 'autostarts' })
  hasType = (poolType: string) => this.with({ type: 'hasType', poolType })
  hasTarget = (path: string) => this.with({ type: 'hasTarget', path })
  /** `backing`: name or path of the volume that unchanged blocks are read from; null for none. */
  hasVolume = (volume: string, is: Pick<DiskRequirement, 'format' | 'minGiB' | 'maxGiB' | 'backing'> = {}) =>
    this.with({ type: 'hasVolume', volume, ...is })
  hasNoVolume = (volume: string) => this.with({ type: 'hasNoVolume', volume })
  /** The persistent definition, by XPath from `<pool>`. */
  config = (xpath: string, is: XPathMatch | RegExp, words: XPathWords) => this.withXPath('config', xpath, is, words)
}

class NetworkExpectations extends SubjectExpectations {
  exists = () => this.with({ type: 'exists' })
  isAbsent = () => this.with({ type: 'isAbsent' })
  isActive = () => this.with({ type: 'isActive' })
  isInactive = () => this.with({ type: 'isInactive' })
  isPersistent = () => this.with({ type: 'isPersistent' })
  autostarts = () => this.with({ type: 'autostarts' })
  /** libvirt's forward mode (nat, route, open, bridge…), or `isolated`. */
  hasForward = (mode: string) => this.with({ type: 'hasForward', mode })
  /** Its DHCP has given out an address. */
  hasLease = (is: { hostname?: string; address?: string } = {}) => this.with({ type: 'hasLease', ...is })
  /** The persistent definition, by XPath from `<network>`. */
  config = (xpath: string, is: XPathMatch | RegExp, words: XPathWords) => this.withXPath('config', xpath, is, words)
  /** The definition that is active. */
  live = (xpath: string, is: XPathMatch | RegExp, words: XPathWords) => this.withXPath('live', xpath, is, words)
}

class HostExpectations extends SubjectExpectations {
  hasUserInGroup = (user: string, group: string) => this.with({ type: 'hasUserInGroup', user, group })
  /** A Debian package, installed. */
  hasPackage = (name: string) => this.with({ type: 'hasPackage', package: name })
  /**
   * What a command prints, run as root in the lab host, has a line that matches. The student is root there and could replace
   * the program: only for what nothing else can say, as firewall rules.
   */
  prints = ({ run, matches }: { run: string[]; matches: RegExp }, { id, text, unmet }: XPathWords & { id: string }) =>
    this.with({ type: 'prints', id, run, matches: matches.source }).saying({ text, unmet })
}

/** The VM of that name: `vm('demo').exists().isRunning()`. */
export const vm = (name: string) => new VmExpectations('vm', name, [])
export const pool = (name: string) => new PoolExpectations('pool', name, [])
export const network = (name: string) => new NetworkExpectations('network', name, [])
/** The lab host itself. */
export const host = () => new HostExpectations('host', '', [])

/**
 * Defines a checkpoint of the lesson whose checkpoints.ts exports it; the order of `expect` is the order in the page,
 * and the first unmet one picks the message. `covers`: rows of tests/coverage/rows.ts. Hints, as many in each language: a question,
 * more, the command; the first costs 10 % of the points, the second 20 %, the third 40 %.
 */
export function checkpoint(
  id: string,
  definition: {
    points: number
    covers?: string[]
    expect: SubjectExpectations[]
    hints: { zh: string[]; en: string[] }
  },
): CheckpointDefinition {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) throw new Error(`checkpoint id ${id} must be kebab-case`)
  const expectations = numberRepeated(definition.expect.flatMap((subject) => subject.expectations))
  if (expectations.length === 0) throw new Error(`checkpoint ${id} expects nothing: it could not fail`)
  if (definition.hints.zh.length !== definition.hints.en.length) {
    throw new Error(`checkpoint ${id} must have as many hints in zh as in en`)
  }
  const { points, covers = [], hints } = definition
  return { id, points, covers, expectations, hints }
}

/** Two disks of one VM have the same id so far; the second becomes `…hasDisk.2`. */
function numberRepeated(expectations: Expectation[]): Expectation[] {
  const seen = new Map<string, number>()
  return expectations.map((expectation) => {
    const count = (seen.get(expectation.id) ?? 0) + 1
    seen.set(expectation.id, count)
    return count === 1 ? expectation : { ...expectation, id: `${expectation.id}.${count}` }
  })
}

function checkRange(range: Range): Range {
  if (range.min === undefined && range.max === undefined) throw new Error('a range needs min or max')
  return range
}
