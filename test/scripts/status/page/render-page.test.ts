import { createHash } from 'node:crypto';
import { parse, type DefaultTreeAdapterTypes, type ParserError } from 'parse5';
import { renderPage } from '../../../../scripts/status/page/render-page';
import type { PageStatus } from '../../../../scripts/status/page/page-status';
import { DECEITS } from '../../../support/deceits';
import { textOf } from '../../../support/markdown-outline';
import { described, fullStatus, topic } from '../../../support/page-statuses';
import { status } from '../../../support/shown-statuses';

type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.ChildNode;

const pageOf = (changes: Partial<PageStatus> = {}) =>
  renderPage(fullStatus(changes), { topology: {} });

function read(page: string): { readonly elements: readonly Element[]; readonly errors: unknown[] } {
  const errors: ParserError[] = [];
  const document = parse(page, { onParseError: (error) => errors.push(error) });
  const all = (nodes: readonly Node[]): readonly Element[] =>
    nodes.flatMap((node) => ('tagName' in node ? [node, ...all(node.childNodes)] : []));
  return { elements: all(document.childNodes), errors };
}
const named = (page: string, ...names: readonly string[]) =>
  read(page).elements.filter(({ tagName }) => names.includes(tagName));
const attribute = ({ attrs }: Element, wanted: string) =>
  attrs.find(({ name }) => name === wanted)?.value;
/** As it is read, without what belongs to no sentence. */
const textIn = (page: string) => textOf(named(page, 'body')).replace(/\s+/g, ' ');
/** The cells of each row below this heading. */
function rowsOf(page: string, title: string): readonly (readonly string[])[] {
  const section = named(page, 'section').find(({ childNodes }) =>
    childNodes.some((node) => node.nodeName === 'h2' && textOf([node]) === title),
  );
  const inside = (nodes: readonly Node[]): readonly Element[] =>
    nodes.flatMap((node) => ('tagName' in node ? [node, ...inside(node.childNodes)] : []));
  const rows = inside(section?.childNodes ?? []).filter(({ tagName }) => tagName === 'tr');
  return rows.map(({ childNodes }) =>
    childNodes
      .filter((node): node is Element => 'tagName' in node)
      .map((cell) => textOf(cell.childNodes.filter(({ nodeName }) => nodeName !== 'svg')).trim()),
  );
}

