/**
 * Folders of updates as people have them, with the order that Microsoft documents for each. File names are those of the
 * Microsoft Update Catalog; `holds` is what lies in a file, as reports list it. Where no report gives the revision of a
 * servicing stack, it stands between those that are known.
 */

const CATALOG = 'https://catalog.sf.dl.delivery.mp.microsoft.com/filestreamingservice/files';
const OLD_CATALOG = 'https://catalog.s.download.windowsupdate.com';
/** The target with all earlier checkpoints, alone in a folder. */
const CHECKPOINTS =
  'https://learn.microsoft.com/windows/deployment/update/catalog-checkpoint-cumulative-updates';
/** Servicing stack, languages, features on demand, cumulative update, .NET; Safe OS for Windows RE, Setup for the media. */
const MEDIA = 'https://learn.microsoft.com/windows/deployment/update/media-dynamic-update';

export interface FolderFile {
  readonly name: string;
  readonly container: 'wim' | 'cabinet';
  readonly holds: readonly string[];
  /** Which build it says that it makes, and on which it was made. */
  readonly builds?: readonly [makes: string, on: string];
  /** Where the file, or its name, is to be had. */
  readonly source: string;
}

export interface FolderCase {
  readonly title: string;
  readonly architecture: 'amd64' | 'arm64';
  readonly build: string | null;
  readonly files: readonly FolderFile[];
  /** Names of files, each with what lies beside it. */
  readonly order: readonly (string | readonly [target: string, ...checkpoints: string[]])[];
  /** What is said of those that are left out. */
  readonly left: Readonly<Record<string, string>>;
  /** Where the order is documented. */
  readonly source: string;
}

/** An .msu as it is since 24H2: pleasedonthack.me/blog/At-the-WIM-of-Microsoft lists KB5055523 so. */
function msu(name: string, kb: string, stack: string, source: string, arch = 'x64'): FolderFile {
  const holds = [
    'DesktopDeployment.cab',
    `SSU-26100.${stack}-${arch}.cab`,
    `Windows11.0-${kb}-${arch}.psf`,
    `Windows11.0-${kb}-${arch}.wim`,
    'onepackage.AggregatedMetadata.cab',
    'wsusscan.cab',
  ];
  return { name, container: 'wim', holds, source };
}

/** An .msu as it is up to 23H2; one that is no cumulative update has no servicing stack. */
function oldMsu(name: string, inner: string, stack: string | null, source: string): FolderFile {
  const holds = [
    'WSUSSCAN.cab',
    `${inner}.cab`,
    `${inner}.xml`,
    `${inner}-pkgProperties.txt`,
    ...(stack === null ? [] : [`SSU-${stack}.cab`]),
  ];
  return { name, container: 'cabinet', holds, source };
}

function cab(name: string, holds: readonly string[], source: string): FolderFile {
  return { name, container: 'cabinet', holds, source };
}

