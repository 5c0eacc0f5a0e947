import type {
  DiskRequirement,
  HostTest,
  Localized,
  NetworkTest,
  PoolTest,
  Range,
  SnapshotRequirement,
  SubjectTest,
  VmTest,
} from './expectation.ts'

interface Texts {
  text: Localized
  unmet: Localized
}

/** The words of an expectation in both languages; a lesson may replace them with `.saying(…)`. */
export function describeExpectation({ subject, test }: SubjectTest): Texts {
  if (subject.kind === 'vm') return describeVm(subject.name, test as VmTest)
  if (subject.kind === 'pool') return describePool(subject.name, test as PoolTest)
  if (subject.kind === 'network') return describeNetwork(subject.name, test as NetworkTest)
  return describeHost(test as HostTest)
}

/** Of an XPath or a command the author says what it means. */
const unsaid = say('', '', '', '')

function describeVm(name: string, test: VmTest): Texts {
  switch (test.type) {
    case 'exists':
      return say(
        `有一台名为 ${name} 的虚拟机`,
        `A VM named ${name} exists`,
        `还没有名为 ${name} 的虚拟机；现有：{actual}`,
        `There is no VM named ${name}; what there is: {actual}`,
      )
    case 'isAbsent':
      return say(
        `没有名为 ${name} 的虚拟机了`,
        `There is no VM named ${name} any more`,
        `虚拟机 ${name} 还在，状态是：{actual}`,
        `${name} is still there; its state is: {actual}`,
      )
    case 'isPaused':
      return say(
        `虚拟机 ${name} 已暂停`,
        `${name} is paused`,
        `${name} 没有暂停，状态是：{actual}`,
        `${name} is not paused; its state is: {actual}`,
      )
    case 'hasManagedSave':
      return say(
        `虚拟机 ${name} 的运行状态已保存（managedsave）`,
        `The state of ${name} is saved (managedsave)`,
        `${name} 没有保存的运行状态，它现在是：{actual}`,
        `${name} has no saved state; it is: {actual}`,
      )
    case 'isRunning':
      return say(
        `虚拟机 ${name} 正在运行`,
        `${name} is running`,
        `${name} 没有在运行，状态是：{actual}`,
        `${name} is not running; its state is: {actual}`,
      )
    case 'isShutOff':
      return say(
        `虚拟机 ${name} 已关闭`,
        `${name} is shut off`,
        `${name} 还没有关闭，状态是：{actual}`,
        `${name} is not shut off; its state is: {actual}`,
      )
    case 'isPersistent':
      return say(
        `虚拟机 ${name} 是持久的（关机后定义仍在）`,
        `${name} is persistent (its definition outlives a shutdown)`,
        `${name} 是临时的（transient），一关机就会消失；请用 define 而不是 create`,
        `${name} is transient and will be gone when it stops; use define, not create`,
      )
    case 'autostarts':
      return say(
        `虚拟机 ${name} 随宿主机自动启动`,
        `${name} starts with the host`,
        `${name} 没有设置自动启动`,
        `${name} is not set to autostart`,
      )
    case 'hasVcpus':
      return say(
        `${name} 的 vCPU：${rangeText(test.range, '个', 'zh')}`,
        `${name} has ${rangeText(test.range, 'vCPUs', 'en')}`,
        `${name} 现在有 {actual} 个 vCPU`,
        `${name} has {actual} vCPUs now`,
      )
    case 'hasMaxVcpus':
      return say(
        `${name} 的 vCPU 上限：${rangeText(test.range, '个', 'zh')}`,
        `${name} can have at most: ${rangeText(test.range, 'vCPUs', 'en')}`,
        `${name} 的 vCPU 上限现在是 {actual}`,
        `The most vCPUs that ${name} can have is {actual} now`,
      )
    case 'hasCurrentMemoryMiB':
      return say(
        `${name} 的当前内存：${rangeText(test.range, 'MiB', 'zh')}`,
        `${name} has ${rangeText(test.range, 'MiB', 'en')} of current memory`,
        `${name} 的当前内存是 {actual}`,
        `The current memory of ${name} is {actual}`,
      )
    case 'hasNic':
      return say(
        `${name} 有一块网卡（${detailText(test.nic)}）`,
        `${name} has a NIC (${detailText(test.nic)})`,
        `${name} 没有符合要求的网卡；现有：{actual}`,
        `No NIC of ${name} fits; what it has: {actual}`,
      )
    case 'hasGraphics':
      return say(
        `${name} 的显示是：${detailText(test.graphics)}`,
        `The display of ${name} is: ${detailText(test.graphics)}`,
        `${name} 的显示不符合要求；现在是：{actual}`,
        `No display of ${name} fits; what it has: {actual}`,
      )
    case 'hasSnapshot':
      return say(
        `${name} 有快照 ${test.snapshot}${snapshotText(test.is).zh}`,
        `${name} has the snapshot ${test.snapshot}${snapshotText(test.is).en}`,
        `${name} 没有符合要求的快照 ${test.snapshot}；现有：{actual}`,
        `${name} has no snapshot ${test.snapshot} that fits; what there is: {actual}`,
      )
    case 'hasNoSnapshot':
      return say(
        `${name} 没有快照 ${test.snapshot} 了`,
        `${name} has no snapshot ${test.snapshot} any more`,
        `快照 ${test.snapshot} 还在；现有：{actual}`,
        `The snapshot ${test.snapshot} is still there; what there is: {actual}`,
      )
    case 'config':
    case 'live':
      return unsaid
    case 'hasMemoryMiB':
      return say(
        `${name} 的内存：${rangeText(test.range, 'MiB', 'zh')}`,
        `${name} has ${rangeText(test.range, 'MiB', 'en')} of memory`,
        `${name} 现在的内存是 {actual}`,
        `${name} has {actual} of memory now`,
      )
    case 'hasDisk':
      return say(
        `${name} 有一块磁盘${diskText(test.disk).zh}`,
        `${name} has a disk${diskText(test.disk).en}`,
        `${name} 没有符合要求的磁盘；现有：{actual}`,
        `No disk of ${name} fits; what it has: {actual}`,
      )
    case 'isOnNetwork':
      return say(
        `${name} 接入了网络 ${test.network}`,
        `${name} is on the network ${test.network}`,
        `${name} 没有接入网络 ${test.network}；现在接入的是：{actual}`,
        `${name} is not on the network ${test.network}; it is on: {actual}`,
      )
    case 'hasAddress': {
      const zh = test.network ? `在网络 ${test.network} 上` : ''
      const en = test.network ? ` on the network ${test.network}` : ''
      return say(
        `${name} ${zh}获得了 IP 地址`,
        `${name} has an IP address${en}`,
        `${name} ${zh}还没有 IP 地址；客户机要启动完、发出 DHCP 请求后才会有`,
        `${name} has no IP address${en} yet; it gets one when the guest has booted and asked by DHCP`,
      )
    }
  }
}