describe('the status as a page', () => {
  it('is valid HTML', () => {
    expect(read(pageOf()).errors).toEqual([]);
    const nothing = { topics: undefined, groups: undefined, partitions: undefined };
    expect(read(pageOf({ ...nothing, hosts: [], history: undefined })).errors).toEqual([]);
  });

  it('runs nothing and asks for nothing', () => {
    const { elements } = read(pageOf());
    const names = new Set(elements.map(({ tagName }) => tagName));
    expect(
      ['script', 'iframe', 'object', 'form', 'img', 'a', 'foreignObject'].filter((name) =>
        names.has(name),
      ),
    ).toEqual([]);
    const attributes = elements.flatMap(({ attrs }) => attrs);
    expect(attributes.filter(({ name }) => /^on|^style$|^src$/.test(name))).toEqual([]);
    expect(attributes.filter(({ name }) => name === 'href').map(({ value }) => value)).toEqual([
      'data:,',
    ]);
    expect(pageOf()).not.toMatch(/https?:|url\(|@import/);
  });

  it('lets nothing in but its own style', () => {
    const page = pageOf();
    const [policy] = named(page, 'meta').filter(
      (meta) => attribute(meta, 'http-equiv') === 'Content-Security-Policy',
    );
    const style = textOf(named(page, 'style'));
    const digest = createHash('sha256').update(style).digest('base64');
    expect(attribute(policy!, 'content')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; /,
    );
    expect(attribute(policy!, 'content')).toContain(`'sha256-${digest}'`);
  });

  it('begins with what is wrong, and with the command that mends it', () => {
    const text = textIn(pageOf());
    const places = ['is not as it should be: 1 problem', 'must be registered', 'Hosts', 'Disks'];
    expect(places.map((each) => text.indexOf(each)).toSorted((a, b) => a - b)).toEqual(
      places.map((each) => text.indexOf(each)),
    );
    expect(named(pageOf(), 'code').map((code) => textOf([code]))).toContain(
      'npx --no-install cdktf-kafka converge --inventory FILE',
    );
  });

  it('has each figure in words beside its bar, and each bar a title', () => {
    const page = pageOf();
    expect(rowsOf(page, 'Disks').slice(-2)).toEqual([
      ['broker-2/data/kafka-300000000', '30% of 1.00 GB, up to 70%, 2.00 kB/s written'],
      ['broker-3/data/kafka-900000000', '90% of 1.00 GB, full in 3.1 h, 9.00 kB/s written'],
    ]);
    expect(rowsOf(page, 'Leaders and replicas')).toEqual([
      ['Broker', 'Partitions'],
      ['broker-1', 'leads 4 of 12 replicas'],
      ['broker-2', 'leads 4 of 12 replicas'],
      ['broker-3', 'leads 0 of 12 replicas, 12 behind'],
    ]);
    expect(rowsOf(page, 'Topics').slice(1)).toEqual([
      ['app-logs2 partitions, 3 replicas', '3.00 MB', '250 kB/s'],
      ['audit2 partitions, 3 replicas', '3.00 MB', 'not known'],
    ]);
    expect(rowsOf(page, 'Consumer lag').slice(1)).toEqual([
      ['billing(nobody reads)', '1,234,567 records behind in app-logs'],
    ]);
    expect(rowsOf(page, 'Certificates').slice(1)).toEqual([
      ['broker-1', '363 days, to 2027-11-26'],
      ['broker-3', '38 days, to 2027-01-05'],
    ]);
    const untold = named(page, 'svg').filter(
      (svg) => !attribute(svg, 'aria-hidden') && !/\S/.test(textOf([svg])),
    );
    expect(untold).toEqual([]);
  });

  it('says of a host in words what its colour says', () => {
    const page = pageOf();
    const states = named(page, 'h4').map((heading) =>
      textOf([heading]).replace(/\s+/g, ' ').trim(),
    );
    expect(states).toEqual(['broker-1 ✔ serves', 'broker-2 ✔ serves', 'broker-3 ✖ does not serve']);
  });

  it('calls not known what nobody could tell, and leaves out what is not there', () => {
    const unseen = { topics: undefined, groups: undefined, history: undefined };
    const text = textIn(renderPage({ ...status(), ...unseen }, { topology: {} }));
    expect(text).toContain('Topics Not known: no broker says.');
    expect(text).toContain('Consumer lag Not known: no broker says.');
    expect(text).toContain('Not known: ZooKeeper does not say.');
    expect(text).not.toContain('Certificates');
  });

  it('names the command that tells the rest of many topics, for the cluster that it is of', () => {
    const topics = described(Array.from({ length: 40 }, (_, index) => topic(`t${index}`)));
    const page = renderPage(fullStatus({ topics }), { topology: { namedBy: '--name mine' } });
    expect(rowsOf(page, 'Topics')).toHaveLength(16);
    expect(textIn(page)).toContain(
      '25 more topics, smaller: npx --no-install cdktf-kafka topics --describe --name mine',
    );
  });

  const tagsOf = ({ elements }: ReturnType<typeof read>) =>
    // Commands stand between backticks, also those that somebody else has put there.
    elements.map(({ tagName }) => tagName).filter((name) => name !== 'code');
  const plain = tagsOf(read(pageOf(hostileWith('plain'))));

  it.each(DECEITS.filter((text) => text !== ''))(
    'shows %j as it is read, wherever it comes from',
    (deceit) => {
      const page = pageOf(hostileWith(deceit));
      expect(read(page).errors).toEqual([]);
      expect(tagsOf(read(page))).toEqual(plain);
      expect(page).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b\u001b]/);
    },
  );
});

/** The same words in each place that somebody else has the say of. */
function hostileWith(text: string): Partial<PageStatus> {
  const full = fullStatus();
  const [first, ...others] = full.hosts;
  const hosts = [
    { ...first!, roles: [text], units: { kafka: text }, kafkaVersion: text, behind: [text] },
    ...others,
  ];
  const group = { ...full.groups!.groups[0]!, group: text, state: text };
  return {
    ...{ hosts, kafkaVersions: [text], throttled: [text] },
    problems: [{ path: text, rule: text, value: text, remedy: `Look at ${text} there` }],
    topics: described([topic(text)]),
    groups: { groups: [group], silent: [text] },
    history: {
      holder: undefined,
      records: full.history!.records.map((each) => ({ ...each, command: text, why: [text] })),
    },
  };
}