const CHECKPOINT = msu(
  'windows11.0-kb5043080-x64_953449672073f8fb99badb4cc6d5d7849b9c83e8.msu',
  'KB5043080',
  '1738',
  `${CATALOG}/d8b7f92b-bd35-4b4c-96e5-46ce984b31e0/public/`,
);
const APRIL_2025 = msu(
  'windows11.0-kb5055523-x64_b1df8c7b11308991a9c45ae3fba6caa0e2996157.msu',
  'KB5055523',
  '3764',
  'https://pleasedonthack.me/blog/At-the-WIM-of-Microsoft',
);
const MAY_2025 = msu(
  'windows11.0-kb5058411-x64_fc93a482441b42bcdbb035f915d4be2047d63de5.msu',
  'KB5058411',
  '4058',
  `${CATALOG}/770c53ae-5610-402f-b5e9-fe86142003cc/public/`,
);
const SEPTEMBER_2025 = msu(
  'windows11.0-kb5065426-x64_32b5f85e0f4f08e5d6eabec6586014a02d3b6224.msu',
  'KB5065426',
  '5074',
  `${CATALOG}/7342fa97-e584-4465-9b3d-71e771c9db5b/public/`,
);
const NOVEMBER_2025 = msu(
  'windows11.0-kb5068861-x64_acc4fe9c928835c0d44cdc0419d1867dbd2b62b2.msu',
  'KB5068861',
  '7010',
  `${CATALOG}/5315757b-0dc6-4282-a148-c7bf0b6b0e90/public/`,
);
const JANUARY_2026 = msu(
  'windows11.0-kb5074105-x64_74e1f93136eef7114e2bed8ff032b049ec62992a.msu',
  'KB5074105',
  '7700',
  `${CATALOG}/1f3ba14b-3831-4dd8-8839-b63b795497e4/public/`,
);
const SERVER_JANUARY_2025 = msu(
  'windows11.0-kb5050009-x64_97aac2ab4f607b11d50ad2fd88a5841ee0b18dd5.msu',
  'KB5050009',
  '2890',
  `${CATALOG}/66557ecc-650e-4c70-8baf-c624c4de912f/public/`,
);
/** 26100.32995: its servicing stack is named in reports of Windows Server 2025. */
const SERVER_JUNE_2026 = msu(
  'windows11.0-kb5094125-x64_8e89fa4917df313fe118b9fe150611975ab92565.msu',
  'KB5094125',
  '32985',
  `${CATALOG}/7bb8f378-6d48-4161-ac28-0be28444e642/public/`,
);
/** As they say themselves. */
const BUILT_CHECKPOINT: FolderFile = { ...CHECKPOINT, builds: ['26100.1742', '26100.1'] };
const BUILT_NOVEMBER: FolderFile = { ...NOVEMBER_2025, builds: ['26100.7171', '26100.1742'] };
/** A fix between two months, and the preview that came after it with a lower number. */
const OUT_OF_BAND: FolderFile = {
  ...msu(
    'windows11.0-kb5070773-x64.msu',
    'KB5070773',
    '6895',
    'https://www.catalog.update.microsoft.com/Search.aspx?q=KB5070773',
  ),
  builds: ['26100.6901', '26100.1742'],
};
export const PREVIEW: FolderFile = {
  ...msu(
    'windows11.0-kb5067036-x64.msu',
    'KB5067036',
    '6895',
    'https://www.catalog.update.microsoft.com/Search.aspx?q=KB5067036',
  ),
  builds: ['26100.7019', '26100.1742'],
};
const BUILT_SERVER: FolderFile = { ...SERVER_JUNE_2026, builds: ['26100.32995', '26100.1742'] };
/** A checkpoint that nobody knew when this was written, and what builds on it. */
const LATER_CHECKPOINT: FolderFile = {
  ...msu('windows11.0-kb5199990-x64.msu', 'KB5199990', '9990', CHECKPOINTS),
  builds: ['26100.9999', '26100.1742'],
};
const AFTER_IT: FolderFile = {
  ...msu('windows11.0-kb5199995-x64.msu', 'KB5199995', '10100', CHECKPOINTS),
  builds: ['26100.10101', '26100.9999'],
};
const DOT_NET_2025 = oldMsu(
  'windows11.0-kb5054979-x64-ndp481_8e2f730bc747de0f90aaee95d4862e4f88751c07.msu',
  'Windows11.0-KB5054979-x64-NDP481',
  null,
  `${CATALOG}/02cd9c83-8312-424d-9a06-b042095804a8/public/`,
);
const DOT_NET_2026 = oldMsu(
  'windows11.0-kb5074828-x64-ndp481_88bbe39d8dc9e306cd2d5faa817c8656e6d798d7.msu',
  'Windows11.0-KB5074828-x64-NDP481',
  null,
  'https://www.catalog.update.microsoft.com/Search.aspx?q=KB5074828',
);
const DOT_NET_SERVER = oldMsu(
  'windows11.0-kb5049622-x64-ndp481_afb8c71d1958d98de4082ff732762242e9460fad.msu',
  'Windows11.0-KB5049622-x64-NDP481',
  null,
  `${CATALOG}/8dbe7535-1d3a-450a-8f67-984c0206fb5b/public/`,
);
const ENABLEMENT = oldMsu(
  'windows11.0-kb5054156-x64_a0c1638cbcf4cf33dbe9a5bef69db374b4786974.msu',
  'Windows11.0-KB5054156-x64',
  null,
  `${CATALOG}/fa84cc49-18b2-4c26-b389-90c96e6ae0d2/public/`,
);
const ENABLEMENT_ARM64 = oldMsu(
  'windows11.0-kb5054156-arm64_3d5c91aaeb08a87e0717f263ad4a61186746e465.msu',
  'Windows11.0-KB5054156-arm64',
  null,
  `${CATALOG}/78b265e5-83a8-4e0a-9060-efbe0bac5bde/public/`,
);
const SAFE_OS = cab(
  'windows11.0-kb5059442-x64_d96d5a62d0a410fd8b07cb3098908e21a4c01c63.cab',
  [
    'amd64_microsoft-windows-winpe_tools_31bf3856ad364e35_10.0.26100.4060_none_96aca207e6f620ac.manifest',
    'amd64_microsoft-windows-winre-tools_31bf3856ad364e35_10.0.26100.4060_none_65aa9cdb2028863c.manifest',
    'update.cat',
    'update.mum',
  ],
  `${CATALOG}/88eb0a1d-e6d0-4842-8c04-e184220cd092/public/`,
);
const SETUP = cab(
  'windows11.0-kb5059806-x64_b607edb8a152d38998211802d01b63e5acc23de3.cab',
  ['appraiserres.dll', 'setuphost.exe', 'setupprep.exe', 'UpdateAgent.dll', 'de-de\\setup.exe.mui'],
  `${CATALOG}/9d1ab951-3e80-490b-bf90-8c2fe5c2b549/public/`,
);
const LANGUAGES = 'https://learn.microsoft.com/azure/virtual-desktop/windows-11-language-packs';
const LANGUAGE_PACK = cab(
  'Microsoft-Windows-Client-Language-Pack_x64_de-de.cab',
  ['update.cat', 'update.mum'],
  LANGUAGES,
);
const feature = (name: string) =>
  cab(
    `Microsoft-Windows-LanguageFeatures-${name}-de-de-Package~31bf3856ad364e35~amd64~~.cab`,
    ['update.cat', 'update.mum'],
    LANGUAGES,
  );
