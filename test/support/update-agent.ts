/**
 * The Windows Update Agent as COM, for the real PowerShell. Its objects have the members of Microsoft's documentation and
 * no other: test/powershell/contract.json lists them, each interface with its page, and the engine throws for the rest.
 *
 * What it does (learn.microsoft.com/windows/win32/api/wuapi/…):
 *
 *   nf-wuapi-iupdateinstaller-install    0x80240016 while a mandatory restart is pending, 0x80240024 for an empty collection
 *   nf-wuapi-iupdateinstallationresult-get_hresult   each update has its own; the whole says 0x80240022 where all failed
 *   nf-wuapi-iupdate-accepteula          terms that nobody accepted: 0x80240023, nothing is downloaded
 *   wua_sdk/wua-success-and-error-codes- 0x80246007 for an installation without a download
 *
 * An update applies when those that it needs are installed, and is installed after the reboot.
 */

import { Refusal, type ComCall, type Json, type Reply } from '../powershell/index.js';

export interface PlayedUpdate {
  readonly kb: string;
  readonly title: string;
  /** KBs that must be installed before it applies. */
  readonly needs?: readonly string[];
  readonly asksUser?: boolean;
  readonly optional?: boolean;
  readonly eula?: boolean;
  /** HRESULTs of its installations, one after the other; then, and for 0, success. `hangs` blocks for ever. */
  readonly installs?: readonly (number | 'hangs')[];
  /** Its installation succeeds, and it is offered again after each reboot. */
  readonly comesBack?: boolean;
}

/** What a member answers: a value, or what it does when it is read or called. */
type Member = Json | ((given: Json, signal: AbortSignal) => Json | undefined | Promise<Json | undefined>);

interface Played {
  readonly type: string;
  readonly members: Readonly<Record<string, Member>>;
  /** Of properties that a script has set. */
  readonly set: Map<string, Json>;
  /** Of a collection of updates. */
  readonly items: PlayedUpdate[];
}

export class UpdateAgent {
  updates: readonly PlayedUpdate[] = [];
  /** HRESULTs that the next searches throw. */
  searchFails: number[] = [];
  /** Called with the server that a search asks: that of the policy, or `windows-update`. */
  onSearch: (criteria: string, server: string) => void = () => undefined;
  /** Called before an installation. */
  onInstall: (update: PlayedUpdate) => void = () => undefined;
  /** A reboot is pending. */
  needsReboot = false;
  /** The server of WSUS that the service knows. */
  server: string | null = null;

  /** `search`, `accept KB1`, `download KB1`, `install KB1`, `reboot` */
  readonly did: string[] = [];
  readonly clientIds = new Set<Json>();
  readonly installed = new Set<string>();
  private readonly pending = new Set<string>();
  private readonly accepted = new Set<string>();
  private readonly downloaded = new Set<string>();
  private readonly tries = new Map<string, number>();
  private readonly objects: Played[] = [];

  /** What was done in each boot: `search, install KB1`. */
  get boots(): string[] {
    return this.did.join(', ').split(', reboot, ');
  }

  reboot(): void {
    if (this.did.length > 0) this.did.push('reboot');
    for (const kb of this.pending) this.installed.add(kb);
    this.pending.clear();
    this.needsReboot = false;
  }

  async answer(call: ComCall, reply: Reply): Promise<void> {
    if (call.operation === 'new') {
      reply.out(this.make(call.type));
      return;
    }
    const object = this.objects[Number(call.object)];
    const { member = '', arguments: [given = null] = [] } = call;
    if (call.operation === 'set') {
      object?.set.set(member, given);
      if (member === 'ClientApplicationID') this.clientIds.add(given);
      return;
    }
    const played = object?.members[member];
    if (played === undefined) throw new Error(`${call.type} ${member}: nobody plays it`);
    const value = typeof played === 'function' ? await played(given, reply.signal) : played;
    if (value !== undefined) reply.out(value);
  }

  private make(type: string): Json {
    switch (type) {
      case 'Microsoft.Update.Session':
        return this.add(type, {
          CreateUpdateSearcher: () => this.searcher(),
          CreateUpdateDownloader: () => this.downloader(),
          CreateUpdateInstaller: () => this.installer(),
        });
      case 'Microsoft.Update.UpdateColl':
        return this.collection([]);
      case 'Microsoft.Update.SystemInfo':
        return this.add(type, { RebootRequired: this.needsReboot });
      default:
        throw new Error(`${type}: cannot be made by its name here`);
    }
  }

  private searcher(): Json {
    const self = this.objects.length;
    return this.add('IUpdateSearcher', {
      Search: (criteria) => {
        const found = this.search(criteria as string, this.objects[self]?.set.get('ServerSelection'));
        return this.add('ISearchResult', {
          ResultCode: 2,
          Warnings: () => this.add('IUpdateExceptionCollection', { Count: 0 }),
          Updates: () => this.collection(found),
        });
      },
    });
  }

