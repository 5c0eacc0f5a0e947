/**
 * What goes over the WebSockets, shared by server and browser. No import from elsewhere but types.
 *
 * /ws/live      JSON text frames: LiveMessage from the server, LiveRequest from the browser.
 * /ws/terminal  binary frames are bytes of the pty, both ways; text frames are TerminalControl (browser → server)
 *               and TerminalStatus (server → browser).
 * /ws/serial    the same, on a domain's serial console.
 * /ws/screen    binary frames: RFB (VNC), both ways.
 * /ws/watch-terminal, /ws/watch-screen  the same for one who only looks on: nothing that comes from the browser gets further.
 * /ws/virt-manager  text frames: VirtManagerStatus (server → browser). After `ready` the browser sends one text frame when
 *               it listens; from there on binary frames: RFB of virt-manager's screen, both ways.
 *
 * Each is opened with ?ticket=…, got from POST /api/ticket { purpose, labId, domain? } by a signed-in user.
 */
import type { DhcpLease, Domain, DomainSnapshot, Network, StoragePool, StorageVolume } from '../virt/types.ts'

/** What the browser sends on these is not passed on. */
export const watchPurposes = ['watch-terminal', 'watch-screen'] as const
/** A socket of one lab. */
export const labPurposes = ['live', 'terminal', 'screen', 'serial', 'virt-manager', ...watchPurposes] as const
export type LabPurpose = (typeof labPurposes)[number]
export type SocketPurpose = LabPurpose
/** What one needs the right to `use` a lab for. */
export const usingPurposes: readonly SocketPurpose[] = ['terminal', 'screen', 'serial', 'virt-manager']

export type LabPhase =
  | { phase: 'absent' }
  | {
      phase: 'provisioning'
      stage: 'queued' | 'creating' | 'starting' | 'libvirt' | 'resuming'
      since: number
      /** While it waits: within what only so many labs may run at once. */
      queue?: { scope: 'class' | 'site'; limit: number }
    }
  | { phase: 'running'; since: number }
  | { phase: 'stopping'; since: number }
  /** Suspended: so many VMs of it are saved and go on when it starts. */
  | { phase: 'stopped'; suspended?: { vms: number; why: SuspendReason } }
  | { phase: 'resetting'; since: number }
  | { phase: 'failed'; error: WireError; since: number }

/** Nobody used it; it has run as long as its class allows; the site was stopped or saved; nobody used it, and another waited for its place. */
export type SuspendReason = 'idle' | 'limit' | 'site' | 'room'

export interface WireError {
  code: string
  userMessage: string
  params: Record<string, string | number>
  field?: string
  /** libvirt's, QEMU's or virt-install's own words, shown as they are. */
  detail?: string
}

/** Which accelerator labs get on this machine, and why. */
export interface Accelerator {
  kind: 'kvm' | 'tcg'
  /** Key below `accelerator` in the messages: proved, no-device, boot-timeout, boot-failed. */
  reason: string
  detail?: string
}

export interface HostView {
  hostname: string
  accelerator: Accelerator
  cpus: number
  libvirtVersion: string
  qemuVersion: string
}

export interface VolumeView extends StorageVolume {
  pool: string
}

/** An address that a virtual network's DHCP gave out. */
export interface LeaseView extends DhcpLease {
  /** Name of the network. */
  network: string
}

/** A VM that is being made by the wizard. */
export interface CreationView {
  id: string
  name: string
  startedAt: number
  /**
   * validating → allocating (its disk) → creating (defining the domain) → then, with an install phase, installing →
   * restarting (into the new system), without one starting → done.
   */
  stage:
    | 'validating'
    | 'allocating'
    | 'creating'
    | 'starting'
    | 'installing'
    | 'restarting'
    | 'done'
    | 'failed'
    | 'cancelled'
  /** The command line that runs, exactly. */
  command: string
  output: string
  domainUuid: string | null
  error: WireError | null
  /** iso and url and pxe install something and restart; import only starts. */
  method?: 'iso' | 'url' | 'pxe' | 'import'
  /** ms; null while it goes on. */
  endedAt?: number | null
  /** Who of the staff began it. */
  by?: string | null
}

/** What the lab's host was made from: lib/lessons/lesson-starts.ts. */
export interface StartView {
  /** `plain`, `<lesson>` or `<lesson>#<step>` */
  key: string
  /** The one that it will be replaced by, when that is ready. */
  preparing: { key: string; since: number } | null
  /** Why the last one asked for could not be had. */
  error: WireError | null
  /** It is of another image than new hosts are: the one that a reset would give, in twelve digits. */
  newerImage?: string | null
}

export interface CheckpointView {
  /** `lesson/checkpoint` */
  id: string
  status: 'open' | 'passed' | 'unreachable'
  /**
   * Why it cannot be earned now: other-start (the lab's host is another chapter's), given (it was true from the beginning of this
   * host), not-begun (an exam), not-read-yet, or the lab's phase.
   */
  reason: string | null
  points: number
  earned: number
  passedAt: number | null
  via: 'gui' | 'terminal' | 'both' | null
  /** Text of each expectation is a message in the lesson; met tells which are true now. */
  expectations: { id: string; met: boolean; actual: string | null }[]
}

/** How far an operation has come; `total` is null where nobody can say. */
export interface JobProgress {
  done: number
  total: number | null
  unit: 'bytes' | 'percent' | 'steps'
}

