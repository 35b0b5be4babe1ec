/**
 * What a resource holds, and so what goes when it goes:
 *
 * - `data`: what nothing can make again: disks, buckets, databases, topics, snapshots, whole clusters
 * - `key`: what data is encrypted with: without it, data can't be read
 * - `attachment`: ties a disk to its host
 * - `hosts`: machines and what runs on them, one or a group
 * - `group-member`: one member of a group of hosts, or of a cluster whose data lies elsewhere
 * - `network`: the way to hosts
 * - `names`: by what hosts are found
 * - `identity`: who may do what
 * - `configuration`: how something else behaves, what watches it and what starts it
 * - `nothing`: what only helps to write code, or shows what is there
 */
export type Kind =
  | 'data'
  | 'key'
  | 'attachment'
  | 'hosts'
  | 'group-member'
  | 'network'
  | 'names'
  | 'identity'
  | 'configuration'
  | 'nothing';