  private downloader(): Json {
    const self = this.objects.length;
    return this.add('IUpdateDownloader', {
      Download: () =>
        this.result(
          'Download',
          this.chosen(self).map((update) => this.download(update)),
        ),
    });
  }

  private installer(): Json {
    const self = this.objects.length;
    return this.add('IUpdateInstaller', {
      RebootRequiredBeforeInstallation: this.needsReboot,
      Install: async (_, signal) =>
        this.result('Installation', await this.install(this.chosen(self), signal)),
    });
  }

  private result(of: 'Download' | 'Installation', codes: readonly number[]): Json {
    const failed = codes.filter((code) => code !== 0).length;
    return this.add(`I${of}Result`, {
      ResultCode: failed === 0 ? 2 : failed === codes.length ? 4 : 3,
      HResult: signed(failed === 0 ? 0 : 0x80240022),
      GetUpdateResult: (index) => {
        const code = codes[Number(index)] as number;
        return this.add(`IUpdate${of}Result`, { ResultCode: code === 0 ? 2 : 4, HResult: signed(code) });
      },
    });
  }

  private collection(given: readonly PlayedUpdate[]): Json {
    const items = [...given];
    return this.add(
      'Microsoft.Update.UpdateColl',
      {
        Count: () => items.length,
        Item: (index) => this.update(items[Number(index)] as PlayedUpdate),
        Add: (update) => items.push(...this.referred(update)) - 1,
      },
      items,
    );
  }

  private update(update: PlayedUpdate): Json {
    const { kb, title, asksUser = false, optional = false, eula = false } = update;
    return this.add(
      'IUpdate',
      {
        Title: title,
        BrowseOnly: optional,
        KBArticleIDs: () => this.add('IStringCollection', { Count: 1, Item: kb.slice(2) }),
        Identity: () => this.add('IUpdateIdentity', { UpdateID: `id-of-${kb}`, RevisionNumber: 200 }),
        InstallationBehavior: () => this.add('IInstallationBehavior', { CanRequestUserInput: asksUser }),
        EulaAccepted: () => !eula || this.accepted.has(kb),
        IsDownloaded: () => this.downloaded.has(kb),
        AcceptEula: () => {
          this.did.push(`accept ${kb}`);
          this.accepted.add(kb);
          return undefined;
        },
      },
      [update],
    );
  }

  private search(criteria: string, selection: Json | undefined): PlayedUpdate[] {
    this.did.push('search');
    const server = selection === 1 ? this.server : 'windows-update';
    if (server === null) throw refusal(0x8024002e);
    this.onSearch(criteria, server);
    const fails = this.searchFails.shift();
    if (fails !== undefined) throw refusal(fails);
    return this.updates.filter(
      ({ kb, needs = [], optional = false }) =>
        !this.installed.has(kb) &&
        needs.every((one) => this.installed.has(one)) &&
        !(optional && criteria.includes('BrowseOnly=0')),
    );
  }

  private download(update: PlayedUpdate): number {
    if (update.eula === true && !this.accepted.has(update.kb)) return 0x80240023;
    this.did.push(`download ${update.kb}`);
    this.downloaded.add(update.kb);
    return 0;
  }

  private async install(updates: readonly PlayedUpdate[], signal: AbortSignal): Promise<number[]> {
    if (updates.length === 0) throw refusal(0x80240024);
    const codes: number[] = [];
    for (const update of updates) {
      const { kb, installs = [], comesBack = false } = update;
      if (!this.downloaded.has(kb)) {
        codes.push(0x80246007);
        continue;
      }
      this.did.push(`install ${kb}`);
      this.onInstall(update);
      const nth = this.tries.get(kb) ?? 0;
      this.tries.set(kb, nth + 1);
      const code = installs[nth] ?? 0;
      if (code === 'hangs') await gone(signal);
      else if (code === 0x80240016) throw refusal(code);
      else codes.push(code);
      if (code === 0 && !comesBack) this.pending.add(kb);
    }
    return codes;
  }

  /** What `Updates` was set to. */
  private chosen(self: number): readonly PlayedUpdate[] {
    return this.referred(this.objects[self]?.set.get('Updates') ?? null);
  }

  /** The updates that a reference, of a script's argument, stands for. */
  private referred(given: Json): readonly PlayedUpdate[] {
    const { $com } = given as { readonly $com: { readonly id: number } };
    return this.objects[$com.id]?.items ?? [];
  }

  private add(type: string, members: Played['members'], items: PlayedUpdate[] = []): Json {
    this.objects.push({ type, members, items, set: new Map() });
    return { $com: { type, id: this.objects.length - 1 } };
  }
}

/** As .NET says it: a COMException with this HResult. */
function refusal(hresult: number): Refusal {
  return new Refusal(`Exception from HRESULT: 0x${hresult.toString(16).toUpperCase()}`, {
    id: 'System.Runtime.InteropServices.COMException',
    category: 'OperationStopped',
    hresult,
    terminating: true,
  });
}

function signed(hresult: number): number {
  return hresult | 0;
}

function gone(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
