import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5';

type Node = DefaultTreeAdapterTypes.ChildNode;

/** The page that a platform makes of Markdown, before it looks for mentions and the like. */
export function markdownPage(markdown: string): readonly Node[] {
  const html = micromark(markdown, {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
  });
  return parseFragment(html).childNodes;
}

/**
 * The elements and comments of a page, each with what is in it, without its texts. Code inside
 * sentences is left out: how many words of a text are code is the text's own matter.
 */
export function outlineOf(nodes: readonly Node[]): readonly unknown[] {
  return nodes.flatMap((node): readonly unknown[] => {
    if (node.nodeName === '#text') return [];
    if (node.nodeName === '#comment') return ['comment'];
    if (!('tagName' in node)) return [node.nodeName];
    if (node.tagName === 'code' && !isBlock(node)) return [];
    const attributes = node.attrs.map(({ name, value }) => `${name}=${value}`);
    return [[node.tagName, ...attributes, ...outlineOf(node.childNodes)]];
  });
}

function isBlock(node: Node): boolean {
  return 'parentNode' in node && node.parentNode?.nodeName === 'pre';
}

/** The text in which a platform looks for mentions, references and addresses: all but code. */
export function proseOf(nodes: readonly Node[]): string {
  return nodes
    .map((node) => {
      if (node.nodeName === '#text') return (node as DefaultTreeAdapterTypes.TextNode).value;
      if (!('tagName' in node) || node.tagName === 'code') return ' ';
      return proseOf(node.childNodes);
    })
    .join('');
}

/** All text of a page. */
export function textOf(nodes: readonly Node[]): string {
  return nodes
    .map((node) => {
      if (node.nodeName === '#text') return (node as DefaultTreeAdapterTypes.TextNode).value;
      return 'childNodes' in node ? textOf(node.childNodes) : '';
    })
    .join('');
}
