import { expect, jest } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { testWithPowerShell } from '../powershell/index.js';
import { agentSite, lastReport } from '../support/agent-site.js';

jest.setTimeout(300_000);
const { script, windowsWith } = agentSite();

/** A package as Get-AppxPackage gives it. */
const appx = (name: string, given = {}) => ({
  Name: name,
  PublisherId: '8wekyb3d8bbwe',
  PackageFullName: `${name}_1.0_x64__8wekyb3d8bbwe`,
  IsFramework: false,
  IsResourcePackage: false,
  NonRemovable: false,
  ...given,
});

testWithPowerShell(
  'generalize: pending reboots first, then the clean-up, the medium out, the agent gone, sysprep last',
  async () => {
    const windows = await windowsWith({ end: 'generalize', station: 'generalize' });
    const winlogon = 'SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon';
    const power = 'SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Power';
    const pending = 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\RebootPending';
    windows.valuesOf(pending);
    windows.setValue(winlogon, 'DefaultPassword', 'x');
    windows.setValue(power, 'HiberbootEnabled', 1);
    windows.setValue('SYSTEM\\Setup', 'UnattendFile', 'C:\\x.xml');
    windows.processes = ['sysprep'];
    windows.packages = [
      appx('Microsoft.Notepad'),
      appx('Microsoft.Winget.Source'),
      appx('Microsoft.VCLibs', { IsFramework: true }),
      appx('Microsoft.Shell', { NonRemovable: true }),
    ];
    windows.provisioned = [{ DisplayName: 'Microsoft.Notepad', PublisherId: '8wekyb3d8bbwe' }];
    windows.write('Windows/Panther/unattend.xml', '<unattend/>');
    windows.write('Windows/Panther/setupact.log', 'Setup began');
    windows.write('Windows/System32/Sysprep/Panther/setuperr.log', 'an older error');
    windows.write('Windows/Temp/left.tmp', 'x');
    const updates = 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate';
    windows.setValue(updates, 'SusClientId', 'an id');
    windows.setValue(updates, 'SusClientIdValidation', 'its proof');
    windows.setValue(updates, 'Other', 1);
    windows.write('Windows/SoftwareDistribution/ReportingEvents.log', 'an event');
    windows.write('Windows/SoftwareDistribution/Download/x/y.cab', 'x');

    expect(await windows.boot()).toBe('/r');
    expect(lastReport(windows).message).toBe(
      'pending: HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\RebootPending',
    );
    windows.removeKey(pending);

    const atReady: unknown[] = [];
    windows.onReport = ({ state }) => {
      if (state !== 'ready') return;
      atReady.push(windows.tasks.has('ImageFactoryAgent'));
      windows.medium = false;
    };
    const atSysprep: unknown[] = [];
    windows.onCommand = ({ name, args }) => {
      if (name === 'sysprep.exe') atSysprep.push(args, windows.tasks.size, windows.agentFiles());
    };
    expect(await windows.boot()).toBeNull();
    expect(atReady[0]).toBe(true);
    expect(atSysprep).toEqual([
      ['/generalize', '/oobe', '/shutdown', '/quiet'],
      0,
      [
        'agent.log',
        'logs/Panther/setupact.log',
        'logs/SoftwareDistribution/ReportingEvents.log',
        'logs/Sysprep/setuperr.log',
      ],
    ]);
    expect(lastReport(windows)).toMatchObject({ boot: 2, state: 'done', title: 'sysprep' });
    expect(windows.removedPackages).toEqual(['Microsoft.Winget.Source_1.0_x64__8wekyb3d8bbwe']);
    expect(Object.fromEntries(windows.valuesOf(winlogon))).toEqual({ AutoAdminLogon: '0' });
    expect(windows.valuesOf(power).get('HiberbootEnabled')).toBe(0);
    expect(windows.valuesOf('SYSTEM\\Setup').has('UnattendFile')).toBe(false);
    expect(windows.processes).toEqual([]);
    expect(windows.valuesIn(updates)).toEqual({ Other: 1 });
    expect(windows.services).toEqual(['Stop wuauserv', 'Stop bits']);
    expect(readdirSync(windows.c('Windows/SoftwareDistribution'))).toEqual([]);
    for (const gone of ['Windows/Panther/unattend.xml', 'Windows/Temp/left.tmp']) {
      expect(windows.exists(gone)).toBe(false);
    }
    expect(windows.valuesOf('SOFTWARE\\Policies\\Microsoft\\WindowsStore').size).toBe(0);
  },
);

testWithPowerShell(
  'the answer file of the deployed machine outlives the medium, and sysprep is given it',
  async () => {
    const text =
      '<unattend xmlns="urn:schemas-microsoft-com:unattend"><settings pass="oobeSystem"/></unattend>';
    const unattend = script('my unattend.xml', text);
    const windows = await windowsWith({ end: 'generalize', station: 'generalize', unattend });
    windows.write('Windows/Panther/unattend.xml', '<unattend>of the factory</unattend>');
    windows.onReport = ({ state }) => {
      if (state === 'ready') windows.medium = false;
    };
    const atSysprep: unknown[] = [];
    windows.onCommand = ({ name, args }) => {
      if (name !== 'sysprep.exe') return;
      const files = ['ProgramData/ImageFactory/unattend.xml', 'Windows/Panther/unattend.xml'];
      atSysprep.push(args.at(-1), ...files.map((file) => windows.read(file) === text));
    };
    expect(await windows.boot()).toBeNull();
    expect(atSysprep).toEqual(['/unattend:C:\\ProgramData\\ImageFactory\\unattend.xml', true, true]);
  },
);

testWithPowerShell('what stays pending after three reboots fails the run by its name', async () => {
  const windows = await windowsWith({ end: 'generalize', station: 'generalize' });
  windows.valuesOf(
    'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\RebootRequired',
  );
  expect(await windows.boot()).toBe('/r');
  windows.changeState({ settled: 3 });
  expect(await windows.boot()).toBe('/s');
  expect(lastReport(windows)).toMatchObject({ boot: 2, state: 'failed' });
  expect(lastReport(windows).message).toMatch(
    /^after 3 reboots still pending: .*Auto Update\\RebootRequired$/,
  );
});

testWithPowerShell('sysprep fails: its exit code and the end of setuperr.log', async () => {
  const windows = await windowsWith({ end: 'generalize', station: 'generalize' });
  windows.sysprepExit = 31;
  windows.onReport = ({ state }) => {
    if (state === 'ready') windows.medium = false;
  };
  windows.write(
    'Windows/System32/Sysprep/Panther/setuperr.log',
    'one\r\nSYSPRP Package X was installed for a user, but not provisioned for all users.\r\n\r\n',
  );
  expect(await windows.boot()).toBe('/s');
  expect(lastReport(windows)).toMatchObject({
    state: 'failed',
    title: 'sysprep',
    message:
      'sysprep ended with exit code 31; setuperr.log ends with: SYSPRP Package X was installed for a user, but not ' +
      'provisioned for all users.',
  });
});