function describePool(name: string, test: PoolTest): Texts {
  switch (test.type) {
    case 'exists':
      return say(
        `有一个名为 ${name} 的存储池`,
        `A storage pool named ${name} exists`,
        `还没有名为 ${name} 的存储池；现有：{actual}`,
        `There is no pool named ${name}; what there is: {actual}`,
      )
    case 'isAbsent':
      return say(
        `没有名为 ${name} 的存储池了`,
        `There is no pool named ${name} any more`,
        `存储池 ${name} 还在，状态是：{actual}`,
        `The pool ${name} is still there; it is: {actual}`,
      )
    case 'isInactive':
      return say(
        `存储池 ${name} 已停止`,
        `The pool ${name} is stopped`,
        `存储池 ${name} 还没有停止，状态是：{actual}`,
        `The pool ${name} is not stopped; it is: {actual}`,
      )
    case 'hasNoVolume':
      return say(
        `存储池 ${name} 里没有存储卷 ${test.volume} 了`,
        `The pool ${name} holds no volume ${test.volume} any more`,
        `存储卷 ${test.volume} 还在；现有：{actual}`,
        `The volume ${test.volume} is still there; what there is: {actual}`,
      )
    case 'config':
      return unsaid
    case 'isActive':
      return say(
        `存储池 ${name} 处于活动状态`,
        `The pool ${name} is active`,
        `存储池 ${name} 的状态是：{actual}`,
        `The pool ${name} is: {actual}`,
      )
    case 'isPersistent':
      return say(
        `存储池 ${name} 是持久的`,
        `The pool ${name} is persistent`,
        `存储池 ${name} 是临时的，停止后就会消失`,
        `The pool ${name} is transient and will be gone when it stops`,
      )
    case 'autostarts':
      return say(
        `存储池 ${name} 自动启动`,
        `The pool ${name} autostarts`,
        `存储池 ${name} 没有设置自动启动`,
        `The pool ${name} is not set to autostart`,
      )
    case 'hasType':
      return say(
        `存储池 ${name} 的类型是 ${test.poolType}`,
        `The pool ${name} has the type ${test.poolType}`,
        `存储池 ${name} 的类型是 {actual}`,
        `The pool ${name} has the type {actual}`,
      )
    case 'hasTarget':
      return say(
        `存储池 ${name} 位于 ${test.path}`,
        `The pool ${name} is at ${test.path}`,
        `存储池 ${name} 位于 {actual}`,
        `The pool ${name} is at {actual}`,
      )
    case 'hasVolume': {
      const detail = diskText({ ...test, volume: undefined })
      return say(
        `存储池 ${name} 里有存储卷 ${test.volume}${detail.zh}`,
        `The pool ${name} holds the volume ${test.volume}${detail.en}`,
        `存储池 ${name} 里没有符合要求的存储卷 ${test.volume}；现有：{actual}`,
        `The pool ${name} holds no volume ${test.volume} that fits; what there is: {actual}`,
      )
    }
  }
}

