import { words } from '../lists';

/** What ties a disk to its host. */
export const ATTACHMENTS: readonly string[] = words(`
  *_volume_attachment *_volume_attach *_disk_attachment *_attached_disk *_block_device_attachment
  *_instance_volume_attachment *_mount_target *_storage_attachment
`);