/** An operation of a page that goes on. */
export interface JobView {
  /** The page's own key for this click. */
  id: string
  /** See lib/labs/operations/catalogue.ts. */
  operation: string
  /** The main object's name. */
  name: string
  startedAt: number
  progress: JobProgress | null
  cancelling: boolean
}

export interface SnapshotView extends DomainSnapshot {
  /** Name of the VM. */
  domain: string
}

export interface HistoryEntry {
  id: string
  at: number
  source: 'gui' | 'terminal'
  /** Who of the staff did it, in a widget; null: the student, or it is not known. */
  by: string | null
  /** The command that was run or that this change stands for; null if we only saw the effect. */
  command: string | null
  /** Key below `history` in the messages, with params. */
  summary: string
  params: Record<string, string | number>
  /** What it changed in the XML of which objects, as a unified diff; null if nothing that was seen. */
  diff: string | null
}

/** Who of the staff has the lab open, and who has taken it over. */
export interface HelpView {
  /** `kinds`: the purposes of their open sockets. */
  watchers: { userId: string; name: string; since: number; kinds: string[] }[]
  takeOver: { userId: string; name: string; since: number } | null
}

/** A hand that is up. */
export interface HandView {
  at: number
  text: string
}

/** Of the thread between staff and the student. */
export interface MessageView {
  id: string
  at: number
  fromName: string
  fromStudent: boolean
  text: string
  /** By the other side. */
  read: boolean
}

/** When the lab will be suspended (ms), and why. */
export interface SuspensionView {
  at: number
  why: SuspendReason
}

/** Everything a page shows of a lab, as keyed collections, so that a change is one small message. */
export interface LiveState {
  lab: Record<'lab', LabPhase>
  start: Record<'start', StartView>
  host: Record<'host', HostView>
  domains: Record<string, Domain>
  networks: Record<string, Network>
  /** By `<network's uuid>/<mac>/<address>`, of active networks. */
  leases: Record<string, LeaseView>
  pools: Record<string, StoragePool>
  volumes: Record<string, VolumeView>
  /** By `<VM's uuid>/<name>` */
  snapshots: Record<string, SnapshotView>
  creations: Record<string, CreationView>
  jobs: Record<string, JobView>
  checkpoints: Record<string, CheckpointView>
  history: Record<string, HistoryEntry>
  help: Record<'help', HelpView>
  hand: Record<'hand', HandView>
  messages: Record<string, MessageView>
  /** There when the lab is about to be suspended. */
  suspension: Record<'suspension', SuspensionView>
}

export type LiveCollection = keyof LiveState

export type LiveChange = {
  [C in LiveCollection]: { collection: C; id: string; value: LiveState[C][keyof LiveState[C]] | null }
}[LiveCollection]

/** `at`: server time (ms) when libvirt's event arrived, for measuring. */
export type LiveMessage =
  | { type: 'snapshot'; at: number; state: LiveState }
  | { type: 'changes'; at: number; changes: LiveChange[] }
  /** Once a second while this browser looks and a VM runs; of the host alone, and less often, while none does. */
  | { type: 'stats'; at: number; host: HostStats; domains: Record<string, DomainStats> }

/** Whether somebody looks at numbers that move all the time; or: somebody uses the page. */
export type LiveRequest = { type: 'watch'; stats: boolean } | { type: 'active' }

/** What the lab host itself uses. Rates are null in the first message: they need two readings. */
export interface HostStats {
  cpus: number
  cpuPercent: number | null
  memoryKiB: number
  memoryUsedKiB: number
}

/** One running VM, as virsh domstats counts; the rates are from one reading to the next. */
export interface DomainStats {
  vcpus: number
  cpuTimeNs: number
  /** Of all its vCPUs together: 100 is all of them busy. */
  cpuPercent: number | null
  /** The balloon's size now, and how large it may be; what QEMU takes of the host. */
  memoryKiB: number
  memoryMaxKiB: number
  rssKiB: number | null
  /** As the guest's balloon driver says; null until it is asked to (dommemstat --period). */
  guest: { availableKiB: number; unusedKiB: number; usableKiB: number | null; at: number } | null
  disk: Traffic
  network: Traffic
}

/** Disk: read and written. Network: received and sent, from the guest's side. */
export interface Traffic {
  inBytes: number
  outBytes: number
  inPerSecond: number | null
  outPerSecond: number | null
}

export type TerminalControl =
  | { type: 'resize'; cols: number; rows: number }
  /** The browser can't draw as fast as bytes come: stop reading the pty until `paused` is false again. */
  | { type: 'flow'; paused: boolean }
export type TerminalStatus =
  | { type: 'ready' }
  /** To one who looks on or helps: the size of the student's window, which is shown whole. */
  | { type: 'size'; cols: number; rows: number }
  /** To one who looks on: the student has opened no terminal yet. */
  | { type: 'none' }
  | { type: 'closed'; reason: 'exited' | 'lab-stopped' | 'domain-stopped' | 'error'; error?: WireError }
  /** The serial console is held by another (virsh console in the terminal); ask to take it with ?force=1. */
  | { type: 'busy' }

/** Of the lab's virt-manager; it is `off` when nobody asked to start it. An error comes as TerminalStatus `closed`. */
export type VirtManagerStatus = { type: 'off' | 'starting' | 'ready' }

/** WebSocket close codes of ours (4000–4999). */
export const closeCodes = {
  badTicket: 4401,
  forbidden: 4403,
  notFound: 4404,
  labNotRunning: 4409,
  serverStopping: 4503,
} as const
