/**
 * The keys by which Setup knows an edition without asking for one: Microsoft's KMS client setup keys, which activate
 * nothing by themselves. learn.microsoft.com/windows-server/get-started/kms-client-activation-keys
 */

/** By EDITIONID, of Windows 10 and 11. */
const CLIENT: Readonly<Record<string, string>> = {
  Professional: 'W269N-WFGWX-YVC9B-4J6C9-T83GX',
  ProfessionalN: 'MH37W-N47XK-V7XM9-C7227-GCQG9',
  ProfessionalWorkstation: 'NRG8B-VKK3Q-CXVCJ-9G2XF-6Q84J',
  ProfessionalWorkstationN: '9FNHH-K3HBT-3W4TD-6383H-6XYWF',
  ProfessionalEducation: '6TP4R-GNPTD-KYYHQ-7B7DP-J447Y',
  ProfessionalEducationN: 'YVWGF-BXNMC-HTQYQ-CPQ99-66QFC',
  Education: 'NW6C2-QMPVW-D7KKK-3GKT6-VCFB2',
  EducationN: '2WH4N-8QGBV-H22JP-CT43Q-MDWWJ',
  Enterprise: 'NPPR9-FWDCX-D2C8J-H872K-2YT43',
  EnterpriseN: 'DPH2V-TTNVB-4X9Q3-TJR4H-KHJW4',
};

/** By build and EDITIONID: 2019, 2022, 2025. */
const SERVER: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '17763': {
    ServerStandard: 'N69G4-B89J2-4G8F4-WWYCC-J464C',
    ServerDatacenter: 'WMDGN-G9PQG-XVVXX-R3X43-63DFG',
  },
  '20348': {
    ServerStandard: 'VDYBN-27WPP-V4HQT-9VMD4-VMK7H',
    ServerDatacenter: 'WX4NM-KYWYW-QJJR4-XV3QB-6VM33',
  },
  '26100': {
    ServerStandard: 'TVRH6-WHNXV-R9WG3-9XRFY-MY832',
    ServerDatacenter: 'D764K-2NDRG-47T6Q-P8T8W-YP6DF',
  },
};

/**
 * @param edition EDITIONID
 * @param version "26100.1742"; null where it is not known
 * @returns null where Microsoft publishes none, as for evaluation media, which ask for none
 */
export function setupKey(edition: string, version: string | null): string | null {
  const build = version?.split('.')[0] ?? '';
  return SERVER[build]?.[edition] ?? CLIENT[edition] ?? null;
}
