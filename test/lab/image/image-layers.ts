import { ensureBakedLayer } from './baked-layer';
import type { LabImage } from './lab-image';

/**
 * `bare`: Debian as it is published, which must install Java from the network; `prebaked`: with Java
 * and all other packages; `baked`: with Kafka and its class archives, too.
 */
export type ImageKind = 'bare' | 'prebaked' | 'baked';

/** What an image's id stands for in a lab. */
export interface ImageKinds {
  /** @default 'prebaked' */
  readonly image?: ImageKind;
  /** Of those that differ, by their ids. */
  readonly images?: Readonly<Record<string, ImageKind>>;
  /** A layer that lies above each image. */
  readonly above: string;
}

/** The read-only trees that an instance boots from, by the id of its image; the uppermost first. */
export async function imageLayers(
  lab: LabImage,
  { image = 'prebaked', images = {}, above }: ImageKinds,
): Promise<(imageId: string) => readonly string[]> {
  const needsKafka = [image, ...Object.values(images)].includes('baked');
  const layers: Readonly<Record<ImageKind, readonly string[]>> = {
    bare: [lab.bare],
    prebaked: [lab.prebaked, lab.bare],
    baked: [...(needsKafka ? [await ensureBakedLayer(lab)] : []), lab.prebaked, lab.bare],
  };
  return (imageId) => [above, ...layers[images[imageId] ?? image]];
}