const STACK_22H2 = cab(
  'ssu-19041.3562-x64_de23c91f483b2e609cec3e4a995639d13205f867.msu',
  ['SSU-19041.3562-x64.cab', 'SSU-19041.3562-x64.xml', 'WSUSSCAN.cab'],
  `${OLD_CATALOG}/c/msdownload/update/software/secu/2023/10/`,
);
const OLD_STACK_22H2 = cab(
  'ssu-19041.1704-x64_70e350118b85fdae082ab7fde8165a947341ba1a.msu',
  ['SSU-19041.1704-x64.cab', 'SSU-19041.1704-x64.xml', 'WSUSSCAN.cab'],
  `${OLD_CATALOG}/c/msdownload/update/software/secu/2022/05/`,
);
const OCTOBER_22H2 = oldMsu(
  'windows10.0-kb5066791-x64_3210d264091be5effb3253d05397c4daefba44c8.msu',
  'Windows10.0-KB5066791-x64',
  '19041.6392-x64',
  `${OLD_CATALOG}/c/msdownload/update/software/secu/2025/10/`,
);
const DECEMBER_22H2 = oldMsu(
  'windows10.0-kb5021233-x64_00bbf75a829a2cb4f37e4a2b876ea9503acfaf4d.msu',
  'Windows10.0-KB5021233-x64',
  '19041.2300-x64',
  'https://www.catalog.update.microsoft.com/Search.aspx?q=KB5021233',
);
const JUNE_22H2_X86 = oldMsu(
  'windows10.0-kb5060533-x86_de4a47dde17d91023f93eb9a37c6c96faebf768c.msu',
  'Windows10.0-KB5060533-x86',
  '19041.5911-x86',
  'https://www.catalog.update.microsoft.com/Search.aspx?q=KB5060533',
);
const DOT_NET_22H2 = oldMsu(
  'windows10.0-kb5020881-x64-ndp481_6f6447528c9634510aa1bc83b8f9003bc5bb6ab6.msu',
  'Windows10.0-KB5020881-x64-NDP481',
  null,
  'https://www.catalog.update.microsoft.com/Search.aspx?q=KB5020881',
);
const SECURE_BOOT_22H2 = oldMsu(
  'windows10.0-kb5012170-x64_e861a0d0f2e35bc1de3c8256f3c00479dfad2462.msu',
  'Windows10.0-KB5012170-x64',
  null,
  `${OLD_CATALOG}/d/msdownload/update/software/secu/2022/08/`,
);
/** Windows Server 2022 and Azure Stack HCI 23H2: branches of their own. */
const SERVER_2022 = cab(
  'Windows10.0-KB5122882-x64.cab',
  [
    'Package_for_RollupFix~31bf3856ad364e35~amd64~~20348.5622.1.16.mum',
    'amd64_microsoft-windows-servicingstack_31bf3856ad364e35_10.0.20348.5614_none.manifest',
    'amd64_microsoft-windows-winre-tools_31bf3856ad364e35_10.0.20348.5622_none.manifest',
    'update.mum',
  ],
  'https://www.catalog.update.microsoft.com/Search.aspx?q=KB5122882',
);
const HCI_23H2 = oldMsu(
  'windows11.0-kb5055527-x64_ae74e95f08111d3530de7e81870cc6cd21b29556.msu',
  'Windows11.0-KB5055527-x64',
  '25398.1541-x64',
  `${CATALOG}/b712d58a-0f46-423b-ad41-ad8398318230/public/`,
);