function describeNetwork(name: string, test: NetworkTest): Texts {
  switch (test.type) {
    case 'exists':
      return say(
        `有一个名为 ${name} 的虚拟网络`,
        `A network named ${name} exists`,
        `还没有名为 ${name} 的虚拟网络；现有：{actual}`,
        `There is no network named ${name}; what there is: {actual}`,
      )
    case 'isAbsent':
      return say(
        `没有名为 ${name} 的虚拟网络了`,
        `There is no network named ${name} any more`,
        `网络 ${name} 还在，状态是：{actual}`,
        `The network ${name} is still there; it is: {actual}`,
      )
    case 'isInactive':
      return say(
        `网络 ${name} 已停止`,
        `The network ${name} is stopped`,
        `网络 ${name} 还没有停止`,
        `The network ${name} is not stopped`,
      )
    case 'hasLease': {
      const detail = detailText({ hostname: test.hostname, address: test.address })
      return say(
        `网络 ${name} 的 DHCP 分配出了地址${detail && `（${detail}）`}`,
        `The DHCP of ${name} has given out an address${detail && ` (${detail})`}`,
        `网络 ${name} 没有符合要求的租约；现有：{actual}`,
        `The network ${name} has no lease that fits; what there is: {actual}`,
      )
    }
    case 'config':
    case 'live':
      return unsaid
    case 'isActive':
      return say(
        `网络 ${name} 处于活动状态`,
        `The network ${name} is active`,
        `网络 ${name} 没有启动`,
        `The network ${name} is not started`,
      )
    case 'isPersistent':
      return say(
        `网络 ${name} 是持久的`,
        `The network ${name} is persistent`,
        `网络 ${name} 是临时的，停止后就会消失`,
        `The network ${name} is transient and will be gone when it stops`,
      )
    case 'autostarts':
      return say(
        `网络 ${name} 自动启动`,
        `The network ${name} autostarts`,
        `网络 ${name} 没有设置自动启动`,
        `The network ${name} is not set to autostart`,
      )
    case 'hasForward':
      return say(
        `网络 ${name} 的转发模式是 ${test.mode}`,
        `The network ${name} has the forward mode ${test.mode}`,
        `网络 ${name} 的转发模式是 {actual}`,
        `The network ${name} has the forward mode {actual}`,
      )
  }
}

