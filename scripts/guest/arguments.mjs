/**
 * Parts of the kernel that only cost time here: self-tests of ciphers, keys that nobody uses, names for tracing, BPF's
 * ways to congestion control, memory pools of their own for user data (docs/decisions/022).
 */
const skipped = [
  'crypto_kdf108_init',
  'jent_mod_init',
  'init_encrypted',
  'load_system_certificate_list',
  'trace_eval_init',
  'bpf_tcp_ca_kfunc_init',
  'bpf_dummy_struct_ops_init',
  'init_user_buckets',
  'init_msg_buckets',
].join(',')

/**
 * Kernel arguments of every TinyVM start, measured under TCG (docs/decisions/021, 022). The last console is /dev/console.
 */
export const kernelArguments = [
  'console=ttyS0,115200',
  'console=tty0',
  'quiet',
  'mitigations=off',
  'nokaslr',
  'nowatchdog',
  'cryptomgr.notests',
  'random.trust_cpu=on',
  // On a busy machine the timer's first ticks come late, and the kernel would take it for broken and stop.
  'no_timer_check',
  'rodata=off',
  `initcall_blacklist=${skipped}`,
  // The screen is shown in a pane beside the lesson: large letters.
  'video=800x600',
].join(' ')