export const FOLDERS: readonly FolderCase[] = [
  {
    title: '24H2 as installed media has it: the checkpoint and an update that builds on it',
    architecture: 'amd64',
    build: '26100.1',
    files: [NOVEMBER_2025, CHECKPOINT],
    order: [[NOVEMBER_2025.name, CHECKPOINT.name]],
    left: {},
    source: CHECKPOINTS,
  },
  {
    title: '25H2 takes the updates of 24H2, of several months the newest',
    architecture: 'amd64',
    build: '26200.6584',
    files: [CHECKPOINT, APRIL_2025, SEPTEMBER_2025, NOVEMBER_2025],
    order: [[NOVEMBER_2025.name, CHECKPOINT.name]],
    left: {
      [APRIL_2025.name]: 'KB5068861 supersedes it',
      [SEPTEMBER_2025.name]: 'KB5068861 supersedes it',
    },
    source: CHECKPOINTS,
  },
  {
    title: 'a checkpoint alone is an update like any other',
    architecture: 'amd64',
    build: '26100.1',
    files: [CHECKPOINT],
    order: [CHECKPOINT.name],
    left: {},
    source: CHECKPOINTS,
  },
  {
    title: 'an image beyond the checkpoint needs it no more',
    architecture: 'amd64',
    build: '26100.4061',
    files: [JANUARY_2026, NOVEMBER_2025],
    order: [JANUARY_2026.name],
    left: { [NOVEMBER_2025.name]: 'KB5074105 supersedes it' },
    source: CHECKPOINTS,
  },
  {
    title: 'the set for media of 24H2: what is for Windows RE and for Setup is not for the running Windows',
    architecture: 'amd64',
    build: '26100.1742',
    files: [CHECKPOINT, MAY_2025, SAFE_OS, SETUP, DOT_NET_2025],
    order: [[MAY_2025.name, CHECKPOINT.name], DOT_NET_2025.name],
    left: {
      [SAFE_OS.name]: 'a Safe OS dynamic update is for Windows RE, not for the Windows that runs',
      [SETUP.name]: 'a Setup dynamic update is for install media, not for the Windows that runs',
    },
    source: MEDIA,
  },
  {
    title: 'languages, then their features, then the cumulative update, then .NET',
    architecture: 'amd64',
    build: '26200.6584',
    files: [
      NOVEMBER_2025,
      CHECKPOINT,
      DOT_NET_2026,
      feature('Speech'),
      feature('TextToSpeech'),
      feature('OCR'),
      feature('Basic'),
      LANGUAGE_PACK,
    ],
    order: [
      LANGUAGE_PACK.name,
      feature('Basic').name,
      feature('OCR').name,
      feature('TextToSpeech').name,
      feature('Speech').name,
      [NOVEMBER_2025.name, CHECKPOINT.name],
      DOT_NET_2026.name,
    ],
    left: {},
    source: MEDIA,
  },
  {
    title: 'from 24H2 to 25H2: the enablement package asks for the update before it',
    architecture: 'amd64',
    build: '26100.4061',
    files: [ENABLEMENT, ENABLEMENT_ARM64, SEPTEMBER_2025, DOT_NET_2025],
    order: [SEPTEMBER_2025.name, DOT_NET_2025.name, ENABLEMENT.name],
    left: { [ENABLEMENT_ARM64.name]: 'it is for arm64, and the image is amd64' },
    source:
      'https://support.microsoft.com/topic/kb5054156-feature-update-to-windows-11-version-25h2-by-using-an-enablement-package-c3bd8cfd-b8e0-4a2d-bd5c-f3b9dc4cab54',
  },
  {
    title: 'Windows Server 2025 before it had updates of its own',
    architecture: 'amd64',
    build: '26100.1',
    files: [DOT_NET_SERVER, SERVER_JANUARY_2025, CHECKPOINT],
    order: [[SERVER_JANUARY_2025.name, CHECKPOINT.name], DOT_NET_SERVER.name],
    left: {},
    source: CHECKPOINTS,
  },
  {
    title: 'Windows Server 2025 in 2026: an update of Windows 11 is none of its own',
    architecture: 'amd64',
    build: '26100.32230',
    files: [CHECKPOINT, JANUARY_2026, SERVER_JUNE_2026],
    order: [[SERVER_JUNE_2026.name, CHECKPOINT.name]],
    left: {
      [JANUARY_2026.name]: 'it is for Windows 11, and the image, 26100.32230, is Windows Server 2025',
    },
    source:
      'https://support.microsoft.com/topic/january-13-2026-kb5073379-os-build-26100-32230-a6021fd2-b3b7-45a7-b68e-35c28a2a77da',
  },
  {
    title: 'a new 26100 may be either: each of them gets its chance, for DISM knows which applies',
    architecture: 'amd64',
    build: '26100.1742',
    files: [CHECKPOINT, JANUARY_2026, SERVER_JUNE_2026],
    order: [
      [JANUARY_2026.name, CHECKPOINT.name],
      [SERVER_JUNE_2026.name, CHECKPOINT.name],
    ],
    left: {},
    source: CHECKPOINTS,
  },
  {
    title: 'Windows 10 22H2: servicing stack, cumulative update, .NET, the rest',
    architecture: 'amd64',
    build: '19045.2965',
    files: [
      SECURE_BOOT_22H2,
      DOT_NET_22H2,
      OCTOBER_22H2,
      DECEMBER_22H2,
      STACK_22H2,
      OLD_STACK_22H2,
      JUNE_22H2_X86,
    ],
    order: [STACK_22H2.name, OCTOBER_22H2.name, DOT_NET_22H2.name, SECURE_BOOT_22H2.name],
    left: {
      [DECEMBER_22H2.name]: 'KB5066791 supersedes it',
      [OLD_STACK_22H2.name]: `${STACK_22H2.name} supersedes it`,
      [JUNE_22H2_X86.name]: 'it is for x86, and the image is amd64',
    },
    source: MEDIA,
  },
  {
    title: 'updates of other versions of Windows stay out',
    architecture: 'amd64',
    build: '26100.4061',
    files: [OCTOBER_22H2, STACK_22H2, SECURE_BOOT_22H2, SERVER_2022, HCI_23H2, MAY_2025],
    order: [MAY_2025.name],
    left: {
      [OCTOBER_22H2.name]: 'it is for build 19041, and the image is 26100.4061',
      [STACK_22H2.name]: 'it is for build 19041, and the image is 26100.4061',
      [SECURE_BOOT_22H2.name]: 'it is for Windows 10, and the image is 26100.4061',
      [SERVER_2022.name]: 'it is for build 20348, and the image is 26100.4061',
      [HCI_23H2.name]: 'it is for build 25398, and the image is 26100.4061',
    },
    source: CHECKPOINTS,
  },
  {
    title:
      'Windows Server 2022: a .cab that is a cumulative update, with the parts of Windows RE that each has',
    architecture: 'amd64',
    build: '20348.2527',
    files: [SERVER_2022, MAY_2025],
    order: [SERVER_2022.name],
    left: { [MAY_2025.name]: 'it is for build 26100, and the image is 20348.2527' },
    source: MEDIA,
  },
  {
    title:
      'what the updates say of themselves: the build that each makes, and the checkpoint that it was made on',
    architecture: 'amd64',
    build: '26100.1',
    files: [BUILT_NOVEMBER, BUILT_CHECKPOINT],
    order: [[BUILT_NOVEMBER.name, BUILT_CHECKPOINT.name]],
    left: {},
    source: CHECKPOINTS,
  },
  {
    title: 'by the build and not by the KB number: a preview is newer than the fix before it',
    architecture: 'amd64',
    build: '26200.6584',
    files: [OUT_OF_BAND, PREVIEW, BUILT_CHECKPOINT],
    order: [[PREVIEW.name, BUILT_CHECKPOINT.name]],
    left: { [OUT_OF_BAND.name]: 'KB5067036 supersedes it' },
    source:
      'https://support.microsoft.com/topic/october-28-2025-kb5067036-os-builds-26200-7019-and-26100-7019-preview-ec3da7dc-63ba-4b1d-ac41-cf2494d2123a',
  },
  {
    title: 'a chain of two checkpoints, the later of which no table knows',
    architecture: 'amd64',
    build: '26100.1',
    files: [AFTER_IT, LATER_CHECKPOINT, BUILT_CHECKPOINT, BUILT_NOVEMBER],
    order: [[AFTER_IT.name, BUILT_CHECKPOINT.name, LATER_CHECKPOINT.name]],
    left: { [BUILT_NOVEMBER.name]: 'KB5199995 supersedes it' },
    source: CHECKPOINTS,
  },
  {
    title: 'Windows Server 2025 by the build that its update makes',
    architecture: 'amd64',
    build: '26100.32230',
    files: [BUILT_SERVER, BUILT_NOVEMBER, BUILT_CHECKPOINT],
    order: [[BUILT_SERVER.name, BUILT_CHECKPOINT.name]],
    left: {
      [BUILT_NOVEMBER.name]: 'it is for Windows 11, and the image, 26100.32230, is Windows Server 2025',
    },
    source: CHECKPOINTS,
  },
  {
    title: 'without a build nothing is left out that might be right',
    architecture: 'amd64',
    build: null,
    files: [OCTOBER_22H2, NOVEMBER_2025],
    order: [OCTOBER_22H2.name, NOVEMBER_2025.name],
    left: {},
    source: MEDIA,
  },
];