function describeHost(test: HostTest): Texts {
  switch (test.type) {
    case 'hasUserInGroup':
      return say(
        `用户 ${test.user} 属于 ${test.group} 组`,
        `The user ${test.user} is in the group ${test.group}`,
        `用户 ${test.user} 不在 ${test.group} 组里；所在的组：{actual}`,
        `The user ${test.user} is not in the group ${test.group}, but in: {actual}`,
      )
    case 'hasPackage':
      return say(
        `软件包 ${test.package} 已安装`,
        `The package ${test.package} is installed`,
        `软件包 ${test.package} 没有装好`,
        `The package ${test.package} is not installed`,
      )
    case 'prints':
      return unsaid
  }
}

/** `network, isolated, virtio`: values that stand for themselves in any language. */
function detailText(parts: object): string {
  return Object.entries(parts)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ')
}

function snapshotText({ location, memory, current, parent, described }: SnapshotRequirement): Localized {
  const parts: [zh: string, en: string][] = []
  if (location) parts.push(location === 'internal' ? ['内部', 'internal'] : ['外部', 'external'])
  if (memory !== undefined) parts.push(memory ? ['含内存', 'with memory'] : ['不含内存', 'without memory'])
  if (parent) parts.push([`在 ${parent} 之下`, `below ${parent}`])
  if (current) parts.push(['当前', 'current'])
  if (described) parts.push(['有描述', 'with a description'])
  return inBrackets(parts)
}

function inBrackets(parts: [zh: string, en: string][]): Localized {
  if (parts.length === 0) return { zh: '', en: '' }
  return { zh: `（${parts.map(([zh]) => zh).join('，')}）`, en: ` (${parts.map(([, en]) => en).join(', ')})` }
}

function say(zh: string, en: string, unmetZh: string, unmetEn: string): Texts {
  return { text: { zh, en }, unmet: { zh: unmetZh, en: unmetEn } }
}

function rangeText({ min, max }: Range, unit: string, language: keyof Localized): string {
  if (min !== undefined && min === max) return `${min} ${unit}`
  if (min !== undefined && max !== undefined) return `${min}–${max} ${unit}`
  if (min !== undefined) return language === 'zh' ? `至少 ${min} ${unit}` : `at least ${min} ${unit}`
  return language === 'zh' ? `至多 ${max} ${unit}` : `at most ${max} ${unit}`
}

function diskText(disk: DiskRequirement): Localized {
  const { format, minGiB, maxGiB, pool, volume, bus, cache, io, backing } = disk
  const parts: [zh: string, en: string][] = []
  if (volume) parts.push([`存储卷 ${volume}`, `volume ${volume}`])
  if (format) parts.push([`${format} 格式`, format])
  if (minGiB !== undefined || maxGiB !== undefined) {
    const range = { min: minGiB, max: maxGiB }
    parts.push([rangeText(range, 'GiB', 'zh'), rangeText(range, 'GiB', 'en')])
  }
  if (pool) parts.push([`位于存储池 ${pool}`, `in the pool ${pool}`])
  if (bus) parts.push([`${bus} 总线`, `bus ${bus}`])
  if (cache) parts.push([`缓存 ${cache}`, `cache ${cache}`])
  if (io) parts.push([`I/O ${io}`, `I/O ${io}`])
  if (backing) parts.push([`后备文件 ${backing}`, `backed by ${backing}`])
  if (backing === null) parts.push(['没有后备文件', 'no backing file'])
  return inBrackets(parts)
}
